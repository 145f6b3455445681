"""The A4 poster of one channel: the sign, the road, what it is, and a QR code of at least 60 mm.

Rule: the theme's title is set in 104, 72 or 54 pt for at most four, six or more characters (design/brief.md).
"""

import math
from typing import Any

from django.utils.translation import gettext as _

from campaigns.charts import clipped, letters_wide
from campaigns.foundation import qr
from campaigns.foundation.tokens import tokens
from campaigns.looks import dates
from campaigns.models import Campaign, Channel, Stop
from campaigns.route_sketch import RouteSketch, sketch
from campaigns.templatetags.papers import point_lines

from .heads import head_of, print_paper

STYLES = ("css/documents/poster.css",)
MOST_LINES = 6
MOST_STOPS = 5
LINE_LETTERS = 20.5
MOST_DAY_LETTERS = 14.5
SKETCH_WIDTH, SKETCH_HEIGHT = 384, 214


def poster(campaign: Campaign, channel: Channel, *, link: str, language: str = "") -> bytes:
    """One full-bleed A4 page whose code opens `link`, tagged, in the campaign's language unless another is named."""

    def context() -> dict[str, Any]:
        head = head_of(campaign)
        return {
            "campaign": campaign,
            "channel": channel,
            "kind": _("Poster"),
            "tokens": tokens(),
            "author": head["author"],
            "club_logo": head["club_logo"],
            "title_size": title_size(campaign.title),
            "days": (days := dates.day_range(campaign.local(campaign.starts_at), campaign.local(campaign.ends_at))),
            "days_size": "long" if letters_wide(days) > MOST_DAY_LETTERS else "",
            "map": (drawn := _map(campaign)),
            "road": [] if drawn else _road(campaign),
            "code": qr.svg(link, _("QR code to register: {link}").format(link=link)),
            "link": link.split("://", 1)[-1].rstrip("/"),
            "lines": _lines(campaign),
        }

    return print_paper(campaign, "documents/poster.html", context, language=language, styles=STYLES)


def title_size(title: str) -> str:
    """The class that sets the title as large as the plate allows."""
    wide = letters_wide(title)
    if wide <= 4:
        return "of-four"
    if wide <= 6:
        return "of-six"
    return "of-more" if wide <= 16 else "of-many"


def _map(campaign: Campaign) -> RouteSketch | None:
    """The way there; without two stops that have coordinates, no map."""
    points = [
        (stop.name, dates.clock(stop.arrive), float(stop.lat), float(stop.lon), False)
        for stop in campaign.stops.in_road_order()
        if stop.day == 1 and stop.lat is not None and stop.lon is not None
    ]
    if len(points) < 2:
        return None
    return sketch(points, seed=campaign.slug, width=SKETCH_WIDTH, height=SKETCH_HEIGHT, levels=6)


def _road(campaign: Campaign) -> list[Stop]:
    """Where the first day goes, when nobody has given coordinates: from where we meet to where it ends."""
    stops = [stop for stop in campaign.stops.in_road_order() if stop.day == 1 and not stop.is_on_the_way]
    return stops if len(stops) <= MOST_STOPS else [*stops[: MOST_STOPS - 1], stops[-1]]


def _lines(campaign: Campaign) -> list[str]:
    """What it is in a few short lines: for whom, until when, what there is, what one pays."""
    found = []
    capacity = campaign.capacity
    room = ""
    if campaign.shows_figures:
        room = _("{cars} cars, {people} people + waiting list").format(
            cars=capacity.limit_cars, people=capacity.limit_people
        )
    models, brand = campaign.models_invited, campaign.club.brand
    gap = " " if (brand + models).isascii() or models[:1].isascii() else ""  # Chinese sets names without spaces
    whose = models if not models or brand in models else f"{brand}{gap}{models}"
    found.append(_("{models}: {room}").format(models=whose, room=room) if whose and room else whose or room)
    if campaign.registration_closes_at:
        found.append(
            _("Register by {moment}").format(moment=dates.moment(campaign.local(campaign.registration_closes_at)))
        )
    if campaign.own_cost:
        found.append(_("You pay: {what}").format(what=campaign.own_cost))
    found += point_lines(campaign.included)[:2]  # last: of these one may be left out
    return _fitting([line for line in found if line])


def _fitting(found: list[str]) -> list[str]:
    """As many as the foot has lines for; none longer than two."""
    kept: list[str] = []
    room = MOST_LINES
    for line in found:
        need = min(2, math.ceil(letters_wide(line) / LINE_LETTERS))
        if need > room:
            break
        kept.append(clipped(line, 2 * LINE_LETTERS - 1))
        room -= need
    return kept
