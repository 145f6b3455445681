"""Devices: enrol a phone, let its host finish, sign it off, revoke it, let a revoked one scan again.

Promises: the secret is shown once, to the phone that enrols. Revoking takes away the right to scan, never an
event: what a revoked phone still sends is kept apart for a person.
"""

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from campaigns.actions.record import record
from campaigns.models import Campaign, Staff
from registrations.models import Device, DeviceKind


@dataclass(frozen=True)
class Enrolled:
    device: Device
    secret: str


def secret_hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def holds_secret(device: Device, secret: str) -> bool:
    return hmac.compare_digest(device.secret_hash, secret_hash(secret))


@transaction.atomic
def enrol(*, campaign: Campaign, staff: Staff, label: str, at: dt.datetime | None = None) -> Enrolled:
    """Give a phone its number and its secret."""
    at = at or timezone.now()
    Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)  # two phones, two numbers
    phones = Device.objects.for_campaign(campaign).phones()
    number = (phones.aggregate(highest=Max("number"))["highest"] or 0) + 1
    secret = secrets.token_urlsafe(24)
    device = Device.objects.create(
        campaign=campaign,
        number=number,
        label=label,
        staff=staff,
        secret_hash=secret_hash(secret),
        enrolled_at=at,
        last_heard_at=at,
    )
    record(verb="enrol_device", thing=device, campaign=campaign, by=staff, at=at)
    return Enrolled(device, secret)


def finish(*, device: Device, last_sequence: int, at: dt.datetime | None = None) -> Device:
    """The host is done: `last_sequence` is the phone's last number. A later scan reopens it by itself."""
    device.final_sequence = last_sequence
    device.last_heard_at = at or timezone.now()
    device.last_reported_sequence = max(device.last_reported_sequence, last_sequence)
    device.save(update_fields=["final_sequence", "last_heard_at", "last_reported_sequence"])
    return device


def sign_off(*, device: Device, by: Staff, at: dt.datetime | None = None) -> Device:
    """Staff vouch that nothing more is to come from this phone, although it did not say so itself.

    A scan made later reopens it.
    """
    return _end(device, "signed_off", "sign_off_device", by, at)


def reopen(*, device: Device, made_at: Sequence[dt.datetime]) -> None:
    """A counted scan made after the sign-off: the phone is in use again, and whoever vouched for it no longer does."""
    latest = max(made_at, default=None)
    if latest is None or device.signed_off_at is None or device.is_revoked:
        return
    reopened = Device.objects.filter(pk=device.pk, signed_off_at__lt=latest)
    if reopened.update(signed_off_at=None, signed_off_by=None):
        device.signed_off_at = device.signed_off_by = None


def revoke(*, device: Device, by: Staff, at: dt.datetime | None = None) -> Device:
    """A lost phone: from now on its uploads are kept apart, its roster and its right to scan are gone."""
    return _end(device, "revoked", "revoke_device", by, at)


@transaction.atomic
def restore(*, device: Device, by: Staff, at: dt.datetime | None = None) -> Device:
    """The phone was found, or revoked by mistake: it may scan again, and whoever vouched for it vouches no longer.

    What was kept apart meanwhile stays apart.
    """
    if device.revoked_at is not None:
        device.revoked_at = device.revoked_by = device.signed_off_at = device.signed_off_by = None
        device.save(update_fields=["revoked_at", "revoked_by", "signed_off_at", "signed_off_by"])
        record(verb="restore_device", thing=device, campaign=device.campaign, by=by, at=at)
    return device


@transaction.atomic
def _end(device: Device, what: str, verb: str, by: Staff, at: dt.datetime | None) -> Device:
    at = at or timezone.now()
    if getattr(device, f"{what}_at") is None:
        setattr(device, f"{what}_at", at)
        setattr(device, f"{what}_by", by)
        device.save(update_fields=[f"{what}_at", f"{what}_by"])
        record(verb=verb, thing=device, campaign=device.campaign, by=by, at=at)
    return device


def desk_of(*, campaign: Campaign, staff: Staff, at: dt.datetime) -> Device:
    """The numbering of what a member of staff records on pages without script."""
    desk, _made = Device.objects.select_related("campaign__club", "staff").get_or_create(
        campaign=campaign,
        staff=staff,
        kind=DeviceKind.DESK,
        defaults={"number": 0, "label": staff.get_short_name()[:40], "enrolled_at": at},
    )
    return desk


def take_numbers(*, desk: Device, count: int) -> int:
    """The first of `count` fresh numbers of a desk."""
    Device.objects.filter(pk=desk.pk).update(last_reported_sequence=F("last_reported_sequence") + count)
    desk.refresh_from_db(fields=["last_reported_sequence"])
    return desk.last_reported_sequence - count + 1
