"""What anybody may read of a draw: the seal, the dice, who won by number, and why it holds.

Rule: no whole names. Winners of prizes over 500 CNY are shown (product.md), here by the first sign of their name;
everybody else is a number.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from registrations import verify_draw
from registrations.models import Draw, Reveal, RevealResult


@dataclass(frozen=True)
class ResultLine:
    """One call: the prize, the number, and whether it was passed."""

    reveal: Reveal
    name: str

    @property
    def is_won(self) -> bool:
        return self.reveal.result == RevealResult.WON


def result_lines(draw: Draw) -> list[ResultLine]:
    rows = draw.reveals.select_related("entrant__registration", "prize").order_by("place")
    return [ResultLine(row, _shown_name(row)) for row in rows]


def _shown_name(reveal: Reveal) -> str:
    is_shown = reveal.result == RevealResult.WON and reveal.prize.is_shown_on_site
    return first_sign(reveal.entrant.registration.name) if is_shown else ""


def first_sign(name: str) -> str:
    """陈** · C**: the driver knows who is meant."""
    return f"{name.strip()[0]}**" if name.strip() else ""


def record_url(draw: Draw) -> str:
    """Absolute address of the public record."""
    return settings.BASE_URL + reverse("registrations:draw_record", args=[draw.public_id])


def hashes(draw: Draw) -> list[tuple[str, str]]:
    names = ("list_hash", "prize_hash", "exclusion_hash", "secret_hash", "commit")
    return [(name, getattr(draw, name)) for name in names if getattr(draw, name)]


def sentences() -> list[tuple[str, Any]]:
    """(problem, sentence): what the verifiers can find wrong, in the reader's language."""
    place = 1 if get_language() == "en" else 0
    return [(name, pair[place]) for name, pair in verify_draw.WHY.items()]
