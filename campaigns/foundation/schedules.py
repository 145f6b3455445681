"""The foundation's own periodic jobs: forget what is no longer needed."""

from datetime import datetime

from django.core.management import call_command

from . import rate_limit, schedule, tasks


@schedule.every(seconds=60 * 60, name="forget old rate counts")
def forget_old_counts(at: datetime) -> None:
    rate_limit.forget_old_counts(at)


@schedule.every(seconds=60 * 60 * 24, name="forget finished tasks")
def forget_finished_tasks(at: datetime) -> None:
    tasks.forget_finished(at)


@schedule.every(seconds=60 * 60 * 24, name="forget ended sessions")
def forget_ended_sessions(at: datetime) -> None:
    call_command("clearsessions", verbosity=0)
