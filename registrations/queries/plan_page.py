"""The plan as owners read it: days with their stops, what is included, safety notes. Two queries.

Rule: nothing here is personal, so the same plan may be shown to everybody who has a link.
"""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from campaigns.coordinates import in_gcj02
from campaigns.foundation.dots import unbroken
from campaigns.looks import dates
from campaigns.looks.icons import STOP_ICONS
from campaigns.models import Campaign, Stop, StopKind
from registrations.kept_parts import kept, values_in


@dataclass(frozen=True)
class RoadStop:
    """One line of the road, in the words of components/_road.html."""

    time: str
    icon: str
    title: str
    text: str
    kind: str
    is_point: bool
    late: str = ""


@dataclass(frozen=True)
class Day:
    number: int
    date: dt.date
    stops: list[RoadStop]


@dataclass(frozen=True)
class PlanPage:
    stops: list[Stop]
    days: list[Day]
    assembly: Stop | None
    included: list[str]
    safety: list[str]
    version: Hashable = None

    @cached_property
    def itinerary(self) -> SafeString:
        """The days as they are drawn on every page that shows the plain plan."""
        return render_to_string("registrations/_itinerary.html", {"days": self.days})

    @property
    def map_stops(self) -> list[Stop]:
        """The way there: the stops of the first day that have coordinates."""
        return [stop for stop in self.stops if stop.day == 1 and stop.lat is not None]

    @property
    def has_map(self) -> bool:
        return len(self.map_stops) > 1


def plan_page(campaign: Campaign) -> PlanPage:
    """The plan as it stands; one query while it does not change."""
    rows = values_in(campaign.stops.in_road_order())
    text = (campaign.pk, campaign.first_day, campaign.included, campaign.safety_notes)
    version = ("plan_page", get_language(), text, rows)
    return kept(version, lambda: _plan_page(campaign, version))


def _plan_page(campaign: Campaign, version: Hashable) -> PlanPage:
    stops = list(campaign.stops.in_road_order())
    assembly = next((stop for stop in stops if stop.kind == StopKind.ASSEMBLY), stops[0] if stops else None)
    return PlanPage(
        stops=stops,
        days=days_of(campaign, stops),
        assembly=assembly,
        included=_lines(campaign.included),
        safety=_lines(campaign.safety_notes),
        version=version,
    )


def days_of(campaign: Campaign, stops: list[Stop], lines: list[RoadStop] | None = None) -> list[Day]:
    """The stops by day; `lines` are their ready lines where a page says more than the plan."""
    ready = lines or [road_stop(stop) for stop in stops]
    numbers = sorted({stop.day for stop in stops})
    return [
        Day(
            number,
            campaign.date_of_day(number),
            [line for stop, line in zip(stops, ready, strict=True) if stop.day == number],
        )
        for number in numbers
    ]


def road_stop(stop: Stop, kind: str = "", text: str = "", late: str = "") -> RoadStop:
    return RoadStop(
        time=dates.clock(stop.arrive),
        icon=STOP_ICONS.get(stop.kind, "pin"),
        title=stop.name,
        text=text or stop_text(stop),
        kind=kind,
        is_point=not stop.is_on_the_way,
        late=late,
    )


def stop_text(stop: Stop) -> str:
    """What happens, how far it was, when it goes on: 午餐；约 170 公里；13:00 出发."""
    parts = [stop.note] if stop.note else []
    if stop.leg_distance_km:
        parts.append(unbroken(_("about {km} km").format(km=stop.leg_distance_km)))
    if stop.depart and stop.kind != StopKind.END:
        parts.append(unbroken(_("leave {time}").format(time=dates.clock(stop.depart))))
    return pgettext("between parts of a line", "; ").join(parts)


def map_link(stop: Stop) -> str:
    """The stop on Amap's page, in its own datum; empty without coordinates. WeChat opens the page, not the app."""
    if stop.lat is None or stop.lon is None:
        return ""
    point = in_gcj02(float(stop.lat), float(stop.lon), stop.datum)
    query = {"position": f"{point.lon:.6f},{point.lat:.6f}", "name": stop.name, "coordinate": "gaode"}
    return f"https://uri.amap.com/marker?{urlencode(query)}"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
