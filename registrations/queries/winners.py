"""Who won what: the car numbers per prize of the plan, from draws that stand."""

from campaigns.models import Campaign
from registrations.models.draw import Reveal


def winners_of(campaign: Campaign) -> dict[int, tuple[int, ...]]:
    """Prize id → numbers called, in the order of drawing. A void draw counts nowhere."""
    found: dict[int, tuple[int, ...]] = {}
    drawn = Reveal.objects.for_campaign(campaign).standing().order_by("draw__number", "place")
    for prize, number in drawn.values_list("prize__prize_id", "entrant__number"):
        found[prize] = (*found.get(prize, ()), number)
    return found
