"""Words of the summary report's first page, cut to what one A4 page holds.

Rule: nothing is lost. What does not fit on page 1 stands in full in the first appendix, and page 1 says so.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from campaigns.charts import clipped, letters_wide
from campaigns.foundation.dots import speaks_chinese
from campaigns.templatetags.papers import cars_and_people
from campaigns.turnout import Count, Figures, Money

COLUMN_LETTERS = 16.5  # Chinese characters in a line of a third of the page
COLUMN_LINES = 7
MOST_LINES_A_POINT = 3
ADVICE_LETTERS = 46
BASIS_LETTERS = 62


@dataclass(frozen=True)
class Points:
    """One of the three lists of page 1: the lines shown, how many stand only in the appendix."""

    shown: tuple[str, ...]
    left_out: int
    is_cut: bool
    lines: int


def points_for_page_one(lines: Sequence[str]) -> Points:
    """As many points as fit into seven printed lines; the last one shown may be shortened."""
    shown: list[str] = []
    room = COLUMN_LINES
    for line in lines:
        need = max(1, math.ceil(letters_wide(line) / COLUMN_LETTERS))
        if room < 1 or (need > room and shown and room < 2):
            break
        given = min(need, room, MOST_LINES_A_POINT)
        shown.append(line if need <= given else clipped(line, given * COLUMN_LETTERS - 2))
        room -= given
    is_cut = len(shown) < len(lines) or any(one != whole for one, whole in zip(shown, lines, strict=False))
    return Points(tuple(shown), len(lines) - len(shown), is_cut, COLUMN_LINES - room)


def lead_of(figures: Figures) -> str:
    """The one sentence a manager reads first: expected, came, money, satisfaction."""
    turnout = figures.turnout
    parts = [
        _("Expected {expected}; {came} came").format(
            expected=cars_and_people(turnout.target), came=cars_and_people(turnout.came)
        )
        + _walk_ins_among(turnout.walk_ins),
        _money_verdict(figures.money),
    ]
    if share := satisfied_share(figures):
        parts.append(_("{share}% satisfied").format(share=share))
    return _("; ").join(part for part in parts if part) + _(".")


def _walk_ins_among(walk_ins: Count) -> str:
    if not walk_ins.people:
        return ""
    return _(" (walk-ins among them: {walk_ins})").format(walk_ins=cars_and_people(walk_ins))


def satisfied_share(figures: Figures) -> int | None:
    """Per cent of the answers that are satisfied or very satisfied; None without answers."""
    survey = figures.turnout.survey
    if not survey.answered:
        return None
    return round(100 * (survey.satisfaction.get(5, 0) + survey.satisfaction.get(4, 0)) / survey.answered)


def ten_thousands(amount: Decimal) -> str:
    """60,000 is said as 6.0 (万) in Chinese, in full in English; the words beside it carry the unit. Nothing is 0."""
    if not amount or not speaks_chinese():
        return f"{amount:,.0f}"
    return f"{amount / 10_000:.1f}" if amount >= 1_000 else f"{amount / 10_000:.2f}"


def _money_verdict(money: Money) -> str:
    if not money.actual_amount or not money.planned_amount:
        return ""
    over = money.actual_amount - money.planned_amount
    return _("over budget by {amount}").format(amount=f"{over:,.0f}") if over > 0 else _("within budget")
