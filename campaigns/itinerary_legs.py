"""The drives between the stops of an itinerary: how far, how long, from when to when.

Rule: what was typed stands. Else the times of the stops say how long a drive takes, but never longer than the
distance could need, so that a long stay without a departure is not taken for a long drive. Minutes count from
00:00 of day 1; distances are of roads, estimated from the straight line.
"""

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from campaigns.coordinates import Point, straight_km

DAY_MINUTES = 24 * 60
ROAD_FACTOR = 1.2  # a road is so much longer than the straight line
SLOW_KM_H = 50  # a convoy on a mountain road; with START_MINUTES the longest a drive is taken for
START_MINUTES = 10
WALK_KM = 1.0
NIGHT_MINUTES = 6 * 60


@dataclass(frozen=True)
class PlannedStop:
    """One stop as the rules see it. `point` is WGS-84; `leg_*` are what was typed about the way here."""

    key: int
    day: int
    arrive: dt.time
    name: str
    depart: dt.time | None = None
    point: Point | None = None
    leg_km: int | None = None
    leg_minutes: int | None = None
    note: str = ""
    is_checkpoint: bool = False
    is_on_the_way: bool = False

    @property
    def arrives(self) -> int:
        return minutes_of(self.day, self.arrive)

    @property
    def departs(self) -> int | None:
        return minutes_of(self.day, self.depart) if self.depart else None


@dataclass(frozen=True)
class Leg:
    """The way from one stop to the next. `drive_minutes` is None where nobody can tell, 0 for a walk."""

    start: PlannedStop
    end: PlannedStop
    distance_km: float | None
    drive_minutes: int | None
    is_estimated: bool

    @property
    def arrives(self) -> int:
        return self.end.arrives

    @property
    def leaves(self) -> int | None:
        if self.start.departs is not None:
            return self.start.departs
        if self.drive_minutes is None:
            return None
        return max(self.start.arrives, self.arrives - self.drive_minutes)

    @property
    def is_walk(self) -> bool:
        return self.distance_km is not None and self.distance_km < WALK_KM and self.end.leg_minutes is None

    @property
    def is_overnight(self) -> bool:
        return self.end.day > self.start.day


def minutes_of(day: int, time: dt.time) -> int:
    return (day - 1) * DAY_MINUTES + time.hour * 60 + time.minute


def legs_of(stops: Sequence[PlannedStop]) -> list[Leg]:
    """The legs of stops in road order, one fewer than there are stops."""
    return [_leg(start, end) for start, end in itertools.pairwise(stops)]


def straight_between(start: PlannedStop, end: PlannedStop) -> float | None:
    return straight_km(start.point, end.point) if start.point and end.point else None


def _leg(start: PlannedStop, end: PlannedStop) -> Leg:
    straight = straight_between(start, end)
    distance = float(end.leg_km) if end.leg_km is not None else straight * ROAD_FACTOR if straight is not None else None
    if end.leg_minutes is not None:
        return Leg(start, end, distance, end.leg_minutes, is_estimated=False)
    return Leg(start, end, distance, _drive_minutes(start, end, distance), is_estimated=True)


def _drive_minutes(start: PlannedStop, end: PlannedStop, distance: float | None) -> int | None:
    if distance is not None and distance < WALK_KM:
        return 0
    longest = None if distance is None else round(distance / SLOW_KM_H * 60) + START_MINUTES
    is_night = end.day > start.day and end.arrives - (start.departs or start.arrives) >= NIGHT_MINUTES
    if start.departs is not None:
        gap = max(0, end.arrives - start.departs)
        if longest is not None:
            return min(gap, longest)
        return 0 if is_night else gap
    if longest is not None:
        return min(max(0, end.arrives - start.arrives), longest)
    return 0 if is_night else None
