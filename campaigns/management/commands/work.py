"""The background worker: takes tasks from the queue, one at a time, until it is stopped."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Run queued tasks until stopped; as many workers as you like may run beside each other."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is waiting now, then end")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between looks at an empty queue")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command(
            "db_worker",
            batch=options["once"],
            interval=options["interval"],
            startup_delay=not options["once"],
            reload=False,
            verbosity=0,
        )
