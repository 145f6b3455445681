"""Copy the rows of one plan into another, moved by some days. Used by `copy_campaign`, inside its transaction.

Rule: what happened (packed, spent, granted, done, driven) is not copied; a channel gets a code of its own.
"""

import datetime as dt
from typing import Any

from campaigns.models import Campaign, Capacity, SupportState
from campaigns.models.channel import make_channel_code

# Fields that say what happened, with what a fresh plan has there.
FRESH: dict[str, dict[str, Any]] = {
    "stop": {"actual_arrive_at": None, "actual_depart_at": None},
    "supply": {"packed": 0, "handed_out": None, "returned": 0},
    "budgetline": {"actual_amount": None},
    "supportrequest": {"state": SupportState.PLANNED, "granted_amount": None, "claimed_amount": None},
    "task": {"done_at": None, "done_by": None, "waiting_since": None},
}
MOVED = ("due_on", "claim_due_on")


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
    for row in rows:
        before = row.pk
        row.pk, row.campaign = None, target
        row._state.adding = True
        for name, value in FRESH.get(row._meta.model_name, {}).items():
            setattr(row, name, value)
        for name in MOVED:
            if getattr(row, name, None):
                setattr(row, name, getattr(row, name) + days)
        for name, found in maps.items():
            setattr(row, name, found.get(getattr(row, f"{name}_id")))
        if makes_code:
            row.code = make_channel_code()
        row.save()
        copies[before] = row
    return copies
