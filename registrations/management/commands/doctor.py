"""`manage.py doctor`: proves that what is counted equals what is there; says in sentences where it does not."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from registrations.queries.health import campaigns_checked, findings


class Command(BaseCommand):
    help = "Check that counters, states, codes, scans and guards agree. Exit code 1 with a sentence for each fault."

    def handle(self, *args: Any, **options: Any) -> None:
        found = findings()
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            self.stderr.write(f"{len(found)} to look at.")
            sys.exit(1)
        self.stdout.write(f"In good health: {campaigns_checked()} campaigns, every counter equals its rows.")
