"""The day in figures and names: who is expected, counted in, missing; which cars the draw may draw.

Rule: every answer comes from one `day_of(campaign)`, four queries whatever the size, folded in memory. Cached
nowhere: an event that arrives late is in the next answer.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from campaigns.models import Campaign, Stop
from registrations.models import PLACED_STATES, Registration, ScanEvent
from registrations.presence import Party, Presence, Scan, Standing, expected_at, fold

EXPECTED_STATES = frozenset({"held", "confirmed"})
SCAN_FIELDS = (
    "id", "kind", "estimated_at", "checkpoint_id", "registration_id", "heads", "cars", "about", "device_id",
    "attached",
)  # fmt: skip


@dataclass(frozen=True)
class Missing:
    """Expected at a checkpoint and not counted there. `seen_at`: a later checkpoint that did count it."""

    registration: Registration
    seen_at: Stop | None = None


@dataclass(frozen=True)
class CheckpointCount:
    """One checkpoint: expected, arrived, missing, in cars and people.

    `unexpected`: who is counted here and was not expected. Without them arrived and missing cars are the expected ones.
    """

    stop: Stop
    rank: int
    expected_cars: int
    expected_people: int
    arrived_cars: int
    arrived_people: int
    standings: Mapping[int, Standing]
    missing: tuple[Missing, ...]
    not_coming: tuple[Registration, ...]
    unexpected: frozenset[int] = frozenset()

    @property
    def unexpected_cars(self) -> int:
        return sum(self.standings[pk].cars for pk in self.unexpected)

    @property
    def unexpected_people(self) -> int:
        return sum(self.standings[pk].heads for pk in self.unexpected)

    @property
    def cars_of_expected(self) -> int:
        return self.arrived_cars - self.unexpected_cars

    @property
    def people_of_expected(self) -> int:
        return self.arrived_people - self.unexpected_people

    @property
    def missing_cars(self) -> int:
        return sum(missing.registration.cars for missing in self.missing)

    @property
    def missing_people(self) -> int:
        return sum(missing.registration.people for missing in self.missing)


@dataclass(frozen=True)
class PresentCar:
    """A car for the draw. `left_at` is set when it left the tour after being counted in."""

    registration: Registration
    last_checkpoint: Stop
    left_at: dt.datetime | None


@dataclass(frozen=True)
class Arrived:
    """Who came: cars and people as the largest number standing at any checkpoint; walk-ins apart."""

    cars: int
    people: int
    walk_in_cars: int
    walk_in_people: int
    by_registration: Mapping[int, tuple[int, int]]

    @property
    def all_cars(self) -> int:
        return self.cars + self.walk_in_cars

    @property
    def all_people(self) -> int:
        return self.people + self.walk_in_people


@dataclass(frozen=True)
class Day:
    """Everything folded for one campaign; the questions are its methods."""

    campaign: Campaign
    stops: tuple[Stop, ...]
    registrations: Mapping[int, Registration]
    parties: Mapping[int, Party]
    presence: Presence

    @property
    def ranks(self) -> dict[int, int]:
        return {stop.pk: rank for rank, stop in enumerate(self.stops)}

    def counted_before(self, stop: Stop) -> set[int]:
        """Registrations counted in at an earlier checkpoint: what a car is given, they have."""
        rank = self.ranks[stop.pk]
        return {pk for earlier, at in self.ranks.items() if at < rank for pk in self.presence.at(earlier)}

    def expected(self, stop: Stop) -> set[int]:
        return expected_at(self.ranks[stop.pk], self.parties, self.presence, self.ranks)

    def count(self, stop: Stop) -> CheckpointCount:
        rank, standings = self.ranks[stop.pk], self.presence.at(stop.pk)
        expected = self.expected(stop)
        absent = sorted((self.registrations[pk] for pk in expected - set(standings)), key=call_order)
        return CheckpointCount(
            stop=stop,
            rank=rank,
            expected_cars=sum(self.parties[pk].cars for pk in expected),
            expected_people=sum(self.parties[pk].people for pk in expected),
            arrived_cars=sum(standing.cars for standing in standings.values()),
            arrived_people=sum(standing.heads for standing in standings.values()),
            standings=standings,
            missing=tuple(Missing(party, self._seen_after(party.pk, rank)) for party in absent),
            not_coming=tuple(
                self.registrations[pk]
                for pk in sorted(self.presence.not_coming)
                if pk not in standings and pk in self.registrations
            ),
            unexpected=frozenset(standings) - expected,
        )

    def counts(self) -> list[CheckpointCount]:
        return [self.count(stop) for stop in self.stops]

    def _seen_after(self, registration: int, rank: int) -> Stop | None:
        return next((s for s in self.stops[rank + 1 :] if registration in self.presence.at(s.pk)), None)

    def last_seen(self, registration: int) -> Stop | None:
        return next((s for s in reversed(self.stops) if registration in self.presence.at(s.pk)), None)

    def arrived(self) -> Arrived:
        sizes = {pk: self.presence.most_standing(pk) for pk in self.presence.arrived}
        own = [size for pk, size in sizes.items() if not self._is_walk_in(pk)]
        walked = [size for pk, size in sizes.items() if self._is_walk_in(pk)]
        return Arrived(
            cars=sum(cars for cars, _people in own),
            people=sum(people for _cars, people in own),
            walk_in_cars=sum(cars for cars, _people in walked),
            walk_in_people=sum(people for _cars, people in walked),
            by_registration=sizes,
        )

    def _is_walk_in(self, registration: int) -> bool:
        return registration in self.parties and self.parties[registration].is_walk_in

    def no_shows(self) -> list[Registration]:
        """Held or confirmed and counted nowhere."""
        seen = self.presence.arrived
        return sorted(
            (self.registrations[pk] for pk, p in self.parties.items() if p.is_expected and pk not in seen),
            key=call_order,
        )

    def present_cars(self) -> list[PresentCar]:
        """Every car counted in at any checkpoint, by number; `left_at` tells those that left again."""
        found = []
        for pk in self.presence.arrived:
            stop, registration = self.last_seen(pk), self.registrations.get(pk)
            if stop is None or registration is None or self.presence.most_standing(pk)[0] == 0:
                continue
            gone = self.presence.left.get(pk)
            found.append(PresentCar(registration, stop, gone.at if gone else None))
        return sorted(found, key=lambda car: call_order(car.registration))


def call_order(registration: Registration) -> tuple[int, int]:
    """By car number; those without one after, as they registered."""
    return (registration.car_number or 10_000, registration.pk)


def day_of(campaign: Campaign, *, until: dt.datetime | None = None) -> Day:
    """Read and fold the day: checkpoints, scans, registrations that are expected or were scanned.

    `until`: as it was known then; what arrived later is left out.
    """
    road = list(Stop.objects.filter(campaign=campaign).in_road_order())
    scans = scans_of(campaign, until=until)
    seen = {scan.registration for scan in scans if scan.registration is not None}
    registrations = registrations_of(campaign, seen)
    parties = parties_of(registrations.values(), road)
    checkpoints = tuple(stop for stop in road if stop.is_checkpoint)
    return Day(campaign, checkpoints, registrations, parties, fold(scans, parties))


def scans_of(campaign: Campaign, *, until: dt.datetime | None = None) -> list[Scan]:
    """The counted events as the fold reads them."""
    counted = ScanEvent.objects.for_campaign(campaign).counted()
    if until is not None:
        counted = counted.filter(received_at__lte=until)
    return [Scan(*row) for row in counted.values_list(*SCAN_FIELDS)]


def registrations_of(campaign: Campaign, seen: Iterable[int]) -> dict[int, Registration]:
    """By id: everyone who holds a place, and everyone who was scanned although not."""
    ours = Registration.objects.for_campaign(campaign)
    found = {registration.pk: registration for registration in ours.filter(state__in=PLACED_STATES)}
    strangers = set(seen) - set(found)
    if strangers:
        found |= {registration.pk: registration for registration in ours.filter(pk__in=strangers)}
    return found


def parties_of(registrations: Iterable[Registration], road: Iterable[Stop]) -> dict[int, Party]:
    """As the fold reads them. Who names no stop joins at the first checkpoint."""
    ranks = joining_ranks(road)
    return {
        registration.pk: Party(
            registration=registration.pk,
            cars=registration.cars,
            people=registration.people,
            is_expected=registration.state in EXPECTED_STATES,
            joins_at=ranks.get(registration.joins_at_id or 0, 0),
            is_walk_in=registration.is_walk_in,
        )
        for registration in registrations
    }


def joining_ranks(road: Iterable[Stop]) -> dict[int, int]:
    """For every stop the rank of the first checkpoint at or after it: where who joins there is first counted."""
    ranks, passed = {}, 0
    for stop in road:
        ranks[stop.pk] = passed
        passed += stop.is_checkpoint
    return ranks


def present_cars(campaign: Campaign) -> list[PresentCar]:
    """The cars counted in (see `Day.present_cars`), for the draw."""
    return day_of(campaign).present_cars()


def arrived_figures(campaign: Campaign) -> Arrived:
    """Who came, for the turnout and the report."""
    return day_of(campaign).arrived()
