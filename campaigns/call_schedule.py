"""The two rounds of calls fit between now and their own deadlines, however soon a campaign starts.

Rule: a deadline lies ahead, an hour before the start at the latest; a round begins on a day with call hours before its
deadline. Only where no such day is left do the hours of a day give way.
"""

import datetime as dt
from collections.abc import Iterator

from campaigns.models import Campaign

BEFORE_THE_START = dt.timedelta(hours=1)  # the latest a deadline may fall
LEAST_TIME_TO_RING = dt.timedelta(hours=1)
ONE_DAY = dt.timedelta(days=1)


def fit_calls(campaign: Campaign, at: dt.datetime) -> None:
    """Move days, deadlines and hours of a new campaign (not saved here) where they would not leave time to ring."""
    campaign.registration_closes_at = _in_time(campaign, campaign.registration_closes_at, at)
    campaign.confirm_by = _in_time(campaign, campaign.confirm_by, at)
    campaign.invite_from = _first_day(campaign, campaign.invite_from, campaign.registration_closes_at, at)
    campaign.confirm_from = _first_day(campaign, campaign.confirm_from, campaign.confirm_by, at)


def _in_time(campaign: Campaign, deadline: dt.datetime | None, at: dt.datetime) -> dt.datetime | None:
    """Before the start, and not past already: then half way from now to the start."""
    if deadline is None:
        return None
    deadline = min(deadline, campaign.starts_at - BEFORE_THE_START)
    if deadline <= at < campaign.starts_at:
        deadline = (at + (campaign.starts_at - at) / 2).replace(second=0, microsecond=0)
    return deadline


def _first_day(
    campaign: Campaign, first: dt.date | None, deadline: dt.datetime | None, at: dt.datetime
) -> dt.date | None:
    if first is None or deadline is None or deadline <= at:
        return first
    last = campaign.local(deadline).date()
    today = campaign.local(at).date()
    first = max(today, min(first, last))
    days = list(_days_to_ring(campaign, first, deadline, at)) or list(_days_to_ring(campaign, today, deadline, at))[-1:]
    if days:
        return days[0]
    latest = campaign.local(deadline)
    earliest = max(latest - LEAST_TIME_TO_RING, dt.datetime.combine(last, dt.time(0), tzinfo=campaign.zone))
    campaign.call_from = min(campaign.call_from, earliest.time().replace(second=0, microsecond=0))
    campaign.call_until = max(campaign.call_until, latest.time().replace(second=0, microsecond=0))
    return last


def _days_to_ring(campaign: Campaign, first: dt.date, deadline: dt.datetime, at: dt.datetime) -> Iterator[dt.date]:
    """The days from `first` on that have call hours between now and the deadline."""
    day = first
    while day <= campaign.local(deadline).date():
        opens = dt.datetime.combine(day, campaign.call_from, tzinfo=campaign.zone)
        shuts = dt.datetime.combine(day, campaign.call_until, tzinfo=campaign.zone)
        if max(opens, at) < min(shuts, deadline):
            yield day
        day += ONE_DAY
