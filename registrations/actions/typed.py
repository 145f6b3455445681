"""Take over into the owners' archive what a party typed about itself, after somebody looked at it.

Promises: an owner is changed only by this act of staff, never by the public form; a plate joins the garage, no car
is taken out of it. Refuses nothing; an unknown party becomes an owner of the club.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from campaigns.actions.record import record
from campaigns.models import Staff
from registrations.initials import initials_of
from registrations.models import Owner, Registration, Vehicle

FIELDS = ("name", "nickname", "city", "plate")


@transaction.atomic
def accept_typed(
    *, registration: Registration, fields: Iterable[str], by: Staff, at: dt.datetime | None = None
) -> Owner:
    """Write the named ones of `FIELDS` into the archive and tie the registration to its owner."""
    wanted = [name for name in FIELDS if name in set(fields) and getattr(registration, name)]
    owner = registration.owner or _owner_of(registration)
    for name in wanted:
        if name != "plate":
            setattr(owner, name, getattr(registration, name))
    owner.initials = initials_of(owner.name)
    owner.save()
    if "plate" in wanted and not owner.vehicles.filter(plate=registration.plate).exists():
        Vehicle.objects.create(
            owner=owner, plate=registration.plate, model=registration.model, drive=registration.drive
        )
    if registration.owner_id != owner.pk:
        Registration.objects.filter(pk=registration.pk).update(owner=owner)
        registration.owner = owner
    record(
        verb="accept_typed", thing=owner, campaign=registration.campaign, by=by, at=at or timezone.now(),
        facts={"fields": wanted, "registration": registration.pk},
    )  # fmt: skip
    return owner


def _owner_of(registration: Registration) -> Owner:
    owner, _made = Owner.objects.get_or_create(
        club=registration.campaign.club,
        phone=registration.phone,
        defaults={"name": registration.name, "phone_last4": registration.phone_last4},
    )
    return owner
