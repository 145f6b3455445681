"""A task is ticked off, or opened again. Promises: who and when stand on the task and in the record.

Approving a plan ticks what that settles; returning the plan to draft opens the approval again.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from campaigns.actions.plan_rows import refuse_if_fixed
from campaigns.actions.record import record
from campaigns.models import Campaign, Staff, Task
from campaigns.task_pages import APPROVAL, SETTLED_BY_APPROVAL


@transaction.atomic
def tick_task(*, task: Task, by: Staff, at: dt.datetime | None = None) -> Task:
    """Done, by whom and when; the first tick stands. Raises PlanFixed."""
    refuse_if_fixed(task.campaign, "tasks")
    at = at or timezone.now()
    if Task.objects.filter(pk=task.pk).to_do().update(done_at=at, done_by=by, waiting_for="", waiting_since=None):
        record(verb="tick_task", thing=task, campaign=task.campaign, by=by, at=at)
    task.refresh_from_db()
    return task


@transaction.atomic
def open_task_again(*, task: Task, by: Staff, at: dt.datetime | None = None) -> Task:
    """Not done after all. Raises PlanFixed."""
    refuse_if_fixed(task.campaign, "tasks")
    if Task.objects.filter(pk=task.pk, done_at__isnull=False).update(done_at=None, done_by=None):
        record(verb="open_task_again", thing=task, campaign=task.campaign, by=by, at=at)
    task.refresh_from_db()
    return task


def tick_settled_by_approval(*, campaign: Campaign, by: Staff, at: dt.datetime) -> None:
    """The approval's own task, and those of the pages it approves that were due no later. Within the move.

    The manager did the first; the others nobody ticked, so they name nobody.
    """
    approval = Task.objects.filter(campaign=campaign, subject=APPROVAL).in_due_order().last()
    if approval is None:
        return
    settled = Task.objects.filter(campaign=campaign, subject__in=SETTLED_BY_APPROVAL).to_do()
    for task in settled.filter(days_from_start__lte=approval.days_from_start):
        is_approval = task.subject == APPROVAL
        done_by = by if is_approval else None
        Task.objects.filter(pk=task.pk).update(done_at=at, done_by=done_by, waiting_for="", waiting_since=None)
        verb = "tick_task" if is_approval else "settle_task"
        record(verb=verb, thing=task, campaign=campaign, by=by, at=at, facts={"with": "approve"})


def open_approval_again(*, campaign: Campaign, by: Staff, at: dt.datetime) -> None:
    """A plan that went back to draft needs its approval once more. Within the move."""
    for task in Task.objects.filter(campaign=campaign, subject=APPROVAL, done_at__isnull=False):
        Task.objects.filter(pk=task.pk).update(done_at=None, done_by=None)
        record(verb="open_task_again", thing=task, campaign=campaign, by=by, at=at, facts={"with": "return_to_draft"})
