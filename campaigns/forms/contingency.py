from typing import Any

from django import forms
from django.utils.translation import gettext as _

from campaigns.models import Contingency

from .layout import pair
from .plan_row import PlanRowForm


class ContingencyForm(PlanRowForm):
    layout = (pair("trigger", "stop"), "response", pair("who", "phone"))

    class Meta:
        model = Contingency
        fields = ["trigger", "stop", "response", "who", "phone"]
        widgets = {"response": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stop"].empty_label = _("the whole event")  # type: ignore[attr-defined]  # a ModelChoiceField
