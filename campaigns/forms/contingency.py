from django import forms

from campaigns.models import Contingency

from .layout import pair
from .plan_row import PlanRowForm


class ContingencyForm(PlanRowForm):
    layout = (pair("trigger", "stop"), "response", pair("who", "phone"))

    class Meta:
        model = Contingency
        fields = ["trigger", "stop", "response", "who", "phone"]
        widgets = {"response": forms.Textarea(attrs={"rows": 2})}
