"""Children of `start`: the web server, the worker and the scheduler, started and stopped together.

Rule: whoever ends the parent ends all of them; a background child that dies is started again, the end of
the web server is the end.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field

PATIENCE_SECONDS = 10
PAUSE_SECONDS = 3


@dataclass
class Child:
    name: str
    command: list[str]
    is_vital: bool = False
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self, environment: dict[str, str]) -> None:
        # A session of its own: Ctrl-C reaches the parent only, which then stops the children in order.
        self.process = subprocess.Popen(  # noqa: S603  our own commands
            self.command, env=environment, start_new_session=os.name != "nt"
        )

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None


class Stopped(Exception):
    """Somebody asked for the end: Ctrl-C or a termination signal."""


def stop_on_signals() -> None:
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _raise_stopped)


def watch(children: list[Child], environment: dict[str, str], say: Callable[[str], object]) -> int:
    """Keep the children alive until a vital one ends; return its exit code."""
    while True:
        for child in children:
            if child.is_running:
                continue
            if child.is_vital:
                return child.process.returncode if child.process else 1
            say(f"The {child.name} ended unexpectedly; starting it again.")
            time.sleep(PAUSE_SECONDS)
            child.start(environment)
        time.sleep(0.5)


def stop(children: list[Child]) -> None:
    """Ask every child to end, wait, and end by force what does not listen."""
    running = [child.process for child in children if child.process and child.is_running]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + PATIENCE_SECONDS
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _raise_stopped(*_: object) -> None:
    raise Stopped
