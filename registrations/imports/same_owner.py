"""Which lines of a list are the same person, and what they say together.

Rule: the number or the car, and the name. The first line's number, plate and name stand; of figures and dates
the latest; *do not call* in any line holds for the person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from registrations.phone import masked

from .owners import Line


@dataclass
class Person:
    """The lines of one person, in file order; the first stands for all of them."""

    lines: list[Line]

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def phone(self) -> str:
        return next((line.phone for line in self.lines if line.phone), "")

    @property
    def other_phones(self) -> list[str]:
        phones = dict.fromkeys(phone for line in self.lines for phone in line.phones)
        return [phone for phone in phones if phone != self.phone]

    def text(self, name: str) -> str:
        return next((getattr(line, name) for line in self.lines if getattr(line, name)), "")

    def earliest(self, name: str) -> Any:
        return next((getattr(line, name) for line in self.lines if getattr(line, name) is not None), None)

    def latest(self, name: str) -> Any:
        return max((getattr(line, name) for line in self.lines if getattr(line, name) is not None), default=None)

    @property
    def note(self) -> str:
        notes = dict.fromkeys(line.note for line in self.lines if line.note)
        return " · ".join([*notes, *self.other_phones])[:300]

    @cached_property
    def cars(self) -> list[Line]:
        """One line for each car, the fullest VIN first seen."""
        found: dict[str, Line] = {}
        for line in self.lines:
            known = next((found[key] for key in line.car_lookups if key in found), None)
            if known is None and (line.plate or line.vin or line.model):
                known = line
            if known is not None:
                known.vin = max(known.vin, line.vin, key=len)
                known.plate = known.plate or line.plate
                found |= dict.fromkeys(line.car_keys or [f"line {line.number}"], known)
        return list({id(line): line for line in found.values()}.values())


def persons_in(lines: Iterable[Line]) -> list[Person]:
    """Group the lines that can be taken; sets `fault` on lines that cannot, `warnings` on what was merged how."""
    persons: list[Person] = []
    by_phone: dict[str, Person] = {}
    by_car: dict[str, Person] = {}
    for line in lines:
        if not line.name or (line.fault and line.phones):
            continue
        person = _same_person(line, by_phone, by_car)
        if person is None and line.fault and line.phones:
            continue
        if person is None:
            person = Person([])
            persons.append(person)
        person.lines.append(line)
        by_phone |= dict.fromkeys(line.phones, person)
        for key in line.car_keys:
            by_car.setdefault(key, person)
    for person in persons:
        _close(person)
    return [person for person in persons if person.phone]


def _same_person(line: Line, by_phone: dict[str, Person], by_car: dict[str, Person]) -> Person | None:
    same_number = next((by_phone[phone] for phone in line.phones if phone in by_phone), None)
    same_car = next((by_car[key] for key in line.car_lookups if key in by_car), None)
    if same_number is not None:
        if line.name == same_number.first.name or same_car is same_number:
            if same_car is not None and same_car is not same_number:
                _take_over(same_number, same_car, by_car)
            return _joined(line, same_number, _("same number"))
        line.fault = _("This number is {name}'s in line {line}, with another car. Find out whose it is.").format(
            name=same_number.first.name, line=same_number.first.number
        )
        return None
    if same_car is None:
        return None
    if line.name == same_car.first.name:
        return _joined(line, same_car, _("same car"))
    line.warnings.append(
        _("The same car stands in line {line} under {name}.").format(
            line=same_car.first.number, name=same_car.first.name
        )
    )
    return None


def _take_over(person: Person, other: Person, by_car: dict[str, Person]) -> None:
    """A line that names both the number and the car shows that two persons were one, if the other has no number."""
    if other.phone or other.first.name != person.first.name:
        return
    for line in other.lines:
        line.warnings.append(
            _("Merged into line {line}: {because}.").format(line=person.first.number, because=_("same car"))
        )
        by_car |= dict.fromkeys(line.car_keys, person)
    person.lines += other.lines
    other.lines = []


def _joined(line: Line, person: Person, because: str) -> Person:
    line.warnings.append(_("Merged into line {line}: {because}.").format(line=person.first.number, because=because))
    known = next((one for one in person.lines if set(one.car_keys) & set(line.car_lookups)), None)
    if known is not None and known.plate and line.plate and known.plate != line.plate:
        line.warnings.append(
            _("Two plates for one car: {kept} of line {line} is kept, not {other}.").format(
                kept=known.plate, line=known.number, other=line.plate
            )
        )
    return person


def _close(person: Person) -> None:
    """With a number the person stands, and lines without one are merged; without, each line keeps its fault."""
    if not person.phone:
        return
    for line in person.lines:
        line.fault = ""
    if person.other_phones:
        others = _(", ").join(masked(phone) for phone in person.other_phones)
        person.first.warnings.append(_("Another number is kept in the note: {numbers}.").format(numbers=others))
