"""The itinerary as its page shows it: days with their stops and legs, what the rules found, the sketch's points.

Rule: worked out from the stops handed in; nothing is asked of the database here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from campaigns.charts import clipped
from campaigns.coordinates import in_wgs84
from campaigns.group_rules import Groups, groups_for
from campaigns.itinerary_legs import Leg, PlannedStop
from campaigns.itinerary_rules import (
    ADVISED_DRIVE_MINUTES,
    LONGEST_DRIVE_MINUTES,
    Checked,
    Finding,
    check_itinerary,
    days_driven,
)
from campaigns.looks import dates
from campaigns.models import Campaign, Stop
from campaigns.route_sketch import RouteStop

CHART_LEFT, CHART_STEP, UNITS_A_MINUTE = 1, 36, 1.2
LABEL_LETTERS = 24  # Chinese ones
SHORTEST_SHOWN = 30  # minutes: a hop from the hotel to the gate is no drive
# Said beside the stop itself; everything else is said beside the leg that leads to it.
AT_THE_STOP = {"departs_before_arriving", "outside_dates", "no_departure", "start_differs", "after_the_end"}


@dataclass(frozen=True)
class RoadEntry:
    """A stop, with the leg that leads to it from the stop before on the same day."""

    stop: Stop
    leg: Leg | None
    leg_flags: list[Finding]
    stop_flags: list[Finding]
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class RoadDay:
    number: int
    date: Any
    km: float
    minutes: int
    arrival: Leg | None
    entries: list[RoadEntry]


@dataclass(frozen=True)
class DriveBar:
    """One streak of driving as a bar, under the name of the stop where it ends."""

    label: str
    time: str
    y: int
    width: int
    step: int

    @property
    def text_x(self) -> int:
        return CHART_LEFT + self.width + 6


@dataclass(frozen=True)
class ItineraryPage:
    days: list[RoadDay]
    checked: Checked
    bars: list[DriveBar]
    chart_height: int
    points: list[RouteStop]
    groups: Groups | None
    day_count: int


def planned(stop: Stop) -> PlannedStop:
    """The stop as the rules see it."""
    return PlannedStop(
        key=stop.pk,
        day=stop.day,
        arrive=stop.arrive,
        depart=stop.depart,
        name=stop.name,
        point=None if stop.lat is None or stop.lon is None else in_wgs84(float(stop.lat), float(stop.lon), stop.datum),
        leg_km=stop.leg_distance_km,
        leg_minutes=stop.leg_drive_minutes,
        note=stop.note,
        is_checkpoint=stop.is_checkpoint,
        is_on_the_way=stop.is_on_the_way,
    )


def check_stops(campaign: Campaign, stops: Sequence[Stop]) -> Checked:
    """The rules over a campaign's stops, in road order."""
    return check_itinerary(
        [planned(stop) for stop in stops],
        first_day=campaign.first_day,
        day_count=campaign.day_count,
        zone=campaign.zone,
        safety_notes=campaign.safety_notes,
        starts=campaign.local(campaign.starts_at).time(),
        ends=campaign.local(campaign.ends_at).time(),
    )


def itinerary_page(campaign: Campaign, stops: Sequence[Stop]) -> ItineraryPage:
    """Everything the page shows of `stops`, in road order."""
    checked = check_stops(campaign, stops)
    bars = _bars(checked)
    capacity = getattr(campaign, "capacity", None)
    return ItineraryPage(
        days=_days(campaign, stops, checked),
        checked=checked,
        bars=bars,
        chart_height=len(bars) * CHART_STEP + 36,
        points=_points(stops),
        groups=groups_for(capacity.limit_cars) if capacity and capacity.limit_cars else None,
        day_count=campaign.day_count,
    )


def _days(campaign: Campaign, stops: Sequence[Stop], checked: Checked) -> list[RoadDay]:
    driven = days_driven(checked.legs)
    leg_to = {leg.end.key: leg for leg in checked.legs}
    found: dict[int, list[Finding]] = {}
    for finding in checked.findings:
        found.setdefault(finding.stop, []).append(finding)
    days = []
    for number in sorted({stop.day for stop in stops}):
        road = [stop for stop in stops if stop.day == number]
        arrival = leg_to.get(road[0].pk)
        entries = [
            _entry(stop, leg_to.get(stop.pk) if index else None, found.get(stop.pk, []), index, len(road))
            for index, stop in enumerate(road)
        ]
        km, minutes = driven.get(number, (0.0, 0))
        days.append(RoadDay(number, campaign.date_of_day(number), km, minutes, arrival, entries))
    return days


def _entry(stop: Stop, leg: Leg | None, found: list[Finding], index: int, count: int) -> RoadEntry:
    at_stop = [finding for finding in found if leg is None or finding.code in AT_THE_STOP]
    return RoadEntry(
        stop=stop,
        leg=leg,
        leg_flags=[finding for finding in found if finding not in at_stop],
        stop_flags=at_stop,
        is_first=index == 0,
        is_last=index == count - 1,
    )


def _bars(checked: Checked) -> list[DriveBar]:
    bars = []
    for index, streak in enumerate(one for one in checked.streaks if one.minutes >= SHORTEST_SHOWN):
        name = streak.end.name
        bars.append(
            DriveBar(
                label=clipped(name, LABEL_LETTERS),
                time=f"{streak.minutes // 60}:{streak.minutes % 60:02}",
                y=30 + index * CHART_STEP,
                width=round(min(streak.minutes, LONGEST_DRIVE_MINUTES) * UNITS_A_MINUTE),
                step=4 if streak.minutes > ADVISED_DRIVE_MINUTES else 3,
            )
        )
    return bars


def _points(stops: Sequence[Stop]) -> list[RouteStop]:
    """For the sketch: the way there, in WGS-84, of every stop that has coordinates."""
    points: list[RouteStop] = []
    for stop in stops:
        point = planned(stop).point
        if point is not None and stop.day == stops[0].day:
            points.append(
                (stop.name, dates.clock(stop.arrive), point.lat, point.lon, stop.actual_depart_at is not None)
            )
    return points
