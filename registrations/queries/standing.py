"""Where a campaign stands for somebody who opens its link: may one register, wait, or read what became of it.

Rule: decided here once, for the page, the form and the texts; the places themselves are decided by `register`.
"""

import datetime as dt
import enum
from dataclasses import dataclass

from django.db.models import F

from campaigns.models import Campaign, Channel, ChannelKind, Club, State
from registrations.models import Accepts, Places


class Standing(enum.StrEnum):
    NOT_YET = "not_yet"
    OPEN = "open"
    FULL = "full"
    LATE = "late"  # after the links' deadline, or ready: links only join the waiting list
    LINK_CLOSED = "link_closed"
    LIVE = "live"
    OVER = "over"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


CHANNEL_FIELDS = [field.attname for field in Channel._meta.concrete_fields]
_BY_STATE = {
    State.DRAFT: Standing.NOT_YET,
    State.APPROVED: Standing.NOT_YET,
    State.LIVE: Standing.LIVE,
    State.CLOSED: Standing.OVER,
    State.REPORTED: Standing.OVER,
    State.POSTPONED: Standing.POSTPONED,
    State.CANCELLED: Standing.CANCELLED,
}


@dataclass(frozen=True)
class PublicStanding:
    """The standing with the figures the page says. `places` is None until the campaign was opened."""

    standing: Standing
    places: Places | None

    @property
    def takes_form(self) -> bool:
        return self.standing in (Standing.OPEN, Standing.FULL, Standing.LATE)

    @property
    def only_waiting(self) -> bool:
        return self.standing in (Standing.FULL, Standing.LATE)

    @property
    def shows_places(self) -> bool:
        return self.takes_form and self.places is not None

    @property
    def full_lane(self) -> str:
        return full_lane(self.places)


def full_lane(places: Places | None) -> str:
    """Which lane is full: "cars", "people", or "" when somebody still fits."""
    if places is None or not places.is_full:
        return ""
    return "people" if places.people_free == 0 else "cars"


def takes_form(campaign: Campaign, channel: Channel | None) -> bool:
    """Whether a form may come in now; asks nothing of the database."""
    return _closed(campaign, channel) is None


def link_with_places(code: str) -> tuple[Channel, Places | None]:
    """The channel of a link, its campaign and club, and the places: one question once the campaign was opened.

    Errors: Channel.DoesNotExist.
    """
    of_channel = {f"channel_{name}": F(f"campaign__channels__{name}") for name in CHANNEL_FIELDS}
    opened = Places.objects.select_related("campaign__club").filter(campaign__channels__code=code.lower())
    for places in opened.annotate(**of_channel):
        channel = Channel(**{name: getattr(places, f"channel_{name}") for name in CHANNEL_FIELDS})
        channel.campaign = places.campaign
        return channel, places
    return Channel.objects.select_related("campaign__club").get(code=code.lower()), None


def standing_of(
    campaign: Campaign, channel: Channel | None, at: dt.datetime, places: Places | None = None
) -> PublicStanding:
    """What the link of `channel` offers now. A personal invitation has no channel and no closed link."""
    places = places or next(iter(Places.objects.for_campaign(campaign)), None)
    closed = _closed(campaign, channel)
    if closed is not None:
        return PublicStanding(closed, places)
    if campaign.links_only_queue(at) or (places is not None and places.accepts == Accepts.QUEUE):
        return PublicStanding(Standing.LATE, places)
    is_full = places is None or places.is_full or (places.is_strict and places.waiting_count > 0)
    return PublicStanding(Standing.FULL if is_full else Standing.OPEN, places)


def _closed(campaign: Campaign, channel: Channel | None) -> Standing | None:
    if campaign.state in _BY_STATE:
        return _BY_STATE[State(campaign.state)]
    if channel is not None and (not channel.is_open or channel.kind == ChannelKind.WALK_IN):
        return Standing.LINK_CLOSED
    return None


def next_campaign_link(club: Club) -> Channel | None:
    """An open link of the club's next campaign that takes registrations; for those who have just come home."""
    links = Channel.objects.filter(is_open=True, kind__in=[ChannelKind.LINK, ChannelKind.QR])
    coming = links.filter(campaign__club=club, campaign__state__in=[State.INVITING, State.CONFIRMING])
    return coming.select_related("campaign").order_by("campaign__starts_at", "position", "pk").first()
