"""Claim a person while the call lasts, so that two callers never ring the same one.

Promises: of any number of callers at once exactly one gets the claim; it ends by itself, so a closed window blocks
nobody. A caller holds one claim at a time. Errors: TakenByAnother.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Staff
from registrations.errors import TakenByAnother
from registrations.models import CLAIM_LASTS, CallClaim, Invitation, Registration


@transaction.atomic
def claim(*, person: Invitation | Registration, by: Staff, at: dt.datetime | None = None) -> CallClaim:
    """Take the person, or keep a claim one holds; any other claim of this caller ends."""
    at = at or timezone.now()
    asked = _asked(person)
    mine_or_over = CallClaim.objects.filter(Q(by=by) | Q(until__lte=at), **asked)
    if not mine_or_over.update(by=by, until=at + CLAIM_LASTS):
        CallClaim.objects.bulk_create([CallClaim(by=by, until=at + CLAIM_LASTS, **asked)], ignore_conflicts=True)
    held = CallClaim.objects.filter(by=by, **asked).first()
    if held is None:
        check_claim(person=person, by=by, at=at)
        raise TakenByAnother(_("Somebody else has just rung this person."))
    CallClaim.objects.filter(by=by).exclude(pk=held.pk).delete()
    return held


def check_claim(*, person: Invitation | Registration, by: Staff, at: dt.datetime) -> None:
    """Errors: TakenByAnother while somebody else has the person on the line."""
    held = CallClaim.objects.of_others(by, at).select_related("by").filter(**_asked(person)).first()
    if held is not None:
        raise TakenByAnother(_("{caller} is on the phone with this person.").format(caller=held.by))


def end_claim(*, invitation: Invitation | None = None, registration: Registration | None = None) -> None:
    """The call is over, whoever held it."""
    CallClaim.objects.filter(invitation=invitation, registration=registration).delete()


def _asked(person: Invitation | Registration) -> dict[str, Any]:
    return {"invitation": person} if isinstance(person, Invitation) else {"registration": person}
