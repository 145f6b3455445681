"""Copy the rows of one plan into another, moved by some days; at short notice closer to the start.

Used by `copy_campaign`, inside its transaction.

Rule: what happened (packed, spent, granted, done, driven) is not copied; a channel gets a code of its own.
"""

import datetime as dt
from typing import Any

from campaigns.actions.basics import DATED
from campaigns.models import Campaign, Capacity, Supply, SupportRequest, SupportState
from campaigns.models.channel import make_channel_code
from campaigns.recipes.short_notice import short_notice

# Fields that say what happened, with what a fresh plan has there.
FRESH: dict[str, dict[str, Any]] = {
    "stop": {"actual_arrive_at": None, "actual_depart_at": None},
    "supply": {"packed": 0, "handed_out": None, "returned": 0},
    "budgetline": {"actual_amount": None},
    "supportrequest": {"state": SupportState.PLANNED, "granted_amount": None, "claimed_amount": None},
    "task": {"done_at": None, "done_by": None, "waiting_since": None},
}
MOVED = {"due_on", "claim_due_on"}


def copy_rows(source: Campaign, target: Campaign, days: dt.timedelta) -> None:
    """All subjects of the plan, stops and partners first, since others point at them."""
    before = source.capacity
    Capacity.objects.create(
        campaign=target,
        target_cars=before.target_cars,
        target_people=before.target_people,
        limit_cars=before.limit_cars,
        limit_people=before.limit_people,
    )
    stops = _copy(source.stops.all(), target, days)
    partners = _copy(source.partners.all(), target, days)
    _copy(source.ceremonies.all(), target, days, stop=stops)
    _copy(source.contingencies.all(), target, days, stop=stops)
    _copy(source.support_requests.all(), target, days, partner=partners)
    for rows in (source.crew, source.supplies, source.budget_lines, source.prizes, source.gifts, source.tasks):
        _copy(rows.all(), target, days)
    _copy(source.channels.all(), target, days, makes_code=True)


def _copy(
    rows: Any, target: Campaign, days: dt.timedelta, makes_code: bool = False, **maps: dict[int, Any]
) -> dict[int, Any]:
    """Old id → new row. `maps` name the fields that point at rows copied before."""
    copies: dict[int, Any] = {}
    stored = {field.name for field in rows.model._meta.fields}  # a task counts its days from the start instead
    for row in rows:
        before = row.pk
        row.pk, row.campaign = None, target
        row._state.adding = True
        for name, value in FRESH.get(row._meta.model_name, {}).items():
            setattr(row, name, value)
        for name in stored & MOVED:
            if planned := getattr(row, name):
                setattr(row, name, planned + days)
        for name, found in maps.items():
            setattr(row, name, found.get(getattr(row, f"{name}_id")))
        if makes_code:
            row.code = make_channel_code()
        row.save()
        copies[before] = row
    return copies


def move_closer(campaign: Campaign, at: dt.datetime) -> None:
    """As with the recipe: what would lie before today moves closer to the start. Deadlines are not saved here."""
    tasks = list(campaign.tasks.all())
    dated: list[SupportRequest | Supply] = [*campaign.support_requests.all(), *campaign.supplies.all()]
    rows = [(row, _days_ahead(campaign, row.due_on)) for row in dated if row.due_on]
    deadlines = {name: _days_ahead(campaign, value) for name in DATED if (value := getattr(campaign, name))}
    days = [*(task.days_from_start for task in tasks), *(ahead for _row, ahead in rows)]
    nearer = short_notice(-_days_ahead(campaign, at), [*days, *deadlines.values()])
    if nearer is None:
        return
    for task in tasks:
        task.days_from_start = nearer.day(task.days_from_start)
        task.save(update_fields=["days_from_start"])
    for row, ahead in rows:
        row.due_on = campaign.first_day + dt.timedelta(days=nearer.day(ahead))
        row.save(update_fields=["due_on"])
    for name, ahead in deadlines.items():
        setattr(campaign, name, getattr(campaign, name) + dt.timedelta(days=nearer.deadline(ahead) - ahead))


def _days_ahead(campaign: Campaign, when: dt.date) -> int:
    """Days from the start, negative before it."""
    day = campaign.local(when).date() if isinstance(when, dt.datetime) else when
    return (day - campaign.first_day).days
