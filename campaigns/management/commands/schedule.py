"""The scheduler: asks every few seconds which periodic jobs are due. Several may run; each job runs once."""

import signal
import time
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from campaigns.foundation import schedule


class Command(BaseCommand):
    help = "Run periodic jobs when they are due, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now, then end")
        parser.add_argument("--at", help="pretend that it is this time (ISO 8601); only with --once")
        parser.add_argument("--interval", type=float, default=5.0, help="seconds between two looks")
        parser.add_argument("--list", action="store_true", help="print the jobs and how often they run")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            for job in schedule.jobs():
                self.stdout.write(f"{job.name}: every {job.seconds} s")
        elif options["once"]:
            names = schedule.run_due(_time(options["at"]))
            self.stdout.write("\n".join(names) or "Nothing was due.")
        elif options["at"]:
            raise CommandError("--at needs --once.")
        else:
            self._loop(options["interval"])

    def _loop(self, interval: float) -> None:
        signal.signal(signal.SIGTERM, _stop)
        while True:
            close_old_connections()
            try:
                schedule.run_due(timezone.now())
            except OperationalError as error:  # the database is away for a moment; the next look finds it
                self.stderr.write(f"The database did not answer: {error}")
            time.sleep(interval)


def _time(text: str | None) -> datetime:
    if text is None:
        return timezone.now()
    at = parse_datetime(text)
    if at is None:
        raise CommandError(f"{text!r} is no time such as 2026-10-25T21:00+08:00.")
    return at if timezone.is_aware(at) else timezone.make_aware(at)


def _stop(*_: object) -> None:
    raise SystemExit(0)
