from typing import Any

from django.utils.translation import gettext as _

from campaigns.models import CrewMember

from .layout import pair
from .plan_row import PlanRowForm


class CrewForm(PlanRowForm):
    layout = (pair("name", "kind", "head_count"), pair("duty", "phone"))

    class Meta:
        model = CrewMember
        fields = ["name", "kind", "head_count", "duty", "phone"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("name") and not cleaned.get("duty"):
            self.add_error("name", _("Type a name, or what they will do if it is still open who."))
        return cleaned
