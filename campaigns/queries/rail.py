"""The small figures in a campaign's rail: how many of each subject, and what is overdue.

Rule: two queries, whatever the campaign holds. The people's figures come from registrations.
"""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Count, IntegerField, Model, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from campaigns.itinerary_rules import ADVICE, ERROR
from campaigns.models import (
    ENDED,
    Campaign,
    Channel,
    Contingency,
    CrewMember,
    Gift,
    Prize,
    State,
    Stop,
    Supply,
    SupportRequest,
    SupportState,
    Task,
)
from campaigns.queries.itinerary_page import check_stops

SUPPORT_AHEAD = [SupportState.PLANNED, SupportState.ASKED]


def _number(model: type[Model], condition: Q | None = None) -> Coalesce:
    rows = model._default_manager.filter(condition or Q(), campaign=OuterRef("pk")).order_by()
    counted = rows.values("campaign").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def itinerary_remarks(campaign: Campaign, stops: Sequence[Stop]) -> int:
    """What the driving rules remark while the plan can still change."""
    if campaign.is_in(State.LIVE, State.CLOSED, State.REPORTED, State.CANCELLED):
        return 0
    checked = check_stops(campaign, stops)
    return len(checked.at(ERROR)) + len(checked.at(ADVICE))


def rail_figures(campaign: Campaign, today: dt.date, stops: Sequence[Stop]) -> tuple[dict[str, int], dict[str, int]]:
    """(how many, how many overdue) by the rail's keys."""
    asked = Task.objects.still_asked_in(campaign).values("pk")
    ahead = [] if campaign.state in ENDED else SUPPORT_AHEAD
    row = (
        Campaign.objects.filter(pk=campaign.pk)
        .values_list(
            _number(Supply),
            _number(Contingency),
            _number(Prize),
            _number(Gift),
            _number(Channel),
            _number(CrewMember),
            _number(Task, Q(done_at__isnull=True)),
            _number(Task, Q(pk__in=asked, days_from_start__lt=(today - campaign.first_day).days)),
            _number(SupportRequest, Q(state__in=ahead, due_on__lt=today)),
        )
        .get()
    )
    supplies, contingencies, prizes, gifts, channels, crew, open_tasks, late_tasks, late_support = row
    counts = {
        "itinerary": len(stops),
        "supplies": supplies,
        "contingencies": contingencies,
        "prizes": prizes + gifts,
        "channels": channels,
        "crew": crew,
        "tasks": open_tasks,
    }
    return counts, {"tasks": late_tasks, "partners": late_support}
