"""What the screen says to a scan: arrived, already in, look first, not known.

Rule: the same four answers as the phone's own script (static/js/check-in-verdict.js). A second green is
recorded and shown; someone who is not expected is let in only by a host's tap.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Stop
from registrations.models import Registration, ScanEvent, Verdict
from registrations.presence import Standing
from registrations.queries.presence import EXPECTED_STATES, Day


@dataclass(frozen=True)
class Answer:
    """`verdict` is what is recorded; "" means that nothing is recorded before the host decides."""

    verdict: str
    registration: Registration | None = None
    earlier: Standing | None = None

    @property
    def look_first(self) -> bool:
        return self.verdict == Verdict.NONE


def answer_for(day: Day, stop: Stop, registration: Registration | None, *, is_let_in: bool = False) -> Answer:
    """The answer before the event is recorded."""
    if registration is None:
        return Answer(Verdict.UNKNOWN)
    earlier = day.presence.at(stop.pk).get(registration.pk)
    if earlier is not None:
        return Answer(Verdict.AGAIN, registration, earlier)
    if registration.state in EXPECTED_STATES:
        return Answer(Verdict.ARRIVED, registration)
    return Answer(Verdict.ADMITTED if is_let_in else Verdict.NONE, registration)


def was_let_in(walk_in: ScanEvent) -> bool:
    """A walk-in that was registered before and had no place: the same moment gave it one."""
    party = walk_in.registration
    return party is not None and party.moves.filter(verb="let_in", at=walk_in.received_at).exists()


def over_limit(cars: int, people: int) -> str:
    """By how much the campaign is over its limit, said where a walk-in was let in; "" when it is not."""
    parts = [
        ngettext("%(n)d car over the limit", "%(n)d cars over the limit", cars) % {"n": cars} if cars else "",
        ngettext("%(n)d person over the limit", "%(n)d people over the limit", people) % {"n": people}
        if people
        else "",
    ]
    return _(", ").join(part for part in parts if part)
