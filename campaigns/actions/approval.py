"""Ask the manager to approve the plan, withdraw that, or send the draft back with a reason.

Promises: one open request a campaign, under the campaign's lock; every step is recorded. Approving itself is a move
(`life.approve`), which ends the request. Refuses by MoveRefused and ReasonNeeded.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.errors import MoveRefused, ReasonNeeded
from campaigns.models import Answer, ApprovalRequest, Campaign, Staff

from .life import APPROVE, check_move, end_approval_request
from .record import record


def _locked(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_for_update(of=("self",)).select_related("club").get(pk=campaign.pk)


@transaction.atomic
def ask_for_approval(
    *, campaign: Campaign, by: Staff, note: str = "", at: dt.datetime | None = None
) -> ApprovalRequest:
    """Put the draft before the manager. Errors: MoveRefused (no draft, something missing, or asked already)."""
    at = at or timezone.now()
    fresh = _locked(campaign)
    check_move(APPROVE, fresh, "")
    waiting = ApprovalRequest.objects.waiting_in(fresh)
    if waiting is not None:
        raise MoveRefused(_("{who} has asked already; it waits for the manager.").format(who=waiting.asked_by))
    asked = ApprovalRequest.objects.create(campaign=fresh, asked_by=by, asked_at=at, note=note.strip())
    record(verb="ask_for_approval", thing=asked, campaign=fresh, by=by, at=at)
    return asked


def withdraw_request(*, campaign: Campaign, by: Staff, at: dt.datetime | None = None) -> ApprovalRequest:
    """The planner takes it back, to work on. Errors: MoveRefused (nothing is asked)."""
    return _answer(campaign, Answer.WITHDRAWN, by, "", at)


def send_back_draft(*, campaign: Campaign, by: Staff, reason: str, at: dt.datetime | None = None) -> ApprovalRequest:
    """The manager wants something changed first. Errors: ReasonNeeded; MoveRefused (nothing is asked)."""
    if not reason.strip():
        raise ReasonNeeded(_("Say what should change; the planner reads it on the campaign's page."))
    return _answer(campaign, Answer.SENT_BACK, by, reason.strip(), at)


@transaction.atomic
def _answer(campaign: Campaign, answer: Answer, by: Staff, reason: str, at: dt.datetime | None) -> ApprovalRequest:
    at = at or timezone.now()
    ended = end_approval_request(_locked(campaign), answer, by=by, at=at, reason=reason)
    if ended is None:
        raise MoveRefused(_("Nobody asks for an approval now."))
    verb = "withdraw_request" if answer == Answer.WITHDRAWN else "send_back_draft"
    record(verb=verb, thing=ended, campaign=ended.campaign, by=by, at=at)
    return ended
