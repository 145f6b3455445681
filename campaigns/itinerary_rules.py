"""What is wrong, or could be better, in an itinerary. Pure: stops in, findings out; no database, no words.

Promises: every fault named here is found and a sound plan gives no error. Levels: an *error* breaks the law, or
cannot be; an *advice* is what experience says; a *note* is worth a look.
Sources: nobody drives more than 4 h without a stop of 20 min (Road Traffic Safety Law, implementing regulation
art. 62(7)); one every 2 h is what clubs advise.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any
from zoneinfo import ZoneInfo

from campaigns.daylight import daylight
from campaigns.itinerary_legs import Leg, PlannedStop, legs_of, minutes_of, straight_between

LONGEST_DRIVE_MINUTES = 240
ADVISED_DRIVE_MINUTES = 120
REST_MINUTES = 20
FASTEST_KM_H = 120
LEAST_DETOUR = 1.1  # no road is straighter
TOLERANCE_MINUTES = 10
TWILIGHT_MINUTES = 20
SPEAKS_OF_DARKNESS = re.compile(r"天黑|夜|慢行|dark|night|slow", re.IGNORECASE)

ERROR, ADVICE, NOTE = "error", "advice", "note"
UNFIT_TIMES = {
    "back_in_time", "overlaps", "departs_before_arriving", "cannot_arrive", "outside_dates", "start_differs",
    "after_the_end",
}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One thing about one stop (`stop` is its key; 0 is the whole itinerary). `facts` fill the sentence."""

    code: str
    level: str
    stop: int = 0
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Streak:
    """Legs driven without a stop of 20 minutes between them."""

    legs: tuple[Leg, ...]

    @property
    def minutes(self) -> int:
        return sum(leg.drive_minutes or 0 for leg in self.legs)

    @property
    def start(self) -> PlannedStop:
        return self.legs[0].start

    @property
    def end(self) -> PlannedStop:
        return self.legs[-1].end

    def stop_where_over(self, minutes: int) -> PlannedStop:
        """The end of the leg on which the limit is passed."""
        driven = 0
        for leg in self.legs:
            driven += leg.drive_minutes or 0
            if driven > minutes:
                return leg.end
        return self.end


@dataclass(frozen=True)
class Checked:
    """The itinerary's legs, its streaks of driving, and what was found; `kept` are rules worth saying are kept."""

    legs: list[Leg]
    streaks: list[Streak]
    findings: list[Finding]
    kept: list[Finding]

    def at(self, level: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.level == level]


def check_itinerary(
    stops: Sequence[PlannedStop],
    *,
    first_day: dt.date,
    day_count: int,
    zone: ZoneInfo,
    safety_notes: str = "",
    starts: dt.time | None = None,
    ends: dt.time | None = None,
) -> Checked:
    """All rules over stops in road order. `starts` and `ends` are the campaign's own, which owners read too."""
    legs = legs_of(stops)
    streaks = streaks_of(legs)
    dark, dark_said = _in_the_dark(legs, first_day, zone, safety_notes)
    findings = [
        *_each_stop(stops, day_count),
        *_start(stops, starts),
        *_end(stops, day_count, ends),
        *[finding for leg in legs for finding in _each_leg(leg)],
        *_long_drives(streaks),
        *dark,
        *_checkpoints(stops),
    ]
    return Checked(legs, streaks, findings, [*_kept(stops, findings), *dark_said])


def streaks_of(legs: Iterable[Leg]) -> list[Streak]:
    """Legs joined until somebody rests 20 minutes. Walks and unknown legs add nothing."""
    streaks: list[Streak] = []
    running: list[Leg] = []
    for leg in legs:
        if running and _rested(running[-1], leg):
            streaks.append(Streak(tuple(running)))
            running = []
        if leg.drive_minutes:
            running.append(leg)
    return [*streaks, Streak(tuple(running))] if running else streaks


def _rested(before: Leg, after: Leg) -> bool:
    if after.is_overnight and not after.drive_minutes:
        return True
    if after.start.key != before.end.key and after.leaves is not None and after.leaves - before.arrives >= REST_MINUTES:
        return True
    return after.leaves is not None and after.leaves - after.start.arrives >= REST_MINUTES


def _each_stop(stops: Sequence[PlannedStop], day_count: int) -> list[Finding]:
    findings = []
    for stop, following in zip_longest(stops, stops[1:]):
        if stop.departs is not None and stop.departs < stop.arrives:
            findings.append(Finding("departs_before_arriving", ERROR, stop.key, {"name": stop.name}))
        if not 1 <= stop.day <= day_count:
            facts = {"name": stop.name, "day": stop.day, "days": day_count}
            findings.append(Finding("outside_dates", ERROR, stop.key, facts))
        if stop.depart is None and following and following.day == stop.day and _is_unknown(stop, following):
            findings.append(Finding("no_departure", NOTE, stop.key, {"name": stop.name}))
    return findings


def _start(stops: Sequence[PlannedStop], starts: dt.time | None) -> list[Finding]:
    first = next((stop for stop in stops if stop.day == 1), None)
    if first is None or starts is None or first.arrive == starts:
        return []
    return [Finding("start_differs", ADVICE, first.key, {"name": first.name, "at": first.arrive, "starts": starts})]


