"""Take back what a call put down: the last one of a person, at once with a key or later from the history.

Promises: the attempt stays, marked undone; the invitation or registration is as before it. A yes that took places is
a cancellation with its consequences, and they are said. Messages that have not gone out are withdrawn with what they
said; a place that this very call sent down the waiting list comes back while nobody was told of the offer. What
somebody else has been told of, or taken, is refused (UndoRefused), never taken from them.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.actions.record import record
from campaigns.models import Campaign, Staff
from registrations.errors import CampaignFull, RegistrationError, UndoRefused
from registrations.models import (
    CallAttempt,
    How,
    Invitation,
    Message,
    MessageKind,
    Outcome,
    Owner,
    Places,
    Registration,
)
from registrations.models import RegistrationState as S

from .moves import check, locked, move
from .outbox import restore, withdraw
from .party import resize
from .registration import cancel, reinstate
from .waitlist import offer_next, take_back_offer


@dataclass(frozen=True)
class Undone:
    """What undoing led to: the registration it cancelled, and whom its places were offered to."""

    attempt: CallAttempt
    cancelled: Registration | None = None
    offered: list[Registration] = field(default_factory=list)


@transaction.atomic
def undo_call(*, attempt: CallAttempt, by: Staff, at: dt.datetime | None = None) -> Undone:
    """Errors: UndoRefused (not the last call of this person, undone already, or the place has gone on)."""
    at = at or timezone.now()
    last = CallAttempt.objects.select_for_update().get(pk=attempt.pk)
    _check_last(last)
    try:
        undone = _undo(last, by, at)
    except CampaignFull as full:
        raise UndoRefused(
            _(
                "The place has gone to the next party, so this cannot be taken back. Where they must come all the "
                "same, a planner takes the registration back, with a reason."
            )
        ) from full
    except UndoRefused:
        raise
    except RegistrationError as refused:
        raise UndoRefused(refused.message) from refused
    last.undone_at = at
    last.save(update_fields=["undone_at"])
    record(
        verb="undo_call", thing=last, campaign=last.campaign, by=by, at=at,
        facts={"outcome": last.outcome, "offered": [party.pk for party in undone.offered]},
    )  # fmt: skip
    return undone


def _undo(attempt: CallAttempt, by: Staff, at: dt.datetime) -> Undone:
    """Errors: CampaignFull when the places have gone on and somebody was told of it."""
    if attempt.invitation_id:
        return _undo_invitation(attempt, by, at)
    try:
        with transaction.atomic():
            return _undo_confirmation(attempt, by, at)
    except CampaignFull:
        if not _take_back_offers(attempt, by, at):
            raise
    return _undo_confirmation(attempt, by, at)


def _take_back_offers(attempt: CallAttempt, by: Staff, at: dt.datetime) -> list[Registration]:
    """The offers this call led to, where the owner has not been told."""
    campaign = attempt.campaign
    Places.objects.select_for_update().get(campaign=campaign)
    offers = Message.objects.unsent().filter(kind=MessageKind.OFFER, made_at=attempt.at)
    untold = _offered_at(campaign, attempt.at).filter(pk__in=offers.values("registration"))
    parties = list(untold.select_related("campaign__club"))
    for party in parties:
        take_back_offer(party, by=by, made_at=attempt.at, at=at)
    return parties


def _check_last(attempt: CallAttempt) -> None:
    if attempt.undone_at is not None:
        raise UndoRefused(_("This call has been taken back already."))
    later = CallAttempt.objects.filter(
        invitation=attempt.invitation_id,
        registration=attempt.registration_id,
        undone_at__isnull=True,
        pk__gt=attempt.pk,
    )
    if later.exists():
        raise UndoRefused(_("There is a later call with this person; take that one back first."))


def _undo_invitation(attempt: CallAttempt, by: Staff, at: dt.datetime) -> Undone:
    assert attempt.invitation is not None  # the caller looked
    asked = Invitation.objects.select_for_update(of=("self",)).select_related("owner").get(pk=attempt.invitation.pk)
    before, made = attempt.before, attempt.made
    undone = _cancel_made(attempt, made, by, at) if made is not None and made.is_live else Undone(attempt)
    asked.state, asked.no_answer_count = before["state"], before["no_answer_count"]
    asked.next_call_at = dt.datetime.fromisoformat(before["next_call_at"]) if before["next_call_at"] else None
    asked.registration_id, asked.caller_id = before["registration"], before["caller"]
    asked.save()
    _call_again(attempt, asked.owner)
    return undone


def _call_again(attempt: CallAttempt, owner: Owner | None) -> None:
    if attempt.outcome == Outcome.DO_NOT_CALL and owner is not None and not attempt.before["do_not_call"]:
        owner.do_not_call = False
        owner.save(update_fields=["do_not_call"])


def _cancel_made(attempt: CallAttempt, made: Registration, by: Staff, at: dt.datetime) -> Undone:
    cancelled = cancel(registration=made, how=How.CALL, by=by, why=_("The yes was put down by mistake."), at=at)
    _withdraw_if_untold(cancelled, [MessageKind.CANCELLED], at)
    return Undone(attempt, cancelled, list(_offered_at(cancelled.campaign, at)))


def _withdraw_if_untold(party: Registration, kinds: list[str], at: dt.datetime) -> None:
    """An owner who has heard nothing of it need not hear that it is off."""
    if not Message.objects.filter(registration=party, sent_at__isnull=False).exists():
        withdraw(registration=party, kinds=kinds, at=at)


def _offered_at(campaign: Campaign, at: dt.datetime) -> QuerySet[Registration]:
    offered = Registration.objects.for_campaign(campaign).offered()
    return offered.filter(moves__verb="offer_place", moves__at=at).distinct()


def _undo_confirmation(attempt: CallAttempt, by: Staff, at: dt.datetime) -> Undone:
    assert attempt.registration is not None  # a database constraint says so
    party = attempt.registration
    if attempt.outcome == Outcome.NO:
        _check_still(party, S.CANCELLED)
        reinstate(registration=party, by=by, why=_("The no was put down by mistake."), at=at)
        withdraw(registration=party, kinds=[MessageKind.CANCELLED, MessageKind.REINSTATED], at=at)
        return _back_to_held(attempt, party, by, at)
    if attempt.outcome == Outcome.YES:
        _check_still(party, S.CONFIRMED)
        return _back_to_held(attempt, party, by, at)
    _call_again(attempt, party.owner)
    return Undone(attempt)


def _check_still(party: Registration, state: str) -> None:
    party.refresh_from_db(fields=["state"])
    if party.state != state:
        raise UndoRefused(
            _("This registration is “{state}” by now; change it there.").format(state=party.get_state_display())
        )


def _back_to_held(attempt: CallAttempt, registration: Registration, by: Staff, at: dt.datetime) -> Undone:
    """Asked again, with the size as it was. Errors: CampaignFull when the smaller party's seats have gone on."""
    _places, party, campaign = locked(registration)
    before = attempt.before
    if party.state == S.CONFIRMED:
        check("undo_confirm", party)
        resize(party, before["adults"], before["children"], "", by, at)
        move(party, "undo_confirm", S.HELD, how=How.CALL, by=by, at=at)
    party.confirmed_people, party.confirmed_cars = before["confirmed_people"], before["confirmed_cars"]
    party.save(update_fields=["confirmed_people", "confirmed_cars"])
    withdraw(registration=party, kinds=[MessageKind.CONFIRMED], at=at)
    restore(registration=party, kinds=[MessageKind.CONFIRM_REMINDER], withdrawn_at=attempt.at)
    offered = offer_next(campaign=campaign, at=at)
    return Undone(attempt, None, offered)
