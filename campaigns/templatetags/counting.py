"""Small counts that a template shows."""

from collections.abc import Iterable

from django import template

from campaigns.queries.readiness import Check
from campaigns.turnout import ChannelTurnout, Turnout

register = template.Library()


@register.simple_tag
def done_count(checks: Iterable[Check]) -> int:
    return sum(1 for check in checks if check.is_done)


@register.simple_tag
def most_registered(channels: Iterable[ChannelTurnout]) -> int:
    """The longest bar among the channels, in cars."""
    return max((channel.registered.cars for channel in channels), default=0)


@register.simple_tag
def longest(turnout: Turnout) -> int:
    """What the funnel's bars are measured against."""
    return max(turnout.invited, turnout.registered.cars, turnout.confirmed.cars, turnout.arrived.cars, 1)
