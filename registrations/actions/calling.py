"""One call and what was said: first invitations (stage one) and second confirmations (stage two).

Promises: the attempt, the new state and what a yes makes (a registration, a confirmation, a cancellation) are one
transaction; places move only through their own verbs, with how = call. Three times no answer is *unreachable*.
Errors: CallRefused, TakenByAnother, and those of register, confirm and cancel; nothing is changed then.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.actions.record import record
from campaigns.models import Campaign, Staff, State
from registrations.errors import CallRefused
from registrations.models import (
    UNREACHABLE_AFTER,
    CallAttempt,
    How,
    Invitation,
    InvitationState,
    Outcome,
    Owner,
    Registration,
    RegistrationState,
)
from registrations.party import PartyDetails

from .call_claim import check_claim, end_claim
from .confirmation import confirm
from .registration import cancel, register

TRY_AGAIN_AFTER = dt.timedelta(hours=2)
CALLED_IN = {1: (State.INVITING, State.CONFIRMING), 2: (State.CONFIRMING, State.READY)}
STATE_AFTER = {
    Outcome.YES: InvitationState.YES,
    Outcome.NO: InvitationState.NO,
    Outcome.CALL_BACK: InvitationState.CALL_BACK,
    Outcome.WRONG_NUMBER: InvitationState.WRONG_NUMBER,
    Outcome.DO_NOT_CALL: InvitationState.DO_NOT_CALL,
}


@transaction.atomic
def record_call(
    *,
    invitation: Invitation,
    outcome: str,
    by: Staff,
    party: PartyDetails | None = None,
    next_call_at: dt.datetime | None = None,
    note: str = "",
    at: dt.datetime | None = None,
) -> CallAttempt:
    """Stage one. A yes needs `party` and registers it at once (held, confirmed or on the waiting list)."""
    at = at or timezone.now()
    asked = _lock_invitation(invitation, outcome)
    check_claim(person=asked, by=by, at=at)
    before = _before(asked)
    made = _register(asked, party, by, at) if outcome == Outcome.YES else None
    asked.next_call_at = None
    if outcome == Outcome.NO_ANSWER:
        _count_no_answer(asked, at)
    else:
        asked.state = STATE_AFTER[Outcome(outcome)]
        asked.no_answer_count = 0 if outcome == Outcome.CALL_BACK else asked.no_answer_count
    if outcome == Outcome.CALL_BACK:
        asked.next_call_at = _agreed(next_call_at, at)
    if outcome == Outcome.DO_NOT_CALL:
        _leave_in_peace(asked.owner)
    asked.registration = made or asked.registration
    asked.caller = asked.caller or by
    asked.save()
    attempt = CallAttempt.objects.create(
        invitation=asked, outcome=outcome, by=by, at=at, note=note[:200], next_call_at=asked.next_call_at,
        made=made, before=before,
    )  # fmt: skip
    end_claim(invitation=asked)
    _put_down(attempt, asked.campaign, by, at)
    return attempt


def _leave_in_peace(owner: Owner) -> None:
    owner.do_not_call = True
    owner.save(update_fields=["do_not_call"])


def _lock_invitation(invitation: Invitation, outcome: str) -> Invitation:
    asked = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("campaign__club", "owner", "registration", "channel")
        .get(pk=invitation.pk)
    )
    if outcome not in Outcome.values:
        raise CallRefused(_("Choose what was said."))
    _check_campaign(asked.campaign, stage=1)
    if asked.owner.do_not_call or asked.state == InvitationState.DO_NOT_CALL:
        raise CallRefused(_("{name} does not want to be called.").format(name=asked.owner.name))
    if asked.registration is not None and asked.registration.is_live:
        raise CallRefused(_("{name} is registered already.").format(name=asked.owner.name))
    return asked


def _check_campaign(campaign: Campaign, *, stage: int) -> None:
    if campaign.state not in CALLED_IN[stage]:
        raise CallRefused(
            _("First invitations are called while inviting and confirming.")
            if stage == 1
            else _("Second confirmations are called while confirming and ready.")
        )


def _before(asked: Invitation) -> dict[str, Any]:
    return {
        "state": asked.state,
        "next_call_at": asked.next_call_at.isoformat() if asked.next_call_at else None,
        "no_answer_count": asked.no_answer_count,
        "do_not_call": asked.owner.do_not_call,
        "registration": asked.registration_id,
        "caller": asked.caller_id,
    }


def _register(asked: Invitation, party: PartyDetails | None, by: Staff, at: dt.datetime) -> Registration:
    if party is None:
        raise CallRefused(_("Say how many are coming."))
    return register(
        campaign=asked.campaign, party=party, channel=asked.channel, owner=asked.owner, by=by, how=How.CALL,
        language=asked.campaign.language, at=at,
    ).registration  # fmt: skip


def _count_no_answer(asked: Invitation, at: dt.datetime) -> None:
    asked.no_answer_count += 1
    if asked.no_answer_count >= UNREACHABLE_AFTER:
        asked.state = InvitationState.UNREACHABLE
        return
    if asked.state != InvitationState.CALL_BACK:
        asked.state = InvitationState.TO_CALL
    asked.next_call_at = _try_again(asked.campaign, at)


def _try_again(campaign: Campaign, at: dt.datetime) -> dt.datetime:
    """In two hours of calling; halfway to the confirmation's deadline where that comes first."""
    again, deadline = within_call_hours(campaign, at + TRY_AGAIN_AFTER), campaign.confirm_by
    return at + (deadline - at) / 2 if deadline and at < deadline < again else again


