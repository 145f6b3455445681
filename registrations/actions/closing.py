"""Closing gathers the figures: the people's side counts, the plan's side adds money, road, coverage; nothing is typed.

Promises: what screen, PDF and export show is `figures_now` until the report is submitted, and the frozen figures
after; what comes later is told by `since_report`.
"""

import datetime as dt

from django.utils import timezone

from campaigns.actions.report import frozen_figures, report_of, submit
from campaigns.models import Campaign, Report, Staff
from campaigns.queries.figures import figures_of
from campaigns.turnout import Figures
from registrations.queries.turnout import turnout_of
from registrations.queries.winners import winners_of


def figures_now(campaign: Campaign, at: dt.datetime | None = None) -> Figures:
    """Everything the report says in figures, as it is at this moment."""
    return figures_of(campaign, turnout_of(campaign), winners_of(campaign), at or timezone.now())


def figures_in_force(campaign: Campaign) -> Figures:
    """The frozen figures once submitted; before, the figures of this moment."""
    report = Report.objects.filter(campaign=campaign).first()
    return (frozen_figures(report) if report else None) or figures_now(campaign)


def submit_report(*, campaign: Campaign, by: Staff, at: dt.datetime | None = None) -> Report:
    """Gather the figures and hand the report in. Errors: those of `campaigns.actions.report.submit`."""
    at = at or timezone.now()
    report_of(campaign)
    return submit(campaign=campaign, figures=figures_now(campaign, at), by=by, at=at)
