"""Today across my campaigns: done, now, due, late, waiting for someone, and the week ahead.

Rule: built from the same acts as a campaign's own page (`acts_of`), so that nothing is due here and not there; only
what is the reader's own work: tasks of theirs, and what a campaign's state asks of their roles (queries/mine.py).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.looks.places_to_go import may_open
from campaigns.models import ApprovalRequest, Campaign, Role, SupportRequest, SupportState, Task
from campaigns.people_counts import PeopleCounts
from campaigns.task_pages import APPROVAL

from .act import Act
from .acts import acts_of
from .mine import Reader

WEEK = 7
MOMENT = dt.timedelta(microseconds=1)
LATE_SHOWN = 5


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
    is_late: bool = False


@dataclass(frozen=True)
class DayAhead:
    date: dt.date
    what: tuple[str, ...]
    is_tour: bool
    is_today: bool


@dataclass(frozen=True)
class LateTasks:
    """One campaign's overdue tasks: the first few, and how many more stand on its page of tasks."""

    campaign: Campaign
    first: tuple[Act, ...]
    more: int


@dataclass(frozen=True)
class Today:
    """`passed` had its hour today and is still open; `agenda` is what to do, in order; `late_tasks` follows, folded."""

    now: dt.datetime
    done: tuple[Done, ...]
    late: tuple[Act, ...]
    due: tuple[Act, ...]
    later: tuple[Act, ...]
    passed: tuple[Act, ...]
    agenda: tuple[Act, ...]
    late_tasks: tuple[LateTasks, ...]
    waiting: tuple[Waiting, ...]
    week: tuple[DayAhead, ...]
    campaigns: tuple[Campaign, ...]


def today_of(
    campaigns: Iterable[Campaign], people: Mapping[int, PeopleCounts], at: dt.datetime, reader: Reader
) -> Today:
    """`at` decides what is late and due; local days are each campaign's own."""
    campaigns = tuple(campaigns)
    acts = [
        mine
        for one in campaigns
        for act in acts_of(one, people.get(one.pk, PeopleCounts()), at)
        if (mine := reader.own(act)) is not None
    ]
    late = sorted((act for act in acts if act.is_late), key=_due)
    ahead = sorted((act for act in acts if not act.is_late), key=_due)
    due = [act for act in ahead if _is_today(act, at)]
    passed = [act for act in due if _has_passed(act, at)]
    open_yet = sorted((act for act in due if act not in passed), key=lambda act: act.task is not None)
    return Today(
        now=at,
        done=tuple(_done(campaigns, at)),
        late=tuple(late),
        due=tuple(due),
        later=tuple(act for act in ahead if not _is_today(act, at)),
        passed=tuple(passed),
        agenda=(*(act for act in late if not act.task), *open_yet),
        late_tasks=tuple(_late_tasks(campaigns, late)),
        waiting=tuple(_waiting(campaigns, at, reader)),
        week=tuple(_week(campaigns, ahead, at)),
        campaigns=campaigns,
    )


def _late_tasks(campaigns: tuple[Campaign, ...], late: list[Act]) -> Iterable[LateTasks]:
    for one in campaigns:
        tasks = tuple(act for act in late if act.task and act.task.campaign_id == one.pk)
        if tasks:
            yield LateTasks(one, tasks[:LATE_SHOWN], len(tasks[LATE_SHOWN:]))


def _due(act: Act) -> dt.datetime:
    return act.due_at or dt.datetime.max.replace(tzinfo=dt.UTC)


def _day(act: Act) -> dt.date | None:
    """The day an act is due on; 24:00 belongs to the day that ends then."""
    return act.campaign.local(act.due_at - MOMENT).date() if act.campaign and act.due_at else None


def _is_today(act: Act, at: dt.datetime) -> bool:
    """Due today, or ongoing: calls and reports are today's work on every day until they are done."""
    day = _day(act)
    return act.is_ongoing or (act.campaign is not None and day is not None and day <= act.campaign.local(at).date())


def _has_passed(act: Act, at: dt.datetime) -> bool:
    return act.due_at is not None and act.due_at < at and not (act.is_all_day or act.is_ongoing)


def _done(campaigns: tuple[Campaign, ...], at: dt.datetime) -> list[Done]:
    tasks = Task.objects.filter(campaign__in=campaigns, done_at__gte=at - dt.timedelta(hours=24), done_at__lte=at)
    rows = tasks.select_related("campaign", "done_by").order_by("done_at")
    return [
        Done(task, task.done_at)
        for task in rows
        if task.done_at and task.campaign.local(task.done_at).date() == task.campaign.local(at).date()
    ]


def _waiting(campaigns: tuple[Campaign, ...], at: dt.datetime, reader: Reader) -> list[Waiting]:
    """What others owe the reader's campaigns: overdue first, then by day; what has no day comes last."""
    found = [*_waiting_tasks(campaigns, at, reader), *_waiting_support(campaigns, at, reader)]
    found += _waiting_approvals(campaigns, at, reader)
    return sorted(found, key=lambda one: (not one.is_late, one.due_on or dt.date.max))


def _waiting_tasks(campaigns: tuple[Campaign, ...], at: dt.datetime, reader: Reader) -> list[Waiting]:
    tasks = Task.objects.filter(campaign__in=campaigns).to_do().exclude(waiting_for="").exclude(subject=APPROVAL)
    return [
        Waiting(
            task.title,
            task.campaign,
            task.waiting_for,
            _days_since(task.waiting_since, at),
            task.due_on,
            task.is_late_on(task.campaign.local(at).date()),
        )
        for task in tasks.select_related("campaign", "assignee")
        if task.is_still_asked and reader.has_task(task)
    ]


def _waiting_support(campaigns: tuple[Campaign, ...], at: dt.datetime, reader: Reader) -> list[Waiting]:
    asked = SupportRequest.objects.filter(campaign__in=campaigns, state=SupportState.ASKED)
    return [
        Waiting(
            one.what,
            one.campaign,
            str(one.partner),
            0,
            one.due_on,
            bool(one.due_on and one.due_on < one.campaign.local(at).date()),
        )
        for one in asked.select_related("campaign", "partner")
        if reader.plays(one.campaign, (Role.PLANNER,))
    ]


def _waiting_approvals(campaigns: tuple[Campaign, ...], at: dt.datetime, reader: Reader) -> list[Waiting]:
    asked = ApprovalRequest.objects.open().filter(campaign__in=campaigns).select_related("campaign")
    return [
        Waiting(_("Approval of the plan"), one.campaign, _("manager"), max(0, (at - one.asked_at).days))
        for one in asked
        if reader.plays(one.campaign, (Role.PLANNER,))
        and not may_open((Role.MANAGER,), reader.roles_for(one.campaign))  # for a manager it is an act
    ]


def _days_since(day: dt.date | None, at: dt.datetime) -> int:
    return (at.date() - day).days if day else 0


def _week(campaigns: tuple[Campaign, ...], acts: list[Act], at: dt.datetime) -> list[DayAhead]:
    first = campaigns[0].local(at).date() if campaigns else at.date()
    days = []
    for offset in range(WEEK):
        date = first + dt.timedelta(days=offset)
        tours = [one.title for one in campaigns if one.first_day <= date <= one.last_day and not one.is_off]
        what = tours or [act.title for act in acts if _day(act) == date]
        days.append(DayAhead(date, tuple(what[:2]), bool(tours), offset == 0))
    return days
