"""Let in a party that has no place: it came, and the host takes it along.

Promises: a confirmed registration with a car number, its places taken even beyond the limit (`over` rises by a recorded
act, as for a walk-in); what it was told before and no longer holds is withdrawn. In the figures it is a walk-in, or one
of the registered where it had held a place before; it never counts as having confirmed. Errors: VerbRefused when it has
a place already or the campaign is not on its day, AlreadyRegistered when its phone is live in another registration.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Staff, State
from registrations.errors import AlreadyRegistered, VerbRefused
from registrations.models import ENDED_STATES, ExceptionKind, How, MessageKind, Registration, RegistrationState

from .moves import check, locked, move
from .outbox import withdraw
from .places import leave_queue, take_by_exception

ON_THE_DAY = (State.CONFIRMING, State.READY, State.LIVE, State.CLOSED)


def check_on_the_day(campaign: Campaign) -> None:
    """Who comes without a place is taken along only then. Raises VerbRefused."""
    if campaign.state not in ON_THE_DAY:
        raise VerbRefused(_("Walk-ins are taken on the day."))


@transaction.atomic
def let_in(*, registration: Registration, by: Staff | None, at: dt.datetime | None = None) -> Registration:
    at = at or timezone.now()
    _places, party, campaign = locked(registration)
    check("let_in", party)
    check_on_the_day(campaign)
    if party.state in ENDED_STATES and _is_live_elsewhere(party, campaign):
        raise AlreadyRegistered(_("This number has registered again meanwhile."))
    if party.state == RegistrationState.WAITING:
        leave_queue(campaign=campaign)
    if not party.holds_place:
        take_by_exception(
            campaign=campaign,
            cars=party.cars,
            people=party.people,
            kind=ExceptionKind.WALK_IN,
            why="let in",
            by=by,
            at=at,
        )
    party.is_walk_in = party.held_people is None
    confirmed = party.confirmed_cars, party.confirmed_people
    move(party, "let_in", RegistrationState.CONFIRMED, how=How.WALK_IN, by=by, at=at)
    party.confirmed_cars, party.confirmed_people = confirmed
    party.save(update_fields=["confirmed_cars", "confirmed_people"])
    withdraw(registration=party, kinds=MessageKind.values, at=at)
    return party


def _is_live_elsewhere(party: Registration, campaign: Campaign) -> bool:
    return Registration.objects.for_campaign(campaign).live().filter(phone=party.phone).exists()
