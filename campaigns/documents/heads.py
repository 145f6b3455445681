"""What all papers of a campaign share: their head (what, when, the way, who made it), language, zone and club logo."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from campaigns.foundation.pdf import print_template
from campaigns.foundation.tokens import tokens
from campaigns.models import Campaign
from campaigns.templatetags.papers import days_with_year

LOGO = "club-logo.png"


def head_of(campaign: Campaign) -> dict[str, Any]:
    """Template context for documents/_head.html; call it inside the document's language and zone."""
    return {
        "campaign": campaign,
        "tokens": tokens(),
        "when": days_with_year(campaign.first_day, campaign.last_day),
        "route": route_of(campaign),
        "author": campaign.club.store or campaign.club.name,
        "club_logo": f"convoy:picture/{LOGO}" if campaign.club.logo else "",
    }


def print_paper(
    campaign: Campaign,
    template: str,
    context: Callable[[], dict[str, Any]],
    *,
    language: str = "",
    styles: Sequence[str] = (),
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """A tagged PDF in the campaign's language unless another is named, its times in the campaign's zone."""
    return print_template(
        template,
        context,
        language=language or campaign.language,
        zone=campaign.zone,
        styles=styles,
        pictures=club_pictures(campaign) | dict(pictures or {}),
    )


def club_pictures(campaign: Campaign) -> dict[str, bytes]:
    """The club's logo, which stands in for the mark; nothing without one."""
    if not campaign.club.logo:
        return {}
    with campaign.club.logo.open("rb") as file:
        return {LOGO: file.read()}


def route_of(campaign: Campaign) -> str:
    """First stop – meal – last place reached on day one: at most three names, the way out."""
    stops = [stop for stop in campaign.stops.in_road_order() if stop.day == 1]
    kept = [stop for stop in stops if stop.kind not in ("toll", "fuel", "banquet")]
    if len(kept) > 3:
        kept = [kept[0], kept[len(kept) // 2], kept[-1]]
    return " – ".join(stop.name for stop in kept)
