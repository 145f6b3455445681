"""`{% draw_proof registration %}`: on a pass, how the draw went for this car and where to check it.

Rule: shown once a draw is sealed; a void one stays, with its reason.
"""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from campaigns.foundation import qr
from campaigns.models import State
from registrations import draw_words
from registrations.models import Draw, DrawEntrant, DrawState, PrizeClaim, Registration, RevealResult
from registrations.queries.draw_record import record_url

register = template.Library()


@dataclass(frozen=True)
class Proof:
    """One draw as this party sees it. `entrant` is empty for whoever was not in it."""

    draw: Draw
    entrant: DrawEntrant | None
    code: SafeString
    why_not: str = ""  # why this car was not in it, as a reader is told

    @property
    def prize(self) -> str:
        reveal = getattr(self.entrant, "reveal", None)
        won = reveal is not None and reveal.result == RevealResult.WON and not self.draw.is_void
        return reveal.prize.name if reveal is not None and won else ""

    @property
    def claim(self) -> PrizeClaim | None:
        """Who took the prize home, once it was handed over."""
        return getattr(getattr(self.entrant, "reveal", None), "claim", None)

    @property
    def is_over(self) -> bool:
        return self.draw.state == DrawState.FINISHED


@register.inclusion_tag("registrations/_draw_proof.html")
def draw_proof(registration: Registration) -> dict[str, Any]:
    draws = Draw.objects.for_campaign(registration.campaign).exclude(commit="").order_by("number")
    mine = {
        entrant.draw_id: entrant
        for entrant in DrawEntrant.objects.filter(registration=registration).select_related(
            "reveal__prize", "reveal__claim"
        )
    }
    proofs = [
        Proof(draw, mine.get(draw.pk), qr.svg(record_url(draw), _("Record of the draw")), _why_not(draw, registration))
        for draw in draws
    ]
    campaign = registration.campaign
    return {"proofs": proofs, "campaign": campaign, "club": campaign.club, "has_desk": campaign.state == State.LIVE}


def _why_not(draw: Draw, registration: Registration) -> str:
    """The reason on record for a car with a number that was left out; empty for whoever was in it or has no car."""
    ours = draw_words.car(registration.car_number) if registration.car_number else ""
    return next((draw_words.shown(line["reason"]) for line in draw.exclusions if line["who"] == ours), "")
