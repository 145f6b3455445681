import datetime as dt

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from campaigns.foundation import tasks

done: list[str] = []


@tasks.background()
def greet(name: str) -> str:
    done.append(name)
    return f"hello {name}"


@tasks.background(attempts=2)
def stumble(name: str) -> None:
    done.append(name)
    raise RuntimeError("stumbled")


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    done.clear()


@pytest.mark.django_db(transaction=True)
def test_enqueued_task_is_done_by_the_worker() -> None:
    task_id = tasks.enqueue(greet, "club")
    assert tasks.state_of(task_id) == tasks.TaskState("waiting")
    assert done == []

    call_command("work", once=True)

    assert done == ["club"]
    assert tasks.state_of(task_id) == tasks.TaskState("done", "hello club")


@pytest.mark.django_db(transaction=True)
def test_task_of_a_transaction_that_failed_never_runs() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        tasks.enqueue(greet, "nobody")
        raise RuntimeError("no commit")

    call_command("work", once=True)

    assert done == []


@pytest.mark.django_db(transaction=True)
def test_failing_task_is_tried_again_later_and_then_given_up() -> None:
    task_id = tasks.enqueue(stumble, "step")
    call_command("work", once=True)
    assert tasks.state_of(task_id) == tasks.TaskState("failed")
    again = DBTaskResult.objects.ready().count(), DBTaskResult.objects.filter(status="READY").count()
    assert again == (0, 1), "the second try waits"

    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    call_command("work", once=True)

    assert done == ["step", "step"]
    assert not DBTaskResult.objects.filter(status="READY").exists()


@pytest.mark.django_db(transaction=True)
def test_finished_tasks_are_forgotten_after_a_week() -> None:
    tasks.enqueue(greet, "club")
    call_command("work", once=True)

    assert tasks.forget_finished(timezone.now()) == 0
    assert tasks.forget_finished(timezone.now() + dt.timedelta(days=8)) == 1


def test_unknown_task_has_no_state(db: None) -> None:
    assert tasks.state_of("00000000-0000-0000-0000-000000000000") is None
