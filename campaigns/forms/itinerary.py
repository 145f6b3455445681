"""Stops and ceremonies as forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.looks import dates
from campaigns.models import Ceremony, Stop

from .layout import pair
from .plan_row import PlanRowForm, time_input


class StopForm(PlanRowForm):
    """`moves_following` is offered where there is a later stop to move along."""

    moves_following = forms.BooleanField(label=_("Later stops of this day move along"), required=False, initial=True)

    class Meta:
        model = Stop
        fields = [
            "arrive", "depart", "name", "kind", "note", "day", "who", "is_checkpoint", "cars_may_join",
            "place", "lat", "lon", "datum", "leg_distance_km", "leg_drive_minutes",
        ]  # fmt: skip
        widgets = {"arrive": time_input(), "depart": time_input(), "day": forms.Select}
        help_texts = {
            "note": _("Owners read this on the tour's page and on their pass."),
            "lat": _("Such as 28.235; as your map shows it."),
            "datum": _("Amap and Tencent use GCJ-02, GPS uses WGS-84."),
            "leg_distance_km": _("Empty: estimated from the coordinates."),
            "leg_drive_minutes": _("Empty: estimated from times and coordinates."),
        }

    more = ("place", "lat", "lon", "datum", "leg_distance_km", "leg_drive_minutes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = range(1, max(self.campaign.day_count, self.instance.day) + 1)
        self.fields["day"].widget.choices = [  # type: ignore[attr-defined]  # a Select
            (day, _("Day %(n)s, %(date)s") % {"n": day, "date": dates.day(self.campaign.date_of_day(day))})
            for day in days
        ]
        if self.instance.pk is None:
            del self.fields["moves_following"]

    @property
    def has_more_errors(self) -> bool:
        return any(name in self.errors for name in self.more)

    def clean_day(self) -> int:
        day = self.cleaned_data["day"]
        if day > self.campaign.day_count:
            raise forms.ValidationError(
                _("The campaign has %(n)s days. Change its end first, or take an earlier day."),
                params={"n": self.campaign.day_count},
            )
        return day


class CeremonyForm(PlanRowForm):
    layout = (pair("kind", "stop"), pair("what", "who"))

    class Meta:
        model = Ceremony
        fields = ["kind", "stop", "what", "who"]
        help_texts = {"kind": _("An appointment, a flag, a toast.")}
