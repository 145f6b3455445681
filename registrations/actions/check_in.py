"""Record scan events: the one door for the camera page, typed codes, paper typed back and late uploads.

Promises: every event given gets a fate (stored, duplicate, quarantined); nothing is refused because it is
already in; one poisoned event never blocks the rest; the same events in any order, any number of times, leave
the same rows. Raises nothing of its own; what an owner says on the pass is checked and may be refused.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.db import DataError, IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.errors import MoveRefused
from campaigns.models import Campaign, Staff, State
from registrations.errors import VerbRefused
from registrations.models import (
    Device,
    QuarantinedScan,
    QuarantineReason,
    Registration,
    ScanEvent,
    ScanKind,
)
from registrations.scanned import Fate, FateKind, ScannedEvent

from .devices import desk_of, reopen, take_numbers
from .life import go_live
from .scan_batch import Batch, keep_apart, look_up, place

log = logging.getLogger(__name__)
ATTEMPTS = 3
OWNER_KINDS = {ScanKind.NOT_COMING, ScanKind.SAFE_HOME}


def record_scan_events(
    *, device: Device, events: Sequence[ScannedEvent], at: dt.datetime | None = None, last_sequence: int = 0
) -> list[Fate]:
    """Store what a device sends; fates come back in the order given. `last_sequence`: the last number it gave out.

    The first counted event within three hours before the start makes the campaign live.
    """
    at = at or timezone.now()
    for attempt in range(ATTEMPTS):
        try:
            batch = Batch(device, at)
            if events:
                look_up(batch, events)  # before the transaction: while it lasts no other phone can be stored
            with transaction.atomic():
                _record(batch, events, last_sequence)
        except (IntegrityError, DataError):
            # The same upload came twice at once, or one event cannot be stored: once more, then one by one.
            log.warning("scan upload of device %s repeated (attempt %s)", device.pk, attempt + 1)
            continue
        _wake(batch)
        return batch.fates
    if len(events) == 1:
        return [_quarantine_alone(device, events[0], at)]
    return [
        fate
        for event in events
        for fate in record_scan_events(device=device, events=[event], at=at, last_sequence=last_sequence)
    ]


def _record(batch: Batch, events: Sequence[ScannedEvent], last_sequence: int) -> None:
    for event in events:
        place(batch, event)
    ScanEvent.objects.bulk_create(batch.rows)
    QuarantinedScan.objects.bulk_create(batch.kept_apart)
    reopen(device=batch.device, made_at=[row.estimated_at for row in batch.rows if not row.is_practice])
    _hear(batch.device, max([last_sequence, *(event.sequence or 0 for event in events)]), batch.at)


def _quarantine_alone(device: Device, event: ScannedEvent, at: dt.datetime) -> Fate:
    """The last resort for an event that the database itself refused."""
    batch = Batch(device, at)
    with transaction.atomic():
        if QuarantinedScan.objects.filter(pk=event.id).exists() or ScanEvent.objects.filter(pk=event.id).exists():
            return Fate(event.name or str(event.id), FateKind.DUPLICATE)
        keep_apart(batch, event, QuarantineReason.UNREADABLE)
        QuarantinedScan.objects.bulk_create(batch.kept_apart)
    return batch.fates[0]


def _hear(device: Device, last_sequence: int, at: dt.datetime) -> None:
    """Note that the device spoke and the highest number it named; a new number reopens a finished phone."""
    named = Greatest(F("last_reported_sequence"), last_sequence)
    Device.objects.filter(pk=device.pk).update(last_heard_at=at, last_reported_sequence=named)
    device.last_heard_at = at
    device.last_reported_sequence = max(device.last_reported_sequence, last_sequence)


def _wake(batch: Batch) -> None:
    """The first counted scan makes a campaign that is *ready* live."""
    if batch.campaign.state != State.READY or all(row.is_practice for row in batch.rows):
        return
    try:
        go_live(campaign=batch.campaign, by=batch.device.staff, reason="", at=batch.at)
    except MoveRefused:
        # Another phone's scan, or the clock, was first; or the phone's clock runs ahead of the campaign's day.
        log.info("campaign %s was not made live by a scan", batch.campaign.pk)


def record_at_desk(*, campaign: Campaign, by: Staff, events: Sequence[ScannedEvent], at: dt.datetime) -> list[Fate]:
    """Events made on a page without script, or typed back from paper: numbered here, under the staff's desk."""
    desk = desk_of(campaign=campaign, staff=by, at=at)
    first = take_numbers(desk=desk, count=len(events))
    numbered = [replace(event, sequence=first + place) for place, event in enumerate(events)]
    return record_scan_events(device=desk, events=numbered, at=at)


def undo(*, campaign: Campaign, event: ScanEvent, by: Staff, at: dt.datetime | None = None) -> list[Fate]:
    """Take one event back by another event; both stay."""
    at = at or timezone.now()
    taken_back = ScannedEvent(
        id=uuid.uuid4(),
        kind=ScanKind.UNDO,
        device_at=at,
        estimated_at=at,
        checkpoint=event.checkpoint_id,
        registration=event.registration_id,
        about=event.pk,
    )
    return record_at_desk(campaign=campaign, by=by, events=[taken_back], at=at)


def record_owner_event(*, registration: Registration, kind: str, at: dt.datetime | None = None) -> ScanEvent:
    """*Not coming* while live, *safe home* until 24:00 of the day after the end, said on the pass.

    Said twice it stays one event. Errors: VerbRefused.
    """
    at = at or timezone.now()
    _check_owner_may_say(registration, kind, at)
    said = last_word(registration, kind)
    if said is not None:
        return said
    return ScanEvent.objects.create(
        campaign=registration.campaign,
        kind=kind,
        registration=registration,
        device_at=at,
        estimated_at=at,
        received_at=at,
    )


def take_back_owner_event(*, registration: Registration, kind: str, at: dt.datetime | None = None) -> ScanEvent | None:
    """The owner comes after all, or is not home yet: an undo of what the pass said. None when nothing was said."""
    at = at or timezone.now()
    said = last_word(registration, kind)
    if said is None:
        return None
    return ScanEvent.objects.create(
        campaign=registration.campaign,
        kind=ScanKind.UNDO,
        registration=registration,
        about=said.pk,
        device_at=at,
        estimated_at=at,
        received_at=at,
    )


def last_word(registration: Registration, kind: str) -> ScanEvent | None:
    """The standing event of this kind for the party; None when never said or taken back."""
    ours = ScanEvent.objects.filter(registration=registration)
    undone = [pk for pk in ours.filter(kind=ScanKind.UNDO).values_list("about", flat=True) if pk]
    return ours.filter(kind=kind).exclude(pk__in=undone).order_by("-estimated_at", "-pk").first()


def _check_owner_may_say(registration: Registration, kind: str, at: dt.datetime) -> None:
    campaign = registration.campaign
    if kind not in OWNER_KINDS or not registration.is_live:
        raise VerbRefused(_("This registration has ended."))
    if kind == ScanKind.NOT_COMING and campaign.state != State.LIVE:
        raise VerbRefused(_("You can say this on the day, once the tour has started."))
    still_open = campaign.state == State.CLOSED and at < campaign.safe_home_until
    if kind == ScanKind.SAFE_HOME and campaign.state != State.LIVE and not still_open:
        raise VerbRefused(_("Safe home can be reported until the end of the day after the tour."))
