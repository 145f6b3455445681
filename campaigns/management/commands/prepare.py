"""What a deployment runs after each update, before `migrate`: decoder, style sheets, Chinese, static files."""

from typing import Any

from django.core.management.base import BaseCommand

from config.preparation import prepare


class Command(BaseCommand):
    help = "Install the camera decoder, bundle the style sheets, compile the Chinese, collect static files."

    def handle(self, *args: Any, **options: Any) -> None:
        prepare(self.stdout.write)
        self.stdout.write("Everything is prepared.")
