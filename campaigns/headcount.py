"""For how many cars and people the plan is worked out: the limit at first, then those who come.

Rule: people are counted by registrations and handed in; crew and guests eat and wear shirts too, so they are added
to the people, never to the cars.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from campaigns.models import Campaign, HeadCount, State
from campaigns.people_counts import PeopleCounts

FINAL = (State.READY, State.LIVE, State.CLOSED, State.REPORTED)


@dataclass(frozen=True)
class PlanningCount:
    """`count` holds the crew too; `words` say what it is worked out from."""

    count: HeadCount
    crew: int
    words: str

    @property
    def cars(self) -> int:
        return self.count.cars

    @property
    def people(self) -> int:
        return self.count.people


def planning_count(campaign: Campaign, people: PeopleCounts) -> PlanningCount:
    """The limit until the headcount is final; the confirmed from *ready* on."""
    if campaign.state not in FINAL:
        return limit_count(campaign)
    crew = crew_of(campaign)
    return PlanningCount(HeadCount(people.confirmed_cars, people.confirmed_people + crew), crew, _("the confirmed"))


def limit_count(campaign: Campaign) -> PlanningCount:
    """As many as the limit lets in: what the plan that is filed is worked out for, at any time."""
    crew = crew_of(campaign)
    capacity: Any = getattr(campaign, "capacity", None)
    cars, people = (capacity.limit_cars, capacity.limit_people) if capacity else (0, 0)
    return PlanningCount(HeadCount(cars, people + crew), crew, _("the limit"))


def crew_of(campaign: Campaign) -> int:
    """How many of the crew and guests eat and wear shirts too."""
    return sum(campaign.crew.values_list("head_count", flat=True))
