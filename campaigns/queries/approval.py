"""Where a draft stands with its manager: waiting for the approval, or back with what should change."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from campaigns.models import Answer, ApprovalRequest, Campaign, CampaignMove, Staff, State


@dataclass(frozen=True)
class ApprovalStanding:
    """`waiting` is the open request; else who gave the draft back last, when and why, if anybody did."""

    waiting: ApprovalRequest | None = None
    back_by: Staff | None = None
    back_at: dt.datetime | None = None
    reason: str = ""


def approval_standing(campaign: Campaign, moves: Sequence[CampaignMove]) -> ApprovalStanding:
    """A plan comes back before its approval (sent back) or after it (a move): the later counts. `moves`: in order."""
    if campaign.state != State.DRAFT:
        return ApprovalStanding()
    requests = ApprovalRequest.objects.filter(campaign=campaign).select_related("asked_by", "answered_by")
    latest = requests.latest_first().first()
    if latest is not None and not latest.answer:
        return ApprovalStanding(waiting=latest)
    move = moves[-1] if moves and moves[-1].verb == "return_to_draft" else None
    if move is not None and (latest is None or latest.asked_at < move.at):
        return ApprovalStanding(back_by=move.by, back_at=move.at, reason=move.reason)
    if latest is not None and latest.answer == Answer.SENT_BACK:
        return ApprovalStanding(back_by=latest.answered_by, back_at=latest.answered_at, reason=latest.reason)
    return ApprovalStanding()
