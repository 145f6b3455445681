"""How many, as is said: `{{ n|people }}`, `{{ n|cars }}`, `{{ n|parties }}`, `{{ party|size }}`, `{{ s|sizes }}`."""

from typing import Any

from django import template

from registrations.looks import counts
from registrations.messages import facts

register = template.Library()
register.filter("people", counts.people)
register.filter("cars", counts.cars)
register.filter("parties", counts.parties)
register.filter("sizes", counts.sizes)
register.filter("ages", counts.ages)


@register.filter
def size(party: Any) -> str:
    """2 adults, 1 child: of anything with adults and children."""
    found = party if isinstance(party, dict) else {"adults": party.adults, "children": party.children}
    return facts.people(found["adults"], found["children"])
