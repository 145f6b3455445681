"""What a club learned last time: the lessons of its latest report, for whoever plans next.

Rule: only a report that was submitted or approved speaks; a returned one is being written.
"""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from campaigns.models import Campaign, Club, Report, ReportStep, ReportStepKind

STANDS = (ReportStepKind.SUBMITTED, ReportStepKind.APPROVED)


@dataclass(frozen=True)
class Lessons:
    """The campaign they come from, and one lesson a line."""

    campaign: Campaign
    lines: list[str]


def last_lessons(club: Club, before: Campaign | None = None) -> Lessons | None:
    """Lessons of the club's latest campaign that ended, before `before` starts where one is given."""
    last_step = ReportStep.objects.filter(report=OuterRef("pk")).order_by("-at", "-pk").values("kind")[:1]
    reports = Report.objects.filter(campaign__club=club).exclude(lessons="").annotate(standing=Subquery(last_step))
    if before is not None:
        reports = reports.exclude(campaign=before).filter(campaign__ends_at__lt=before.starts_at)
    report = (
        reports.filter(standing__in=STANDS).select_related("campaign").order_by("-campaign__ends_at", "-pk").first()
    )
    if report is None:
        return None
    return Lessons(report.campaign, [line.strip() for line in report.lessons.splitlines() if line.strip()])
