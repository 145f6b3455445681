"""The next three things to do: what a planner sees first on a campaign's page.

Rule: worked out from the plan's rows and a `PeopleCounts` handed in: the state's main act, then late, then by time.
"""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.foundation.dots import dot
from campaigns.models import ENDED, Campaign, Role, State, SupportState, Task
from campaigns.people_counts import PeopleCounts
from campaigns.task_pages import APPROVAL, page_of_task

from .act import Act
from .state_acts import state_acts


def acts_of(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    """Everything that waits for somebody: first what the campaign's state asks for, then late, then by due time.

    The state's act leads when it is to be done now; one that is due on a later day takes its place by date.
    """
    main = state_acts(campaign, people, at)
    leads = 1 if main and (main[0].is_ongoing or main[0].is_late or main[0].due_at is None) else 0
    others = [*main[leads:], *_task_acts(campaign, at), *_support_acts(campaign, at), *_claim_acts(campaign, at)]
    return main[:leads] + sorted(others, key=lambda act: (not act.is_late, act.due_at or at, act.title))


def next_three(campaign: Campaign, people: PeopleCounts, at: dt.datetime) -> list[Act]:
    return acts_of(campaign, people, at)[:3]


def _task_acts(campaign: Campaign, at: dt.datetime) -> list[Act]:
    """The approval has its own act, so its task is not said twice."""
    today = campaign.local(at).date()
    acts = []
    tasks = Task.objects.still_asked_in(campaign).exclude(subject=APPROVAL).select_related("assignee").in_due_order()
    for task in tasks:
        task.campaign = campaign
        due = dt.datetime.combine(task.due_on, task.at_time or dt.time(18), tzinfo=campaign.zone)
        page = page_of_task(task.subject)
        acts.append(
            Act(
                task.title,
                _("waiting for {who}").format(who=task.waiting_for) if task.waiting_for else "",
                page,
                pgettext("act", "Open"),
                due_at=due,
                is_late=task.due_on < today,
                is_all_day=task.at_time is None,
                campaign=campaign,
                task=task,
            )
        )
    return acts


def _support_acts(campaign: Campaign, at: dt.datetime) -> list[Act]:
    if campaign.state in ENDED:
        return []
    today = campaign.local(at).date()
    return [
        Act(
            request.what,
            f"{request.partner}{dot()}{request.get_state_display()}",
            "campaigns:partner_list",
            pgettext("act", "Open"),
            due_at=dt.datetime.combine(request.due_on, dt.time(18), tzinfo=campaign.zone),
            is_late=request.due_on < today,
            is_all_day=True,
            icon="doc",
            campaign=campaign,
            job_of=(Role.PLANNER,),
            is_awaited=request.state == SupportState.ASKED,
        )
        for request in campaign.support_requests.filter(
            state__in=[SupportState.PLANNED, SupportState.ASKED]
        ).select_related("partner")
        if request.due_on
    ]


def _claim_acts(campaign: Campaign, at: dt.datetime) -> list[Act]:
    """Once the event is over: what was promised and not yet claimed. It outlives the report."""
    if campaign.state not in (State.CLOSED, State.REPORTED):
        return []
    today = campaign.local(at).date()
    return [
        Act(
            _("Claim: {what}").format(what=request.what),
            f"{request.partner}{dot()}{request.get_state_display()}",
            "campaigns:partner_list",
            _("To the claim"),
            due_at=dt.datetime.combine(request.claim_due_on, dt.time(18), tzinfo=campaign.zone),
            is_late=request.claim_due_on < today,
            icon="doc",
            campaign=campaign,
            job_of=(Role.PLANNER,),
        )
        for request in campaign.support_requests.to_be_claimed().select_related("partner")
        if request.claim_due_on
    ]
