"""The summary report 活动总结: page 1 is one A4 page a manager can decide from, appendices follow.

Rule: every figure comes from the figures handed in (frozen once the report is submitted), none is computed
from rows here but the roster's own totals. Page 1 is exactly one page whatever people write: long texts go on in
the first appendix.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.charts import clipped, figure_charts, letters_wide, minutes_late, money_bar
from campaigns.documents.heads import head_of, print_paper
from campaigns.looks import dates
from campaigns.models import CoverageKind, Report, ReportStepKind
from campaigns.templatetags.papers import point_lines
from campaigns.turnout import Count, Figures, MoneyLine, StopAsRun
from registrations.roster_lines import RosterLine

from .report_words import (
    ADVICE_LETTERS,
    BASIS_LETTERS,
    lead_of,
    points_for_page_one,
    satisfied_share,
    ten_thousands,
)

STYLES = ("css/documents/summary_report.css",)
MOST_MONEY_LINES = 5
MOST_COVERAGE_LINES = 4


@dataclass(frozen=True)
class Photo:
    """A picture of the report: JPEG bytes and what it shows."""

    content: bytes
    caption: str


def summary_report(
    report: Report,
    figures: Figures,
    *,
    roster: Sequence[RosterLine] = (),
    photos: Sequence[Photo] = (),
    language: str = "",
) -> bytes:
    """The report as a tagged PDF, in the campaign's language unless another is named."""
    campaign = report.campaign
    pictures = {f"photo-{number}.jpg": photo.content for number, photo in enumerate(photos, 1)}

    def context() -> dict[str, Any]:
        return {
            **head_of(campaign),
            "kind": _("Summary report"),
            "title_is_long": letters_wide(campaign.theme) > 19,
            "report": report,
            "figures": figures,
            "note": _digest_note(report),
            "submission": _submission(report),
            **_page_one(report, figures),
            **_appendices(figures),
            "roster": _roster(roster),
            "photos": [
                {"address": f"convoy:picture/photo-{number}.jpg", "caption": photo.caption}
                for number, photo in enumerate(photos, 1)
            ],
        }

    return print_paper(
        campaign, "documents/summary_report.html", context, language=language, styles=STYLES, pictures=pictures
    )


def _roster(lines: Sequence[RosterLine]) -> list[dict[str, Any]]:
    """Who was registered, with totals that are page 1's; walk-ins apart."""
    registered = [line for line in lines if not line.is_walk_in]
    walk_ins = [line for line in lines if line.is_walk_in]
    parts = [("", registered, True), (pgettext("funnel", "Walk-ins"), walk_ins, False)]
    return [
        {
            "title": title,
            "lines": part,
            "is_registered": is_registered,
            "registered": _total(line.registered for line in part),
            "confirmed": _total(line.confirmed for line in part),
            "arrived": _total(line.arrived for line in part),
        }
        for title, part, is_registered in parts
    ]


def _total(counts: Iterable[Count | None]) -> Count:
    known = [count for count in counts if count is not None]
    return Count(sum(count.cars for count in known), sum(count.people for count in known))


def _digest_note(report: Report) -> str:
    if not report.figures_digest:
        return _("Preview: figures not yet frozen")
    return _("Figures sealed {digest}").format(digest=report.figures_digest[:16])


def _submission(report: Report) -> dict[str, Any]:
    steps = list(report.steps.select_related("by"))
    approval = next((step for step in reversed(steps) if step.kind == ReportStepKind.APPROVED), None)
    due = report.campaign.report_due_at
    return {
        "is_on_time": report.is_on_time,
        "frozen_at": report.frozen_at,
        "due": dates.moment(timezone.localtime(due)),
        "is_overdue": report.frozen_at is None and timezone.now() > due,
        "planner": report.campaign.planner,
        "approval": approval,
    }


def _page_one(report: Report, figures: Figures) -> dict[str, Any]:
    texts = {
        "strengths": point_lines(report.strengths),
        "weaknesses": point_lines(report.weaknesses),
        "lessons": point_lines(report.lessons),
    }
    points = {name: points_for_page_one(lines) for name, lines in texts.items()}
    advice = clipped(report.recommendation, ADVICE_LETTERS)
    basis = clipped(report.recommendation_basis, BASIS_LETTERS)
    is_cut = any(one.is_cut for one in points.values())
    is_cut = is_cut or advice != report.recommendation or basis != report.recommendation_basis
    return {
        "lead": lead_of(figures),
        "charts": figure_charts(figures),
        "satisfied_share": satisfied_share(figures),
        "granted": ten_thousands(figures.money.granted_amount),
        "claimed": ten_thousands(figures.money.claimed_amount),
        "money_rows": _money_rows(figures),
        "coverage_rows": [_coverage_row(line) for line in figures.coverage[:MOST_COVERAGE_LINES]],
        "coverage_more": max(0, len(figures.coverage) - MOST_COVERAGE_LINES),
        "incident": _incident_words(figures),
        "points": points,
        "texts": texts,
        "advice": advice,
        "basis": basis,
        "is_cut": is_cut,
        "is_tight": is_cut or letters_wide(report.campaign.theme) > 19 or max(one.lines for one in points.values()) > 6,
    }


def _money_rows(figures: Figures) -> list[dict[str, Any]]:
    lines = list(figures.money.lines)
    if len(lines) > MOST_MONEY_LINES:
        rest = lines[MOST_MONEY_LINES - 1 :]
        lines = [*lines[: MOST_MONEY_LINES - 1], _summed(_("Other"), rest)]
    most = max((max(line.planned_amount, line.actual_amount) for line in lines), default=0) or 1
    return [
        {
            "line": line,
            "category": clipped(line.category, 9),
            "bar": money_bar(line.planned_amount, line.actual_amount, most),
        }
        for line in lines
    ]


def _summed(name: str, lines: Sequence[MoneyLine]) -> MoneyLine:
    zero = lines[0].planned_amount * 0
    return MoneyLine(
        name,
        sum((line.planned_amount for line in lines), zero),
        sum((line.actual_amount for line in lines), zero),
        sum((line.supported_amount for line in lines), zero),
    )


def _coverage_row(line: Any) -> Mapping[str, Any]:
    kind = CoverageKind(line.kind).label if line.kind in CoverageKind.values else line.kind
    return {"line": line, "place": clipped(line.place, 14), "kind": kind}


def _incident_words(figures: Figures) -> str:
    if not figures.incidents:
        return _("no incidents")
    first = figures.incidents[0]
    words = f"{timezone.localtime(first.happened_at):%H:%M} {first.what}"
    if len(figures.incidents) == 1:
        return clipped(words, 34)
    return _("{n} incidents, first {words}").format(n=len(figures.incidents), words=clipped(words, 26))


def _appendices(figures: Figures) -> dict[str, Any]:
    return {
        "as_run": [
            {"stop": stop, "late": minutes_late(stop), "difference": _difference(stop)} for stop in figures.road
        ],
        "coverage_all": [_coverage_row(line) for line in figures.coverage],
    }


def _difference(stop: StopAsRun) -> int | None:
    if stop.actual_at is None:
        return None
    return round((stop.actual_at - stop.planned_at) / dt.timedelta(minutes=1))
