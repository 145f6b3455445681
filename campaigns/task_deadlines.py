"""Tasks that stand at a deadline of the campaign: *links close*, *confirmation ends*.

Rule: wherever the deadline moves, such a task moves along, so that the plan never names two times for one thing.
"""

import datetime as dt

from campaigns.models import Campaign

NAMES = ("registration_closes_at", "confirm_by")


def place_of(campaign: Campaign, deadline: dt.datetime) -> tuple[int, dt.time]:
    """(days from the start, time of that day)"""
    local = campaign.local(deadline)
    return (local.date() - campaign.first_day).days, local.time().replace(second=0, microsecond=0)


def tasks_at_deadlines(campaign: Campaign) -> dict[int, str]:
    """Task id → the deadline it stands at."""
    places: dict[tuple[int, dt.time | None], str] = {
        place_of(campaign, deadline): name for name in NAMES if (deadline := getattr(campaign, name))
    }
    rows = campaign.tasks.exclude(at_time=None).values_list("pk", "days_from_start", "at_time")
    return {pk: places[days, time] for pk, days, time in rows if (days, time) in places}


def follow_deadlines(campaign: Campaign, tasks: dict[int, str]) -> None:
    """Put each of these tasks where its deadline is now; one without a deadline stays."""
    for pk, name in tasks.items():
        if deadline := getattr(campaign, name):
            days, time = place_of(campaign, deadline)
            campaign.tasks.filter(pk=pk).update(days_from_start=days, at_time=time)
