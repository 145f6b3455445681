"""An upload that was kept apart, read for the planner: who it was, how many, where and when.

Rule: nothing is guessed. What cannot be read as a scan shows as it came and can only be looked at.
"""

import datetime as dt
from dataclasses import dataclass, replace

from campaigns.models import Campaign, Stop
from registrations.imports.scan_events import read_event
from registrations.links import registrations_for_codes
from registrations.models import QuarantinedScan, Registration, ScanKind
from registrations.scanned import ScannedEvent

from .presence import Day

PLACED = frozenset({ScanKind.CHECK_IN, ScanKind.MORE_ARRIVED, ScanKind.WALK_IN})
NOT_COUNTABLE = frozenset({ScanKind.SAME_CAR, ScanKind.LOOK, ScanKind.SAFE_HOME})


@dataclass(frozen=True)
class KeptLook:
    """`party` is the registration it names; a walk-in brings its own name and plate. `is_in`: counted there already."""

    scan: QuarantinedScan
    event: ScannedEvent
    party: Registration | None
    stop: Stop | None
    is_in: bool

    @property
    def name(self) -> str:
        if self.party:
            return self.party.name
        return self.event.party.name if self.event.party else ""

    @property
    def plate(self) -> str:
        if self.party:
            return self.party.plate
        return self.event.party.plate if self.event.party else ""

    @property
    def typed(self) -> str:
        return "" if ":" in self.event.code or self.party else self.event.code[:20]

    @property
    def what(self) -> str:
        return str(ScanKind(self.event.kind).label) if self.event.kind else ""

    @property
    def at(self) -> dt.datetime:
        return self.event.estimated_at

    @property
    def may_count(self) -> bool:
        """It can be read, says who, and stands at a checkpoint of this campaign or needs none."""
        known = any((self.party, self.event.party, self.event.about))
        place = self.stop is not None or (self.event.checkpoint is None and self.event.kind not in PLACED)
        return not self.event.problem and self.event.kind not in NOT_COUNTABLE and known and place


def kept_apart(campaign: Campaign, day: Day) -> list[KeptLook]:
    """What waits to be looked at, in the order it came."""
    rows = QuarantinedScan.objects.for_campaign(campaign).to_look_at().select_related("device__staff")
    return read_kept(campaign, day, list(rows))


def read_kept(campaign: Campaign, day: Day, scans: list[QuarantinedScan]) -> list[KeptLook]:
    """Three questions whatever the size, none while nothing was kept apart."""
    if not scans:
        return []
    events = [read_event(scan.content, device=scan.device_id, at=scan.received_at) for scan in scans]
    by_code = registrations_for_codes(campaign, {event.code for event in events if event.code})
    named = [event.registration or by_code.get(event.code) for event in events]
    ours = Registration.objects.for_campaign(campaign).in_bulk([pk for pk in named if pk])
    stops = {stop.pk: stop for stop in day.stops}
    return [
        KeptLook(
            scan,
            replace(event, registration=pk if pk in ours else None),
            ours.get(pk or 0),
            stops.get(event.checkpoint or 0),
            pk in day.presence.at(event.checkpoint or 0),
        )
        for scan, event, pk in zip(scans, events, named, strict=True)
    ]
