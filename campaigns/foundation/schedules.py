"""The foundation's own periodic jobs: forget what is no longer needed."""

from datetime import datetime

from . import rate_limit, schedule, tasks


@schedule.every(seconds=60 * 60, name="forget old rate counts")
def forget_old_counts(at: datetime) -> None:
    rate_limit.forget_old_counts(at)


@schedule.every(seconds=60 * 60 * 24, name="forget finished tasks")
def forget_finished_tasks(at: datetime) -> None:
    tasks.forget_finished(at)
