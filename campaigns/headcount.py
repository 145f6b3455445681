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
    crew = sum(campaign.crew.values_list("head_count", flat=True))
    if campaign.state in FINAL:
        return PlanningCount(HeadCount(people.confirmed_cars, people.confirmed_people + crew), crew, _("the confirmed"))
    capacity: Any = getattr(campaign, "capacity", None)
    cars, heads = (capacity.limit_cars, capacity.limit_people) if capacity else (0, 0)
    return PlanningCount(HeadCount(cars, heads + crew), crew, _("the limit"))
