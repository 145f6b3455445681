"""Which stops of a recipe a campaign gets, on which days, at which times. Pure.

Rule: `start+60` and `end-30` are minutes from the campaign's clock times; what would pass midnight comes on the next
day, and is left out only where there is none.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

DAY = 24 * 60
LAST_MINUTE = DAY - 1


def minutes_of(words: str, start: dt.time, end: dt.time) -> int:
    """Minutes since 00:00 of `start+60`, `end-30` or `08:00`."""
    for name, base in (("start", start), ("end", end)):
        if words.startswith(name):
            return base.hour * 60 + base.minute + int(words.removeprefix(name))
    hour, minute = words.split(":")
    return int(hour) * 60 + int(minute)


def clock(minutes: int) -> dt.time:
    return dt.time(minutes // 60, minutes % 60)


def days_of(on: str, day_count: int) -> list[int]:
    """The days on which a stop with this word stands."""
    is_overnight = day_count > 1
    return {
        "first": [1],
        "overnight": [1] if is_overnight else [],
        "day trip": [] if is_overnight else [1],
        "middle": list(range(2, day_count)),
        "last": [day_count] if is_overnight else [],
        "return": [day_count],
    }[on]


def applies(when: str | None, day_count: int) -> bool:
    return when is None or bool(days_of(when, day_count))


def timed_stops(
    stops: list[dict[str, Any]], start: dt.time, end: dt.time, day_count: int
) -> Iterator[tuple[int, dt.time, dt.time | None, dict[str, Any]]]:
    """(day, arrive, depart, stop) in road order."""
    found = []
    for order, stop in enumerate(stops):
        arrive = minutes_of(stop["arrive"], start, end)
        depart = minutes_of(stop["depart"], start, end) if "depart" in stop else None
        if arrive < 0 or (depart is not None and depart < arrive):
            continue
        for first in days_of(stop["days"], day_count):
            days_on, minutes = divmod(arrive, DAY)
            if first + days_on > day_count:
                continue
            leaves = None if depart is None else clock(min(depart - days_on * DAY, LAST_MINUTE))
            found.append((first + days_on, order, clock(minutes), leaves, stop))
    for day, _order, arrives, departs, stop in sorted(found, key=lambda one: (one[0], one[2], one[1])):
        yield day, arrives, departs, stop
