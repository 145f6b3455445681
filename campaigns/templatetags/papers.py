"""Words of documents: money as books have it, lines of a text, times of a stop."""

import datetime as dt
from typing import Any

from django import template
from django.utils.translation import ngettext, pgettext

from campaigns.foundation.dots import speaks_chinese, unbroken
from campaigns.looks import dates
from campaigns.looks.plates import plate_parts

register = template.Library()
register.filter("day", dates.day)
register.filter("short_day", dates.short_day)
register.filter("moment", dates.moment)
register.filter("clock", dates.clock)


@register.filter
def yuan(amount: Any) -> str:
    """Yuan with a comma every three places, fen only where there are any; an en dash for nothing."""
    return "–" if amount is None or amount == "" else dates.amount_in_figures(amount)


@register.filter
def point_lines(text: str) -> list[str]:
    """The lines of a text typed one thing a line, without blanks and without the typist's own bullets."""
    return [stripped for line in (text or "").splitlines() if (stripped := line.strip().lstrip("-•·*–—").strip())]


@register.filter
def painted(plate: str) -> str:
    """湘A·12345: with the dot it has on the car."""
    parts = plate_parts(plate)
    return f"{parts.region}·{parts.rest}" if parts.region else parts.rest


@register.filter
def stop_times(stop: Any) -> str:
    """09:00–10:00, or only the arrival."""
    return f"{dates.clock(stop.arrive)}–{dates.clock(stop.depart)}" if stop.depart else dates.clock(stop.arrive)


@register.filter
def cars_and_people(count: Any) -> str:
    """50 辆 130 人: cars before people, never one without the other."""
    return pgettext("cars and people", "{cars}, {people}").format(
        cars=unbroken(ngettext("%(n)s car", "%(n)s cars", count.cars) % {"n": count.cars}),
        people=unbroken(ngettext("%(n)s person", "%(n)s people", count.people) % {"n": count.people}),
    )


@register.filter
def cars_slash_people(count: Any) -> str:
    """1 / 3 in a column that says what it counts; a dash where there is nothing."""
    return f"{count.cars} / {count.people}" if count else "–"


@register.filter
def signed_minutes(minutes: int) -> str:
    """+25 for late, −10 for early."""
    return f"+{minutes}" if minutes > 0 else f"−{-minutes}" if minutes < 0 else "0"


def days_with_year(first: dt.date, last: dt.date) -> str:
    """2026年10月24日–25日 · 24–25 October 2026: the line below a document's title."""
    if speaks_chinese():
        start = f"{first.year}年{first.month}月{first.day}日"
        same_month = (first.year, first.month) == (last.year, last.month)
        end = f"{last.day}日" if same_month else f"{last.month}月{last.day}日"
        return start if first == last else f"{start}–{end}"
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%B %Y}"
    return f"{first.day} {first:%B} – {last.day} {last:%B %Y}"
