"""Target and limit, and the deadlines of both rounds of invitations, on one page."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Capacity
from campaigns.plan_fixed import places_are_fixed

from .campaign import check_limits, moment_input
from .layout import fields, pair
from .plan_row import date_input, time_input

AMOUNTS = ("target_cars", "target_people", "limit_cars", "limit_people")
LIMITS = ("limit_cars", "limit_people")


class PlanDeadlinesForm(forms.ModelForm):
    """Once the campaign is open the limit has its own page, with a reason; here it is only shown."""

    target_cars = forms.IntegerField(label=_("Expected cars"), min_value=0, max_value=2000)
    target_people = forms.IntegerField(label=_("Expected people"), min_value=0, max_value=8000)
    limit_cars = forms.IntegerField(label=_("Limit, cars"), min_value=0, max_value=2000)
    limit_people = forms.IntegerField(label=_("Limit, people"), min_value=0, max_value=8000)

    class Meta:
        model = Campaign
        fields = [
            "invite_from", "registration_closes_at", "confirm_from", "confirm_by", "call_from", "call_until",
            "releases_by_itself",
        ]  # fmt: skip
        widgets = {
            "invite_from": date_input(),
            "registration_closes_at": moment_input(),
            "confirm_from": date_input(),
            "confirm_by": moment_input(),
            "call_from": time_input(),
            "call_until": time_input(),
        }
        help_texts = {
            "registration_closes_at": _("Later, links only join the waiting list."),
            "confirm_by": _("Whoever has not confirmed by then is reviewed and may be released."),
            "releases_by_itself": _("Not while a reminder could not be sent."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.capacity, _made = Capacity.objects.get_or_create(campaign=self.instance)
        for name in AMOUNTS:
            self.fields[name].initial = getattr(self.capacity, name)
        self.limit_is_fixed = places_are_fixed(self.instance)
        if self.limit_is_fixed:
            for name in LIMITS:
                self.fields[name].disabled = True
        self.helper = fields(self)
        self.places_helper = fields(self, pair("target_cars", "target_people"), pair("limit_cars", "limit_people"))
        self.calls_helper = fields(
            self,
            pair("invite_from", "registration_closes_at"),
            pair("confirm_from", "confirm_by"),
            pair("call_from", "call_until"),
            "releases_by_itself",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        check_limits(self)
        starts_at, zone = self.instance.starts_at, self.instance.zone
        for name in ("registration_closes_at", "confirm_by"):
            if cleaned.get(name) and cleaned[name] > starts_at:
                self.add_error(name, _("This must be before the start."))
        begins, ends = cleaned.get("confirm_from"), cleaned.get("confirm_by")
        if begins and ends and begins > ends.astimezone(zone).date():
            self.add_error("confirm_from", _("The second round must begin before its deadline."))
        first = cleaned.get("invite_from")
        if first and begins and first > begins:
            self.add_error("invite_from", _("The first round must begin before the second."))
        if cleaned.get("call_from") and cleaned.get("call_until") and cleaned["call_from"] >= cleaned["call_until"]:
            self.add_error("call_until", _("Calls must end after they begin."))
        return cleaned

    def already_past(self, at: dt.datetime) -> list[str]:
        """The labels of dates set just now that lie before `at`."""
        moments = ("registration_closes_at", "confirm_by")
        days, today = ("invite_from", "confirm_from"), at.astimezone(self.instance.zone).date()
        limits: dict[str, Any] = dict.fromkeys(moments, at) | dict.fromkeys(days, today)
        changed = [name for name in limits if name in self.changed_data and self.cleaned_data[name]]
        return [str(self.fields[name].label) for name in changed if self.cleaned_data[name] < limits[name]]

    @property
    def amounts(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in AMOUNTS}
