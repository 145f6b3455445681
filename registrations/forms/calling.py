"""What a caller puts down: the answer, how many, when to ring again, a remark."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from campaigns.forms.layout import fields
from campaigns.looks.dates import moment
from campaigns.models import Campaign
from registrations import plate as plates
from registrations.looks.call_words import CHANGED
from registrations.models import Invitation, Outcome, PlateState
from registrations.party import PartyDetails

OWN_TIME = "own"


class CallForm(forms.Form):
    """One answer. Which fields count depends on it; the rest is ignored, so that one key is enough."""

    who = forms.IntegerField(min_value=1)
    outcome = forms.ChoiceField(
        label=_("What they say"),
        error_messages={"required": _("Choose what was said."), "invalid_choice": _("Choose what was said.")},
    )
    adults = forms.IntegerField(label=_("Adults"), min_value=1, required=False)
    children = forms.IntegerField(label=_("Children"), min_value=0, required=False)
    plate = forms.CharField(label=_("Plate"), max_length=20, required=False)
    rides_along = forms.BooleanField(label=_("rides along, no car"), required=False)
    again = forms.CharField(required=False)
    again_at = forms.CharField(label=_("If later: when"), required=False)
    note = forms.CharField(label=_("A remark"), max_length=200, required=False)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.fields["outcome"].choices = [*Outcome.choices, (CHANGED, CHANGED)]
        fields(self)  # our own words for what is wrong

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        outcome = said.get("outcome")
        if outcome and outcome not in (Outcome.YES, CHANGED):
            self._forget_the_party(said)
        if outcome == Outcome.CALL_BACK:
            said["next_call_at"] = self._time(said)
        if outcome in (Outcome.YES, CHANGED) and not self.errors:
            self._check_party(said, outcome)
        return said

    def _forget_the_party(self, said: dict[str, Any]) -> None:
        """Whatever stands in its fields: nobody is coming by this answer, so nothing there is a mistake."""
        for name in ("adults", "children", "plate"):
            self.errors.pop(name, None)
            said[name] = None

    def _time(self, said: dict[str, Any]) -> dt.datetime | None:
        typed = said.get("again_at") if said.get("again") in ("", OWN_TIME) else said.get("again")
        try:
            when = parse_datetime(typed or "")
        except ValueError:
            when = None
        if when is None:
            self.add_error("again_at", _("Say when to ring again."))
            return None
        when = when if when.tzinfo else when.replace(tzinfo=self.campaign.zone)
        local = self.campaign.local(when)
        if not self.campaign.call_from <= local.time() <= self.campaign.call_until:
            hours = {"from": f"{self.campaign.call_from:%H:%M}", "until": f"{self.campaign.call_until:%H:%M}"}
            self.add_error("again_at", _("Calls are made from %(from)s to %(until)s; choose a time within.") % hours)
        elif when >= self.campaign.starts_at:
            starts = moment(self.campaign.local(self.campaign.starts_at))
            self.add_error("again_at", _("The campaign starts on %(when)s; choose a time before.") % {"when": starts})
        return when

    def _check_party(self, said: dict[str, Any], outcome: str) -> None:
        if outcome == CHANGED and said.get("adults") is None:
            self.add_error("adults", _("Say how many adults are coming."))
        people = (said.get("adults") or 0) + (said.get("children") or 0)
        most = self.campaign.most_people_per_party
        if people > most:
            self.add_error("adults", _("At most %(most)d people in one party.") % {"most": most})

    def party(self, invitation: Invitation) -> PartyDetails:
        """The party of a yes on the phone: the owner's own car unless another is said."""
        said, owner = self.cleaned_data, invitation.owner
        car = next(iter(owner.vehicles.all()), None)
        plate = plates.normal(said["plate"])
        if said["rides_along"] and self.campaign.takes_ride_along:
            state, plate = PlateState.RIDES_ALONG, ""
        elif not plate:
            state = PlateState.NOT_YET
        else:
            state = PlateState.PROVISIONAL if plates.is_provisional(plate) else PlateState.PLATED
        details = {"model": car.model, "drive": car.drive} if car is not None and plate == car.plate else {}
        return PartyDetails(
            name=owner.name,
            phone=owner.phone,
            adults=said["adults"] or 1,
            children=said["children"] or 0,
            plate=plate,
            plate_state=state,
            nickname=owner.nickname,
            city=owner.city,
            details=details,
        )
