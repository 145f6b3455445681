"""Preview a list of owners, then take all of it or nothing.

Promises: the preview says for each line what becomes of it and writes nobody; importing reads the same bytes again
against the archive as it then is, and refuses if the outcome is no longer what was previewed. *Do not call* is
only ever set, never taken back, by a list; a blank never erases what is known.
Errors: SheetRefused (the file is no list), ImportRefused (already in, or the archive has changed).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.actions.record import record
from campaigns.models import Club, Staff
from registrations.errors import ImportRefused
from registrations.imports.cells import clean_name, is_same_vin
from registrations.imports.owners import Line, read_owners
from registrations.imports.same_owner import Person, persons_in
from registrations.initials import initials_of
from registrations.models import Owner, OwnerImport, Vehicle
from registrations.phone import masked

BATCH = 500
LOOKED_UP = 2_000
TEXTS = ("city", "adviser", "nickname", "member_number")
EARLIEST = ("born_on", "member_since")
LATEST = ("last_visit_on", "visit_count", "spent_amount")
NEW_CAR, CAR = "new_car", "car"
CHANGEABLE = [*TEXTS, *EARLIEST, *LATEST, "do_not_call", "note"]


@dataclass
class Outcome:
    """What importing would write: owners to make, to change, to leave, and their cars."""

    new: list[Owner] = field(default_factory=list)
    changed: list[Owner] = field(default_factory=list)
    cars: list[Vehicle] = field(default_factory=list)
    changed_cars: list[Vehicle] = field(default_factory=list)
    fates: dict[int, str] = field(default_factory=dict)
    changes: dict[int, list[str]] = field(default_factory=dict)
    untaken: tuple[str, ...] = ()
    lines: list[Line] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        fates = [self.fates.get(line.number, "rejected") for line in self.lines]
        warned = sum(1 for line in self.lines if line.warnings and not line.fault)
        names = ("new", "updated", "unchanged", "merged", "rejected")
        return {f"{name}_count": fates.count(name) for name in names} | {"warned_count": warned}


def preview_import(
    *, club: Club, by: Staff, file_name: str, content: bytes, at: dt.datetime | None = None
) -> OwnerImport:
    """Read the file and put down what would become of each line. Errors: SheetRefused."""
    at = at or timezone.now()
    outcome = _outcome(club, content, timezone.localdate(at), makes_rows=False)
    return OwnerImport.objects.create(
        club=club,
        by=by,
        made_at=at,
        file_name=file_name[:120],
        content=content,
        untaken_columns=list(outcome.untaken),
        lines=[_told(line, outcome) for line in outcome.lines],
        **outcome.counts(),
    )


def _told(line: Line, outcome: Outcome) -> list[Any]:
    notes = [line.fault, *line.warnings] if line.fault else line.warnings
    fate = outcome.fates.get(line.number, "rejected")
    return [line.number, line.name, fate, notes, outcome.changes.get(line.number, [])]


@transaction.atomic
def import_owners(*, upload: OwnerImport, by: Staff, at: dt.datetime | None = None) -> OwnerImport:
    """Write what was previewed. Errors: ImportRefused, SheetRefused."""
    at = at or timezone.now()
    upload = OwnerImport.objects.select_for_update().select_related("club").get(pk=upload.pk)
    if not upload.is_open:
        raise ImportRefused(_("This list is in already."))
    outcome = _outcome(upload.club, bytes(upload.content), timezone.localdate(upload.made_at), makes_rows=True)
    if any(getattr(upload, name) != count for name, count in outcome.counts().items()):
        raise ImportRefused(
            _("The archive has changed since the preview. Please upload the list again and look once more.")
        )
    _write(outcome)
    upload.imported_at, upload.content = at, b""
    upload.save(update_fields=["imported_at", "content"])
    facts = {"new": upload.new_count, "updated": upload.updated_count, "rejected": upload.rejected_count}
    record(verb="import_owners", thing=upload, club=upload.club, by=by, at=at, facts=facts)
    return upload


def _write(outcome: Outcome) -> None:
    Owner.objects.bulk_create(outcome.new, batch_size=BATCH)
    Owner.objects.bulk_update(outcome.changed, CHANGEABLE, batch_size=BATCH)
    Vehicle.objects.bulk_create(outcome.cars, batch_size=BATCH)
    Vehicle.objects.bulk_update(outcome.changed_cars, ["plate", "vin", "model", "drive", "bought_on"], batch_size=BATCH)


def _outcome(club: Club, content: bytes, today: dt.date, *, makes_rows: bool) -> Outcome:
    """What becomes of each line; a preview makes no rows of new owners, it only counts them."""
    sheet = read_owners(content, today=today)
    outcome = Outcome(lines=sheet.lines, untaken=sheet.unknown)
    persons = persons_in(sheet.lines)
    known = _known_owners(club, [person.phone for person in persons])
    _warn_of_known_cars(club, persons)
    for person in persons:
        owner = known.get(person.phone)
        if owner is not None and clean_name(owner.name) != person.first.name:
            _refuse(person, _("In the archive this number is {name}'s. Find out whose it is.").format(name=owner.name))
            continue
        if owner is not None:
            changes = _change(owner, person, outcome)
            outcome.fates[person.first.number] = "updated" if changes else "unchanged"
            outcome.changes[person.first.number] = changes
        else:
            outcome.fates[person.first.number] = "new"
            if makes_rows:
                _make(club, person, outcome)
        outcome.fates |= {line.number: "merged" for line in person.lines[1:]}
    return outcome


def _known_owners(club: Club, phones: list[str]) -> dict[str, Owner]:
    owners = Owner.objects.of_club(club).prefetch_related("vehicles")
    parts = (
        [owners] if owners.count() <= 2 * len(phones) else [owners.filter(phone__in=part) for part in _parts(phones)]
    )
    return {owner.phone: owner for part in parts for owner in part.iterator(chunk_size=LOOKED_UP)}


def _warn_of_known_cars(club: Club, persons: list[Person]) -> None:
    """A car that stands in the archive under another number: sold, or the owner has a new number."""
    by_vin = {line.vin: (person, line) for person in persons for line in person.cars if line.vin}
    cars = Vehicle.objects.filter(owner__club=club).exclude(vin="")
    is_small = cars.count() <= 2 * len(by_vin)
    parts = [cars] if is_small else [cars.filter(vin__in=part) for part in _parts(list(by_vin))]
    for part in parts:
        for vin, name, phone in part.values_list("vin", "owner__name", "owner__phone"):
            person, line = by_vin.get(vin, (None, None))
            if person is not None and line is not None and phone != person.phone:
                line.warnings.append(
                    _("This car stands in the archive under {name}, {phone}.").format(name=name, phone=masked(phone))
                )


def _parts(keys: list[str]) -> Iterable[list[str]]:
    """So few at a time that no database refuses the question."""
    return (keys[start : start + LOOKED_UP] for start in range(0, len(keys), LOOKED_UP))


def _refuse(person: Person, why: str) -> None:
    for line in person.lines:
        line.fault = why


def _make(club: Club, person: Person, outcome: Outcome) -> None:
    first = person.first
    owner = Owner(club=club, name=first.name, initials=initials_of(first.name), phone=person.phone)
    owner.phone_last4 = person.phone[-4:]
    owner.is_prospect = any(line.is_prospect for line in person.lines) or not person.cars
    _fill(owner, person)
    outcome.new.append(owner)
    outcome.cars += [_car(owner, line) for line in person.cars]


def _change(owner: Owner, person: Person, outcome: Outcome) -> list[str]:
    """What changes: names of the owner's fields, and `NEW_CAR` or `CAR`."""
    before = {name: getattr(owner, name) for name in CHANGEABLE}
    _fill(owner, person)
    changed = [name for name in CHANGEABLE if before[name] != getattr(owner, name)]
    if changed:
        outcome.changed.append(owner)
    return changed + _change_cars(owner, person.cars, outcome)


