import datetime as dt
import threading

import pytest
from django.core.management import call_command
from django.db import connection

from campaigns.foundation import schedule
from campaigns.foundation.models import PeriodicRun

NOON = dt.datetime(2026, 10, 25, 12, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[dt.datetime]:
    """An otherwise empty schedule with one job a minute; the list says when it ran."""
    monkeypatch.setattr(schedule, "_jobs", {})
    times: list[dt.datetime] = []
    schedule.every(seconds=60, name="a job")(times.append)
    return times


@pytest.mark.django_db
def test_job_runs_once_each_period(ran: list[dt.datetime]) -> None:
    for at in (NOON, NOON + MINUTE / 2, NOON + MINUTE, NOON + MINUTE * 1.5):
        schedule.run_due(at)

    assert ran == [NOON, NOON + MINUTE]


@pytest.mark.django_db
def test_failing_job_is_noted_and_does_not_stop_the_others(ran: list[dt.datetime]) -> None:
    def fail(at: dt.datetime) -> None:
        raise RuntimeError("broken")

    schedule.every(seconds=60, name="a broken job")(fail)

    assert schedule.run_due(NOON) == ["a job"]
    assert PeriodicRun.objects.get(name="a broken job").failed_at == NOON


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_run_a_job_once(ran: list[dt.datetime]) -> None:
    schedulers = 6
    together = threading.Barrier(schedulers)

    def look() -> None:
        together.wait()
        try:
            schedule.run_due(NOON)
        finally:
            connection.close()

    threads = [threading.Thread(target=look) for _ in range(schedulers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert ran == [NOON]


@pytest.mark.django_db(transaction=True)
def test_without_the_claim_two_schedulers_run_a_job_twice(
    ran: list[dt.datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the test above fails when the guard is off."""
    monkeypatch.setattr(schedule, "_take", lambda job, at: True)

    schedule.run_due(NOON)
    schedule.run_due(NOON)

    assert ran == [NOON, NOON]


def test_two_jobs_cannot_share_a_name(ran: list[dt.datetime]) -> None:
    with pytest.raises(ValueError, match="a job"):
        schedule.every(seconds=5, name="a job")(print)


@pytest.mark.django_db
def test_schedule_command_runs_what_is_due_at_a_given_time(ran: list[dt.datetime], capsys) -> None:
    call_command("schedule", once=True, at="2026-10-25T20:00+08:00")

    assert ran == [NOON]
    assert "a job" in capsys.readouterr().out
