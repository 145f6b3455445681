"""Rows of the plan."""

import datetime as dt
import itertools
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from campaigns.models import Campaign, Capacity, Channel, Club, Prize, Role, Staff, StaffRole, State, Stop

number = itertools.count(1)


def make_club(**fields: Any) -> Club:
    n = next(number)
    return Club.objects.create(**{"name": f"Club {n}", "slug": f"club-{n}", "store": f"Store {n}"} | fields)


def make_staff(club: Club | None = None, *roles: str, **fields: Any) -> Staff:
    """Somebody who signs in with the password "pw"; a stranger without `club`."""
    n = next(number)
    username = fields.pop("username", f"staff{n}")
    staff = Staff.objects.create_user(username, password="pw", **{"name": f"Staff {n}"} | fields)
    if club is not None:
        for role in roles or (Role.PLANNER,):
            StaffRole.objects.create(staff=staff, club=club, role=role)
    return staff


def nine_o_clock(*, days_ahead: int) -> dt.datetime:
    """09:00 in a campaign's own time zone, so that a campaign has the same days at whatever hour tests run."""
    there = timezone.now().astimezone(ZoneInfo(Campaign._meta.get_field("time_zone").get_default()))
    return (there + dt.timedelta(days=days_ahead)).replace(hour=9, minute=0, second=0, microsecond=0)


def make_campaign(
    club: Club | None = None, state: str = State.DRAFT, limit: tuple[int, int] = (50, 130), **fields: Any
) -> Campaign:
    """A campaign with capacity and one open channel; from *inviting* on its `Places` row exists too."""
    from .people import make_places

    n = next(number)
    starts_at = fields.pop("starts_at", nine_o_clock(days_ahead=20))
    campaign = Campaign.objects.create(
        club=club or make_club(),
        state=state,
        **{
            "slug": f"campaign-{n}",
            "theme": f"Tour {n}",
            "purpose": "Drive together",
            "starts_at": starts_at,
            "ends_at": starts_at + dt.timedelta(hours=32),
            "confirm_by": starts_at - dt.timedelta(days=3),
        }
        | fields,
    )
    make_capacity(campaign, limit=limit)
    make_channel(campaign)
    if state not in (State.DRAFT, State.APPROVED):
        make_places(campaign, limit=limit)
    return campaign


def make_capacity(
    campaign: Campaign, target: tuple[int, int] = (40, 100), limit: tuple[int, int] = (50, 130)
) -> Capacity:
    return Capacity.objects.create(
        campaign=campaign,
        target_cars=target[0],
        target_people=target[1],
        limit_cars=limit[0],
        limit_people=limit[1],
    )


def make_stop(campaign: Campaign, **fields: Any) -> Stop:
    position = fields.pop("position", campaign.stops.count())
    defaults = {"day": 1, "arrive": dt.time(9, 0), "name": f"Stop {position}", "position": position}
    return Stop.objects.create(campaign=campaign, **defaults | fields)


def make_channel(campaign: Campaign, **fields: Any) -> Channel:
    return Channel.objects.create(campaign=campaign, **{"name": f"Channel {next(number)}"} | fields)


def make_prize(campaign: Campaign, **fields: Any) -> Prize:
    return Prize.objects.create(campaign=campaign, **{"name": f"Prize {next(number)}", "worth_amount": 100} | fields)
