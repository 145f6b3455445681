"""What happened to one registration, in time, as a road: each act with its day, its words, who and why."""

from campaigns.foundation.dots import dot
from campaigns.looks import dates
from registrations.looks.registration_moves import move_words
from registrations.models import Registration

from .plan_page import RoadStop


def party_history(registration: Registration) -> list[RoadStop]:
    """Oldest first, all of it driven. One query."""
    points: list[RoadStop] = []
    for move in registration.moves.select_related("by"):
        move.registration = registration
        at = registration.campaign.local(move.at)
        who = str(move.by) if move.by else ""
        points.append(
            RoadStop(
                time=dates.narrow_day(at),
                icon="",
                title=move_words(move),
                text=dot().join(filter(None, [dates.clock(at), who, move.why])),
                kind="done",
                is_point=True,
            )
        )
    return points
