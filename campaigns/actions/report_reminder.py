"""Remind planners and managers of a report: at closing, a day before it is due, when it is late.

Promises: each reminder is made once a campaign, whoever runs the clock and however often; none after the first
submission. It stands on the today page until the report is handed in.
"""

import datetime as dt

from django.utils import timezone

from campaigns.models import Campaign, ReminderKind, ReportReminder, State

DAY = dt.timedelta(days=1)


def remind_of_reports(*, at: dt.datetime | None = None) -> int:
    """Make what is due at `at`; returns how many reminders are new."""
    at = at or timezone.now()
    waiting = Campaign.objects.in_state(State.CLOSED).filter(report__frozen_at__isnull=True)
    due = [
        ReportReminder(campaign=campaign, kind=kind, at=at) for campaign in waiting for kind in _kinds_due(campaign, at)
    ]
    known = set(ReportReminder.objects.filter(campaign__in=waiting).values_list("campaign_id", "kind"))
    fresh = [one for one in due if (one.campaign_id, one.kind) not in known]
    ReportReminder.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def _kinds_due(campaign: Campaign, at: dt.datetime) -> list[str]:
    due_at = campaign.report_due_at
    kinds: list[str] = [ReminderKind.CLOSED]
    if at >= due_at - DAY:
        kinds.append(ReminderKind.DAY_BEFORE)
    if at >= due_at:
        kinds.append(ReminderKind.LATE)
    return kinds
