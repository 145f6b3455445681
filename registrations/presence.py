"""Who is where: a fold over the set of scan events, the same whatever order they arrived in.

Rule: nothing here reads a clock or a database, and nothing depends on the order of its arguments. Statements
are ordered by the time the phone estimated for the server, ties by event id; the latest statement of heads
stands; a second green at a checkpoint is a conflict and stays visible. Heads never change `Places`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

GREENS = frozenset({"check_in", "walk_in"})
COUNTING = GREENS | {"more_arrived"}
NOWHERE = 1_000_000


@dataclass(frozen=True, slots=True)
class Scan:
    """What the fold reads of an event."""

    id: UUID
    kind: str
    at: dt.datetime
    checkpoint: int | None = None
    registration: int | None = None
    heads: int | None = None
    cars: int | None = None
    about: UUID | None = None
    device: int | None = None
    attached: bool = False

    @property
    def order(self) -> tuple[dt.datetime, UUID]:
        return (self.at, self.id)


@dataclass(frozen=True, slots=True)
class Party:
    """What the fold reads of a registration. `joins_at` is the rank of the checkpoint it joins at, from 0."""

    registration: int
    cars: int
    people: int
    is_expected: bool = True
    joins_at: int = 0
    is_walk_in: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A party at one checkpoint: heads and cars as last stated, the green it was let in by."""

    registration: int
    heads: int
    cars: int
    green: Scan
    last: Scan


@dataclass(frozen=True, slots=True)
class Conflict:
    """A second green for a party at a checkpoint. `is_settled`: a host said that it is the same car."""

    registration: int
    checkpoint: int
    first: Scan
    second: Scan
    is_settled: bool
    needs_look: bool


@dataclass(frozen=True)
class Presence:
    """The result. Keys are ids of checkpoints (stops) and registrations."""

    standing: Mapping[int, Mapping[int, Standing]]
    conflicts: tuple[Conflict, ...] = ()
    left: Mapping[int, Scan] = field(default_factory=dict)
    not_coming: Mapping[int, Scan] = field(default_factory=dict)
    safe_home: Mapping[int, Scan] = field(default_factory=dict)
    attached: tuple[Scan, ...] = ()
    unknown: tuple[Scan, ...] = ()
    admitted: frozenset[int] = frozenset()

    def at(self, checkpoint: int) -> Mapping[int, Standing]:
        return self.standing.get(checkpoint, {})

    @property
    def arrived(self) -> frozenset[int]:
        """Registrations counted in at any checkpoint."""
        return frozenset(registration for here in self.standing.values() for registration in here)

    def same_car_as(self, event: UUID) -> list[UUID]:
        """The repeats of a green that a host settled as the same car."""
        return [one.second.id for one in self.conflicts if one.is_settled and one.first.id == event]

    def most_standing(self, registration: int) -> tuple[int, int]:
        """Cars and people of a party: the largest number standing at any checkpoint."""
        found = [here[registration] for here in self.standing.values() if registration in here]
        return max((s.cars for s in found), default=0), max((s.heads for s in found), default=0)


def fold(scans: Iterable[Scan], parties: Mapping[int, Party]) -> Presence:
    """Fold the events. Practice must be left out by the caller; quarantined uploads are no events."""
    standing_events = _not_undone(scans)
    settled = {scan.about for scan in standing_events if scan.kind == "same_car"}
    looks = {scan.about for scan in standing_events if scan.kind == "look"}
    counted, unknown = _by_place(standing_events)
    standing: dict[int, dict[int, Standing]] = {}
    conflicts: list[Conflict] = []
    for (checkpoint, registration), events in counted.items():
        standing.setdefault(checkpoint, {})[registration] = _standing(registration, events, parties)
        greens = [scan for scan in events if scan.kind in GREENS]
        conflicts += [
            Conflict(registration, checkpoint, greens[0], scan, scan.id in settled, scan.id in looks)
            for scan in greens[1:]
        ]
    arrived = {registration for _place, registration in counted}
    return Presence(
        standing=standing,
        conflicts=tuple(sorted(conflicts, key=lambda conflict: conflict.second.order)),
        left=_last_word(standing_events, "left_tour"),
        not_coming=_last_word(standing_events, "not_coming"),
        safe_home=_latest(standing_events, "safe_home"),
        attached=tuple(scan for scan in standing_events if scan.attached),
        unknown=tuple(unknown),
        admitted=frozenset(r for r in arrived if r in parties and not parties[r].is_expected),
    )


def _not_undone(scans: Iterable[Scan]) -> list[Scan]:
    """In order, without what was taken back. The latest undo is heard first, so an undone undo does nothing."""
    every = sorted({scan.id: scan for scan in scans}.values(), key=lambda scan: scan.order)
    gone: set[UUID] = set()
    for scan in reversed(every):
        if scan.kind == "undo" and scan.about is not None and scan.id not in gone:
            gone.add(scan.about)
    return [
        scan
        for scan in every
        if scan.kind != "undo" and scan.id not in gone and not (scan.kind == "more_arrived" and scan.about in gone)
    ]


def _by_place(events: list[Scan]) -> tuple[dict[tuple[int, int], list[Scan]], list[Scan]]:
    counted: dict[tuple[int, int], list[Scan]] = {}
    unknown: list[Scan] = []
    for scan in events:
        if scan.kind not in COUNTING or scan.checkpoint is None:
            continue
        if scan.registration is None:
            unknown.append(scan)
        else:
            counted.setdefault((scan.checkpoint, scan.registration), []).append(scan)
    return counted, unknown


def _standing(registration: int, events: list[Scan], parties: Mapping[int, Party]) -> Standing:
    party = parties.get(registration)
    heads = next((scan.heads for scan in reversed(events) if scan.heads is not None), None)
    cars = next((scan.cars for scan in reversed(events) if scan.cars is not None), None)
    return Standing(
        registration=registration,
        heads=heads if heads is not None else (party.people if party else 1),
        cars=cars if cars is not None else (party.cars if party else 0),
        green=next((scan for scan in events if scan.kind in GREENS), events[0]),
        last=events[-1],
    )


def _latest(events: list[Scan], kind: str) -> dict[int, Scan]:
    return {scan.registration: scan for scan in events if scan.kind == kind and scan.registration is not None}


def _last_word(events: list[Scan], kind: str) -> dict[int, Scan]:
    """Parties whose last word is `kind`: being counted in later takes it back."""
    said: dict[int, Scan] = {}
    for scan in events:
        if scan.registration is None:
            continue
        if scan.kind == kind:
            said[scan.registration] = scan
        elif scan.kind in COUNTING:
            said.pop(scan.registration, None)
    return said


def expected_at(rank: int, parties: Mapping[int, Party], presence: Presence, ranks: Mapping[int, int]) -> set[int]:
    """Who should be counted at the checkpoint of `rank`: joined by then, not *not coming*, not gone before it.

    `ranks` gives each checkpoint's rank. A walk-in is expected from the first checkpoint that counted it, and
    nowhere once that was undone. Who was counted is never struck out by *not coming*.
    """
    first_seen: dict[int, int] = {}
    here: set[int] = set()
    for checkpoint, standings in presence.standing.items():
        place = ranks.get(checkpoint, 0)
        if place == rank:
            here = set(standings)
        for registration in standings:
            first_seen[registration] = min(place, first_seen.get(registration, place))
    found = set()
    for registration, party in parties.items():
        joins = first_seen.get(registration, NOWHERE) if party.is_walk_in else party.joins_at
        is_out = registration in presence.not_coming or registration in presence.left
        if party.is_expected and joins <= rank and (registration in here or not is_out):
            found.add(registration)
    return found
