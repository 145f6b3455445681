"""Words and figures of the plan's pages: `{% load plan %}`. The markup stands in templates/campaigns/plan/."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from campaigns.actions.support import CAN_BE_REFUSED, STEPS, next_step, step_before
from campaigns.channel_link import channel_link, spoken_link
from campaigns.foundation import qr
from campaigns.headcount import PlanningCount, planning_count
from campaigns.looks.places_to_go import first_address, may_open, roles_asked
from campaigns.models import (
    ENDED,
    BudgetLine,
    Campaign,
    Channel,
    ChannelKind,
    CrewMember,
    Gift,
    HeadCount,
    Prize,
    State,
    Supply,
    SupportRequest,
    SupportState,
    Task,
)  # fmt: skip
from campaigns.models.partner import CLAIMABLE
from campaigns.people_counts import PeopleCounts
from campaigns.subjects import Column, Subject
from campaigns.task_pages import TASK_PAGES
from campaigns.turnout import per_car

register = template.Library()

STILL_AHEAD = (SupportState.PLANNED, SupportState.ASKED)


@register.simple_tag
def cell(column: Column, row: Any) -> Any:
    return column.value(row)


@register.simple_tag
def heading(column: Column, subject: Subject) -> Any:
    return column.words(subject.model)


@register.filter(is_safe=True)
def trimmed(text: str) -> str:
    """No space around: an empty cell is empty, and hidden on phones."""
    return text.strip()


@register.filter
def less(value: int, by: int) -> int:
    return value - by


@register.simple_tag
def headcount_for(campaign: Campaign, people: PeopleCounts) -> PlanningCount:
    """`{% headcount_for campaign people as headcount %}`: what supplies and budget are worked out for."""
    return planning_count(campaign, people)


@register.simple_tag
def needed(supply: Supply, headcount: PlanningCount) -> int:
    return supply.needed_for(headcount.count)


@register.simple_tag
def handed_out(supply: Supply, people: PeopleCounts) -> int | None:
    """As noted, else what check-in hands to the cars and people counted in; None before anybody came."""
    came = HeadCount(people.arrived_cars, people.arrived_people)
    return supply.handed_out_to(came) if came.people else supply.handed_out


@register.simple_tag
def gifts_needed(gift: Gift, headcount: PlanningCount) -> int:
    """Guests and crew get one too; a gift per car does not."""
    count: HeadCount = headcount.count
    return count.cars if gift.basis == "car" else count.people


@register.simple_tag
def budget_totals(
    rows: Iterable[BudgetLine], campaign: Campaign, headcount: PlanningCount, people: PeopleCounts
) -> dict[str, Any]:
    """Once it is over a car costs what was spent for each that came, as the report says; before, for each planned."""
    rows = list(rows)
    spent = [row.actual_amount for row in rows if row.actual_amount is not None]
    planned, actual = sum((row.planned_amount for row in rows), Decimal(0)), sum(spent, Decimal(0)) if spent else None
    is_over = campaign.state in (State.CLOSED, State.REPORTED)
    cars = people.arrived_cars if is_over else headcount.cars
    return {
        "planned": planned,
        "actual": actual,
        "is_over": is_over,
        "cars": cars,
        "planned_per_car": per_car(planned, cars),
        "actual_per_car": per_car(actual, cars),
    }


@register.simple_tag
def prize_totals(rows: Iterable[Prize]) -> dict[str, Any]:
    rows = list(rows)
    return {
        "quantity": sum(row.quantity for row in rows),
        "worth": sum((row.quantity * row.worth_amount for row in rows), Decimal(0)),
    }


@register.simple_tag
def heads(rows: Iterable[CrewMember]) -> int:
    return sum(row.head_count for row in rows)


@register.simple_tag
def support_steps(asked: SupportRequest) -> dict[str, Any]:
    """The six steps as a piece of road, and where it can go from here."""
    state = SupportState(asked.state)
    at = STEPS.index(state) if state in STEPS else -1
    return {
        "at": at + 1,
        "road": ["done" if index <= at else "" for index in range(len(STEPS))],
        "next": next_step(state),
        "before": step_before(state) if state != SupportState.REFUSED else None,
        "may_refuse": state in CAN_BE_REFUSED,
        "refused": SupportState.REFUSED,
    }


@register.simple_tag
def support_is_late(asked: SupportRequest) -> bool:
    today = asked.campaign.local(timezone.now()).date()
    is_ahead = asked.state in STILL_AHEAD and asked.campaign.state not in ENDED
    return is_ahead and asked.due_on is not None and asked.due_on < today


@register.simple_tag
def claim_is_late(asked: SupportRequest) -> bool:
    today = asked.campaign.local(timezone.now()).date()
    return asked.state in CLAIMABLE and asked.claim_due_on is not None and asked.claim_due_on < today


@register.simple_tag
def task_is_late(task: Task) -> bool:
    return task.is_late_on(task.campaign.local(timezone.now()).date())


@register.simple_tag
def task_day(task: Task) -> str:
    """T−30, the day itself, T+3."""
    days = task.days_from_start
    if not days:
        return _("start day")
    return (_("T−%(n)s") if days < 0 else _("T+%(n)s")) % {"n": abs(days)}


@register.simple_tag
def task_page(task: Task, held: set[str]) -> dict[str, Any]:
    """Where the task is done; the page's name alone where somebody with the roles `held` may not open it."""
    page = TASK_PAGES.get(task.subject)
    if page is None:
        return {}
    url = first_address([page.page], slug=task.campaign.slug)
    return {"label": page.label, "url": url if may_open(roles_asked(url), held) else ""}


@register.simple_tag
def channel_words(channel: Channel) -> str:
    """The link as one says it; walk-ins are taken on the day and have none."""
    return "" if channel.kind == ChannelKind.WALK_IN else spoken_link(channel)


@register.simple_tag
def channel_qr(channel: Channel) -> SafeString:
    return qr.svg(channel_link(channel), _("QR code of the channel %(name)s") % {"name": channel.name})
