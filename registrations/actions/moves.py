"""The one table of a registration's moves, and the one place that writes them.

Promises: a verb not in `ALLOWED` is refused by VerbRefused; every move leaves a row with who, when, why, how.
Callers hold the `Places` row before they read the registration: `locked()` keeps that order for all verbs.
"""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from campaigns.actions.record import record
from campaigns.models import ActorKind, Campaign, Staff, State
from registrations.errors import VerbRefused
from registrations.models import How, Places, Registration, RegistrationMove
from registrations.models import RegistrationState as S

from .car_numbers import number_late_car

ALLOWED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "offer_place": ((S.WAITING,), (S.OFFERED,)),
    "accept": ((S.OFFERED,), (S.HELD, S.CONFIRMED)),
    "decline": ((S.OFFERED,), (S.DECLINED,)),
    "expire": ((S.OFFERED,), (S.EXPIRED,)),
    "cancel": ((S.WAITING, S.HELD, S.CONFIRMED), (S.CANCELLED,)),
    "confirm": ((S.HELD,), (S.CONFIRMED,)),
    "release": ((S.HELD,), (S.RELEASED,)),
    # A slip of the key on the phone, taken back by the caller (registrations/actions/call_undo.py).
    "undo_confirm": ((S.CONFIRMED,), (S.HELD,)),
    "undo_offer": ((S.OFFERED,), (S.WAITING,)),
    "postpone": ((S.CONFIRMED,), (S.HELD,)),
    # Came without a place and was taken along (registrations/actions/let_in.py).
    "let_in": ((S.WAITING, S.OFFERED, S.DECLINED, S.CANCELLED, S.RELEASED, S.EXPIRED), (S.CONFIRMED,)),
    "reinstate": ((S.RELEASED, S.CANCELLED, S.DECLINED, S.EXPIRED), (S.HELD, S.CONFIRMED)),
}

CONFIRMED_AT_ONCE = (State.CONFIRMING, State.READY, State.LIVE)


def may(verb: str, registration: Registration) -> bool:
    """Whether the table allows `verb` from the registration's state (the campaign may still refuse it)."""
    return registration.state in ALLOWED[verb][0]


def locked(registration: Registration) -> tuple[Places, Registration, Campaign]:
    """Lock the campaign's places, then read the registration and the campaign as they are now."""
    places = Places.objects.select_for_update().get(campaign_id=registration.campaign_id)
    fresh = (
        Registration.objects.select_for_update(of=("self",)).select_related("campaign__club").get(pk=registration.pk)
    )
    return places, fresh, fresh.campaign


def check(verb: str, registration: Registration) -> None:
    """Errors: VerbRefused, naming the state in words."""
    if not may(verb, registration):
        raise VerbRefused(
            _("This registration is “{state}”, so that is no longer possible.").format(
                state=registration.get_state_display()
            )
        )


def state_with_place(campaign: Campaign) -> str:
    """A place taken in *confirming* or later is confirmed by that act; before, it is held."""
    return S.CONFIRMED if campaign.state in CONFIRMED_AT_ONCE else S.HELD


def note_sizes(registration: Registration) -> None:
    """Keep the funnel's sizes: the last size held, the last size confirmed."""
    if registration.state in (S.HELD, S.CONFIRMED):
        registration.held_people, registration.held_cars = registration.people, registration.cars
    if registration.state == S.CONFIRMED:
        registration.confirmed_people, registration.confirmed_cars = registration.people, registration.cars


def move(
    registration: Registration,
    verb: str,
    to: str,
    *,
    how: str,
    by: Staff | None,
    at: dt.datetime,
    why: str = "",
    facts: dict[str, Any] | None = None,
) -> None:
    """Write the new state, its row and its record. The caller has checked the verb and moved the places."""
    before = registration.state
    registration.state = to
    if to != S.OFFERED:
        registration.offer_expires_at = None
    note_sizes(registration)
    number_late_car(registration)
    registration.save()
    put_down(registration, verb, before, how=how, by=by, at=at, why=why, facts=facts)


def put_down(
    registration: Registration,
    verb: str,
    before: str,
    *,
    how: str,
    by: Staff | None,
    at: dt.datetime,
    why: str = "",
    facts: dict[str, Any] | None = None,
) -> None:
    RegistrationMove.objects.create(
        registration=registration,
        verb=verb,
        from_state=before,
        to_state=registration.state,
        how=how,
        by=by,
        at=at,
        why=why,
        cars=registration.cars,
        people=registration.people,
    )
    by_owner = how in (How.FORM, How.PASS)
    record(
        verb=verb,
        thing=registration,
        campaign=registration.campaign,
        by=by,
        actor_kind=ActorKind.OWNER if by_owner and by is None else None,
        at=at,
        facts={"cars": registration.cars, "people": registration.people, "how": how, "to": registration.state}
        | (facts or {}),
    )
