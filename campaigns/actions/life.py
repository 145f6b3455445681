"""The plan's side of a campaign's life: approve, return to draft; and the one writer of a move.

Promises: every move leaves a `CampaignMove` with who, when, why, and a record; a move needs what `MOVES` names,
said in words. Refuses by MoveRefused (wrong state or something missing) and ReasonNeeded (ways back).
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.errors import MoveRefused, ReasonNeeded
from campaigns.models import Answer, ApprovalRequest, Campaign, CampaignMove, Role, Staff, State

from .record import record
from .task import open_approval_again, tick_settled_by_approval

Needs = Callable[[Campaign], list[str]]


def needs_nothing(_campaign: Campaign) -> list[str]:
    return []


@dataclass(frozen=True)
class Move:
    """One named act: from which states, to which, who may, whether it takes a reason, what it needs first."""

    verb: str
    from_states: tuple[str, ...]
    to_state: str
    roles: tuple[str, ...] = (Role.PLANNER, Role.MANAGER)
    takes_reason: bool = False
    needs: Needs = field(default=needs_nothing)


def needs_for_approval(campaign: Campaign) -> list[str]:
    """What a plan must hold before a manager can approve it."""
    missing = []
    capacity = getattr(campaign, "capacity", None)
    if not campaign.stops.exists():
        missing.append(_("an itinerary with at least one stop"))
    if capacity is None or not (capacity.limit_cars and capacity.limit_people):
        missing.append(_("a limit in cars and people"))
    if not campaign.purpose.strip():
        missing.append(_("the purpose"))
    return missing


APPROVE = Move("approve", (State.DRAFT,), State.APPROVED, roles=(Role.MANAGER,), needs=needs_for_approval)
RETURN = Move("return_to_draft", (State.APPROVED,), State.DRAFT, takes_reason=True)


def check_move(move: Move, campaign: Campaign, reason: str) -> None:
    """Errors: MoveRefused with the list of what is missing; ReasonNeeded."""
    if campaign.state not in move.from_states:
        raise MoveRefused(
            _("This campaign is “{state}”, so that is not possible now.").format(state=campaign.get_state_display())
        )
    if move.takes_reason and not reason.strip():
        raise ReasonNeeded(_("Say why; it stays in the campaign's history."))
    missing = move.needs(campaign)
    if missing:
        raise MoveRefused(_("Still missing: {things}.").format(things=_(", ").join(missing)), missing)


def write_move(
    *,
    campaign: Campaign,
    verb: str,
    to: str,
    by: Staff | None,
    at: dt.datetime,
    reason: str = "",
    facts: dict[str, Any] | None = None,
) -> CampaignMove:
    """Set the state and leave the row. The caller has checked and is in a transaction."""
    before, campaign.state = campaign.state, to
    campaign.save(update_fields=["state"])
    moved = CampaignMove.objects.create(
        campaign=campaign, verb=verb, from_state=before, to_state=to, by=by, at=at, reason=reason
    )
    record(verb=verb, thing=campaign, campaign=campaign, by=by, at=at, facts={"from": before, "to": to} | (facts or {}))
    return moved


def end_approval_request(
    campaign: Campaign, answer: Answer, *, by: Staff, at: dt.datetime, reason: str = ""
) -> ApprovalRequest | None:
    """Answer what is asked of the manager, if anything is. The caller holds the campaign's lock."""
    asked = ApprovalRequest.objects.open().filter(campaign=campaign).select_related("campaign__club").first()
    if asked is not None:
        asked.answer, asked.answered_by, asked.answered_at, asked.reason = answer, by, at, reason
        asked.save(update_fields=["answer", "answered_by", "answered_at", "reason"])
    return asked


def _make(move: Move, campaign: Campaign, by: Staff, reason: str, at: dt.datetime | None) -> CampaignMove:
    at = at or timezone.now()
    with transaction.atomic():
        fresh = Campaign.objects.select_for_update(of=("self",)).select_related("club").get(pk=campaign.pk)
        check_move(move, fresh, reason)
        if move is APPROVE:
            end_approval_request(fresh, Answer.APPROVED, by=by, at=at)
            tick_settled_by_approval(campaign=fresh, by=by, at=at)
        else:
            open_approval_again(campaign=fresh, by=by, at=at)
        moved = write_move(campaign=fresh, verb=move.verb, to=move.to_state, by=by, at=at, reason=reason)
    campaign.state = fresh.state
    return moved


def approve(*, campaign: Campaign, by: Staff, reason: str = "", at: dt.datetime | None = None) -> CampaignMove:
    """The manager approves the plan; whoever asked for it is answered. Errors: MoveRefused."""
    return _make(APPROVE, campaign, by, reason, at)


def return_to_draft(*, campaign: Campaign, by: Staff, reason: str = "", at: dt.datetime | None = None) -> CampaignMove:
    """An approved plan goes back to be changed. Errors: MoveRefused, ReasonNeeded."""
    return _make(RETURN, campaign, by, reason, at)