def _fill(owner: Owner, person: Person) -> None:
    """Texts and days known before stand; figures and visits go forward; a new remark is added."""
    for name in TEXTS:
        setattr(owner, name, getattr(owner, name) or person.text(name))
    for name in EARLIEST:
        setattr(owner, name, getattr(owner, name) or person.earliest(name))
    for name in LATEST:
        known, said = getattr(owner, name), person.latest(name)
        setattr(owner, name, max((one for one in (known, said) if one is not None), default=None))
    owner.do_not_call = owner.do_not_call or any(line.do_not_call for line in person.lines)
    if person.note and person.note not in owner.note:
        owner.note = " · ".join(filter(None, [owner.note, person.note]))[:300]


def _car(owner: Owner, line: Line) -> Vehicle:
    return Vehicle(
        owner=owner, plate=line.plate, vin=line.vin, model=line.model, drive=line.drive, bought_on=line.bought_on
    )


def _change_cars(owner: Owner, lines: Iterable[Line], outcome: Outcome) -> list[str]:
    garage, changed = list(owner.vehicles.all()), []
    for line in lines:
        car = next((one for one in garage if _is_same_car(one, line)), None)
        if car is None:
            outcome.cars.append(_car(owner, line))
            changed.append(NEW_CAR)
        elif _fill_car(car, line):
            outcome.changed_cars.append(car)
            changed.append(CAR)
    return list(dict.fromkeys(changed))


def _is_same_car(car: Vehicle, line: Line) -> bool:
    same_vin = bool(line.vin) and is_same_vin(line.vin, car.vin)
    return same_vin or bool(line.plate and line.plate == car.plate)


def _fill_car(car: Vehicle, line: Line) -> bool:
    """A new plate and a fuller VIN replace the old; the rest only fills gaps."""
    before = (car.plate, car.vin, car.model, car.drive, car.bought_on)
    car.plate = line.plate or car.plate
    car.vin = max(car.vin, line.vin, key=len)
    car.model, car.drive = car.model or line.model, car.drive or line.drive
    car.bought_on = car.bought_on or line.bought_on
    return before != (car.plate, car.vin, car.model, car.drive, car.bought_on)
