"""What the presenter's page knows of the draw, as plain values for its scripts.

Rule: names and the secret are in it only once the dice lie: the page then draws by itself, without network.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.charts import letters_wide
from campaigns.looks.dates import money
from campaigns.looks.plates import plate_parts
from campaigns.models import Campaign
from registrations.models import Draw, DrawEntrant, DrawState
from registrations.plate import PROVINCES, masked
from registrations.queries.draw import secret_for_presenter

NAME_LETTERS = 6  # Chinese ones, in large type beside the plate
KNOWN_BEFORE_THE_THROW = (DrawState.FROZEN, DrawState.COMMITTED)


def draw_on_screen(campaign: Campaign) -> Draw | None:
    """The one under way, else the last one."""
    return Draw.objects.for_campaign(campaign).select_related("campaign").latest_first().first()


def screen_of(draw: Draw | None) -> dict[str, Any]:
    if draw is None:
        return {"id": ""}
    address = reverse("registrations:draw_record", args=[draw.public_id])
    return {
        "id": draw.public_id,
        "state": draw.state,
        "round": draw.number,
        "cars": draw.entrants.count(),
        "out": len(draw.exclusions),
        "dice": draw.dice,
        "throw": draw.throw,
        "reason": draw.reason,
        "override": draw.override_reason,
        "digest": draw.digest,
        "address": settings.BASE_URL.split("://")[-1] + address,
        "code": reverse("registrations:draw_code", args=[draw.public_id]),
        "prizes": [
            {
                "name": one.name,
                "quantity": one.quantity,
                "worth": money(one.worth_amount) if one.worth_amount else "",
            }
            for one in draw.prizes.all()
        ],
        "reveals": _reveals(draw),
        **{name: getattr(draw, name) for name in ("list_hash", "prize_hash", "secret_hash", "commit")},
        **_after_the_throw(draw),
    }


def _reveals(draw: Draw) -> list[dict[str, Any]]:
    rows = draw.reveals.select_related("entrant").order_by("place")
    return [
        {"place": one.place, "number": one.entrant.number, "result": one.result, "reason": one.reason} for one in rows
    ]


def _after_the_throw(draw: Draw) -> dict[str, Any]:
    if draw.state in KNOWN_BEFORE_THE_THROW:
        return {"secret": "", "entrants": []}
    entrants = [called(one) for one in draw.entrants.select_related("registration")]
    return {"secret": secret_for_presenter(draw), "entrants": entrants}


def called(entrant: DrawEntrant) -> dict[str, Any]:
    """A car as the room hears it: number, name, masked plate."""
    registration = entrant.registration
    plate = registration.plate
    hidden = masked(plate)
    has_region = len(plate) > 2 and plate[0] in PROVINCES
    is_sticker = registration.car_number == entrant.number
    words = _("Car {number}") if is_sticker else _("Lot {number}")
    before, after = words.split("{number}")
    return {
        "number": entrant.number,
        "before": before.strip(),
        "after": after.strip(),
        "name": registration.name,
        "is_long": letters_wide(registration.name) > NAME_LETTERS,
        "region": hidden[:2] if has_region else "",
        "rest": hidden[2:] if has_region else hidden,
        "nev": plate_parts(plate).is_new_energy,
    }
