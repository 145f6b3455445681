"""One upload on its way into the tables: what is known already, each event's fate, the rows to insert.

Rule: nothing is refused because it is already in. What cannot be an event is kept apart as it came, with a
reason. Only `record_scan_events` (check_in.py) uses this, inside its transaction.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import transaction
from django.db.models import Q

from campaigns.models import Campaign, ScanWindow, Stop
from registrations.errors import RegistrationError
from registrations.links import code_hash, registrations_for_codes
from registrations.models import (
    Device,
    How,
    QuarantinedScan,
    QuarantineReason,
    Registration,
    ScanEvent,
    ScanKind,
)
from registrations.party import PartyDetails
from registrations.scanned import Fate, FateKind, ScannedEvent

from .let_in import let_in
from .moves import may
from .party import set_vehicle
from .registration import walk_in

log = logging.getLogger(__name__)
NEEDS_CHECKPOINT = {ScanKind.CHECK_IN, ScanKind.MORE_ARRIVED, ScanKind.WALK_IN}


@dataclass
class Batch:
    """One upload on its way into the tables."""

    device: Device
    at: dt.datetime
    known: set[uuid.UUID] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    checkpoints: set[int] = field(default_factory=set)
    registrations: set[int] = field(default_factory=set)
    by_code: dict[str, int] = field(default_factory=dict)
    rows: list[ScanEvent] = field(default_factory=list)
    kept_apart: list[QuarantinedScan] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)

    @property
    def campaign(self) -> Campaign:
        return self.device.campaign

    @cached_property
    def window(self) -> ScanWindow:
        return self.campaign.scan_window


def look_up(batch: Batch, events: Sequence[ScannedEvent]) -> None:
    """What is known already (ids and numbers of both tables), the campaign's checkpoints and registrations."""
    ids = [event.id for event in events]
    numbers = [event.sequence for event in events if event.sequence]
    here = Q(pk__in=ids) | Q(device=batch.device, sequence__in=numbers)
    fields = ("id", "device_id", "sequence")
    stored = ScanEvent.objects.filter(here).values_list(*fields)
    apart = QuarantinedScan.objects.filter(here).order_by().values_list(*fields)
    for pk, device_id, sequence in stored.union(apart, all=True):
        batch.known.add(pk if isinstance(pk, uuid.UUID) else uuid.UUID(str(pk)))
        if device_id == batch.device.pk and sequence:
            batch.numbers.add(sequence)
    batch.checkpoints = set(Stop.objects.filter(campaign=batch.campaign).values_list("pk", flat=True))
    named = {event.registration for event in events if event.registration}
    if named:
        ours = Registration.objects.for_campaign(batch.campaign).filter(pk__in=named)
        batch.registrations = set(ours.values_list("pk", flat=True))
    codes = {event.code for event in events if event.code and event.registration is None}
    if codes:
        batch.by_code = registrations_for_codes(batch.campaign, codes)


def place(batch: Batch, event: ScannedEvent) -> None:
    """Give one event its fate and put its row aside for the bulk insert."""
    if event.id in batch.known:
        batch.fates.append(Fate(event.name or str(event.id), FateKind.DUPLICATE))
        return
    reason = _why_apart(batch, event)
    row = None if reason else _row(batch, event)
    if row is None:
        keep_apart(batch, event, reason or QuarantineReason.NOT_MADE)
        return
    batch.known.add(event.id)
    if event.sequence:
        batch.numbers.add(event.sequence)
    batch.rows.append(row)
    batch.fates.append(
        Fate(
            event.name or str(event.id),
            FateKind.STORED,
            registration=row.registration_id,
            is_practice=row.is_practice,
        )
    )


def _why_apart(batch: Batch, event: ScannedEvent) -> str:
    if batch.device.is_revoked:
        return QuarantineReason.REVOKED
    if event.problem:
        return event.problem
    if event.sequence is None or event.sequence in batch.numbers:
        return QuarantineReason.NUMBER_TAKEN if event.sequence else QuarantineReason.UNREADABLE
    if event.checkpoint is not None and event.checkpoint not in batch.checkpoints:
        return QuarantineReason.WRONG_PLACE
    if event.kind in NEEDS_CHECKPOINT and event.checkpoint is None:
        return QuarantineReason.WRONG_PLACE
    if event.registration is not None and event.registration not in batch.registrations:
        return QuarantineReason.UNREADABLE
    return ""


def _row(batch: Batch, event: ScannedEvent) -> ScanEvent | None:
    """The event's row; None when a walk-in could not be registered."""
    is_practice = not batch.window.counts(event.estimated_at)
    registration, attached = event.registration, False
    if event.kind == ScanKind.WALK_IN and event.party is not None and not is_practice:
        try:
            registration, attached = _walk_in(batch, event)
        except RegistrationError as refused:
            log.warning("walk-in %s not registered: %s", event.id, type(refused).__name__)
            return None
    elif registration is None and event.code:
        registration = batch.by_code.get(event.code)
    is_scanned_code = ":" in event.code
    return ScanEvent(
        id=event.id,
        campaign=batch.campaign,
        device=batch.device,
        sequence=event.sequence,
        kind=event.kind,
        checkpoint_id=event.checkpoint,
        registration_id=registration,
        typed="" if is_scanned_code else event.code[:20],
        code_hash=code_hash(event.code) if is_scanned_code else "",
        about=event.about,
        heads=event.heads,
        cars=event.cars,
        attached=attached,
        verdict=event.verdict,
        is_practice=is_practice,
        device_at=event.device_at,
        estimated_at=event.estimated_at,
        received_at=batch.at,
    )


def _walk_in(batch: Batch, event: ScannedEvent) -> tuple[int, bool]:
    """Attach to the party that is registered under this phone or plate, else register a new one.

    A party without a place (waiting, released, cancelled …) is let in: the host has just decided that it comes along.
    """
    assert event.party is not None  # the caller looked
    found = registered_before(batch.campaign, event.party)
    if found is not None:
        if may("let_in", found):
            let_in(registration=found, by=batch.device.staff, at=batch.at)
        if event.party.plate and found.cars and not found.plate:
            set_vehicle(
                registration=found,
                plate=event.party.plate,
                plate_state=event.party.plate_state,
                how=How.WALK_IN,
                by=batch.device.staff,
                at=batch.at,
            )
        return found.pk, True
    with transaction.atomic():
        made = walk_in(campaign=batch.campaign, party=event.party, by=batch.device.staff, at=batch.at)
    return made.pk, False


def registered_before(campaign: Campaign, party: PartyDetails) -> Registration | None:
    """The registration under this phone, else under this plate; a live one goes before an ended one."""
    same = Q(phone=party.phone) | (Q(plate=party.plate) if party.plate else Q())
    found = list(Registration.objects.for_campaign(campaign).filter(same))
    return min(found, key=lambda r: (not r.is_live, r.phone != party.phone, -r.pk), default=None)


def keep_apart(batch: Batch, event: ScannedEvent, reason: str) -> None:
    batch.known.add(event.id)
    batch.kept_apart.append(
        QuarantinedScan(
            id=event.id,
            campaign=batch.campaign,
            device=batch.device,
            sequence=event.sequence,
            content=event.content,
            reason=reason,
            received_at=batch.at,
        )
    )
    batch.fates.append(Fate(event.name or str(event.id), FateKind.QUARANTINED, reason=reason))
