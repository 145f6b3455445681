"""The plan 活动方案: what the manager approves and the manufacturer gets as filing.

Rule: the order is the seed's (seeds/001): idea, content by day, preparation, execution, publicity afterwards,
summary. Supplies are worked out for the limit, crew and guests included, as on their page before the final headcount.
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.headcount import limit_count
from campaigns.models import Campaign, ChannelKind, Prize, State
from campaigns.templatetags.papers import point_lines
from campaigns.templatetags.plan import task_day

from .heads import head_of, print_paper

STYLES = ("css/documents/plan.css",)


def plan(campaign: Campaign, *, language: str = "") -> bytes:
    """The whole plan as a tagged PDF, in the campaign's language unless another is named."""

    def context() -> dict[str, Any]:
        return {
            **head_of(campaign),
            "kind": _("Campaign plan"),
            "note": _("As of {day}").format(day=f"{timezone.localdate():%Y-%m-%d}"),
            "approval": campaign.moves.filter(verb="approve").in_time_order().select_related("by").last(),
            "is_approved": campaign.state not in (State.DRAFT, State.CANCELLED),
            **_idea(campaign),
            **_preparation(campaign),
            **_execution(campaign),
        }

    return print_paper(campaign, "documents/plan.html", context, language=language, styles=STYLES)


def _idea(campaign: Campaign) -> dict[str, Any]:
    stops = list(campaign.stops.in_road_order())
    days = sorted({stop.day for stop in stops})
    return {
        "purposes": point_lines(campaign.purpose),
        "partners": list(campaign.partners.all()),
        "included": point_lines(campaign.included),
        "safety_notes": point_lines(campaign.safety_notes),
        "days": [
            {"number": day, "date": campaign.date_of_day(day), "stops": [stop for stop in stops if stop.day == day]}
            for day in days
        ],
    }


def _preparation(campaign: Campaign) -> dict[str, Any]:
    channels = [channel for channel in campaign.channels.all() if channel.kind != ChannelKind.WALK_IN]
    tasks = list(campaign.tasks.in_due_order().select_related("assignee", "campaign"))
    return {
        "channels": channels,
        "publicity": [channel for channel in channels if channel.kind in (ChannelKind.LINK, ChannelKind.QR)],
        "requests": list(campaign.support_requests.select_related("partner")),
        "tasks_before": [_task(task, campaign) for task in tasks if task.due_on <= campaign.last_day],
        "tasks_after": [_task(task, campaign) for task in tasks if task.due_on > campaign.last_day],
    }


def _execution(campaign: Campaign) -> dict[str, Any]:
    headcount = limit_count(campaign)
    lines = list(campaign.budget_lines.all())
    prizes: list[Prize] = list(campaign.prizes.all())
    return {
        "headcount": headcount,
        "supplies": [
            {"supply": supply, "needed": supply.needed_for(headcount.count)} for supply in campaign.supplies.all()
        ],
        "crew": list(campaign.crew.all()),
        "contingencies": list(campaign.contingencies.select_related("stop")),
        "first_stop_id": first.pk if (first := campaign.stops.in_road_order().first()) else None,
        "ceremonies": list(campaign.ceremonies.select_related("stop")),
        "prizes": prizes,
        "prizes_worth": sum((prize.worth_amount * prize.quantity for prize in prizes), 0),
        "gifts": list(campaign.gifts.all()),
        "budget": lines,
        "budget_total": sum((line.planned_amount for line in lines), 0),
        "coverage": list(campaign.coverage.all()),
    }


def _task(task: Any, campaign: Campaign) -> dict[str, Any]:
    """What nobody was named for is the planner's."""
    return {"task": task, "when": task_day(task), "who": task.assignee or campaign.planner}