def within_call_hours(campaign: Campaign, at: dt.datetime) -> dt.datetime:
    """`at`, or the next moment at which the campaign's callers ring."""
    local = campaign.local(at)
    if local.time() < campaign.call_from:
        return dt.datetime.combine(local.date(), campaign.call_from, tzinfo=campaign.zone)
    if local.time() > campaign.call_until:
        return dt.datetime.combine(local.date() + dt.timedelta(days=1), campaign.call_from, tzinfo=campaign.zone)
    return at


def _agreed(next_call_at: dt.datetime | None, at: dt.datetime) -> dt.datetime:
    if next_call_at is None or next_call_at <= at:
        raise CallRefused(_("Say when to ring again; the time must lie ahead."))
    return next_call_at


@transaction.atomic
def record_confirmation_call(
    *,
    registration: Registration,
    outcome: str,
    by: Staff,
    adults: int | None = None,
    children: int | None = None,
    next_call_at: dt.datetime | None = None,
    note: str = "",
    at: dt.datetime | None = None,
) -> CallAttempt:
    """Stage two. A yes confirms, with the size as now said; a no cancels, and the place goes on.

    Whoever is not to be called again stays held: their pass still asks them.
    """
    at = at or timezone.now()
    party = Registration.objects.select_related("campaign__club", "owner").get(pk=registration.pk)
    _check_campaign(party.campaign, stage=2)
    if outcome not in Outcome.values:
        raise CallRefused(_("Choose what was said."))
    if party.state != RegistrationState.HELD:
        raise CallRefused(
            _("{name} is “{state}” by now; nothing to ask.").format(name=party.name, state=party.get_state_display())
        )
    check_claim(person=party, by=by, at=at)
    before = _party_before(party)
    if outcome == Outcome.YES:
        party = confirm(registration=party, how=How.CALL, by=by, adults=adults, children=children, at=at)
    elif outcome == Outcome.NO:
        party = cancel(registration=party, how=How.CALL, by=by, why=note[:200], at=at)
    elif outcome == Outcome.DO_NOT_CALL and party.owner is not None:
        _leave_in_peace(party.owner)
    again = _agreed(next_call_at, at) if outcome == Outcome.CALL_BACK else None
    if outcome == Outcome.NO_ANSWER:
        again = _try_again(party.campaign, at)
    attempt = CallAttempt.objects.create(
        registration=party, outcome=outcome, by=by, at=at, note=note[:200], next_call_at=again, before=before
    )
    end_claim(registration=party)
    _put_down(attempt, party.campaign, by, at)
    return attempt


def _party_before(party: Registration) -> dict[str, Any]:
    return {
        "adults": party.adults,
        "children": party.children,
        "confirmed_people": party.confirmed_people,
        "confirmed_cars": party.confirmed_cars,
        "do_not_call": party.owner is not None and party.owner.do_not_call,
    }


def _put_down(attempt: CallAttempt, campaign: Campaign, by: Staff, at: dt.datetime) -> None:
    asked = attempt.invitation_id or attempt.registration_id
    record(
        verb="call", thing=attempt, campaign=campaign, by=by, at=at, facts={"outcome": attempt.outcome, "asked": asked}
    )
