"""The way out and back: a party cancels, and staff take an ended registration back.

Promises: the place is given back, or taken by the usual guard, in the transaction of the move; a freed place goes down
the waiting list before it ends. Refuses by the errors named at each verb; nothing is changed then.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Staff, State
from registrations.errors import AlreadyRegistered, CampaignFull, ReasonNeeded, VerbRefused
from registrations.models import ExceptionKind, How, MessageKind, Registration, RegistrationState

from .moves import check, locked, move, state_with_place
from .outbox import tell, withdraw
from .places import free_places, leave_queue, take_by_exception, take_places
from .waitlist import expire_due_offers, offer_next

LOST_PLACE = (MessageKind.RELEASED, MessageKind.OFFER_EXPIRED)
OPEN_STATES = (State.INVITING, State.CONFIRMING, State.READY)


def cancel(
    *,
    registration: Registration,
    how: str,
    by: Staff | None = None,
    why: str = "",
    at: dt.datetime | None = None,
) -> Registration:
    """The party does not come (waiting, held, confirmed → cancelled); its place goes on. Errors: VerbRefused."""
    at = at or timezone.now()
    expire_due_offers(campaign=registration.campaign, at=at)
    with transaction.atomic():
        _places, party, campaign = locked(registration)
        check("cancel", party)
        if campaign.state in (State.CLOSED, State.REPORTED) or (by is None and campaign.state == State.LIVE):
            raise VerbRefused(_("The campaign has started; tell us on the day that you are not coming."))
        _give_back(party, campaign)
        move(party, "cancel", RegistrationState.CANCELLED, how=how, by=by, at=at, why=why)
        withdraw(registration=party, kinds=MessageKind.values, at=at)
        tell(registration=party, kind=MessageKind.CANCELLED, at=at)
        offer_next(campaign=campaign, at=at)
    return party


def _give_back(party: Registration, campaign: Campaign) -> None:
    if party.holds_place:
        free_places(campaign=campaign, cars=party.cars, people=party.people)
    elif party.state == RegistrationState.WAITING:
        leave_queue(campaign=campaign)


def reinstate(
    *,
    registration: Registration,
    by: Staff,
    why: str,
    exception_reason: str = "",
    at: dt.datetime | None = None,
) -> Registration:
    """Take an ended registration back: held, or confirmed from *confirming* on; by the usual guard of places.

    Errors: ReasonNeeded, VerbRefused, CampaignFull (unless `exception_reason`), AlreadyRegistered (the phone has
    registered again meanwhile).
    """
    if not why:
        raise ReasonNeeded(_("Say why this registration is taken back."))
    at = at or timezone.now()
    expire_due_offers(campaign=registration.campaign, at=at)
    with transaction.atomic():
        places, party, campaign = locked(registration)
        check("reinstate", party)
        if campaign.state not in (*OPEN_STATES, State.LIVE):
            raise VerbRefused(_("This campaign takes no registrations now."))
        if Registration.objects.for_campaign(campaign).live().filter(phone=party.phone).exists():
            raise AlreadyRegistered(_("This number has registered again meanwhile."))
        if not take_places(campaign=campaign, cars=party.cars, people=party.people, past_queue=True):
            if not exception_reason:
                raise CampaignFull(_("The places are taken."), places.cars_free, places.people_free)
            take_by_exception(
                campaign=campaign,
                cars=party.cars,
                people=party.people,
                kind=ExceptionKind.STAFF,
                why=exception_reason,
                by=by,
                at=at,
            )
        move(party, "reinstate", state_with_place(campaign), how=How.DESK, by=by, at=at, why=why)
        withdraw(registration=party, kinds=[MessageKind.CANCELLED], at=at)
        if not withdraw(registration=party, kinds=LOST_PLACE, at=at):  # who has not heard of the end needs no way back
            tell(registration=party, kind=MessageKind.REINSTATED, at=at)
    return party
