"""The facts that texts and scripts share: when, where, how many, until when.

Rule: everything in the current language and the campaign's own time.
"""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from campaigns.looks import dates
from campaigns.models import Campaign, Stop, StopKind
from registrations.models import Registration


def when(campaign: Campaign) -> str:
    """10月24日 周六 – 25日 周日."""
    return dates.day_range(campaign.local(campaign.starts_at), campaign.local(campaign.ends_at))


def moment(campaign: Campaign, at: dt.datetime) -> str:
    return dates.moment(campaign.local(at))


def start(campaign: Campaign) -> str:
    return moment(campaign, campaign.starts_at)


def assembly(campaign: Campaign) -> Stop | None:
    """Where the tour begins: the assembly, else the first stop."""
    stops = sorted(campaign.stops.all(), key=lambda stop: (stop.day, stop.position, stop.pk))  # may be prefetched
    return next((stop for stop in stops if stop.kind == StopKind.ASSEMBLY), stops[0] if stops else None)


def meeting_place(registration: Registration) -> Stop | None:
    return registration.joins_at or assembly(registration.campaign)


def meeting(registration: Registration) -> str:
    """Where and when this party joins; empty while the itinerary is."""
    stop = meeting_place(registration)
    if stop is None:
        return ""
    at = dates.moment(registration.campaign.moment(stop.day, stop.arrive))
    has_address = stop.place and stop.place != stop.name
    place = _("{name} ({address})").format(name=stop.name, address=stop.place) if has_address else stop.name
    return _("Meeting point: {place}, {at}.").format(place=place, at=at)


def people(adults: int, children: int) -> str:
    """2 adults; 2 adults, 1 child · 2 位大人; 2 大 1 小."""
    if not children:
        return ngettext("%(n)d adult", "%(n)d adults", adults) % {"n": adults}
    return _("{adults}, {children}").format(
        adults=npgettext("with children", "%(n)d adult", "%(n)d adults", adults) % {"n": adults},
        children=npgettext("with adults", "%(n)d child", "%(n)d children", children) % {"n": children},
    )


def size(registration: Registration) -> str:
    """1 car, 2 adults, 1 child; or: riding along, …"""
    car = _("1 car") if registration.cars else _("riding along")
    return _("{car}, {people}").format(car=car, people=people(registration.adults, registration.children))
