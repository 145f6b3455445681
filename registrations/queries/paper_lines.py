"""Lines of the roster: by car number, then as they registered; with what was counted in on the day."""

from dataclasses import replace

from campaigns.models import Campaign, State
from campaigns.turnout import Count
from registrations.models import ENDED_STATES, LIVE_STATES, Registration
from registrations.roster_lines import RosterLine, roster_lines

from .presence import Day, call_order, day_of
from .turnout import rows_of

AFTER_THE_START = (State.LIVE, State.CLOSED, State.REPORTED)


def lines_for(campaign: Campaign, *, is_masked: bool = True) -> list[RosterLine]:
    """Who comes now. A bounded number of queries whatever the size."""
    live = Registration.objects.for_campaign(campaign).filter(state__in=LIVE_STATES)
    rows = live.select_related("channel", "joins_at")
    lines = roster_lines(sorted(rows, key=call_order), is_masked=is_masked)
    if campaign.state not in AFTER_THE_START:
        return lines
    return _with_arrived(lines, day_of(campaign))


def report_lines(campaign: Campaign) -> list[RosterLine]:
    """Everybody behind the report's figures: ever registered or let in, whatever became of them, then the walk-ins."""
    rows = rows_of(campaign)
    everybody = {one.pk: one for one in (*rows.registered, *rows.arrived)}
    ever = sorted(everybody.values(), key=lambda one: (one.state in ENDED_STATES, call_order(one)))
    return _with_arrived(roster_lines([*ever, *sorted(rows.walk_ins, key=call_order)]), rows.day)


def _with_arrived(lines: list[RosterLine], day: Day) -> list[RosterLine]:
    seen = day.presence.arrived
    return [
        replace(line, arrived=Count(*day.presence.most_standing(line.registration_id)))
        if line.registration_id in seen
        else line
        for line in lines
    ]
