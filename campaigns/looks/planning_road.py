"""The road of preparation: the plan's tasks from T−30 to T+3 on one line, done behind, dashed ahead, yellow now.

Rule: geometry only; a day carries the first of its tasks by name, and how many more there are.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from django.utils.translation import gettext as _

from campaigns.models import Campaign, Task

WIDTH, EDGE, LINE_Y = 1130, 60, 80
MOST_LETTERS = 7  # in a line; a label has two
GLYPH, GAP = 12.5, 8  # how wide a Chinese letter is drawn, and the least room between two labels
LEADING = 15


@dataclass(frozen=True)
class Point:
    """One day's dot with its words in one or two lines, above or below the road; `tasks` are all of that day."""

    x: float
    kind: str
    tasks: tuple[str, ...]
    lines: tuple[tuple[str, int], ...]
    when: str
    when_y: int
    is_now: bool
    tick: str
    has_words: bool = True


def planning_road(campaign: Campaign, tasks: Iterable[Task], at: dt.datetime) -> dict[str, Any]:
    """Dots, words and where today is; `points` is empty without tasks."""
    by_day: dict[int, list[Task]] = {}
    for task in tasks:
        by_day.setdefault(task.days_from_start, []).append(task)
    if not by_day:
        return {"points": []}
    today = (campaign.local(at).date() - campaign.first_day).days
    last_tour_day = campaign.day_count - 1
    first, last = min([*by_day, 0]), max([*by_day, last_tour_day])
    now_x = _x(min(max(today, first), last), first, last)
    return {
        "points": _points(by_day, today, first, last),
        "driven_to": now_x,
        "end": WIDTH - EDGE,
        "now": {"x": now_x} if first <= today <= last else None,
        "tour_x": _x(0, first, last) - 14,
        "tour_width": max(28.0, _x(last_tour_day, first, last) - _x(0, first, last) + 28),
        "count": sum(len(found) for found in by_day.values()),
        "done": sum(1 for found in by_day.values() for task in found if task.is_done),
    }


def _x(day: int, first: int, last: int) -> float:
    """Days far away stand closer together: the last ten days before the start take half of the road."""
    return round(
        EDGE + (_weight(day) - _weight(first)) / max(1e-9, _weight(last) - _weight(first)) * (WIDTH - 2 * EDGE), 1
    )


def _weight(day: int) -> float:
    return float(day) if day <= -10 else -10 + (day + 10) * 2.6


def _points(by_day: dict[int, list[Task]], today: int, first: int, last: int) -> list[Point]:
    points: list[Point] = []
    edges = {True: -1e9, False: -1e9}
    for n, day in enumerate(sorted(by_day)):
        x, tasks = _x(day, first, last), by_day[day]
        lines = _lines(next((task.title for task in tasks if not task.is_done), tasks[0].title))
        half = max(*map(_width, lines), _width(_when(day))) / 2
        sides = [side for side in (n % 2 == 1, n % 2 == 0) if x - half >= edges[side] + GAP]
        is_above = sides[0] if sides else n % 2 == 1
        if sides:
            edges[is_above] = x + half
        top = LINE_Y - 26 - LEADING * (len(lines) - 1) if is_above else LINE_Y + 36
        points.append(
            Point(
                x=x,
                kind=_kind(tasks, day, today),
                tasks=tuple(task.title for task in tasks),
                lines=tuple((line, top + LEADING * i) for i, line in enumerate(lines)),
                when=_when(day),
                when_y=top - LEADING if is_above else top + LEADING * len(lines),
                tick=f"M{x} {LINE_Y - 10}v-9" if is_above else f"M{x} {LINE_Y + 10}v9",
                is_now=day >= today and not any(point.is_now for point in points),
                has_words=bool(sides),
            )
        )
    return points


def _width(words: str) -> float:
    return sum(GLYPH if ord(letter) > 0x2000 else GLYPH * 0.58 for letter in words)


def _kind(tasks: list[Task], day: int, today: int) -> str:
    if all(task.is_done for task in tasks):
        return "done"
    return "late" if day < today and any(task.is_still_asked for task in tasks) else ""


def _when(day: int) -> str:
    if day == 0:
        return _("start")
    return _("T−{n}").format(n=-day) if day < 0 else _("T+{n}").format(n=day)


def _lines(title: str) -> tuple[str, ...]:
    """The words before the first clause ends, in two lines at most: Chinese breaks anywhere, English between words."""
    for sign in "，,（(：:":
        title = title.split(sign, 1)[0]
    is_chinese = any(ord(letter) > 0x2E7F for letter in title)
    longest = MOST_LETTERS if is_chinese else MOST_LETTERS * 2
    if len(title) <= longest:
        return (title,)
    half = min(longest, -(-len(title) // 2))
    half += title[half : half + 1] == "、"  # no line begins with it
    lines = [title[:half], title[half:]] if is_chinese else wrap(title, longest)
    if len(lines) == 2 and len(lines[1]) <= longest:
        return tuple(lines)
    return (lines[0], lines[1][: longest - 1] + "…")
