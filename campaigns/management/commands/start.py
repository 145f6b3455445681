"""One command from a fresh clone to a running demo: prepare, migrate, load the demo, serve, say where."""

import os
import sys
from argparse import ArgumentTypeError
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser

from campaigns.models import Club
from config import addresses, processes
from config.preparation import prepare

DEMO_STAGE = "confirming"


class Command(BaseCommand):
    help = "Set everything up, load the demo on first run, serve the pages and do the work behind them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=_port, default=8000)
        parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets phones in the same network in")
        parser.add_argument("--no-demo", action="store_true", help="start with an empty database")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        if problem := addresses.why_unusable(host, port):
            raise CommandError(problem)
        base_url = os.environ.get("BASE_URL") or addresses.base_url(host, port)
        settings.BASE_URL = base_url
        environment = os.environ | {"BASE_URL": base_url, "DEBUG": "0", "HASHED_STATIC": "1"}
        children = _children(host, port)
        processes.stop_on_signals()
        try:
            self._set_up(with_demo=not options["no_demo"])
            code = self._serve(children, environment, host, port)
        except processes.Stopped:
            code = 0
            self.stdout.write("\nStopping …")
        finally:
            processes.stop(children)
        if code:
            raise CommandError("The web server ended; its last lines above say why.", returncode=code)

    def _serve(self, children: list[processes.Child], environment: dict[str, str], host: str, port: int) -> int:
        for child in children:
            child.start(environment)
        addresses.wait_until_it_answers(host, port, lambda: children[0].is_running)
        if children[0].is_running:
            self._welcome(environment["BASE_URL"])
        return processes.watch(children, environment, self.stdout.write)

    def _set_up(self, *, with_demo: bool) -> None:
        self.stdout.write("1/3 Preparing pages …")
        prepare(lambda line: self.stdout.write(f"    {line}"), hashed_static=True)
        self.stdout.write("2/3 Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0)
        if with_demo and not Club.objects.exists() and "demo" in get_commands():
            self.stdout.write("3/3 Loading the demo (only this once) …")
            call_command("demo", stage=DEMO_STAGE, stdout=StringIO())
        else:
            self.stdout.write("3/3 Keeping what is in the database.")

    def _welcome(self, base_url: str) -> None:
        self.stdout.write(self.style.SUCCESS(f"\nConvoy 同路 is running: {base_url}/"))
        if "demo" in get_commands():
            call_command("demo", where=True)
        self.stdout.write("Ctrl-C stops everything.")


def _children(host: str, port: int) -> list[processes.Child]:
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    return [
        processes.Child("web server", _web_command(manage, host, port), is_vital=True),
        processes.Child("worker", [*manage, "work"]),
        processes.Child("scheduler", [*manage, "schedule"]),
    ]


def _web_command(manage: list[str], host: str, port: int) -> list[str]:
    """gunicorn where it runs; Django's own server on Windows, which has none."""
    if os.name == "nt":
        return [*manage, "runserver", "--noreload", f"{host}:{port}"]
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", bind, "--chdir", str(settings.BASE_DIR)]
    command += ["--workers", "2", "--threads", "4", "--worker-class", "gthread", "--no-control-socket"]
    return [*command, "--log-level", "warning", "--graceful-timeout", "5"]


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(f"{text!r} is no port; use a number from 1 to 65535.")
    return int(text)
