"""Dates, times, money and phones as filters: `{% load convoy_words %}`. What each gives is told in looks/dates.py."""

import datetime as dt
from typing import Any

from django import template

from campaigns.looks import dates

register = template.Library()

for name in ("day", "short_day", "long_day", "clock", "moment", "minutes", "time_left", "money", "phone", "masked_phone"):
    register.filter(name, lambda value, write=getattr(dates, name): write(value) if value not in (None, "") else "")


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
