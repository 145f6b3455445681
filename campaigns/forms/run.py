"""Forms of the run: a time on the clock of the stop's day, and what happened."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.forms.layout import fields, pair
from campaigns.models import Incident, Stop


class StopTimesForm(forms.Form):
    arrived = forms.TimeField(
        label=pgettext_lazy("time", "Arrived"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    departed = forms.TimeField(
        label=pgettext_lazy("time", "Left"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, *args: Any, stop: Stop, **kwargs: Any) -> None:
        initial = {
            "arrived": self._clock(stop, stop.actual_arrive_at),
            "departed": self._clock(stop, stop.actual_depart_at),
        }
        super().__init__(*args, initial=initial, auto_id=f"id_{stop.pk}_%s", **kwargs)
        self.stop = stop
        self.helper = fields(self, pair("arrived", "departed"))

    @staticmethod
    def _clock(stop: Stop, at: dt.datetime | None) -> dt.time | None:
        return stop.campaign.local(at).time() if at else None

    def moment(self, name: str) -> dt.datetime | None:
        """On the stop's day; past midnight only when it left before it came."""
        typed, arrived = self.cleaned_data[name], self.cleaned_data["arrived"]
        if typed is None:
            return None
        day = self.stop.day + (name == "departed" and arrived is not None and typed < arrived)
        return self.stop.campaign.moment(day, typed)


class IncidentForm(forms.ModelForm):
    class Meta:
        model = Incident
        fields = ["what", "outcome", "minutes_lost"]
        help_texts = {"what": _("Without names: it goes into the report.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes_lost"].required = False
        self.helper = fields(self)

    def clean_minutes_lost(self) -> int:
        return self.cleaned_data["minutes_lost"] or 0
