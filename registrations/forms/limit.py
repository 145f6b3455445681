"""Another limit in cars and people, with its reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from campaigns.forms.layout import fields
from campaigns.models import Campaign


class LimitForm(forms.Form):
    cars = forms.IntegerField(label=gettext_lazy("Limit, cars"), min_value=1, max_value=2000)
    people = forms.IntegerField(label=gettext_lazy("Limit, people"), min_value=1, max_value=9999)
    why = forms.CharField(label=gettext_lazy("Why"), max_length=300, help_text=gettext_lazy("The report shows it."))

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        known = {"cars": campaign.capacity.limit_cars, "people": campaign.capacity.limit_people}
        super().__init__(*args, initial=known, label_suffix="", **kwargs)
        self.helper = fields(self)


class DecisionForm(forms.Form):
    """Grant or refuse an owner's request, with a sentence for them."""

    answer = forms.CharField(label=gettext_lazy("A sentence for the owner"), max_length=200, required=False)
    exception_reason = forms.CharField(
        label=gettext_lazy("If it is full: why they may come all the same"), max_length=200, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.helper = fields(self)
