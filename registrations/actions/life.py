"""The moves in a campaign's life that touch people: open, confirm, ready, live, close, postpone, cancel.

Promises: the state and what `Places` accepts change in one transaction under the lock of the `Places` row, so no
registration can fall between them; every move leaves who, when, why. The clock makes the same moves with
`by=None`. Refuses by MoveRefused and ReasonNeeded, naming what is missing.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.actions.basics import DEADLINES, move_dates
from campaigns.actions.life import APPROVE, RETURN, Move, check_move, write_move
from campaigns.call_schedule import fit_calls
from campaigns.errors import MoveRefused, ReasonNeeded
from campaigns.models import Campaign, CampaignMove, Staff, State, WaitingPolicy
from campaigns.task_deadlines import follow_deadlines, tasks_at_deadlines
from registrations.models import Accepts, How, MessageKind, Places, Registration, RegistrationState

from .car_numbers import number_cars
from .details import tie_drives_with
from .move_news import stop_asking, tell_cancelled, tell_new_dates, tell_postponed
from .moves import move
from .outbox import tell
from .waitlist import end_offer, expire_due_offers, offer_next


def needs_to_open(campaign: Campaign) -> list[str]:
    missing = []
    if not campaign.channels.filter(is_open=True).exists():
        missing.append(_("at least one open channel"))
    if campaign.confirm_by is None:
        missing.append(_("the deadline of the second confirmation"))
    if not (campaign.capacity.limit_cars and campaign.capacity.limit_people):
        missing.append(_("a limit in cars and people"))
    return missing


def needs_to_be_ready(campaign: Campaign) -> list[str]:
    undecided = Registration.objects.for_campaign(campaign).undecided().count()
    if not undecided:
        return []
    return [
        ngettext(
            "an answer of %(count)d party (confirm, keep or release)",
            "answers of %(count)d parties (confirm, keep or release)",
            undecided,
        )
        % {"count": undecided}
    ]


OPEN = Move("open_inviting", (State.APPROVED,), State.INVITING, needs=needs_to_open)
CONFIRM = Move("start_confirming", (State.INVITING,), State.CONFIRMING)
BACK_TO_INVITING = Move("back_to_inviting", (State.CONFIRMING,), State.INVITING, takes_reason=True)
READY = Move("make_ready", (State.CONFIRMING,), State.READY, needs=needs_to_be_ready)
BACK_TO_CONFIRMING = Move("back_to_confirming", (State.READY,), State.CONFIRMING, takes_reason=True)
LIVE = Move("go_live", (State.READY,), State.LIVE)
CLOSE = Move("close", (State.LIVE,), State.CLOSED)
POSTPONE = Move(
    "postpone",
    (State.APPROVED, State.INVITING, State.CONFIRMING, State.READY),
    State.POSTPONED,
    takes_reason=True,
)
RESUME_INVITING = Move("resume_inviting", (State.POSTPONED,), State.INVITING)
RESUME_CONFIRMING = Move("resume_confirming", (State.POSTPONED,), State.CONFIRMING)
CANCEL = Move(
    "cancel_campaign",
    (State.DRAFT, State.APPROVED, State.INVITING, State.CONFIRMING, State.READY, State.LIVE, State.POSTPONED),
    State.CANCELLED,
    takes_reason=True,
)

MOVES: dict[str, Move] = {
    move.verb: move
    for move in (
        APPROVE,
        RETURN,
        OPEN,
        CONFIRM,
        BACK_TO_INVITING,
        READY,
        BACK_TO_CONFIRMING,
        LIVE,
        CLOSE,
        POSTPONE,
        RESUME_INVITING,
        RESUME_CONFIRMING,
        CANCEL,
    )
}


def _locked(campaign: Campaign) -> tuple[Campaign, Places | None]:
    """Places first, then the campaign: the order every act keeps."""
    places = Places.objects.select_for_update().filter(campaign=campaign).first()
    fresh = Campaign.objects.select_for_update(of=("self",)).select_related("club", "capacity").get(pk=campaign.pk)
    return fresh, places


def _make(
    step: Move,
    campaign: Campaign,
    by: Staff | None,
    reason: str,
    at: dt.datetime,
    facts: dict[str, Any] | None = None,
) -> CampaignMove:
    """Check and write one move, with what `Places` accepts in the new state."""
    fresh, places = _locked(campaign)
    check_move(step, fresh, reason)
    moved = write_move(campaign=fresh, verb=step.verb, to=step.to_state, by=by, at=at, reason=reason, facts=facts)
    if places is not None:
        Places.objects.for_campaign(fresh).update(
            accepts=Accepts.in_state(step.to_state),
            is_strict=fresh.waiting_policy == WaitingPolicy.STRICT,
        )
    campaign.state = fresh.state
    return moved


@transaction.atomic
def open_inviting(
    *, campaign: Campaign, by: Staff | None, reason: str = "", at: dt.datetime | None = None
) -> CampaignMove:
    """Open registration: the limit is copied into `Places`. Errors: MoveRefused."""
    Places.objects.get_or_create(
        campaign=campaign,
        defaults={"limit_cars": campaign.capacity.limit_cars, "limit_people": campaign.capacity.limit_people},
    )
    return _make(OPEN, campaign, by, reason, at or timezone.now())


@transaction.atomic
def start_confirming(
    *, campaign: Campaign, by: Staff | None, reason: str = "", at: dt.datetime | None = None
) -> CampaignMove:
    """Begin the second stage: every held party is asked again, so a reminder is put into the outbox for each."""
    at = at or timezone.now()
    moved = _make(CONFIRM, campaign, by, reason, at)
    for party in Registration.objects.for_campaign(campaign).awaiting_confirmation():
        tell(registration=party, kind=MessageKind.CONFIRM_REMINDER, at=at)
    return moved


@transaction.atomic
def back_to_inviting(
    *, campaign: Campaign, by: Staff | None, reason: str = "", at: dt.datetime | None = None
) -> CampaignMove:
    """Nobody is asked any more: reminders that have not gone out are withdrawn. Errors: MoveRefused, ReasonNeeded."""
    at = at or timezone.now()
    moved = _make(BACK_TO_INVITING, campaign, by, reason, at)
    stop_asking(campaign, at=at)
    return moved


def make_ready(
    *, campaign: Campaign, by: Staff | None, reason: str = "", at: dt.datetime | None = None
) -> CampaignMove:
    """Fix the headcount: offers end, links only join the waiting list, nothing is offered by itself any more.

    Errors: MoveRefused while a held party is neither confirmed, kept nor released (the clock is not stopped by it).
    """
    at = at or timezone.now()
    expire_due_offers(campaign=campaign, at=at)
    with transaction.atomic():
        step = READY if by is not None else Move(READY.verb, READY.from_states, READY.to_state)
        moved = _make(step, campaign, by, reason, at)
        _end_all_offers(campaign, at, why=_("The list was closed."), void=READY.verb)
        number_cars(campaign)
        tie_drives_with(campaign=campaign)
    return moved


def _end_all_offers(campaign: Campaign, at: dt.datetime, why: str, void: str) -> None:
    for party in Registration.objects.for_campaign(campaign).offered().in_queue_order():
        end_offer(party, campaign=campaign, how=How.CLOCK, at=at, why=why, void=void)


@transaction.atomic
def back_to_confirming(
    *, campaign: Campaign, by: Staff | None, reason: str = "", at: dt.datetime | None = None
) -> CampaignMove:
    """Open the list again; free places are offered down the queue at once. Errors: MoveRefused, ReasonNeeded."""
    at = at or timezone.now()
    moved = _make(BACK_TO_CONFIRMING, campaign, by, reason, at)
    offer_next(campaign=campaign, at=at)
    return moved


@transaction.atomic
def go_live(*, campaign: Campaign, by: Staff | None, reason: str = "", at: dt.datetime | None = None) -> CampaignMove:
    """The start time, or the first scan within three hours before it. Errors: MoveRefused (earlier, or not ready)."""
    at = at or timezone.now()
    if at < campaign.scan_window.since:
        raise MoveRefused(_("A campaign goes live at its start, or with the first check-in up to 3 hours before."))
    return _make(LIVE, campaign, by, reason, at)


@transaction.atomic
def close(*, campaign: Campaign, by: Staff | None, reason: str = "", at: dt.datetime | None = None) -> CampaignMove:
    """End the campaign after its end time; *close early* takes a reason. Errors: MoveRefused, ReasonNeeded."""
    at = at or timezone.now()
    if at < campaign.ends_at and not reason.strip():
        raise ReasonNeeded(_("The campaign has not ended yet; say why it is closed early."))
    return _make(CLOSE, campaign, by, reason, at)


@transaction.atomic
def postpone(*, campaign: Campaign, by: Staff | None, reason: str = "", at: dt.datetime | None = None) -> CampaignMove:
    """Rest until there are new dates: offers are void, confirmed parties become held, everybody is told."""
    at = at or timezone.now()
    moved = _make(POSTPONE, campaign, by, reason, at)
    if Places.objects.for_campaign(campaign).exists():
        _end_all_offers(campaign, at, why=reason, void=POSTPONE.verb)
    for party in Registration.objects.for_campaign(campaign).confirmed().select_related("campaign__club"):
        move(party, "postpone", RegistrationState.HELD, how=How.DESK, by=by, at=at, why=reason)
    tell_postponed(campaign, at=at)
    return moved


@transaction.atomic
def resume(
    *,
    campaign: Campaign,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    confirm_by: dt.datetime,
    to: str = State.INVITING,
    by: Staff | None,
    at: dt.datetime | None = None,
) -> CampaignMove:
    """New dates for a postponed campaign, on to *inviting* or *confirming*. Tasks, deadlines and due dates move along;
    what would leave no time to ring is brought in.

    Everybody is told the new dates; on to *confirming*, whoever holds a place is asked in the same message.
    Errors: MoveRefused (dates in the past or in the wrong order).
    """
    at = at or timezone.now()
    if not at < starts_at < ends_at or not at < confirm_by <= starts_at:
        raise MoveRefused(
            _("The new start must lie ahead, the end after it, and the deadline between now and the start.")
        )
    Places.objects.get_or_create(
        campaign=campaign,
        defaults={"limit_cars": campaign.capacity.limit_cars, "limit_people": campaign.capacity.limit_people},
    )
    held = tasks_at_deadlines(campaign)
    dates = [
        [start.isoformat(), end.isoformat()]
        for start, end in ((campaign.starts_at, campaign.ends_at), (starts_at, ends_at))
    ]
    move_dates(campaign, campaign, dt.timedelta(days=(campaign.local(starts_at).date() - campaign.first_day).days))
    campaign.starts_at, campaign.ends_at, campaign.confirm_by = starts_at, ends_at, confirm_by
    fit_calls(campaign, at)
    campaign.confirm_by = confirm_by  # as typed: everybody is told it
    campaign.save(update_fields=["starts_at", "ends_at", *DEADLINES])
    follow_deadlines(campaign, held)
    step = RESUME_CONFIRMING if to == State.CONFIRMING else RESUME_INVITING
    moved = _make(step, campaign, by, "", at, {"dates": dates})
    tell_new_dates(campaign, at=at)
    offer_next(campaign=campaign, at=at)
    return moved


@transaction.atomic
def cancel_campaign(
    *, campaign: Campaign, by: Staff | None, reason: str = "", at: dt.datetime | None = None
) -> CampaignMove:
    """Call the campaign off for good; everybody is told. Errors: MoveRefused, ReasonNeeded."""
    at = at or timezone.now()
    moved = _make(CANCEL, campaign, by, reason, at)
    tell_cancelled(campaign, at=at)
    return moved


def move_by_clock(*, at: dt.datetime | None = None) -> list[CampaignMove]:
    """What the clock does: at the start a campaign goes live; at 24:00 of the last day it closes.

    A campaign still *confirming* at its start is made ready first, so that no car waits for a planner.
    """
    at = at or timezone.now()
    made = []
    for campaign in Campaign.objects.in_state(State.CONFIRMING, State.READY).filter(starts_at__lte=at):
        if campaign.state == State.CONFIRMING:
            made.append(make_ready(campaign=campaign, by=None, reason=_("The start time has come."), at=at))
        made.append(go_live(campaign=campaign, by=None, reason=_("The start time has come."), at=at))
    for campaign in Campaign.objects.in_state(State.LIVE):
        if campaign.closes_itself_at <= at:
            made.append(close(campaign=campaign, by=None, at=at))
    return made
