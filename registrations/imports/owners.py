"""Read a list of owners: every line becomes an owner's facts, or a sentence that says why not.

Rule: lines are one person when they share the number or the car *and* the name; the same number under another
name with another car is never merged but explained. Nothing is written here.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from campaigns.foundation.sheets import SheetRefused, Table, as_date, find_table, read_sheet
from registrations import plate as plates

from . import cells
from .cells import CUT_VIN
from .columns import HEADINGS

EARLIEST = dt.date(1900, 1, 1)
LENGTHS = {"city": 40, "adviser": 40, "nickname": 40, "model": 40, "member_number": 20, "note": 300}


@dataclass
class Line:
    """One line as understood. `fault` says why it cannot be taken, `warnings` what looked odd."""

    number: int
    name: str
    phones: list[str] = field(default_factory=list)
    fault: str = ""
    warnings: list[str] = field(default_factory=list)
    plate: str = ""
    vin: str = ""
    model: str = ""
    drive: str = ""
    bought_on: dt.date | None = None
    born_on: dt.date | None = None
    last_visit_on: dt.date | None = None
    member_since: dt.date | None = None
    visit_count: int | None = None
    spent_amount: Decimal | None = None
    city: str = ""
    adviser: str = ""
    nickname: str = ""
    member_number: str = ""
    note: str = ""
    is_prospect: bool = False
    do_not_call: bool = False

    @property
    def phone(self) -> str:
        return self.phones[0] if self.phones else ""

    @property
    def car_keys(self) -> list[str]:
        """What this line's car is found under; a whole VIN also for lines that lost its last character."""
        cut = [f"vin cut {self.vin[:CUT_VIN]}"] if len(self.vin) > CUT_VIN else []
        return self._car_names + cut

    @property
    def car_lookups(self) -> list[str]:
        """What to look for to find another line of the same car. Two whole VINs are the same only as a whole."""
        lost = "vin cut" if len(self.vin) == CUT_VIN else "vin"
        return [*self._car_names, f"{lost} {self.vin[:CUT_VIN]}"] if len(self.vin) >= CUT_VIN else self._car_names

    @property
    def _car_names(self) -> list[str]:
        names = [f"vin {self.vin}"] if len(self.vin) >= CUT_VIN else []
        return [*names, f"plate {self.plate}"] if self.plate else names


@dataclass(frozen=True)
class OwnerSheet:
    """The lines of a file, and its columns that were not taken."""

    lines: list[Line]
    unknown: tuple[str, ...]


def read_owners(content: bytes, *, today: dt.date) -> OwnerSheet:
    """All lines with their faults. Refuses (SheetRefused) a file that is no list of owners."""
    table = find_table(read_sheet(content), HEADINGS)
    _check_columns(table)
    lines = [_line(number, row, today) for number, row in table.rows]
    if not lines:
        raise SheetRefused(_("There is a heading row, but no owner below it."))
    return OwnerSheet(lines, table.unknown)


def _check_columns(table: Table) -> None:
    if "name" in table.missing:
        raise SheetRefused(_("No column with names was found. Call it 姓名 or Name."))
    if "phone" in table.missing:
        raise SheetRefused(_("No column with mobile numbers was found. Call it 手机号码 or Mobile."))


def _line(number: int, row: Mapping[str, str], today: dt.date) -> Line:
    typed = {key: "" if cells.is_nothing(value) and key != "visit_count" else value for key, value in row.items()}
    line = Line(number, cells.clean_name(typed["name"]))
    line.phones, line.fault = cells.numbers_in(typed["phone"])
    _check_name(line, typed["name"])
    _read_car(line, typed)
    _read_dates(line, typed, today)
    _read_figures(line, typed)
    for key, length in LENGTHS.items():
        setattr(line, key, " ".join(typed.get(key, "").split())[:length])
    line.is_prospect = typed.get("prospect", "").lower() in cells.YES
    line.do_not_call = bool(cells.DO_NOT_CALL.search(typed.get("note", ""))) or (
        typed.get("do_not_call", "").lower() in cells.YES
    )
    if len(line.phones) > 1:
        line.warnings.append(_("Two numbers in one cell: the first is taken, the other is kept in the note."))
    return line


def _check_name(line: Line, typed: str) -> None:
    if not line.name:
        line.fault = _("The name is missing.")
    elif cells.is_formula(typed):
        line.fault = _(
            "“{text}” is a spreadsheet formula, not a name. Put the name in and send the line again."
        ).format(text=typed[:30])


def _read_car(line: Line, typed: Mapping[str, str]) -> None:
    plate = typed.get("plate", "")
    line.plate = "" if cells.NO_PLATE.search(plate) or plates.is_provisional(plate) else plates.normal(plate)
    if doubt := plates.doubt(line.plate):
        line.warnings.append(f"{line.plate}{_(': ')}{doubt}")
    line.vin = cells.vin_in(typed.get("vin", ""))
    if line.vin and cells.is_odd_vin(line.vin):
        line.warnings.append(
            _("VIN {vin}: {count} characters; a VIN has 17, without I, O and Q.").format(
                vin=line.vin, count=len(line.vin)
            )
        )
    line.drive = cells.drive_in(typed.get("drive", ""), typed.get("model", ""))


def _read_dates(line: Line, typed: Mapping[str, str], today: dt.date) -> None:
    for key in ("bought_on", "born_on", "last_visit_on", "member_since"):
        text = typed.get(key, "")
        day = as_date(text) if text else None
        if day is not None and EARLIEST <= day <= today:
            setattr(line, key, day)
        elif text:
            line.warnings.append(_("“{text}” is not a date before today; left out.").format(text=text[:30]))


def _read_figures(line: Line, typed: Mapping[str, str]) -> None:
    for key, read in (("visit_count", cells.count_in), ("spent_amount", cells.amount_in)):
        text = typed.get(key, "")
        figure = read(text) if text else None
        setattr(line, key, figure)
        if text and figure is None and not cells.is_nothing(text):
            line.warnings.append(_("“{text}” is not a figure; left out.").format(text=text[:30]))
