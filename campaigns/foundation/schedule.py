"""Periodic jobs: what runs again and again without anybody asking.

Rule: a job is taken by moving its row forward in one conditional UPDATE, so any number of schedulers may
run and each period is done once. A job that fails is logged and tried again in its next period; it never
stops the others. Apps register their jobs in a module `schedules.py`.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .models import PeriodicRun

logger = logging.getLogger(__name__)
Work = Callable[[datetime], object]


@dataclass(frozen=True)
class Job:
    name: str
    seconds: int
    work: Work


_jobs: dict[str, Job] = {}


def every(*, seconds: int, name: str) -> Callable[[Work], Work]:
    """Register `work(at)` to run about every `seconds`."""

    def register(work: Work) -> Work:
        if name in _jobs and _jobs[name].work is not work:
            raise ValueError(f"two periodic jobs are called {name!r}")
        _jobs[name] = Job(name, seconds, work)
        return work

    return register


def jobs() -> list[Job]:
    return sorted(_jobs.values(), key=lambda job: job.name)


def run_due(at: datetime) -> list[str]:
    """Run every job whose period is over at `at`, unless another scheduler took it; return their names."""
    taken = dict(PeriodicRun.objects.values_list("name", "taken_at"))
    due = [job for job in jobs() if job.name not in taken or taken[job.name] <= at - timedelta(seconds=job.seconds)]
    return [job.name for job in due if _take(job, at) and _run(job, at)]


def _take(job: Job, at: datetime) -> bool:
    """Move the row forward; False when another scheduler did so first."""
    due = PeriodicRun.objects.filter(name=job.name, taken_at__lte=at - timedelta(seconds=job.seconds))
    if due.update(taken_at=at):
        return True
    if PeriodicRun.objects.filter(name=job.name).exists():
        return False
    PeriodicRun.objects.bulk_create(
        [PeriodicRun(name=job.name, taken_at=at - timedelta(seconds=job.seconds))], ignore_conflicts=True
    )
    return bool(due.update(taken_at=at))


def _run(job: Job, at: datetime) -> bool:
    try:
        job.work(at)
    except Exception:
        logger.exception("periodic job %s failed", job.name)
        PeriodicRun.objects.filter(name=job.name).update(failed_at=at)
        return False
    return True
