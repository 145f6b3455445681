"""What the presenter's page revealed, one place of the order after the other.

Promises: the order is the one that seal and dice fixed, whatever a page sends; the same event twice is once, so a
page may send again until it is answered; a revealed prize is never drawn again. Refuses by NotTheOrder,
DrawRefused and ReasonNeeded.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from registrations.errors import DrawRefused, NotTheOrder, ReasonNeeded
from registrations.models import Draw, DrawState, PresenterLink, Reveal, RevealResult
from registrations.queries import draw as queries

from .draw import locked, note


@transaction.atomic
def reveal_next(
    *, draw: Draw, place: int, number: int, link: PresenterLink | None = None, at: dt.datetime | None = None
) -> Reveal:
    """The next car in the order wins the next prize. `at` is when the room saw it, never before the throw."""
    now = timezone.now()
    draw = locked(draw, DrawState.THROWN)
    known = draw.reveals.filter(place=place).select_related("entrant").first()
    if known:
        if known.entrant.number != number:
            raise NotTheOrder(_("Place {place} is car {number}.").format(place=place + 1, number=known.entrant.number))
        return known
    call = queries.next_call(draw)
    if call is None:
        raise DrawRefused(_("Every prize is drawn, or every car was called."))
    if place != draw.reveals.count() or call[0] != number:
        raise NotTheOrder(_("This is not what the seal and the dice fixed. Reload the page and go on."))
    reveal = Reveal.objects.create(
        draw=draw,
        place=place,
        entrant=draw.entrants.get(number=number),
        prize=draw.prizes.get(position=call[1]),
        unit=call[2],
        revealed_at=_seen_at(draw, at, now),
    )
    note("reveal_winner", draw, None, link, reveal.revealed_at, place=place, number=number, prize=call[1])
    return reveal


def _seen_at(draw: Draw, at: dt.datetime | None, now: dt.datetime) -> dt.datetime:
    return min(max(at or now, draw.thrown_at or now), now)


@transaction.atomic
def mark_absent(*, draw: Draw, place: int, reason: str, link: PresenterLink | None = None) -> Reveal:
    """The car called last is not there: it is passed, with a reason, and its prize goes to the next in order."""
    draw = locked(draw, DrawState.THROWN)
    if not reason.strip():
        raise ReasonNeeded(_("Say why this car is passed; the reason is public."))
    reveal = draw.reveals.filter(place=place).first()
    if reveal is None:
        raise NotTheOrder(_("Nobody was called at this place yet."))
    if reveal.result == RevealResult.ABSENT:
        return reveal
    if draw.reveals.filter(place__gt=place).exists() or hasattr(reveal, "claim"):
        raise DrawRefused(_("The next prize is drawn already, so this one stands."))
    reveal.result, reveal.reason = RevealResult.ABSENT, reason.strip()[:200]
    reveal.save(update_fields=["result", "reason"])
    note("pass_absent", draw, None, link, timezone.now(), place=place, number=reveal.entrant.number)
    return reveal
