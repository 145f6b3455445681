"""The summary report: submit, return, approve. Figures are passed in; they are frozen once, with a digest.

Promises: the first submission's figures and its on-time mark stand for ever; a return reopens only the text;
approval makes the campaign *reported*. Refuses by MoveRefused and ReasonNeeded, naming what is missing.
"""

import datetime as dt
import hashlib
import json

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.errors import MoveRefused, ReasonNeeded
from campaigns.models import Campaign, Report, ReportStep, ReportStepKind, Staff, State
from campaigns.turnout import Figures, as_frozen, from_frozen

from .life import write_move
from .record import record


def digest_of(frozen: dict) -> str:
    """SHA-256 over the figures as canonical JSON, hex."""
    return hashlib.sha256(json.dumps(frozen, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def report_of(campaign: Campaign) -> Report:
    return Report.objects.get_or_create(campaign=campaign)[0]


def frozen_figures(report: Report) -> Figures | None:
    """The figures as submitted, or None before the first submission."""
    return from_frozen(report.figures) if report.figures is not None else None


def standing(report: Report) -> str:
    """ "" while it is being written, else the latest step: submitted, returned, approved."""
    last = report.steps.order_by("-at", "-pk").first()
    return last.kind if last else ""


def is_fixed(report: Report) -> bool:
    """Handed in or approved: text and photos stay as they are until a return reopens them."""
    return standing(report) in (ReportStepKind.SUBMITTED, ReportStepKind.APPROVED)


def missing_to_submit(report: Report) -> list[str]:
    """What a manager needs to decide from, in words."""
    missing = []
    if not report.strengths.strip():
        missing.append(_("strengths"))
    if not report.weaknesses.strip():
        missing.append(_("weaknesses"))
    if not report.lessons.strip():
        missing.append(_("lessons for next time"))
    if not report.recommendation.strip():
        missing.append(_("a recommendation"))
    return missing


def _locked(campaign: Campaign) -> Report:
    report_of(campaign)
    return Report.objects.select_for_update(of=("self",)).select_related("campaign__club").get(campaign=campaign)


@transaction.atomic
def submit(*, campaign: Campaign, figures: Figures, by: Staff, at: dt.datetime | None = None) -> Report:
    """Hand the report in. The first time its figures are frozen and marked on time or late.

    Errors: MoveRefused (not closed, submitted already, or text missing).
    """
    at = at or timezone.now()
    report = _locked(campaign)
    if report.campaign.state != State.CLOSED or standing(report) == ReportStepKind.SUBMITTED:
        raise MoveRefused(_("The report can be submitted once, after the campaign has closed."))
    missing = missing_to_submit(report)
    if missing:
        raise MoveRefused(_("Still missing: {things}.").format(things=_(", ").join(missing)), missing)
    if report.frozen_at is None:
        report.figures = as_frozen(figures)
        report.figures_digest = digest_of(report.figures)
        report.frozen_at = at
        report.is_on_time = at < report.campaign.report_due_at
        report.save(update_fields=["figures", "figures_digest", "frozen_at", "is_on_time"])
    _step(report, ReportStepKind.SUBMITTED, by, at)
    return report


def _step(report: Report, kind: str, by: Staff, at: dt.datetime, reason: str = "") -> None:
    ReportStep.objects.create(report=report, kind=kind, by=by, at=at, reason=reason)
    facts = {"digest": report.figures_digest, "on_time": report.is_on_time}
    record(verb=f"report_{kind}", thing=report, campaign=report.campaign, by=by, at=at, facts=facts)


@transaction.atomic
def return_report(*, campaign: Campaign, by: Staff, reason: str, at: dt.datetime | None = None) -> Report:
    """Send the text back; the figures stay frozen. Errors: ReasonNeeded, MoveRefused (not submitted)."""
    if not reason.strip():
        raise ReasonNeeded(_("Say what should be changed; the planner reads it."))
    report = _locked(campaign)
    if standing(report) != ReportStepKind.SUBMITTED:
        raise MoveRefused(_("Only a submitted report can be returned."))
    _step(report, ReportStepKind.RETURNED, by, at or timezone.now(), reason)
    return report


@transaction.atomic
def approve_report(*, campaign: Campaign, by: Staff, at: dt.datetime | None = None) -> Report:
    """The manager approves; the campaign is *reported*. Errors: MoveRefused (not submitted)."""
    at = at or timezone.now()
    report = _locked(campaign)
    if standing(report) != ReportStepKind.SUBMITTED or report.campaign.state != State.CLOSED:
        raise MoveRefused(_("Only a submitted report can be approved."))
    _step(report, ReportStepKind.APPROVED, by, at)
    write_move(campaign=report.campaign, verb="approve_report", to=State.REPORTED, by=by, at=at)
    campaign.state = State.REPORTED
    return report
