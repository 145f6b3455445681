"""Second confirmation and what follows at its deadline: confirm, release, keep.

Promises: the party's size is settled in the same step as its confirmation; a released place is offered down the
waiting list before the transaction ends. Refuses by the errors named at each verb; nothing is changed then.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Staff, State
from registrations.errors import ReasonNeeded, VerbRefused
from registrations.models import How, MessageKind, Registration, RegistrationState

from .moves import check, locked, move, put_down
from .outbox import tell, withdraw
from .party import resize
from .places import free_places
from .waitlist import expire_due_offers, offer_next


def confirm(
    *,
    registration: Registration,
    how: str,
    by: Staff | None = None,
    adults: int | None = None,
    children: int | None = None,
    exception_reason: str = "",
    at: dt.datetime | None = None,
) -> Registration:
    """Second confirmation: held → confirmed, with the size as it is now said.

    Errors: VerbRefused, CampaignFull (the larger party does not fit: the old size stands, still unconfirmed).
    """
    at = at or timezone.now()
    expire_due_offers(campaign=registration.campaign, at=at)
    with transaction.atomic():
        _places, party, campaign = locked(registration)
        check("confirm", party)
        allowed = (State.CONFIRMING,) if by is None else (State.CONFIRMING, State.READY)
        if campaign.state not in allowed:
            raise VerbRefused(_("Second confirmations are not being taken now."))
        resize(party, adults, children, exception_reason, by, at)
        move(party, "confirm", RegistrationState.CONFIRMED, how=how, by=by, at=at)
        withdraw(registration=party, kinds=[MessageKind.CONFIRM_REMINDER, MessageKind.REGISTERED], at=at)
        tell(registration=party, kind=MessageKind.CONFIRMED, at=at)
        offer_next(campaign=campaign, at=at)
    return party


def release(
    *,
    registration: Registration,
    by: Staff | None,
    why: str = "",
    how: str = How.DEADLINE,
    at: dt.datetime | None = None,
) -> Registration:
    """Not confirmed by the deadline: held → released; the place is offered down the waiting list.

    Errors: VerbRefused.
    """
    at = at or timezone.now()
    with transaction.atomic():
        _places, party, campaign = locked(registration)
        let_go(party, campaign, by=by, why=why, how=how, at=at)
        offer_next(campaign=campaign, at=at)
    return party


def let_go(party: Registration, campaign: Campaign, *, by: Staff | None, why: str, how: str, at: dt.datetime) -> None:
    """Release one party without offering its place yet. The caller holds the `Places` row and offers next."""
    check("release", party)
    if campaign.state != State.CONFIRMING:
        raise VerbRefused(_("Places are released while confirming."))
    free_places(campaign=campaign, cars=party.cars, people=party.people)
    move(party, "release", RegistrationState.RELEASED, how=how, by=by, at=at, why=why)
    withdraw(registration=party, kinds=MessageKind.values, at=at)
    tell(registration=party, kind=MessageKind.RELEASED, at=at)


@transaction.atomic
def keep(*, registration: Registration, by: Staff, why: str, at: dt.datetime | None = None) -> Registration:
    """Keep a place at the review although nobody confirmed it. Errors: VerbRefused, ReasonNeeded."""
    if not why:
        raise ReasonNeeded(_("Say why this place is kept."))
    at = at or timezone.now()
    _places, party, _campaign = locked(registration)
    check("release", party)
    party.kept_at, party.kept_by, party.kept_why = at, by, why
    party.save(update_fields=["kept_at", "kept_by", "kept_why"])
    put_down(party, "keep", party.state, how=How.DESK, by=by, at=at, why=why)
    return party


@transaction.atomic
def undo_keep(*, registration: Registration, by: Staff, at: dt.datetime | None = None) -> Registration:
    """Put a kept party among the undecided again; it stays held. Errors: VerbRefused when it is not kept."""
    at = at or timezone.now()
    _places, party, _campaign = locked(registration)
    check("release", party)
    if party.kept_at is None:
        raise VerbRefused(_("This place is not kept."))
    party.kept_at, party.kept_by, party.kept_why = None, None, ""
    party.save(update_fields=["kept_at", "kept_by", "kept_why"])
    put_down(party, "undo_keep", party.state, how=How.DESK, by=by, at=at)
    return party
