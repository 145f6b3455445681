"""The staff page of a draw in one answer: who is in, what waits, the draw under way, winners and claims."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from campaigns.access import PLANNING, may
from campaigns.foundation import qr
from campaigns.models import Campaign, Prize, Staff, State
from registrations.links import presenter_url
from registrations.models import Draw, DrawExclusion, PresenterLink, Reveal
from registrations.models.presenter_link import good_until
from registrations.queries.devices import DeviceStanding, devices_not_clear
from registrations.queries.draw import ListedCar, listed_cars, units_left
from registrations.queries.draw_record import hashes


@dataclass(frozen=True)
class OpenLink:
    """The presenter's link while it is good."""

    link: PresenterLink
    url: str
    code: SafeString


@dataclass(frozen=True)
class DrawOverview:
    """`current` is the draw under way; `past` those that ended, the latest first."""

    may_act: bool
    is_live: bool
    cars: list[ListedCar]
    exclusions: list[DrawExclusion]
    prizes: list[tuple[Prize, int]]
    phones: list[DeviceStanding]
    current: Draw | None
    current_hashes: list[tuple[str, str]]
    calls: list[Reveal]
    past: list[Draw]
    winners: list[Reveal]
    link: OpenLink | None
    link_until: dt.datetime

    @property
    def cars_in(self) -> list[ListedCar]:
        return [car for car in self.cars if car.is_in]

    @property
    def cars_out(self) -> list[ListedCar]:
        return [car for car in self.cars if not car.is_in]

    @property
    def is_over(self) -> bool:
        """Drawn, and nothing left to draw: nobody needs the big screen any more."""
        return self.current is None and bool(self.winners) and not self.prizes

    @property
    def undecided(self) -> list[Prize]:
        return [prize for prize, _units in self.prizes if prize.is_undecided]

    @property
    def has_too_many_prizes(self) -> bool:
        """A car wins once: what comes last in the order is not drawn."""
        return 0 < len(self.cars_in) < self.units

    @property
    def units(self) -> int:
        return sum(units for _prize, units in self.prizes)


def overview_of(campaign: Campaign, staff: Staff) -> DrawOverview:
    draws = list(Draw.objects.for_campaign(campaign).latest_first())
    current = next((draw for draw in draws if draw.is_open), None)
    may_act = may(staff, campaign.club, *PLANNING)
    calls = Reveal.objects.for_campaign(campaign).select_related("entrant__registration", "prize", "claim")
    return DrawOverview(
        may_act=may_act,
        is_live=campaign.state == State.LIVE,
        cars=[] if current else listed_cars(campaign),
        exclusions=list(DrawExclusion.objects.filter(campaign=campaign).select_related("registration")),
        prizes=units_left(campaign),
        phones=[] if current else devices_not_clear(campaign),
        current=current,
        current_hashes=hashes(current) if current else [],
        calls=list(calls.filter(draw=current).order_by("place")) if current else [],
        past=[draw for draw in draws if not draw.is_open],
        winners=list(calls.standing().order_by("draw__number", "place")),
        link=open_link(campaign) if may_act else None,
        link_until=good_until(campaign, timezone.now()),
    )


def open_link(campaign: Campaign) -> OpenLink | None:
    link = PresenterLink.objects.for_campaign(campaign).good(timezone.now()).first()
    if link is None:
        return None
    url = presenter_url(link)
    return OpenLink(link, url, qr.svg(url, _("The presenter's link as a code")))
