"""A task is ticked off, or opened again. Promises: who and when stand on the task and in the record."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from campaigns.actions.plan_rows import refuse_if_fixed
from campaigns.actions.record import record
from campaigns.models import Staff, Task


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
