"""What anybody may read of a draw: the seal, the dice, who won by number, and why it holds.

Rule: no whole names. Winners of prizes over 500 CNY are shown (product.md), here by the first sign of their name;
everybody else is a number.
"""

import json
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from registrations import verify_draw
from registrations.models import Draw, DrawPrize, Reveal, RevealResult


@dataclass(frozen=True)
class PrizeResult:
    """One line of the prize list: the numbers that won it, and those that were passed."""

    prize: DrawPrize
    won: list[tuple[int, str]]
    passed: list[Reveal]


def results(draw: Draw) -> list[PrizeResult]:
    """By prize, in the order of drawing; a number comes with a first sign only where the prize is shown on site."""
    rows = draw.reveals.select_related("entrant__registration", "prize").order_by("place")
    return [
        PrizeResult(
            prize,
            won=[(row.entrant.number, _shown_name(row)) for row in calls if row.result == RevealResult.WON],
            passed=[row for row in calls if row.result == RevealResult.ABSENT],
        )
        for prize, calls in ((prize, list(group)) for prize, group in groupby(rows, key=lambda row: row.prize))
    ]


def undrawn(draw: Draw) -> list[tuple[DrawPrize, int]]:
    """What was left when the draw ended, with how many of it."""
    if draw.is_open:
        return []
    won = Counter(draw.reveals.filter(result=RevealResult.WON).values_list("prize_id", flat=True))
    left = [(prize, prize.quantity - won[prize.pk]) for prize in draw.prizes.all()]
    return [(prize, units) for prize, units in left if units > 0]


def _shown_name(reveal: Reveal) -> str:
    return first_sign(reveal.entrant.registration.name) if reveal.prize.is_shown_on_site else ""


def first_sign(name: str) -> str:
    """陈** · C**: the driver knows who is meant."""
    return f"{name.strip()[0]}**" if name.strip() else ""


def record_url(draw: Draw) -> str:
    """Absolute address of the public record."""
    return settings.BASE_URL + reverse("registrations:draw_record", args=[draw.public_id])


def hashes(draw: Draw) -> list[tuple[str, str]]:
    """What was sealed; once the draw is over, the secret itself as it stands in the record."""
    names = ("list_hash", "prize_hash", "exclusion_hash", "secret_hash", "commit")
    sealed = [(name, getattr(draw, name)) for name in names if getattr(draw, name)]
    secret = json.loads(draw.transcript).get("secret") if draw.transcript else ""
    return [*sealed, ("secret", secret)] if secret else sealed


def sentences() -> list[tuple[str, Any]]:
    """(problem, sentence): what the verifiers can find wrong, in the reader's language."""
    place = 1 if get_language() == "en" else 0
    return [(name, pair[place]) for name, pair in verify_draw.WHY.items()]
