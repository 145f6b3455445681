"""What a draft asks for next: that the planner has it approved, then that the manager answers.

Rule: both are late by the plan's own task for the approval, and never on the first day they could be done.
"""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.foundation.dots import dot
from campaigns.looks.dates import moment
from campaigns.models import ApprovalRequest, Campaign, Role, Task
from campaigns.people_counts import PeopleCounts
from campaigns.task_pages import APPROVAL

from .act import Act

APPROVED_BEFORE = dt.timedelta(days=28)


def draft_acts(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    asked = ApprovalRequest.objects.waiting_in(campaign)
    if asked is not None:
        return [_approval_asked(asked, campaign, at)]
    due = _approval_due(campaign)
    return [
        Act(
            _("Have the plan approved"),
            _("Ask the manager; once approved, the plan PDF goes to the manufacturer"),
            "campaigns:approval_request",
            pgettext("act", "Ask for approval"),
            due_at=due,
            is_late=at > due,
            icon="check",
            campaign=campaign,
            job_of=(Role.PLANNER,),
        )
    ]


def _approval_due(campaign: Campaign) -> dt.datetime:
    """The evening of the plan's own task for it, or four weeks ahead; a new plan is not late on its first day.

    Never after the start.
    """
    task = Task.objects.filter(campaign=campaign, subject=APPROVAL).in_due_order().last()
    day = campaign.first_day + (dt.timedelta(days=task.days_from_start) if task else -APPROVED_BEFORE)
    due = dt.datetime.combine(day, dt.time(18), tzinfo=campaign.zone)
    return min(max(due, campaign.created_at + dt.timedelta(days=1)), campaign.starts_at)


def _approval_asked(asked: ApprovalRequest, campaign: Campaign, at: dt.datetime) -> Act:
    """The manager's turn: who asked and when. A late request leaves a day to answer it."""
    due = min(max(_approval_due(campaign), asked.asked_at + dt.timedelta(days=1)), campaign.starts_at)
    when = moment(campaign.local(asked.asked_at))
    said = _("{who} asked, {when}").format(who=asked.asked_by, when=when)
    return Act(
        _("Approve the plan"),
        f"{said}{dot()}{asked.note}" if asked.note else said,
        "campaigns:approval_request",
        _("To the approval"),
        due_at=due,
        is_late=at > due,
        icon="check",
        campaign=campaign,
        is_ongoing=True,
        roles=(Role.MANAGER,),
    )
