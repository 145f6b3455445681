"""The winners' list: who won what, a line to sign on, the signatures already given on a screen.

Rule: it holds names, so it is for the desk where prizes are handed over. It prints the seal of each draw, so that
the paper and the public record belong together. Kept two years, like the draw itself.
"""

from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.documents.heads import head_of, print_paper
from campaigns.models import Campaign
from registrations.models import Reveal
from registrations.queries.draw_record import record_url

STYLES = ("css/documents/winners_list.css",)


def winners_list(campaign: Campaign, *, language: str = "") -> bytes:
    """Wins that stand, by draw and in the order of drawing; in the campaign's language unless another is named."""
    rows = Reveal.objects.for_campaign(campaign).standing().order_by("draw__number", "place")
    wins = list(rows.select_related("draw", "entrant__registration", "prize", "claim"))

    def context() -> dict[str, Any]:
        return {
            **head_of(campaign),
            "kind": _("Winners' list"),
            "note": _("As of {moment}").format(moment=f"{timezone.localtime():%Y-%m-%d %H:%M}"),
            "parts": [
                {"draw": draw, "address": record_url(draw).split("://")[-1], "wins": list(group)}
                for draw, group in groupby(wins, key=lambda win: win.draw)
            ],
        }

    return print_paper(campaign, "documents/winners_list.html", context, language=language, styles=STYLES)
