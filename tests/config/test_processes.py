import os
import sys
import time

import pytest

from config import processes

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); print('x'); time.sleep(60)"]


def test_end_of_the_vital_child_is_the_end_with_its_code() -> None:
    child = processes.Child("web server", [sys.executable, "-c", "raise SystemExit(3)"], is_vital=True)
    child.start(dict(os.environ))

    assert processes.watch([child], dict(os.environ), print) == 3


def test_background_child_that_dies_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PAUSE_SECONDS", 0)
    said: list[str] = []
    vital = processes.Child("web server", [sys.executable, "-c", "import time; time.sleep(1.5)"], is_vital=True)
    worker = processes.Child("worker", [sys.executable, "-c", ""])
    for child in (vital, worker):
        child.start(dict(os.environ))

    processes.watch([worker, vital], dict(os.environ), said.append)

    assert said
    assert set(said) == {"The worker ended unexpectedly; starting it again."}


def test_stop_ends_every_child_even_one_that_does_not_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PATIENCE_SECONDS", 1)
    children = [processes.Child("worker", SLEEP), processes.Child("scheduler", DEAF)]
    for child in children:
        child.start(dict(os.environ))
    time.sleep(0.3)

    processes.stop(children)

    assert [child.is_running for child in children] == [False, False]
