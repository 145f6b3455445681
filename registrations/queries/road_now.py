"""The road as it is driven: where the convoy is, what is behind it, and how late it came.

Rule: the plan's times, corrected by what staff noted on the way; nothing here is personal.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.charts import LATE_FROM_MINUTES
from campaigns.looks import dates
from campaigns.models import Campaign, State, Stop

from .plan_page import Day, days_of, road_stop

ON_THE_ROAD = (State.LIVE, State.CLOSED, State.REPORTED)


@dataclass(frozen=True)
class RoadNow:
    """Where the convoy is by the plan, corrected by what staff noted on the way.

    `opens_day`: `next` is the first stop of its day, and the day has not begun: nobody is on the road yet.
    """

    here: Stop | None
    next: Stop | None
    behind: frozenset[int]
    opens_day: bool = False


def days_run(campaign: Campaign) -> int:
    """How many days it really ran: a campaign that was closed early ended that day."""
    closed = campaign.moves.filter(to_state=State.CLOSED).in_time_order().first()
    last_day = min(campaign.last_day, campaign.local(closed.at).date()) if closed else campaign.last_day
    return max(1, (last_day - campaign.first_day).days + 1)


def road_now(campaign: Campaign, stops: list[Stop], at: dt.datetime) -> RoadNow:
    """`stops` in road order. A stop is behind once we left it, here between arriving and leaving."""
    behind: set[int] = set()
    for position, stop in enumerate(stops):
        arrived = stop.actual_arrive_at or campaign.moment(stop.day, stop.arrive)
        left = stop.actual_depart_at or _leaves(campaign, stop, stops[position + 1 :])
        if left <= at:
            behind.add(stop.pk)
        elif arrived <= at:
            following = stops[position + 1] if position + 1 < len(stops) else None
            return RoadNow(stop, following, frozenset(behind))
        else:
            opens_day = position == 0 or stops[position - 1].day != stop.day
            return RoadNow(None, stop, frozenset(behind), opens_day)
    return RoadNow(None, None, frozenset(behind))


def _leaves(campaign: Campaign, stop: Stop, after: list[Stop]) -> dt.datetime:
    if stop.depart:
        return campaign.moment(stop.day, stop.depart)
    same_day = [later for later in after if later.day == stop.day]
    if same_day:
        return campaign.moment(stop.day, same_day[0].arrive)
    return campaign.moment(stop.day + 1, dt.time(0))


def driven_days(
    campaign: Campaign,
    stops: list[Stop],
    road: RoadNow,
    counted: Collection[int] = (),
    said: Mapping[int, str] | None = None,
) -> list[Day]:
    """The plan by days with what is done, here and ahead; `counted` are stops that are done for this party already,
    `said` is what stands at a stop instead of the plan's words.
    """
    here = road.here.pk if road.here else None
    lines = [
        road_stop(
            stop,
            "here" if stop.pk == here else "done" if stop.pk in road.behind or stop.pk in counted else "",
            (said or {}).get(stop.pk, ""),
            late=late_words(campaign, stop),
        )
        for stop in stops
    ]
    return days_of(campaign, stops, lines)


def late_words(campaign: Campaign, stop: Stop) -> str:
    """Arrived 12:35, 25 min late: where the convoy came, or left, so late that one would call it late."""
    noted = [
        (stop.actual_arrive_at, stop.arrive, _("arrived {time}, {minutes} min late")),
        (stop.actual_depart_at, stop.depart, _("left {time}, {minutes} min late")),
    ]
    for driven, planned, words in noted:
        if driven and planned:
            minutes = int((driven - campaign.moment(stop.day, planned)).total_seconds() // 60)
            if minutes >= LATE_FROM_MINUTES:
                return words.format(time=dates.clock(campaign.local(driven)), minutes=minutes)
    return ""
