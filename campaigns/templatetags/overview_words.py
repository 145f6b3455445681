"""Words of the overview and today pages: dates under the stages, who did what, how late."""

import datetime as dt
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from campaigns.charts import clipped
from campaigns.looks import dates
from campaigns.looks.planning_road import planning_road
from campaigns.looks.verbs import act_words, thing_words, verb_words
from campaigns.models import Campaign, CampaignMove, Record, State, Task
from campaigns.queries.act import Act
from campaigns.queries.today import Today

register = template.Library()
register.filter("clipped", clipped)


@register.simple_tag
def stage_notes(campaign: Campaign, moves: list[CampaignMove]) -> dict[str, str]:
    """When each stage was reached, and when the next ones are planned."""
    notes: dict[str, str] = {State.DRAFT: dates.short_day(campaign.local(campaign.created_at))}
    if not campaign.is_off:
        notes |= _planned(campaign)
    for move in moves:
        who = f" {move.by}" if move.by else ""
        notes[State(move.to_state)] = f"{dates.short_day(campaign.local(move.at))}{who}"
    return notes


def _planned(campaign: Campaign) -> dict[str, str]:
    planned: dict[str, dt.date | None] = {
        State.INVITING: campaign.invite_from,
        State.CONFIRMING: campaign.confirm_from,
        State.READY: campaign.local(campaign.confirm_by).date() if campaign.confirm_by else None,
        State.LIVE: campaign.first_day,
        State.CLOSED: campaign.last_day,
    }
    notes = {state: dates.short_day(day) for state, day in planned.items() if day}
    notes[State.REPORTED] = dates.moment(campaign.local(campaign.report_due_at))
    return notes


@register.simple_tag
def late_by(act: Act, now: dt.datetime) -> str:
    """2 days late; hours under a day."""
    if not act.is_late or act.due_at is None:
        return ""
    days = (now - act.due_at).days
    if days < 1:
        return _("late")
    return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}


@register.simple_tag
def due_words(act: Act) -> str:
    """By when: the day, and the hour where one is set."""
    if act.due_at is None or act.campaign is None:
        return ""
    due = act.campaign.local(act.due_at)
    return dates.day(due) if act.is_all_day else dates.moment(due)


@register.simple_tag
def due_day(act: Act, now: dt.datetime) -> str:
    """The day an hour belongs to, where it is not today."""
    if act.due_at is None or act.campaign is None:
        return ""
    due = act.campaign.local(act.due_at)
    return "" if due.date() == act.campaign.local(now).date() else dates.day(due)


@register.simple_tag
def day_in_figures(day: Today, reports: int) -> str:
    """How much is late, due and waiting, without the zeros; a calm sentence where all are.

    `reports`: how many the page reminds of; who only waits for them has no quiet day.
    """
    late, due, waiting = len(day.late), len(day.due), len(day.waiting)
    said = [
        ngettext("%(n)d late", "%(n)d late", late) % {"n": late} if late else "",
        ngettext("%(n)d due today", "%(n)d due today", due) % {"n": due} if due else "",
        ngettext("%(n)d waiting for others", "%(n)d waiting for others", waiting) % {"n": waiting} if waiting else "",
    ]
    words = pgettext("clauses", ", ").join(filter(None, said))
    if words or not reports:
        return words or _("Nothing is open: a quiet day.")
    awaited = ngettext("%(n)d report is awaited", "%(n)d reports are awaited", reports)
    return awaited % {"n": reports}


@register.filter
def share_of(value: int, most: int) -> float:
    """A bar's length, 0 to 100."""
    return 100.0 * value / most if most else 0.0


@register.filter
def percent_of(value: int, whole: int) -> str:
    return f"{round(100 * value / whole)}%" if whole else ""


@register.filter
def verb_said(verb: str) -> Any:
    """The words for a recorded verb."""
    return verb_words(verb)


@register.filter
def act_said(row: Record) -> Any:
    """The words for a row of the record."""
    return act_words(row.verb, row.facts)


@register.filter
def thing_said(label: str) -> Any:
    """The word for what a record is about."""
    return thing_words(label)


@register.simple_tag
def preparation(campaign: Campaign, now: dt.datetime) -> dict[str, Any]:
    """`{% preparation campaign now as road %}`: the tasks on one line."""
    tasks = Task.objects.filter(campaign=campaign).select_related("campaign")
    return planning_road(campaign, tasks.in_due_order(), now)
