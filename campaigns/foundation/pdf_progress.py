"""How far a PDF is, told while it is made: the engine announces its steps and pages to a logger of its own.

Rule: whoever wants to know wraps the making in `watched`; nobody else pays for it, and nothing reaches our logs.
"""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum


class Stage(StrEnum):
    READING = "reading"
    LAYING_OUT = "laying_out"
    WRITING = "writing"


Tell = Callable[[Stage, int], object]  # the stage, and the page being laid out (0 while there is none)

_LAST_STEP_BEFORE_PAGES, _LAYOUT_STEP = 4, 5
_STEP = re.compile(r"Step (\d) - .*?(?:Page (\d+))?$")
_watcher: ContextVar[Tell | None] = ContextVar("pdf_progress", default=None)


@contextmanager
def watched(tell: Tell) -> Iterator[None]:
    """Call `tell` for every step of the PDFs made inside."""
    before = _watcher.set(tell)
    try:
        yield
    finally:
        _watcher.reset(before)


class _Ear(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        tell, heard = _watcher.get(), _STEP.match(record.getMessage())
        if tell is None or heard is None:
            return
        step, page = int(heard[1]), int(heard[2] or 0)
        if step <= _LAST_STEP_BEFORE_PAGES:
            tell(Stage.READING, 0)
        elif step == _LAYOUT_STEP:
            tell(Stage.LAYING_OUT, page)
        else:
            tell(Stage.WRITING, 0)


def listen() -> None:
    """Once, when the process starts: the engine's announcements come to us alone."""
    announcer = logging.getLogger("weasyprint.progress")
    announcer.addHandler(_Ear())
    announcer.setLevel(logging.INFO)
    announcer.propagate = False


listen()
