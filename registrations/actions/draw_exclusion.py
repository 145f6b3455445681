"""Keep a car out of the draw before the list is closed, or put it back.

Promises: a reason for everyone who is out; nothing changes once a list is closed. Refuses by DrawRefused and
ReasonNeeded.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.actions.record import record
from campaigns.models import Campaign, Staff
from registrations.errors import DrawRefused, ReasonNeeded
from registrations.models import Draw, DrawExclusion, Registration


@transaction.atomic
def leave_out(*, registration: Registration, reason: str, by: Staff, at: dt.datetime | None = None) -> DrawExclusion:
    at = at or timezone.now()
    _check_list_is_open(registration.campaign)
    if not reason.strip():
        raise ReasonNeeded(_("Say why; the reason is public."))
    out, _made = DrawExclusion.objects.update_or_create(
        registration=registration,
        defaults={"campaign": registration.campaign, "reason": reason.strip(), "by": by, "at": at},
    )
    facts = {"registration": registration.pk}
    record(verb="leave_out_of_draw", thing=out, campaign=registration.campaign, by=by, at=at, facts=facts)
    return out


@transaction.atomic
def put_back(*, exclusion: DrawExclusion, by: Staff, at: dt.datetime | None = None) -> None:
    _check_list_is_open(exclusion.campaign)
    facts = {"registration": exclusion.registration_id}
    record(verb="put_back_in_draw", thing=exclusion, campaign=exclusion.campaign, by=by, at=at, facts=facts)
    exclusion.delete()


def _check_list_is_open(campaign: Campaign) -> None:
    if Draw.objects.for_campaign(campaign).open().exists():
        raise DrawRefused(_("The list is closed already."))
