"""What somebody should look at on the day: nothing here was refused, and nothing was merged silently."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from campaigns.models import Campaign, Stop
from registrations.models import Device, Registration, ScanEvent
from registrations.presence import Conflict, Scan
from registrations.queries.roster import phone_name

from .devices import devices_not_clear
from .kept_apart import KeptLook, kept_apart
from .presence import Day, call_order, day_of


@dataclass(frozen=True)
class ConflictLook:
    """Two greens for one party at a checkpoint, with who gave them; `repeats`: how often it was scanned again."""

    conflict: Conflict
    registration: Registration | None
    stop: Stop | None
    first_by: str
    second_by: str
    repeats: int = 1


@dataclass(frozen=True)
class UnknownLook:
    scan: Scan
    typed: str
    stop: Stop | None
    by: str


@dataclass(frozen=True)
class Looks:
    conflicts: list[ConflictLook]
    settled: list[ConflictLook]
    unknown: list[UnknownLook]
    admitted: list[Registration]
    attached: list[Registration]
    kept_apart: list[KeptLook]

    @property
    def count(self) -> int:
        return len(self.conflicts) + len(self.unknown) + len(self.kept_apart)


def to_look_at(campaign: Campaign, day: Day) -> Looks:
    """From the folded day; three queries more whatever the size."""
    phones = {device.pk: device for device in Device.objects.for_campaign(campaign).select_related("staff")}
    stops = {stop.pk: stop for stop in day.stops}
    conflicts = [
        ConflictLook(
            conflict=conflict,
            registration=day.registrations.get(conflict.registration),
            stop=stops.get(conflict.checkpoint),
            first_by=phone_name(phones.get(conflict.first.device or 0)),
            second_by=phone_name(phones.get(conflict.second.device or 0)),
        )
        for conflict in day.presence.conflicts
    ]
    unknown = day.presence.unknown
    typed = dict(ScanEvent.objects.filter(pk__in=[scan.id for scan in unknown]).values_list("pk", "typed"))
    return Looks(
        conflicts=_one_line_each(look for look in conflicts if not look.conflict.is_settled),
        settled=[look for look in conflicts if look.conflict.is_settled],
        unknown=[
            UnknownLook(
                scan, typed.get(scan.id, ""), stops.get(scan.checkpoint or 0), phone_name(phones.get(scan.device or 0))
            )
            for scan in unknown
        ],
        admitted=_parties(day, day.presence.admitted),
        attached=_parties(day, {scan.registration for scan in day.presence.attached if scan.registration}),
        kept_apart=kept_apart(campaign, day),
    )


def _one_line_each(looks: Iterable[ConflictLook]) -> list[ConflictLook]:
    """The same car scanned again and again at one checkpoint is one thing to look at: the last of them, counted."""
    lines: dict[tuple[int, int], ConflictLook] = {}
    for look in looks:
        place = (look.conflict.registration, look.conflict.checkpoint)
        before = lines.get(place)
        needs_look = look.conflict.needs_look or bool(before and before.conflict.needs_look)
        conflict = replace(look.conflict, needs_look=needs_look)
        lines[place] = replace(look, conflict=conflict, repeats=before.repeats + 1 if before else 1)
    return list(lines.values())


def repeats_of(day: Day, event: uuid.UUID) -> list[uuid.UUID]:
    """The scans that stand on one line with `event`: every one of them that nobody settled yet."""
    open_ones = [conflict for conflict in day.presence.conflicts if not conflict.is_settled]
    here = next((one for one in open_ones if one.second.id == event), None)
    if here is None:
        return [event]
    place = (here.registration, here.checkpoint)
    return [one.second.id for one in open_ones if (one.registration, one.checkpoint) == place]


def taken_back_with(day: Day, event: uuid.UUID) -> list[uuid.UUID]:
    """`event` and its repeats that somebody settled as the same car: one car, taken back at once."""
    return [event, *day.presence.same_car_as(event)]


def still_open(campaign: Campaign) -> dict[str, int]:
    """What should be settled before figures are final: scans to look at, phones that may still hold some."""
    return {"looks": to_look_at(campaign, day_of(campaign)).count, "phones": len(devices_not_clear(campaign))}


def _parties(day: Day, found: set[int] | frozenset[int]) -> list[Registration]:
    return sorted((day.registrations[pk] for pk in found if pk in day.registrations), key=call_order)
