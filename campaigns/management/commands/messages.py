"""Keeps the Chinese catalogue in step with the sources; needs no GNU gettext."""

from pathlib import Path
from typing import Any

from babel.messages.pofile import PoFileError
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from campaigns.foundation import catalog, extraction


class Command(BaseCommand):
    help = "Collect every translatable string into the Chinese .po file, merge translations, compile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--merge", nargs="+", default=[], metavar="FILE", help="PO files to take over")
        parser.add_argument("--check", action="store_true", help="write nothing; fail when Chinese is missing")
        parser.add_argument("--prune", action="store_true", help="drop what the sources no longer use")
        parser.add_argument("--missing", action="store_true", help="print what has no Chinese yet")

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        path = catalog.path_in(root)
        sources, problems = extraction.sources(root)
        try:
            known = catalog.read(path)
            for name in options["merge"]:
                known |= self._translated(Path(name))
        except PoFileError as error:
            raise CommandError(f"A PO file cannot be read: {error}") from error
        made = catalog.build(sources, known, prune=options["prune"])
        faults = problems + catalog.faults(made)
        if options["check"]:
            self._check(len(made), faults)
            return
        catalog.write(made, path)
        catalog.compile_catalog(path)
        self.stdout.write(f"{len(made)} strings, {len(faults)} to mend.")
        for line in faults if options["missing"] else problems:
            self.stdout.write(f"  {line}")

    def _translated(self, path: Path) -> dict[catalog.Key, Any]:
        if not path.exists():
            raise CommandError(f"There is no file {path}.")
        return {key: message for key, message in catalog.read(path).items() if catalog.chinese(message)}

    def _check(self, total: int, faults: list[str]) -> None:
        if faults:
            listed = "\n  ".join(faults)
            raise CommandError(f"{len(faults)} strings need Chinese (python3 manage.py messages):\n  {listed}")
        self.stdout.write(f"All {total} strings have their Chinese.")
