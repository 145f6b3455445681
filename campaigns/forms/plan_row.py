"""One row of the plan as a form: what every subject's form has in common.

Rule: a form belongs to a campaign; what may be chosen (stops, partners, colleagues) is limited to that campaign.
"""

from typing import Any, ClassVar

from crispy_forms.layout import LayoutObject
from django import forms

from campaigns.models import Campaign, Partner, Staff, Stop

from .layout import fields


def date_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def time_input() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class PlanRowForm(forms.ModelForm):
    """`layout` groups the fields into lines; the first field takes the focus when the row opens."""

    layout: ClassVar[tuple[str | LayoutObject, ...]] = ()

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.instance.campaign = campaign
        self._limit_choices()
        if not self.is_bound:
            next(iter(self.fields.values())).widget.attrs["autofocus"] = True
        self.helper = fields(self, *self.layout)

    def _limit_choices(self) -> None:
        own: dict[str, Any] = {
            "stop": lambda: Stop.objects.filter(campaign=self.campaign).in_road_order(),
            "partner": lambda: Partner.objects.filter(campaign=self.campaign),
            "assignee": lambda: Staff.objects.filter(roles__club=self.campaign.club_id, is_active=True).distinct(),
        }
        for name, rows in own.items():
            field = self.fields.get(name)
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows()
                field.empty_label = "–" if field.empty_label is not None else None
