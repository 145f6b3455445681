"""Charts of a campaign: figures in, places on the drawing out; templates/components/charts/ draws them.

Rule: one drawing for page and paper. Every bar has its figure beside it, what was planned is a dashed outline
over it, and the title tells the figures to those who cannot see them.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.turnout import Count, Figures, StopAsRun, SurveyTurnout, Turnout

FUNNEL_LEFT, FUNNEL_WIDTH, FUNNEL_STEP = 64, 156, 23
ARRIVED_LEFT, ARRIVED_WIDTH, ARRIVED_STEP = 82, 180, 29.5
ROAD_WIDTH, ROAD_EDGE, MOST_ROAD_STOPS = 692, 34, 7
LATE_FROM_MINUTES = 10


def letters_wide(text: str) -> float:
    """Width in Chinese characters; a Latin letter is about half of one."""
    return sum(1.0 if ord(letter) > 0x2E7F else 0.55 for letter in text)


def clipped(text: str, room: float) -> str:
    """The text, or as much of it as fits into `room` Chinese characters with an ellipsis."""
    if letters_wide(text) <= room:
        return text
    while text and letters_wide(text) + 1 > room:
        text = text[:-1]
    return text.rstrip() + "…"


def in_two_lines(text: str, room: float) -> list[str]:
    """The text on one or two lines of `room` Chinese characters each, broken between words where it has any."""
    if letters_wide(text) <= room:
        return [text]
    words = re.findall(r"\S+\s*" if text.isascii() else r"[!-~]+\s*|.", text)
    first = ""
    while words and letters_wide((first + words[0]).rstrip()) <= room:
        first += words.pop(0)
    rest = clipped("".join(words), room)
    return [first.rstrip(), rest] if first else [rest]


@dataclass(frozen=True)
class Bar:
    """One bar: its place, its step of green (1–5) and the words beside it."""

    label: str
    y: float
    width: float
    step: int
    figures: tuple[str, ...]
    share: str = ""


def funnel_chart(turnout: Turnout) -> dict[str, Any]:
    """Invited, reached, registered, confirmed, arrived; bars in owners first, then in cars.

    The last share is that of the confirmed that came (`Turnout.show_up_rate`), not of all that arrived.
    """
    owners = pgettext("funnel", "owners")
    steps: list[tuple[str, int, tuple[str, ...], int | None]] = [
        (pgettext("funnel", "Invited"), turnout.invited, (str(turnout.invited), owners), None),
        (pgettext("funnel", "Reached"), turnout.reached, (str(turnout.reached), owners), turnout.invited),
        _in_cars(pgettext("funnel", "Registered"), turnout.registered, None),
        _in_cars(pgettext("funnel", "Confirmed"), turnout.confirmed, turnout.registered),
        _in_cars(pgettext("funnel", "Arrived"), turnout.arrived, None),
    ]
    most = max(1, *(value for _label, value, _figures, _of in steps))
    bars = [
        Bar(label, number * FUNNEL_STEP, _px(value, most, FUNNEL_WIDTH), number + 1, figures, _share(value, of))
        for number, (label, value, figures, of) in enumerate(steps)
    ]
    rate = turnout.show_up_rate
    bars[-1] = replace(bars[-1], share="" if rate is None else f"{rate}%")
    title = _(
        "From invited to arrived: {invited} owners invited, {reached} reached; {registered} cars registered, "
        "{confirmed} confirmed, {arrived} arrived"
    ).format(
        invited=turnout.invited, reached=turnout.reached, registered=turnout.registered.cars,
        confirmed=turnout.confirmed.cars, arrived=turnout.arrived.cars,
    )  # fmt: skip
    return {"title": title, "bars": bars, "left": FUNNEL_LEFT}


def _in_cars(label: str, count: Count, of: Count | None) -> tuple[str, int, tuple[str, ...], int | None]:
    return label, count.cars, (str(count.cars), str(count.people)), of.cars if of else None


def arrived_chart(turnout: Turnout) -> dict[str, Any]:
    """Expected and came, walk-ins too: the whole tour against the target, checkpoints against the confirmed."""
    rows = [(_("Whole tour"), turnout.target, turnout.came)]
    rows += [(point.name, point.expected, point.arrived) for point in turnout.checkpoints[:3]]
    most_cars = max(1, *(max(expected.cars, arrived.cars) for _name, expected, arrived in rows))
    most_people = max(1, *(max(expected.people, arrived.people) for _name, expected, arrived in rows))
    drawn = []
    for number, (name, expected, arrived) in enumerate(rows):
        drawn.append(
            {
                "lines": in_two_lines(name, 6.2),
                "is_whole": number == 0,
                "y": round(17 + number * ARRIVED_STEP, 1),
                "cars": arrived.cars,
                "people": arrived.people,
                "cars_width": _px(arrived.cars, most_cars, ARRIVED_WIDTH),
                "people_width": _px(arrived.people, most_people, ARRIVED_WIDTH),
                "cars_planned": _px(expected.cars, most_cars, ARRIVED_WIDTH),
                "people_planned": _px(expected.people, most_people, ARRIVED_WIDTH),
            }
        )
    title = _(
        "Expected and arrived: {expected_cars} cars and {expected_people} people expected, "
        "{cars} cars and {people} people arrived"
    ).format(
        expected_cars=turnout.target.cars, expected_people=turnout.target.people,
        cars=turnout.came.cars, people=turnout.came.people,
    )  # fmt: skip
    return {
        "title": title,
        "rows": drawn,
        "has_walk_ins": turnout.walk_ins != Count(),
        "left": ARRIVED_LEFT,
        "height": round(17 + len(rows) * ARRIVED_STEP),
    }


def money_bar(planned: Any, actual: Any, most: Any) -> dict[str, Any]:
    """A small bar beside a row of the money table: spent as a fill, planned as a dashed outline."""
    return {
        "planned_width": _px(float(planned), float(most), 76),
        "actual_width": _px(float(actual), float(most), 76),
        "title": _("planned {planned}, spent {actual}").format(planned=f"{planned:,.0f}", actual=f"{actual:,.0f}"),
    }


def road_chart(road: Sequence[StopAsRun]) -> dict[str, Any]:
    """The run as driven: actual time above, planned below; a stop reached late has a clock hand."""
    stops = _most_telling(road)
    gap = (ROAD_WIDTH - 2 * ROAD_EDGE) / max(1, len(stops) - 1)
    drawn = [
        {
            "name": stop.name,
            "x": round(ROAD_EDGE + number * gap, 1),
            "lines": in_two_lines(stop.name, min(gap, 110) / 12),
            **_label_place(stop.name, number, len(stops)),
            "times": _at_the_edge(number, len(stops)),
            "actual": _clock(stop.actual_at) if stop.actual_at else "–",
            "planned": _clock(stop.planned_at),
            "late_minutes": minutes_late(stop),
            "is_driven": stop.actual_at is not None,
            "new_day": stop.day if number and stop.day != stops[number - 1].day else None,
        }
        for number, stop in enumerate(stops)
    ]
    late = [
        _("{stop} {minutes} min late").format(stop=stop.name, minutes=minutes_late(stop))
        for stop in road
        if minutes_late(stop)
    ]
    title = _("The road as driven: {late}").format(late=", ".join(late) if late else _("everything on time"))
    driven = [stop["x"] for stop in drawn if stop["is_driven"]]
    return {
        "title": title,
        "below": 13 if any(len(stop["lines"]) > 1 for stop in drawn) else 0,
        "stops": drawn,
        "first": ROAD_EDGE,
        "last": drawn[-1]["x"] if drawn else ROAD_EDGE,
        "driven_to": driven[-1] if driven else None,
    }


def _label_place(name: str, number: int, count: int) -> dict[str, Any]:
    """A long name at an end of the road starts or stops at the edge instead of standing in the middle."""
    return {"anchor": "middle", "label_x": 0} if letters_wide(name) <= 6 else _at_the_edge(number, count)


def _at_the_edge(number: int, count: int) -> dict[str, Any]:
    """Words of the first stop start at the drawing's edge, those of the last end there: none is cut."""
    if 0 < number < count - 1:
        return {"anchor": "middle", "label_x": 0}
    return {"anchor": "start", "label_x": -ROAD_EDGE} if number == 0 else {"anchor": "end", "label_x": ROAD_EDGE}