def _end(stops: Sequence[PlannedStop], day_count: int, ends: dt.time | None) -> list[Finding]:
    """The last thing that happens after the campaign has ended; a rest on the way home is no part of it."""
    if ends is None:
        return []
    latest = [(minutes_of(stop.day, stop.depart or stop.arrive), stop) for stop in stops if not stop.is_on_the_way]
    late = [stop for minutes, stop in latest if minutes > minutes_of(day_count, ends) and stop.day <= day_count]
    if not late:
        return []
    stop = late[-1]
    facts = {"name": stop.name, "until": stop.depart or stop.arrive, "ends": ends}
    return [Finding("after_the_end", ADVICE, stop.key, facts)]


def _is_unknown(stop: PlannedStop, following: PlannedStop) -> bool:
    return following.leg_minutes is None and straight_between(stop, following) is None


def _each_leg(leg: Leg) -> list[Finding]:
    start, end = leg.start, leg.end
    facts = {"name": end.name, "before": start.name}
    if end.arrives < start.arrives:
        return [Finding("back_in_time", ERROR, end.key, facts)]
    if start.departs is not None and start.arrives <= start.departs and end.arrives < start.departs:
        return [Finding("overlaps", ERROR, end.key, facts)]
    least = _least_minutes(leg)
    given = end.arrives - (start.departs if start.departs is not None else start.arrives)
    if least is not None and given >= 0 and least > given + TOLERANCE_MINUTES:
        return [Finding("cannot_arrive", ERROR, end.key, facts | {"minutes": least, "given": given})]
    return []


def _least_minutes(leg: Leg) -> int | None:
    """The shortest this leg can take: as typed, else the whole way at the motorway's limit."""
    if leg.end.leg_minutes is not None:
        return leg.end.leg_minutes
    straight = straight_between(leg.start, leg.end)
    ways = [float(leg.end.leg_km)] if leg.end.leg_km is not None else [straight * LEAST_DETOUR] if straight else []
    return round(max(ways) / FASTEST_KM_H * 60) if ways else None


def _long_drives(streaks: Iterable[Streak]) -> list[Finding]:
    findings = []
    for streak in streaks:
        over = LONGEST_DRIVE_MINUTES if streak.minutes > LONGEST_DRIVE_MINUTES else ADVISED_DRIVE_MINUTES
        if streak.minutes <= over:
            continue
        code, level = ("drives_too_long", ERROR) if over == LONGEST_DRIVE_MINUTES else ("rest_advised", ADVICE)
        facts = {"start": streak.start.name, "end": streak.end.name, "minutes": streak.minutes}
        findings.append(Finding(code, level, streak.stop_where_over(over).key, facts))
    return findings


def _in_the_dark(
    legs: Sequence[Leg], first_day: dt.date, zone: ZoneInfo, safety_notes: str
) -> tuple[list[Finding], list[Finding]]:
    """Drives after dusk or before dawn: a note, or, where the plan speaks of it, a rule kept."""
    open_ones: list[Finding] = []
    said: list[Finding] = []
    for leg in legs:
        sun = _sun_of_a_dark_drive(leg, first_day, zone)
        if not sun:
            continue
        words = " ".join((leg.start.note, leg.end.note, safety_notes))
        is_said = bool(SPEAKS_OF_DARKNESS.search(words))
        facts = {"name": leg.end.name, "before": leg.start.name} | sun
        finding = Finding("dark_said" if is_said else "in_the_dark", NOTE, leg.end.key, facts)
        (said if is_said else open_ones).append(finding)
    return open_ones, said


def _sun_of_a_dark_drive(leg: Leg, first_day: dt.date, zone: ZoneInfo) -> dict[str, dt.datetime]:
    """The sunset or sunrise that makes this drive a drive in the dark; empty by daylight."""
    point = leg.end.point or leg.start.point
    if not leg.drive_minutes or leg.leaves is None or point is None:
        return {}
    midnight = dt.datetime.combine(first_day, dt.time(0), tzinfo=zone)
    leaves = midnight + dt.timedelta(minutes=max(leg.leaves, leg.arrives - leg.drive_minutes))
    arrives = midnight + dt.timedelta(minutes=leg.arrives)
    sun = daylight(arrives.date(), *point)
    if sun is None:
        return {}
    twilight = dt.timedelta(minutes=TWILIGHT_MINUTES)
    if arrives > sun.sunset + twilight:
        return {"sunset": sun.sunset.astimezone(zone)}
    return {"sunrise": sun.sunrise.astimezone(zone)} if leaves < sun.sunrise - twilight else {}


def _checkpoints(stops: Sequence[PlannedStop]) -> list[Finding]:
    return [Finding("no_checkpoint", NOTE)] if stops and not any(stop.is_checkpoint for stop in stops) else []


def _kept(stops: Sequence[PlannedStop], findings: Sequence[Finding]) -> list[Finding]:
    if len(stops) < 2:
        return []
    broken = {finding.code for finding in findings}
    kept = []
    if "drives_too_long" not in broken:
        kept.append(Finding("under_four_hours", NOTE))
    if not broken & UNFIT_TIMES:
        kept.append(Finding("times_fit", NOTE))
    return kept


def days_driven(legs: Iterable[Leg]) -> dict[int, tuple[float, int]]:
    """Day → (km, minutes) of the drives that end on it; a walk counts in neither."""
    totals: dict[int, tuple[float, int]] = {}
    for leg in legs:
        if leg.is_walk:
            continue
        km, minutes = totals.get(leg.end.day, (0.0, 0))
        totals[leg.end.day] = (km + (leg.distance_km or 0), minutes + (leg.drive_minutes or 0))
    return totals
