"""`manage.py demo --stage=confirming`: the real tour at a stage of its life, with three smaller campaigns."""

import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from campaigns.foundation import catalog
from campaigns.models import Campaign
from registrations.demo.build import NotADemo, WouldBeLost, build_demo, demo_campaign
from registrations.demo.invented import CAST, PASSWORD
from registrations.demo.timeline import STAGES
from registrations.links import pass_url
from registrations.models import Registration


class Command(BaseCommand):
    help = (
        "Build the demo: the real tour at a stage of its life. Replaces the demo's four campaigns; no message leaves."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--stage", choices=STAGES, default="confirming")
        parser.add_argument(
            "--replace-all", action="store_true", help="delete also what you made beside the demo's own campaigns"
        )
        parser.add_argument("--where", action="store_true", help="only print the addresses and logins of the demo")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["where"]:
            if campaign := demo_campaign():
                self._tell(campaign)
            return
        if not settings.DEMO:
            raise CommandError("This is no demo installation. Set DEMO=1 where nothing real is kept.")
        catalog.compile_catalog(catalog.path_in(settings.BASE_DIR))
        call_command("migrate", interactive=False, verbosity=0)  # nothing but this command may have run here yet
        try:
            campaign = build_demo(options["stage"], replaces_all=options["replace_all"])
        except WouldBeLost as refused:
            raise CommandError(
                f"You made something here that the demo would delete: {refused}. Nothing was touched. "
                "To build the demo anew without it, add --replace-all."
            ) from refused
        except NotADemo as refused:
            raise CommandError(
                "This database holds a club of yours, so the demo was not loaded. Name an empty one with DATABASE_URL."
            ) from refused
        self.stdout.write(f"The tour is {options['stage']}: {campaign.theme}")
        self._tell(campaign)
        if "BASE_URL" not in os.environ:
            self.stdout.write("  Served elsewhere? Set BASE_URL; `start --port …` prints the addresses that fit.")

    def _tell(self, campaign: Campaign) -> None:
        """Where to look, and one login per role."""
        party = Registration.objects.for_campaign(campaign).live().in_arrival_order().first()
        base = settings.BASE_URL
        self.stdout.write(f"  staff            {base}/")
        self.stdout.write(f"  public page      {base}/c/p7k2/")
        if party is not None:
            self.stdout.write(f"  a pass           {pass_url(party)}")
        self.stdout.write(f"  presenter's link {base}/campaigns/{campaign.slug}/draw/ (made there by the planner)")
        for username, name, roles in CAST:
            self.stdout.write(f"  {roles[0].value:<14} {username} / {PASSWORD}  ({name})")
