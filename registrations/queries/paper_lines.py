"""Lines of the roster: by car number, then as they registered; with what was counted in on the day."""

from collections.abc import Sequence
from dataclasses import replace

from campaigns.models import Campaign, State
from campaigns.turnout import Count
from registrations.models import LIVE_STATES, Registration
from registrations.roster_lines import RosterLine, roster_lines

from .presence import call_order, day_of

REPORT_STATES = ("held", "confirmed")
AFTER_THE_START = (State.LIVE, State.CLOSED, State.REPORTED)


def lines_for(
    campaign: Campaign, *, is_masked: bool = True, states: Sequence[str] = tuple(LIVE_STATES)
) -> list[RosterLine]:
    """A bounded number of queries whatever the size."""
    rows = Registration.objects.for_campaign(campaign).filter(state__in=states).select_related("channel", "joins_at")
    lines = roster_lines(sorted(rows, key=call_order), is_masked=is_masked)
    if campaign.state not in AFTER_THE_START:
        return lines
    presence = day_of(campaign).presence
    seen = presence.arrived
    return [
        replace(line, arrived=Count(*presence.most_standing(line.registration_id)))
        if line.registration_id in seen
        else line
        for line in lines
    ]
