"""What the plan's pages need to know about people, as plain numbers handed up to them.

Rule: the plan never looks people up; registrations/queries/people_counts.py fills these.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class PeopleCounts:
    """Cars and people by what holds them, and the work that waits. Zero everywhere before a campaign opens."""

    limit_cars: int = 0
    limit_people: int = 0
    held_cars: int = 0
    held_people: int = 0
    confirmed_cars: int = 0
    confirmed_people: int = 0
    offered_cars: int = 0
    offered_people: int = 0
    arrived_cars: int = 0
    arrived_people: int = 0
    waiting_parties: int = 0
    waiting_people: int = 0
    undecided_parties: int = 0
    invited: int = 0
    to_call: int = 0
    unsent_messages: int = 0
    open_requests: int = 0

    @property
    def taken_cars(self) -> int:
        return self.held_cars + self.confirmed_cars

    @property
    def taken_people(self) -> int:
        return self.held_people + self.confirmed_people
