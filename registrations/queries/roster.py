"""What a phone holds to say at once who stands before it: no whole phone number, no code, only its hash.

Rule: everybody with a registration is on it, also who cancelled, so that the phone can say so. The digest tells
a phone whether what it holds is still right.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from campaigns.looks.plates import plate_parts
from campaigns.models import Basis, Campaign, Gift, GiftBasis, Stop, Supply
from registrations import plate as plates
from registrations.links import check_in_code, code_hash
from registrations.looks.counts import sizes
from registrations.models import Device, DeviceKind, Places, Registration, RegistrationState
from registrations.readings import reading_of

from .presence import EXPECTED_STATES, Day, call_order


def roster_of(campaign: Campaign, day: Day) -> list[dict[str, Any]]:
    """One entry a party, by car number."""
    ranks, names = {stop.pk: rank for rank, stop in enumerate(day.stops)}, {stop.pk: stop.name for stop in day.stops}
    everyone = sorted(Registration.objects.for_campaign(campaign), key=call_order)
    return [_entry(party, ranks, names) for party in everyone]


def _entry(party: Registration, ranks: Mapping[int, int], names: Mapping[int, str]) -> dict[str, Any]:
    parts = plate_parts(party.plate) if party.plate else None
    return {
        "id": party.pk,
        "number": party.car_number,
        "name": party.name,
        "nickname": party.nickname,
        "initials": party.initials,
        "reading": reading_of(party.name),
        "plate": [parts.region, parts.rest, parts.is_new_energy] if parts else None,
        "plate4": plates.last4(party.plate),
        "phone4": party.phone_last4,
        "cars": party.cars,
        "people": party.people,
        "adults": party.adults,
        "children": party.children,
        "shirts": sizes(party.shirts),
        "note": party.note,
        "joins": names.get(party.joins_at_id or 0, ""),
        "rank": ranks.get(party.joins_at_id or 0, 0),
        "ended": "" if party.state in EXPECTED_STATES else str(RegistrationState(party.state).label),
        "code": code_hash(check_in_code(party)),
        "typed": code_hash(party.typed_code),
    }


def digest(roster: list[dict[str, Any]]) -> str:
    return hashlib.sha256(json.dumps(roster, sort_keys=True).encode()).hexdigest()[:16]


def standing_of(day: Day, stop: Stop, phones: Mapping[int, Device]) -> dict[str, Any]:
    """Who is in at this checkpoint, and the figures on top of the phone."""
    count = day.count(stop)
    return {
        "cars": count.arrived_cars,
        "people": count.arrived_people,
        "expected_cars": count.expected_cars,
        "expected_people": count.expected_people,
        "missing_cars": count.missing_cars,
        "room": _room(day.campaign),
        "in": {
            pk: {
                "event": str(standing.green.id),
                "heads": standing.heads,
                "cars": standing.cars,
                "at": standing.green.at.isoformat(),
                "by": phone_name(phones.get(standing.green.device or 0)),
                "device": standing.green.device,
                "extra": pk in count.unexpected,
                "repeats": [str(each) for each in day.presence.same_car_as(standing.green.id)],
            }
            for pk, standing in count.standings.items()
        },
        "twice": _twice(day, stop, phones),
        "given": sorted(day.counted_before(stop)),
        "not_coming": sorted(day.presence.not_coming),
        "left": sorted(day.presence.left),
    }


def _twice(day: Day, stop: Stop, phones: Mapping[int, Device]) -> dict[int, list[dict[str, Any]]]:
    """Parties scanned more than once here, unsettled: each scan and its phone, so that a phone finds its own."""
    found: dict[int, list[dict[str, Any]]] = {}
    for conflict in day.presence.conflicts:
        if conflict.checkpoint != stop.pk or conflict.is_settled:
            continue
        scans = [conflict.second] if conflict.registration in found else [conflict.first, conflict.second]
        found.setdefault(conflict.registration, []).extend(
            {"event": str(scan.id), "device": scan.device, "by": phone_name(phones.get(scan.device or 0))}
            for scan in scans
        )
    return found


def _room(campaign: Campaign) -> dict[str, int]:
    """What the limit still has; below nought it is exceeded. A walk-in is taken all the same, and it is said."""
    places = Places.objects.for_campaign(campaign).first()
    if places is None:
        return {}
    return {
        "cars": places.limit_cars - places.taken_cars,
        "people": places.limit_people - places.taken_people,
    }


def phone_name(device: Device | None) -> str:
    """Who counted it in, as colleagues say it."""
    if device is None:
        return ""
    if device.kind == DeviceKind.DESK:
        return device.label
    return _("phone %(number)s, %(label)s") % {"number": device.number, "label": device.label}


THING_ICONS = {
    "sticker": ("车贴", "sticker"),
    "radio": ("对讲", "walkie", "radio"),
    "shirt": ("T恤", "T 恤", "衣", "shirt"),
    "flag": ("旗", "flag"),
}


@dataclass(frozen=True)
class Thing:
    """What is handed out at the first check-in: so many for the car, or for each person; some come in sizes."""

    icon: str
    name: str
    quantity: int = 1
    is_per_person: bool = False
    is_sized: bool = False

    def words(self, party: Registration, people: int) -> str:
        """Shopping bag × 3; empty when this party gets none. The phone's script says the same."""
        count = self.quantity * (people if self.is_per_person else party.cars)
        said = self.name if count == 1 else f"{self.name} × {count}"
        if self.icon == "sticker" and party.car_number:
            said = f"{said} {party.car_number:02d}"
        return (f"{said} {sizes(party.shirts)}".strip() if self.is_sized else said) if count else ""


def handed_out(campaign: Campaign) -> list[Thing]:
    """Supplies per car or person, then the gifts."""
    supplies = Supply.objects.filter(campaign=campaign, basis__in=[Basis.CAR, Basis.PERSON])
    return [
        *(Thing(_thing_icon(one.name), one.name, one.quantity, one.basis == Basis.PERSON) for one in supplies),
        *(
            Thing(_thing_icon(one.name), one.name, 1, one.basis == GiftBasis.PERSON, one.is_sized)
            for one in Gift.objects.filter(campaign=campaign)
        ),
    ]


def given_to(campaign: Campaign, party: Registration, people: int) -> list[tuple[str, str]]:
    """Icon and words, a line a thing, for the `people` who were counted; sizes alone where no gift comes in sizes."""
    things = handed_out(campaign)
    lines = [(thing.icon, thing.words(party, people)) for thing in things]
    if not any(thing.is_sized for thing in things):
        lines.append(("shirt", sizes(party.shirts)))
    return [(icon, words) for icon, words in lines if words]


def _thing_icon(name: str) -> str:
    words = ((icon, word) for icon, words in THING_ICONS.items() for word in words)
    return next((icon for icon, word in words if word.lower() in name.lower()), "box")
