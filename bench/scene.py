"""What is measured against: an open campaign with room for everybody, and one on its day with 16 phones.

Rule: runs inside Django, in a database that exists for this run only.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

PHONES, PARTIES = 16, 200
PLACES = 40  # of the campaign that everybody wants


@dataclass(frozen=True)
class Scene:
    code: str
    slug: str
    stop: int
    devices: list[tuple[int, str]]
    codes: list[str]
    campaign: Any
    wanted: Any
    live: Any


def build() -> Scene:
    from django.utils import timezone

    from campaigns.models import Capacity, State
    from registrations.actions.devices import enrol
    from registrations.links import check_in_code
    from registrations.models import Places
    from tests.factories.day import make_day
    from tests.factories.people import make_registration
    from tests.factories.plan import make_campaign, make_prize, make_staff, make_stop

    now = timezone.now()
    campaign = make_campaign(state=State.INVITING, starts_at=now + dt.timedelta(days=30))
    for name in ("Service area", "Lunch", "Resort"):
        make_stop(campaign, name=name)
    make_prize(campaign)
    everybody = {"limit_cars": 1_000_000, "limit_people": 3_000_000}
    Capacity.objects.filter(campaign=campaign).update(**everybody)
    Places.objects.filter(campaign=campaign).update(**everybody)

    wanted = make_campaign(state=State.INVITING, starts_at=now + dt.timedelta(days=30), limit=(PLACES, PLACES * 2))
    live, gate, _resort = make_day(limit=(PARTIES, PARTIES * 3))
    type(live).objects.filter(pk=live.pk).update(
        starts_at=now - dt.timedelta(hours=1), ends_at=now + dt.timedelta(days=1)
    )
    host = make_staff(live.club, "host")
    phones = [enrol(campaign=live, staff=host, label=f"Phone {n}") for n in range(PHONES)]
    parties = [make_registration(live, state="confirmed", channel=live.channels.first()) for _ in range(PARTIES)]
    return Scene(
        code=campaign.channels.first().code,
        slug=live.slug,
        stop=gate.pk,
        devices=[(phone.device.pk, phone.secret) for phone in phones],
        codes=[check_in_code(party) for party in parties],
        campaign=campaign,
        wanted=wanted,
        live=live,
    )


def build_bare() -> None:
    """The two tables of the bare journey, beside ours in the same database."""
    from django.db import connection

    from bench.bare.models import Entry, Place

    with connection.schema_editor() as editor:
        editor.create_model(Place)
        editor.create_model(Entry)
    Place.objects.create(limit=1_000_000)
