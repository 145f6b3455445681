"""Words of the itinerary's page: legs, what the rules found, where a stop can go. `{% load itinerary_words %}`."""

from django import template
from django.utils.translation import gettext as _

from campaigns.foundation.dots import dot, unbroken
from campaigns.itinerary_legs import Leg
from campaigns.itinerary_rules import Finding
from campaigns.looks import dates, findings
from campaigns.queries.itinerary_page import ItineraryPage, RoadDay, RoadEntry

register = template.Library()


@register.simple_tag
def km(distance: float) -> str:
    """305 km; under one, in metres."""
    if distance < 1:
        return unbroken(_("%(n)s m") % {"n": round(distance * 10) * 100})
    return unbroken(_("%(n)s km") % {"n": round(distance)})


@register.simple_tag
def leg_words(leg: Leg) -> str:
    """10:00 departure · about 170 km · 2 h 10 min."""
    parts = []
    if leg.start.depart:
        parts.append(_("%(time)s departure") % {"time": dates.clock(leg.start.depart)})
    if leg.distance_km is not None and leg.distance_km >= 0.05:
        words = km(leg.distance_km)
        parts.append(words if leg.end.leg_km is not None else _("about %(distance)s") % {"distance": words})
    if leg.is_walk:
        parts.append(_("on foot"))
    elif leg.drive_minutes:
        parts.append(dates.minutes(leg.drive_minutes))
    return dot().join(parts)


@register.simple_tag
def flag(finding: Finding) -> str:
    return findings.flag(finding)


@register.simple_tag
def finding_words(finding: Finding) -> str:
    return findings.sentence(finding)


@register.simple_tag
def stop_ends(entry: RoadEntry, day: RoadDay, road: ItineraryPage) -> dict[str, bool]:
    """Whether a stop is the first or last of the whole road."""
    return {
        "is_top": entry.is_first and day.number == 1,
        "is_bottom": entry.is_last and day.number >= road.day_count,
    }


@register.simple_tag
def rest_between(finding: Finding, road: ItineraryPage) -> str:
    """The query that opens a new stop half way along the drive that is too long."""
    legs = {leg.end.key: leg for leg in road.checked.legs}
    leg = legs.get(finding.stop)
    if leg is None or leg.leaves is None:
        return ""
    middle = (leg.leaves + (leg.drive_minutes or 0) // 2) % (24 * 60)
    return f"?day={leg.end.day}&arrive={middle // 60:02}:{middle % 60:02}"
