"""The roster of registrations as a paper: who is coming, in which car, how many.

Rule: names, numbers and plates are masked unless the lines handed in are whole; the paper says which.
"""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.documents.heads import head_of, print_paper
from campaigns.models import Campaign
from registrations.roster_lines import RosterLine


def roster(campaign: Campaign, lines: Sequence[RosterLine], *, is_masked: bool = True, language: str = "") -> bytes:
    """A landscape A4 table of `lines` with totals; in the campaign's language unless another is named."""

    def context() -> dict[str, Any]:
        return {
            **head_of(campaign),
            "kind": _("Roster"),
            "note": _("As of {moment}").format(moment=f"{timezone.localtime():%Y-%m-%d %H:%M}"),
            "lines": lines,
            "is_masked": is_masked,
            "totals": {
                "parties": len(lines),
                "cars": sum(line.cars for line in lines),
                "adults": sum(line.adults for line in lines),
                "children": sum(line.children for line in lines),
                "people": sum(line.people for line in lines),
            },
        }

    return print_paper(campaign, "documents/roster.html", context, language=language)
