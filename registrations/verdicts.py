"""What the screen says to a scan: arrived, already in, look first, not known.

Rule: the same four answers as the phone's own script (static/js/check-in-verdict.js). A second green is
recorded and shown; someone who is not expected is let in only by a host's tap.
"""

from dataclasses import dataclass

from campaigns.models import Stop
from registrations.models import Registration, Verdict
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
