"""Hand a prize over: collected by whom, when, signed.

Promises: one claim per win; the same again is refused, so nobody collects twice. Refuses by DrawRefused.
"""

import datetime as dt
import re

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Staff
from registrations.errors import DrawRefused
from registrations.models import DrawState, PrizeClaim, Reveal, RevealResult
from registrations.models.prize_claim import MOST_SIGNATURE

from .draw import locked, note

PATH = re.compile(r"M[0-9 ]+(?:[ML][0-9 ]+)*")


@transaction.atomic
def record_claim(
    *,
    reveal: Reveal,
    collected_by: str,
    by: Staff,
    signature: str = "",
    on_paper: bool = False,
    at: dt.datetime | None = None,
) -> PrizeClaim:
    """`signature` is path data as the pad writes it; without one somebody says that they signed on paper."""
    at = at or timezone.now()
    draw = locked(reveal.draw, DrawState.THROWN, DrawState.FINISHED)
    fresh = Reveal.objects.select_related("entrant", "prize").get(pk=reveal.pk)
    if fresh.result != RevealResult.WON:
        raise DrawRefused(_("This car was passed; the prize went to the next."))
    if PrizeClaim.objects.filter(reveal=fresh).exists():
        raise DrawRefused(_("This prize was collected already."))
    if not (signature or on_paper):
        raise DrawRefused(_("Let them sign, or say that they signed on paper."))
    if signature and (len(signature) > MOST_SIGNATURE or not PATH.fullmatch(signature)):
        raise DrawRefused(_("The signature could not be read. Let them sign again, or on paper."))
    claim = PrizeClaim.objects.create(
        reveal=fresh,
        collected_by=collected_by.strip(),
        collected_at=at,
        signature=signature,
        is_signed_on_paper=not signature,
        by=by,
    )
    facts = {"place": fresh.place, "number": fresh.entrant.number, "prize": fresh.prize.position}
    note("hand_over_prize", draw, by, None, at, on_paper=claim.is_signed_on_paper, **facts)
    return claim
