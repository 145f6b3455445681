"""How many cars one group may have: at most 15, lead and sweep included; clubs here like 6 to 10.

Source: Porsche Club of America's tour standard; more than 10 cars on 0.5 W public radios do not hear each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from campaigns.itinerary_rules import ERROR, Finding

MOST_CARS_A_GROUP = 15
EASY_CARS_A_GROUP = 10


@dataclass(frozen=True)
class Groups:
    """How a number of cars divides: `least` groups by the standard, `easy` groups of about ten."""

    cars: int
    least: int
    easy: int
    easy_size: int


def groups_for(cars: int) -> Groups:
    """Fewest groups of at most 15, and the number clubs here find easy to lead."""
    least, easy = -(-cars // MOST_CARS_A_GROUP), -(-cars // EASY_CARS_A_GROUP)
    return Groups(cars, least, easy, -(-cars // easy) if easy else 0)


def check_groups(sizes: Mapping[str, int]) -> list[Finding]:
    """Groups with more than 15 cars, lead and sweep included. `sizes`: name of the group → cars."""
    return [
        Finding("group_too_large", ERROR, 0, {"name": name, "cars": cars})
        for name, cars in sizes.items()
        if cars > MOST_CARS_A_GROUP
    ]
