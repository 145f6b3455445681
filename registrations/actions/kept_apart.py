"""What was kept apart, after somebody looked: settled, counted in after all, or that taken back.

Promises: the upload stays as it came. Counted in, it becomes an event of the planner's desk at the time the phone
gave it; what referred to it on the phone refers to that event. Refuses by VerbRefused.
"""

import datetime as dt
import uuid
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.actions.record import record
from campaigns.models import Staff
from registrations.errors import VerbRefused
from registrations.models import QuarantinedScan, ScanEvent, Verdict
from registrations.scanned import FateKind, ScannedEvent

from .check_in import record_at_desk, undo


def settle_quarantined(*, scan: QuarantinedScan, by: Staff, at: dt.datetime | None = None) -> QuarantinedScan:
    """Somebody looked at an upload that was kept apart; it stays, and leaves the list of what to look at."""
    if scan.settled_at is None:
        scan.settled_at, scan.settled_by = at or timezone.now(), by
        scan.save(update_fields=["settled_at", "settled_by"])
    return scan


@transaction.atomic
def count_in(
    *, scan: QuarantinedScan, event: ScannedEvent, by: Staff, at: dt.datetime | None = None
) -> QuarantinedScan:
    """`event` is the upload as it was read. Twice is refused."""
    at = at or timezone.now()
    scan = _locked(scan)
    if scan.settled_at is not None:
        raise VerbRefused(_("Somebody looked at this already."))
    copies = copies_of(scan.pk)
    counted = replace(
        event,
        id=uuid.uuid5(scan.pk, str(len(copies))),
        about=next(iter(reversed(copies_of(event.about))), event.about) if event.about else None,
        verdict=Verdict.ARRIVED if event.verdict == Verdict.UNKNOWN else event.verdict,
    )
    fate = record_at_desk(campaign=scan.campaign, by=by, events=[counted], at=at)[0]
    if fate.fate != FateKind.STORED:
        raise VerbRefused(_("This cannot be counted in. Check them in by name or as a walk-in."))
    record(verb="count_in", thing=scan, campaign=scan.campaign, by=by, at=at, facts={"event": str(counted.id)})
    return settle_quarantined(scan=scan, by=by, at=at)


@transaction.atomic
def take_back(*, scan: QuarantinedScan, by: Staff, at: dt.datetime | None = None) -> QuarantinedScan:
    """It was not to be counted: the event is undone, and the upload is to look at again."""
    at = at or timezone.now()
    scan, copies = _locked(scan), copies_of(scan.pk)
    if scan.settled_at is None or not copies:
        raise VerbRefused(_("This was not counted in."))
    undo(campaign=scan.campaign, event=ScanEvent.objects.get(pk=copies[-1]), by=by, at=at)
    scan.settled_at = scan.settled_by = None
    scan.save(update_fields=["settled_at", "settled_by"])
    record(verb="take_back_count", thing=scan, campaign=scan.campaign, by=by, at=at, facts={"event": str(copies[-1])})
    return scan


def copies_of(pk: uuid.UUID) -> list[uuid.UUID]:
    """The events this upload was counted in as, the latest last: one for each time."""
    copies: list[uuid.UUID] = []
    while ScanEvent.objects.filter(pk=(copy := uuid.uuid5(pk, str(len(copies))))).exists():
        copies.append(copy)
    return copies


def _locked(scan: QuarantinedScan) -> QuarantinedScan:
    rows = QuarantinedScan.objects.select_for_update(of=("self",)).select_related("campaign__club", "device")
    return rows.get(pk=scan.pk)
