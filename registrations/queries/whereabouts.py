"""Who came and who is missing, once a campaign is live: a registration's standing beside its state.

Rule: read off the folded day. While live nobody is missing before the first car was counted, nor before the convoy
reached the checkpoint where they join.
"""

from dataclasses import dataclass

from django.db.models import Case, CharField, F, Value, When

from campaigns.models import Campaign, State
from registrations.models import Registration

from .presence import Day, day_of


@dataclass(frozen=True)
class Whereabouts:
    """Ids of those counted in at any checkpoint, and of those who should have been."""

    arrived: frozenset[int] = frozenset()
    absent: frozenset[int] = frozenset()

    def standing(self) -> Case:
        """For a query: arrived, absent, else the state."""
        return Case(
            When(pk__in=self.arrived, then=Value("arrived")),
            When(pk__in=self.absent, then=Value("absent")),
            default=F("state"),
            output_field=CharField(),
        )

    def standing_of(self, party: Registration) -> str:
        if party.pk in self.arrived:
            return "arrived"
        return "absent" if party.pk in self.absent else str(party.state)


def whereabouts(campaign: Campaign) -> Whereabouts:
    """Without a look at the day before the campaign is live."""
    return whereabouts_on(day_of(campaign)) if _has_begun(campaign) else Whereabouts()


def whereabouts_on(day: Day) -> Whereabouts:
    """Nobody's before the campaign is live."""
    if not _has_begun(day.campaign):
        return Whereabouts()
    reached = _reached(day) if day.campaign.state == State.LIVE else len(day.stops)
    absent = (one.pk for one in day.no_shows() if day.parties[one.pk].joins_at <= reached)
    return Whereabouts(day.presence.arrived, frozenset(absent))


def _has_begun(campaign: Campaign) -> bool:
    return campaign.is_in(State.LIVE, State.CLOSED, State.REPORTED)


def _reached(day: Day) -> int:
    """The rank of the last checkpoint that counted anybody; -1 before."""
    return max((day.ranks[stop.pk] for stop in day.stops if day.presence.at(stop.pk)), default=-1)
