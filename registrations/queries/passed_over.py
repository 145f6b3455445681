"""What a waiting party is told when a place came free and went past it.

Rule: the figures are those of that moment, kept with the message; the place in the queue stays.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from registrations.models import MessageKind, Registration


def lacked_a_car(registration: Registration, facts: Mapping[str, Any]) -> bool:
    """Whether the seats would have done, so that it was the place for the car that was missing."""
    return "free" in facts and facts.get("needed", registration.people) <= facts["free"]


def last_passed_over(registration: Registration) -> str:
    """One sentence about the last time, or "" when nobody went past this party."""
    told = registration.messages.filter(kind=MessageKind.PASSED_OVER, withdrawn_at__isnull=True)
    facts = told.order_by("-made_at").values_list("facts", flat=True).first()
    if facts is None:
        return ""
    if lacked_a_car(registration, facts):
        return _("When places came free last, there was none for a car. The next party took them; your turn is kept.")
    last = _("When {free} seats came free last, you needed {needed}. The next party took them; your turn is kept.")
    return last.format(needed=facts.get("needed", registration.people), free=facts.get("free", 0))