def minutes_late(stop: StopAsRun) -> int:
    """Whole minutes behind plan, from ten minutes on; below that nobody would call it late."""
    if stop.actual_at is None:
        return 0
    minutes = int((stop.actual_at - stop.planned_at).total_seconds() // 60)
    return minutes if minutes >= LATE_FROM_MINUTES else 0


def survey_chart(survey: SurveyTurnout) -> dict[str, Any]:
    """Satisfaction in five steps as one bar, words on the parts that are wide enough."""
    labels = {5: _("Very satisfied"), 4: _("Satisfied"), 3: _("So-so"), 2: _("Dissatisfied"), 1: _("Very dissatisfied")}
    shades = {5: 5, 4: 4, 3: 2, 2: 1, 1: 1}
    total = max(1, sum(survey.satisfaction.values()))
    parts: list[dict[str, Any]] = []
    x = 0.0
    for grade, label in labels.items():
        count = survey.satisfaction.get(grade, 0)
        width = 340 * count / total
        words = f"{label} {count}"
        fits = grade >= 4 and letters_wide(words) * 11.5 + 12 < width
        parts.append(
            {"label": label, "count": count, "x": round(x, 1), "width": round(max(0, width - 1.5), 1),
             "step": shades[grade], "words": words if fits else ""}
        )  # fmt: skip
        x += width
    title = _("Satisfaction: {parts}").format(parts=", ".join(f"{part['label']} {part['count']}" for part in parts))
    return {"title": title, "parts": parts, "rest": [part for part in parts if not part["words"]]}


def figure_charts(figures: Figures) -> dict[str, Any]:
    """Every chart of a summary report, by name."""
    return {
        "funnel": funnel_chart(figures.turnout),
        "arrived": arrived_chart(figures.turnout),
        "road": road_chart(figures.road),
        "survey": survey_chart(figures.turnout.survey),
    }


def _most_telling(road: Sequence[StopAsRun]) -> list[StopAsRun]:
    """At most seven stops: the first, the last, checkpoints and late ones before the others."""
    if len(road) <= MOST_ROAD_STOPS:
        return list(road)
    ranked = sorted(
        range(len(road)),
        key=lambda place: (
            place not in (0, len(road) - 1), not road[place].is_checkpoint, -minutes_late(road[place]), place
        ),
    )  # fmt: skip
    return [road[place] for place in sorted(ranked[:MOST_ROAD_STOPS])]


def _clock(at: dt.datetime) -> str:
    return timezone.localtime(at).strftime("%H:%M")


def _px(value: float, most: float, room: float) -> float:
    return round(room * value / most, 1) if most else 0.0


def _share(value: int, of: int | None) -> str:
    return f"{round(100 * value / of)}%" if of else ""
