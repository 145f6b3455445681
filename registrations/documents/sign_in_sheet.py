"""The sign-in sheet 签到表, one part per checkpoint: blank for the clipboard, or as scanned.

Rule: it lies open on a table, so of a phone it shows the last four digits only. Blank it lists who is expected,
with empty lines for those who come unexpected; as scanned it lists who was counted in, when, how many.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.documents.heads import head_of, print_paper
from campaigns.models import Stop
from campaigns.turnout import Count
from registrations.models import Registration
from registrations.queries.presence import CheckpointCount, Day, call_order

STYLES = ("css/documents/sign_in_sheet.css",)
EMPTY_LINES, FEWEST_EMPTY_LINES = 8, 4
LINES_OF_FIRST_PAGE, LINES_BELOW_A_HEADING, LINES_OF_LATER_PAGE = 26, 27, 28


@dataclass(frozen=True)
class SignInLine:
    """One party at one checkpoint."""

    registration: Registration
    time: str = ""
    heads: int | None = None
    is_unexpected: bool = False


def sign_in_sheet(day: Day, *, is_blank: bool, stop: Stop | None = None, language: str = "") -> bytes:
    """The sheet of one checkpoint, or of all in road order; in the campaign's language unless another is named."""
    campaign = day.campaign
    stops = [one for one in day.stops if stop is None or one.pk == stop.pk]

    def context() -> dict[str, Any]:
        return {
            **head_of(campaign),
            "kind": _("Sign-in sheet") if is_blank else _("Sign-in sheet, as scanned"),
            "note": _("As of {moment}").format(moment=f"{timezone.localtime():%Y-%m-%d %H:%M}"),
            "is_blank": is_blank,
            "parts": [_part(day, one, is_blank, is_first=one is stops[0]) for one in stops],
        }

    return print_paper(campaign, "documents/sign_in_sheet.html", context, language=language, styles=STYLES)


def _part(day: Day, stop: Stop, is_blank: bool, *, is_first: bool) -> dict[str, Any]:
    count = day.count(stop)
    lines = _expected_lines(day, stop) if is_blank else _scanned_lines(day, count)
    return {
        "stop": stop,
        "date": day.campaign.date_of_day(stop.day),
        "lines": lines,
        "empty_lines": range(_empty_lines(len(lines), is_first) if is_blank else 0),
        "expected": Count(count.expected_cars, count.expected_people),
        "arrived": Count(count.arrived_cars, count.arrived_people),
        "adults": sum(line.registration.adults for line in lines),
        "children": sum(line.registration.children for line in lines),
        "missing": [missing.registration for missing in count.missing],
    }


def _empty_lines(lines: int, is_first: bool) -> int:
    """Eight for those who come unannounced; a few less where they would only spill over onto another page."""
    first = LINES_OF_FIRST_PAGE if is_first else LINES_BELOW_A_HEADING
    left = first - lines if lines <= first else (first - lines) % LINES_OF_LATER_PAGE
    return left if FEWEST_EMPTY_LINES <= left < EMPTY_LINES else EMPTY_LINES


def _expected_lines(day: Day, stop: Stop) -> Sequence[SignInLine]:
    expected = [day.registrations[pk] for pk in day.expected(stop)]
    return [SignInLine(registration) for registration in sorted(expected, key=call_order)]


def _scanned_lines(day: Day, count: CheckpointCount) -> Sequence[SignInLine]:
    expected = day.expected(count.stop)
    standings = sorted(count.standings.values(), key=lambda standing: (standing.green.at, standing.registration))
    return [
        SignInLine(
            day.registrations[standing.registration],
            time=f"{timezone.localtime(standing.green.at):%H:%M}",
            heads=standing.heads,
            is_unexpected=standing.registration not in expected,
        )
        for standing in standings
        if standing.registration in day.registrations
    ]
