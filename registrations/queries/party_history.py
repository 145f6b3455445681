"""What happened to one registration, in time, as a road: each act with its day, its words, who and why."""

from campaigns.looks import dates
from registrations.looks.registration_moves import move_words
from registrations.models import LIVE_STATES, Registration

from .plan_page import RoadStop


def party_history(registration: Registration) -> list[RoadStop]:
    """Oldest first; the last one is where the party stands now. One query."""
    moves = list(registration.moves.select_related("by"))
    points: list[RoadStop] = []
    for number, move in enumerate(moves, start=1):
        move.registration = registration
        at = registration.campaign.local(move.at)
        is_last = number == len(moves)
        who = str(move.by) if move.by else ""
        points.append(
            RoadStop(
                time=dates.narrow_day(at),
                icon="",
                title=move_words(move),
                text=dates.dot().join(filter(None, [dates.clock(at), who, move.why])),
                kind="here" if is_last and registration.state in LIVE_STATES else "done",
                is_point=True,
            )
        )
    return points
