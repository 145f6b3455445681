"""Work behind the page. The only module that imports django-tasks.

Rule: `enqueue` writes a row in the caller's transaction, so the work exists exactly when the change that
asked for it was committed. Arguments are JSON: ids and figures, never people's data.
A failing task is tried again after 10 s, 60 s, 300 s …; every failure stays on record until pruned.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus, default_task_backend, task
from django_tasks.base import Task
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)
WAITS = (10, 60, 300, 1800)
KEEP_DAYS = 7


@dataclass(frozen=True)
class TaskState:
    """Where a task is: waiting, running, done or failed; `value` is what it returned."""

    status: str
    value: Any = None


def background(*, attempts: int = 3) -> Callable[[Callable[..., Any]], Task[..., Any]]:
    """Make a module-level function a task that is tried up to `attempts` times."""

    def decorate(function: Callable[..., Any]) -> Task[..., Any]:
        @wraps(function)
        def attempted(*args: Any, attempt: int = 1, **kwargs: Any) -> Any:
            try:
                return function(*args, **kwargs)
            except Exception:
                if attempt < attempts:
                    wait = WAITS[min(attempt, len(WAITS)) - 1]
                    later = made.using(run_after=timezone.now() + timedelta(seconds=wait))
                    later.enqueue(*args, attempt=attempt + 1, **kwargs)
                raise

        made: Task[..., Any] = task()(attempted)
        return made

    return decorate


def enqueue(work: Task[..., Any], *args: Any, **kwargs: Any) -> str:
    """Put `work` in the queue as part of the current transaction; return the id to ask for its state."""
    return str(work.enqueue(*args, **kwargs).id)


def state_of(task_id: str) -> TaskState | None:
    """The state of one task, or None when there is no such task (any more)."""
    try:
        result = default_task_backend.get_result(task_id)
    except TaskResultDoesNotExist:
        return None
    names = {TaskResultStatus.READY: "waiting", TaskResultStatus.RUNNING: "running"}
    if result.status == TaskResultStatus.SUCCESSFUL:
        return TaskState("done", result.return_value)
    return TaskState(names.get(result.status, "failed"))


def forget_finished(at: datetime) -> int:
    """Delete what finished more than a week ago: a traceback may hold what should not be kept."""
    deleted, _ = DBTaskResult.objects.finished().filter(finished_at__lt=at - timedelta(days=KEEP_DAYS)).delete()
    return deleted
