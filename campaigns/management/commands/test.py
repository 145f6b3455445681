"""Every test, with everything they need: on SQLite, then on PostgreSQL, with a real browser.

Arguments go to pytest as they are: `manage.py test tests/config -k health`. Ours, first:
`--sqlite` or `--postgresql` runs on that engine only.
"""

import os
import subprocess
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import chromium
from config.preparation import prepare
from config.temporary_postgresql import PostgresqlFailed, temporary_postgresql

NO_TESTS_RAN = 5


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def run_from_argv(self, argv: list[str]) -> None:
        """Django's parser would take pytest's arguments for its own."""
        arguments = argv[2:]
        if arguments in (["--help"], ["-h"]):
            self.stdout.write(self.help)
            return
        try:
            sys.exit(self.handle(arguments=arguments))
        except (CommandError, PostgresqlFailed, chromium.NoBrowser) as error:
            sys.exit(f"\n{error}")
        except KeyboardInterrupt:
            sys.exit(130)

    def handle(self, *args: Any, **options: Any) -> Any:
        arguments: list[str] = list(options.get("arguments", args))
        engines = [flag for flag in ("--sqlite", "--postgresql") if flag in arguments]
        arguments = [argument for argument in arguments if argument not in engines]
        self._say("Preparing …")
        prepare(self._say, hashed_static=False)
        if "not browser" not in arguments:
            chromium.ensure(self._say)
        codes = []
        if "--postgresql" not in engines:
            codes.append(self._pytest("SQLite", arguments, {"DATABASE_URL": "sqlite:///var/tests.sqlite3"}))
        if "--sqlite" not in engines:
            with temporary_postgresql() as url:
                only = {} if "--postgresql" in engines else {"CONVOY_TESTS_ONLY": "database"}
                codes.append(self._pytest("PostgreSQL", arguments, {"DATABASE_URL": url, **only}))
        return _verdict(codes)

    def _pytest(self, engine: str, arguments: list[str], environment: dict[str, str]) -> int:
        self._say(f"\n===== {engine} =====")
        started = time.monotonic()
        spread = [] if any(argument.startswith("-n") for argument in arguments) else ["-n2", "--dist=worksteal"]
        command = [sys.executable, "-m", "pytest", *spread, *arguments]
        fonts = chromium.chinese_font(settings.VAR_DIR)
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"} | fonts | environment
        code = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=False).returncode
        self._say(
            f"{engine}: {'passed' if code == 0 else f'exit code {code}'} after {time.monotonic() - started:.0f} s"
        )
        return code

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _verdict(codes: list[int]) -> int:
    """The first failure; an engine that had nothing to run counts as passed unless none had anything."""
    failures = [code for code in codes if code not in (0, NO_TESTS_RAN)]
    if failures:
        return failures[0]
    return 0 if 0 in codes else NO_TESTS_RAN
