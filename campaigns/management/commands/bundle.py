"""`manage.py bundle`: writes the style sheet of every face to build/static/css/."""

import gzip

from django.core.management.base import BaseCommand

from campaigns.foundation.stylesheets import FACES, write_bundle


class Command(BaseCommand):
    help = "Put the style sheets together, one file per face."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        for face in FACES:
            path = write_bundle(face)
            content = path.read_bytes()
            self.stdout.write(f"{path.name}: {len(content)} bytes, {len(gzip.compress(content))} compressed")
