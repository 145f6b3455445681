"""A campaign with its people, and one valid set of answers for every subject of the plan."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign, Club, Partner, Role, Staff
from campaigns.subjects import SUBJECTS
from tests.factories import make_campaign, make_club, make_staff, make_stop

ANSWERS: dict[str, dict[str, Any]] = {
    "stops": {"arrive": "09:00", "name": "Assembly", "kind": "assembly", "day": "1", "datum": "wgs84"},
    "partners": {"name": "Maker", "role": "manufacturer"},
    "support": {"what": "Filing", "kind": "filing", "partner": ""},
    "supplies": {
        "name": "Stickers", "basis": "car", "quantity": "1", "spare": "5",
        "packed": "0", "handed_out": "0", "returned": "0",
    },
    "budget": {"category": "Dinner", "paid_by": "store", "planned_amount": "96000"},
    "contingencies": {"trigger": "Flat tyre", "response": "Sweep stops"},
    "prizes": {"name": "Bicycle", "quantity": "1", "worth_amount": "6800"},
    "gifts": {"name": "Shirt", "basis": "person"},
    "channels": {"name": "Forum", "kind": "link", "code": "forum2"},
    "crew": {"name": "Li", "kind": "staff", "head_count": "2"},
    "ceremonies": {"kind": "Flag", "what": "To the president"},
    "tasks": {"title": "Order stickers", "days_from_start": "-14"},
}  # fmt: skip
# What to leave empty, or set wrong, to be refused.
FAULTS = {
    "stops": {"name": ""}, "partners": {"name": ""}, "support": {"what": ""}, "supplies": {"name": ""},
    "budget": {"planned_amount": "-5"}, "contingencies": {"response": ""}, "prizes": {"worth_amount": "50001"},
    "gifts": {"name": ""}, "channels": {"code": "no"}, "crew": {"head_count": "0"}, "ceremonies": {"what": ""},
    "tasks": {"title": ""},
}  # fmt: skip
KEYS = sorted(ANSWERS)


@dataclass
class Cast:
    club: Club
    campaign: Campaign
    planner: Staff
    client: Client

    def url(self, name: str, *args: object) -> str:
        return reverse(f"campaigns:{name}", args=[self.campaign.slug, *args])

    def answers(self, subject: str, **changed: Any) -> dict[str, Any]:
        answers = ANSWERS[subject] | changed
        if subject == "support" and not answers["partner"]:
            partner, _made = Partner.objects.get_or_create(campaign=self.campaign, name="Maker of the request")
            answers["partner"] = partner.pk
        return answers

    def add(self, subject: str, **changed: Any) -> Any:
        """A row made by its form; returned as it stands in the database."""
        before = set(self.pks(subject))
        answer = self.client.post(self.url("row_new", subject), self.answers(subject, **changed))
        assert answer.status_code == 302, answer.context["sections"]
        (pk,) = set(self.pks(subject)) - before
        return SUBJECTS[subject].model._default_manager.get(pk=pk)

    def pks(self, subject: str) -> list[int]:
        return [row.pk for row in SUBJECTS[subject].rows_of(self.campaign)]


def make_cast(**campaign: Any) -> Cast:
    club = make_club()
    planner = make_staff(club, Role.PLANNER)
    made = make_campaign(club, planner=planner, **campaign)
    made.channels.all().delete()
    client = Client()
    client.force_login(planner)
    return Cast(club, made, planner, client)


def make_road(campaign: Campaign, *times: tuple[int, str, str]) -> list[Any]:
    """Stops of (day, arrive, depart), named A, B, C …"""
    return [
        make_stop(
            campaign,
            day=day,
            name=chr(ord("A") + number),
            position=number,
            arrive=dt.time.fromisoformat(arrive),
            depart=dt.time.fromisoformat(depart) if depart else None,
        )
        for number, (day, arrive, depart) in enumerate(times)
    ]
