"""The product's own words in a draw's record: sealed in one spelling, shown in each reader's language.

Rule: what is sealed must not depend on who reads it, so these few texts are sealed as they stand here; whatever
people typed (a reason, a rule) stays as they typed it.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LEFT_THE_TOUR = "left the tour"
NOT_PART_OF_IT = "not part of the draw"
WON_BEFORE = "won in an earlier draw"
ABSENCES = ("called three times, not in the room", "went home early", "leaves the prize to somebody else")
_CAR = re.compile(r"car (\d+)")
_CREW = re.compile(r"crew and guests: (\d+)")


def car(number: int) -> str:
    return f"car {number}"


def crew_and_guests(people: int) -> str:
    return f"crew and guests: {people}"


def shown(sealed: str) -> str:
    """A sealed text in the reader's language; a typed one as it is."""
    words = {
        LEFT_THE_TOUR: _("left the tour"),
        NOT_PART_OF_IT: _("not part of the draw"),
        WON_BEFORE: _("won in an earlier draw"),
        ABSENCES[0]: _("called three times, not in the room"),
        ABSENCES[1]: _("went home early"),
        ABSENCES[2]: _("leaves the prize to somebody else"),
    }
    if match := _CAR.fullmatch(sealed):
        return _("car {number}").format(number=match[1])
    if match := _CREW.fullmatch(sealed):
        people = int(match[1])
        return ngettext("crew and guests, %(count)d person", "crew and guests, %(count)d people", people) % {
            "count": people
        }
    return words.get(sealed, sealed)
