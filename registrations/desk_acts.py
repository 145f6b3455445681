"""The verbs staff may use on one registration: for which states, with which form, by which roles.

Rule: one table feeds the page and the door behind it, so no button leads to a refusal and no door lacks its button.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.models import Role, Staff
from campaigns.models import State as C
from registrations.actions.confirmation import confirm, keep, release
from registrations.actions.details import save_details
from registrations.actions.let_in import let_in
from registrations.actions.party import change_party, set_vehicle
from registrations.actions.pass_link import renew_link
from registrations.actions.registration import cancel, reinstate
from registrations.actions.waitlist import accept, decline, offer_place
from registrations.forms import registration_acts as forms
from registrations.models import ENDED_STATES, LIVE_STATES, How, Registration

OPEN = (C.INVITING, C.CONFIRMING, C.READY)
DESK = (Role.PLANNER, Role.CALLER, Role.HOST)
PLAN = (Role.PLANNER, Role.MANAGER)


@dataclass(frozen=True)
class DeskAct:
    """`noun` is its address; `run(registration, staff, data)` its door."""

    noun: str
    button: Any
    done: Any
    form: type[forms.ActForm]
    roles: tuple[str, ...]
    states: tuple[str, ...]
    campaign_states: tuple[str, ...]
    run: Callable[[Registration, Staff, dict[str, Any]], Any]
    is_grave: bool = False

    def fits(self, registration: Registration) -> bool:
        return registration.state in self.states and registration.campaign.state in self.campaign_states


def _change_car(registration: Registration, by: Staff, data: dict[str, Any]) -> None:
    if (data["plate"], data["plate_state"]) != (registration.plate, registration.plate_state):
        set_vehicle(
            registration=registration, plate=data["plate"], plate_state=data["plate_state"], how=How.DESK, by=by
        )
    save_details(registration=registration, details={"model": data["model"]}, by=by)


ACTS = [
    DeskAct(
        "confirmation", _("Confirm"), _("Confirmed."), forms.PlainForm, DESK, ("held",), (C.CONFIRMING, C.READY),
        lambda party, by, data: confirm(registration=party, how=How.DESK, by=by),
    ),
    DeskAct(
        "acceptance", _("Takes the place"), _("The place is taken."), forms.PlainForm, DESK, ("offered",), OPEN,
        lambda party, by, data: accept(registration=party, how=How.DESK, by=by),
    ),
    DeskAct(
        "refusal", _("Leaves the place to the next"), _("The place goes on."), forms.NoteForm, DESK, ("offered",), OPEN,
        lambda party, by, data: decline(registration=party, how=How.DESK, by=by, **data),
    ),
    DeskAct(
        "offer", _("Offer a place by hand"), _("The place is offered."), forms.ExceptionForm, PLAN, ("waiting",), OPEN,
        lambda party, by, data: offer_place(registration=party, by=by, **data),
    ),
    DeskAct(
        "party", _("Change the number"), _("The number is changed."), forms.SizeForm, DESK, tuple(LIVE_STATES),
        (*OPEN, C.LIVE),
        lambda party, by, data: change_party(registration=party, how=How.DESK, by=by, **data),
    ),
    DeskAct(
        "vehicle", _("Change the car"), _("The car is changed."), forms.CarForm, DESK, tuple(LIVE_STATES),
        (*OPEN, C.LIVE), _change_car,
    ),
    DeskAct(
        "keeping", _("Keep the place unconfirmed"), _("The place is kept."), forms.WhyForm, PLAN, ("held",),
        (C.CONFIRMING,), lambda party, by, data: keep(registration=party, by=by, **data),
    ),
    DeskAct(
        "release", _("Release the place"), _("The place is released."), forms.WhyForm, PLAN, ("held",),
        (C.CONFIRMING,), lambda party, by, data: release(registration=party, how=How.DESK, by=by, **data),
        is_grave=True,
    ),
    DeskAct(
        "cancellation", _("Cancel: not coming"), _("Cancelled."), forms.NoteForm, DESK,
        ("waiting", "held", "confirmed"), (*OPEN, C.LIVE, C.POSTPONED),
        lambda party, by, data: cancel(registration=party, how=How.DESK, by=by, **data), is_grave=True,
    ),
    DeskAct(
        "reinstatement", _("Take back on the list"), _("Back on the list."), forms.ReinstateForm, PLAN,
        tuple(ENDED_STATES), (*OPEN, C.LIVE),
        lambda party, by, data: reinstate(registration=party, by=by, **data),
    ),
    DeskAct(
        "admission", _("They came: give them a place"), _("They have a place now."), forms.PlainForm, (*DESK, *PLAN),
        ("waiting", "offered", *ENDED_STATES), (C.LIVE, C.CLOSED),
        lambda party, by, data: let_in(registration=party, by=by),
    ),
    DeskAct(
        "new-link", _("New link and code"), _("The old link and code open nothing any more."), forms.PlainForm, PLAN,
        tuple(LIVE_STATES), (*OPEN, C.LIVE, C.POSTPONED, C.CLOSED),
        lambda party, by, data: renew_link(registration=party, by=by), is_grave=True,
    ),
]  # fmt: skip
BY_NOUN = {act.noun: act for act in ACTS}


def acts_for(registration: Registration, held: set[str]) -> list[DeskAct]:
    """What this registration's state, the campaign's and these roles allow."""
    return [act for act in ACTS if act.fits(registration) and (Role.ADMINISTRATOR in held or held & set(act.roles))]
