"""`manage.py club "Star Owners' Club" --slug star --administrator anna`: the first step of a new installation."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_slug

from campaigns.actions.club import found_club
from campaigns.errors import CampaignError
from campaigns.models import Staff


class Command(BaseCommand):
    help = "Add a club with its first administrator; asks for the password, or reads it from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--slug", required=True, help="the club's short name in addresses: letters, digits, -")
        parser.add_argument("--administrator", required=True, metavar="USERNAME")

    def handle(self, *args: Any, **options: Any) -> None:
        username = options["administrator"]
        try:
            validate_slug(options["slug"])
            password = "" if Staff.objects.filter(username=username).exists() else self._password(username)
            club = found_club(name=options["name"], slug=options["slug"], username=username, password=password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except CampaignError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{club.name} is there. {username} signs in and adds the others under the club's settings.")

    def _password(self, username: str) -> str:
        password = getpass(f"Password for {username}: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
        validate_password(password)
        return password
