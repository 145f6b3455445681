"""What single pages of the plan show beside their rows."""

from collections.abc import Callable
from typing import Any

from campaigns.forms.prize import PrizeRulesForm
from campaigns.models import Campaign
from campaigns.queries.itinerary_page import itinerary_page

Rows = dict[str, list[Any]]


def _itinerary(campaign: Campaign, rows: Rows) -> dict[str, Any]:
    return {"road": itinerary_page(campaign, rows["stops"])}


def _prizes(campaign: Campaign, rows: Rows) -> dict[str, Any]:
    return {"rules_form": PrizeRulesForm(instance=campaign)}


CONTEXTS: dict[str, Callable[[Campaign, Rows], dict[str, Any]]] = {"itinerary": _itinerary, "prize_list": _prizes}
