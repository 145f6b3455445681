"""Dates, times, money and phones as filters: `{% load convoy_words %}`. What each gives is told in looks/dates.py."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import template

from campaigns.looks import dates

register = template.Library()

WRITERS = [
    dates.day, dates.short_day, dates.short_day_with_year, dates.long_day, dates.clock, dates.moment, dates.minutes,
    dates.time_left, dates.money, dates.phone, dates.masked_phone,
]  # fmt: skip


def _or_nothing(write: Callable[[Any], str]) -> Callable[[Any], str]:
    def written(value: Any) -> str:
        return write(value) if value not in (None, "") else ""

    return written


for writer in WRITERS:
    register.filter(writer.__name__, _or_nothing(writer))  # type: ignore[arg-type]  # each takes what it is given


@register.filter
def local(value: dt.datetime | None, campaign: Any) -> dt.datetime | None:
    """`{{ stop.arrived_at|local:campaign|clock }}`: the moment on the campaign's own clock."""
    return campaign.local(value) if value else None


@register.simple_tag
def campaign_days(campaign: Any) -> str:
    """10月24日 周六 – 25日 周日."""
    return dates.day_range(campaign.local(campaign.starts_at), campaign.local(campaign.ends_at))


@register.simple_tag
def campaign_times(campaign: Any) -> str:
    """10月24日 周六 09:00 – 25日 周日 17:00."""
    return dates.moment_range(campaign.local(campaign.starts_at), campaign.local(campaign.ends_at))


@register.simple_tag
def date_range(start: Any, end: Any) -> str:
    return dates.day_range(start, end)
