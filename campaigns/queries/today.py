"""Today across my campaigns: done, now, late, due, waiting for someone, and the week ahead.

Rule: built from the same acts as a campaign's own page (`acts_of`), so that nothing is due here and not there;
only what the reader's roles may do is theirs.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.looks.places_to_go import may_open
from campaigns.models import ApprovalRequest, Campaign, Role, State, SupportRequest, SupportState, Task
from campaigns.people_counts import PeopleCounts

from .act import Act
from .acts import acts_of

WEEK = 7


@dataclass(frozen=True)
class Done:
    """A task ticked off today."""

    task: Task
    at: dt.datetime


@dataclass(frozen=True)
class Waiting:
    """Somebody else's turn: since when, until when."""

    what: str
    campaign: Campaign
    who: str
    days: int
    due_on: dt.date | None = None
    page: str = "campaigns:task_list"


@dataclass(frozen=True)
class DayAhead:
    date: dt.date
    what: tuple[str, ...]
    is_tour: bool
    is_today: bool


@dataclass(frozen=True)
class Today:
    now: dt.datetime
    done: tuple[Done, ...]
    late: tuple[Act, ...]
    due: tuple[Act, ...]
    later: tuple[Act, ...]
    waiting: tuple[Waiting, ...]
    week: tuple[DayAhead, ...]
    campaigns: tuple[Campaign, ...]


def today_of(
    campaigns: Iterable[Campaign],
    people: Mapping[int, PeopleCounts],
    at: dt.datetime,
    held: Mapping[int, set[str]],
) -> Today:
    """`at` decides what is late and due; local days are each campaign's own. `held` are the reader's roles by club."""
    campaigns = tuple(campaigns)
    acts = [
        act
        for one in campaigns
        for act in acts_of(one, people.get(one.pk, PeopleCounts()), at)
        if act.may_be_done_by(held.get(one.club_id, set()))
    ]
    late = sorted((act for act in acts if act.is_late), key=_due)
    ahead = sorted((act for act in acts if not act.is_late), key=_due)
    return Today(
        now=at,
        done=tuple(_done(campaigns, at)),
        late=tuple(late),
        due=tuple(act for act in ahead if _is_today(act, at)),
        later=tuple(act for act in ahead if not _is_today(act, at)),
        waiting=tuple(_waiting(campaigns, at, held)),
        week=tuple(_week(campaigns, ahead, at)),
        campaigns=campaigns,
    )


def _due(act: Act) -> dt.datetime:
    return act.due_at or dt.datetime.max.replace(tzinfo=dt.UTC)


def _day(act: Act) -> dt.date | None:
    return act.campaign.local(act.due_at).date() if act.campaign and act.due_at else None


def _is_today(act: Act, at: dt.datetime) -> bool:
    """Due today, or ongoing: calls and reports are today's work on every day until they are done."""
    day = _day(act)
    return act.is_ongoing or (act.campaign is not None and day is not None and day <= act.campaign.local(at).date())


def _done(campaigns: tuple[Campaign, ...], at: dt.datetime) -> list[Done]:
    tasks = Task.objects.filter(campaign__in=campaigns, done_at__gte=at - dt.timedelta(hours=24), done_at__lte=at)
    rows = tasks.select_related("campaign", "done_by").order_by("done_at")
    return [
        Done(task, task.done_at)
        for task in rows
        if task.done_at and task.campaign.local(task.done_at).date() == task.campaign.local(at).date()
    ]


def _waiting(campaigns: tuple[Campaign, ...], at: dt.datetime, held: Mapping[int, set[str]]) -> list[Waiting]:
    found = [
        Waiting(task.title, task.campaign, task.waiting_for, _days_since(task.waiting_since, at), task.due_on)
        for task in Task.objects.filter(campaign__in=campaigns)
        .to_do()
        .exclude(waiting_for="")
        .select_related("campaign")
    ]
    asked = SupportRequest.objects.filter(campaign__in=campaigns, state=SupportState.ASKED)
    found += [
        Waiting(one.what, one.campaign, str(one.partner), 0, one.due_on, "campaigns:partner_list")
        for one in asked.select_related("campaign", "partner")
    ]
    found += [
        Waiting(
            _("Approval of the plan"),
            one.campaign,
            _("manager"),
            max(0, (at - one.asked_at).days),
            page="campaigns:approval_request",
        )
        for one in ApprovalRequest.objects.open().filter(campaign__in=campaigns).select_related("campaign")
        if not may_open((Role.MANAGER,), held.get(one.campaign.club_id, set()))  # for a manager it is an act
    ]
    return found


def _days_since(day: dt.date | None, at: dt.datetime) -> int:
    return (at.date() - day).days if day else 0


def _week(campaigns: tuple[Campaign, ...], acts: list[Act], at: dt.datetime) -> list[DayAhead]:
    first = campaigns[0].local(at).date() if campaigns else at.date()
    days = []
    for offset in range(WEEK):
        date = first + dt.timedelta(days=offset)
        tours = [
            one.title for one in campaigns if one.first_day <= date <= one.last_day and one.state != State.POSTPONED
        ]
        what = tours or [act.title for act in acts if _day(act) == date]
        days.append(DayAhead(date, tuple(what[:2]), bool(tours), offset == 0))
    return days
