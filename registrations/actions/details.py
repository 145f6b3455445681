"""What is asked later on the pass: the car, the table, whom to ring, whom to drive with, the consents.

Promises: places never move here; a consent carries the moment it was given and loses it when taken back.
Refuses by VerbRefused when the registration has ended.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.actions.record import record
from campaigns.models import ActorKind, Campaign, Staff
from registrations.errors import VerbRefused
from registrations.models import Registration

DETAILS = (
    "model", "drive", "child_ages", "is_licensed_over_a_year", "joins_at", "emergency_contact", "emergency_phone",
    "diet", "shirts", "drives_with_phone", "note",
)  # fmt: skip
CONSENTS = ("consent_share_at", "consent_photos_at", "consent_future_at", "undertaking_at")


@transaction.atomic
def save_details(
    *, registration: Registration, details: dict[str, Any], by: Staff | None = None, at: dt.datetime | None = None
) -> Registration:
    """Write some of `DETAILS`. Errors: VerbRefused. A number in `drives_with_phone` ties the two parties."""
    party = _live(registration)
    changed = [name for name in DETAILS if name in details and getattr(party, name) != details[name]]
    for name in changed:
        setattr(party, name, details[name])
    if "drives_with_phone" in changed:
        party.drives_with = _party_with_phone(party)
        changed.append("drives_with")
    if changed:
        party.save(update_fields=changed)
        _put_down(party, "save_details", changed, by, at or timezone.now())
    return party


@transaction.atomic
def give_consents(
    *, registration: Registration, given: dict[str, bool], by: Staff | None = None, at: dt.datetime | None = None
) -> Registration:
    """Give or take back each of `CONSENTS` named in `given`. Errors: VerbRefused."""
    at = at or timezone.now()
    party = _live(registration)
    changed = [name for name in CONSENTS if name in given and given[name] != (getattr(party, name) is not None)]
    for name in changed:
        setattr(party, name, at if given[name] else None)
    if changed:
        party.save(update_fields=changed)
        _put_down(party, "give_consents", changed, by, at)
    return party


def tie_drives_with(*, campaign: Campaign) -> int:
    """Tie every party that named a number which has registered since: before groups are made. Returns how many."""
    ours = Registration.objects.for_campaign(campaign).live()
    named = ours.exclude(drives_with_phone="").filter(drives_with__isnull=True)
    by_phone = dict(ours.filter(phone__in=named.values("drives_with_phone")).values_list("phone", "pk"))
    tied = 0
    for party in named:
        if by_phone.get(party.drives_with_phone, party.pk) != party.pk:
            party.drives_with_id = by_phone[party.drives_with_phone]
            party.save(update_fields=["drives_with"])
            tied += 1
    return tied


def _live(registration: Registration) -> Registration:
    party = (
        Registration.objects.select_for_update(of=("self",)).select_related("campaign__club").get(pk=registration.pk)
    )
    if not party.is_live:
        raise VerbRefused(_("This registration has ended; nothing can be changed in it."))
    return party


def _party_with_phone(party: Registration) -> Registration | None:
    """Whom the number names, if it has registered; else it is tied later."""
    if not party.drives_with_phone or party.drives_with_phone == party.phone:
        return None
    return Registration.objects.for_campaign(party.campaign).live().filter(phone=party.drives_with_phone).first()


def _put_down(party: Registration, verb: str, changed: list[str], by: Staff | None, at: dt.datetime) -> None:
    record(
        verb=verb,
        thing=party,
        campaign=party.campaign,
        by=by,
        actor_kind=None if by else ActorKind.OWNER,
        at=at,
        facts={"fields": sorted(changed)},
    )
