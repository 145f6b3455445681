"""Rows of people. `register_party` goes through the door; `make_registration` writes a row in any state."""

import datetime as dt
import itertools
from typing import Any

from django.db.models import F
from django.utils import timezone

from campaigns.models import Campaign, Channel, Club
from registrations.actions.registration import register
from registrations.links import make_typed_code
from registrations.models import (
    PLACED_STATES,
    Accepts,
    How,
    Invitation,
    Owner,
    Places,
    Registration,
    RegistrationState,
)
from registrations.party import PartyDetails

number = itertools.count(1)


def a_phone() -> str:
    return f"+86139{next(number):08d}"


def make_places(campaign: Campaign, limit: tuple[int, int] = (50, 130), **fields: Any) -> Places:
    defaults = {
        "limit_cars": limit[0],
        "limit_people": limit[1],
        "accepts": Accepts.in_state(campaign.state),
        "is_strict": campaign.waiting_policy == "strict",
    }
    return Places.objects.create(campaign=campaign, **defaults | fields)


def make_party(people: int = 2, **fields: Any) -> PartyDetails:
    n = next(number)
    defaults = {"name": f"Owner {n}", "phone": a_phone(), "adults": people, "plate": f"湘A{n:05d}"[:7]}
    return PartyDetails(**defaults | fields)


details_of = make_party


def register_party(campaign: Campaign, people: int = 2, at: dt.datetime | None = None, **fields: Any) -> Registration:
    """Register through the door, as the form does."""
    how = fields.pop("how", How.FORM)
    return register(campaign=campaign, party=make_party(people, **fields), how=how, at=at).registration


def make_owner(club: Club, **fields: Any) -> Owner:
    n = next(number)
    phone = fields.pop("phone", a_phone())
    return Owner.objects.create(club=club, **{"name": f"Owner {n}", "phone": phone, "phone_last4": phone[-4:]} | fields)


def make_registration(
    campaign: Campaign, state: str = RegistrationState.HELD, people: int = 2, cars: int = 1, **fields: Any
) -> Registration:
    """A row in any state, with `Places` counted to match it."""
    now = fields.pop("registered_at", timezone.now())
    party = make_party(people)
    adults = fields.pop("adults", people)
    children = fields.pop("children", 0)
    phone = fields.pop("phone", party.phone)
    channel: Channel | None = fields.pop("channel", None) or campaign.channels.first()
    has_place = state in ("held", "confirmed", "released")
    defaults: dict[str, Any] = {
        "name": party.name,
        "plate": party.plate,
        "plate_state": "plated" if cars else "rides_along",
        "queued_at": now if state in ("waiting", "offered") else None,
        "offer_expires_at": now + dt.timedelta(hours=24) if state == "offered" else None,
        "held_people": adults + children if has_place else None,
        "held_cars": cars if has_place else None,
        "confirmed_people": adults + children if state == "confirmed" else None,
        "confirmed_cars": cars if state == "confirmed" else None,
    }
    registration = Registration.objects.create(
        campaign=campaign,
        channel=channel,
        state=state,
        phone=phone,
        phone_last4=phone[-4:],
        adults=adults,
        children=children,
        people=adults + children,
        cars=cars,
        registered_at=now,
        consent_run_at=now,
        typed_code=make_typed_code(),
        **defaults | fields,
    )
    count(registration)
    return registration


def count(registration: Registration) -> None:
    places = Places.objects.for_campaign(registration.campaign)
    if registration.state in PLACED_STATES:
        places.update(
            taken_cars=F("taken_cars") + registration.cars, taken_people=F("taken_people") + registration.people
        )
    elif registration.state == "waiting":
        places.update(waiting_count=F("waiting_count") + 1)


def make_invitation(campaign: Campaign, owner: Owner | None = None, **fields: Any) -> Invitation:
    return Invitation.objects.create(campaign=campaign, owner=owner or make_owner(campaign.club), **fields)
