"""Spreadsheets that come in: XLSX and CSV, as messy as stores send them, read without trusting them.

Rule: sizes are checked before anything is parsed, and every cell comes out as text; dates as 2026-10-24, whole
numbers without `.0`, so that a telephone number typed as a number reads like one. What goes out: `sheets_out`.
"""

import csv
import datetime as dt
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from campaigns.errors import CampaignError

MOST_BYTES = 10 * 1024 * 1024
MOST_MEMBERS = 400
MOST_UNPACKED_BYTES = 80 * 1024 * 1024
MOST_MEMBER_BYTES = 48 * 1024 * 1024
MOST_SHARED_TEXT_BYTES = 16 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 100
MOST_CELL_LETTERS = 2_000
HEADING_WITHIN_ROWS = 20
TOTAL_WORDS = ("合计", "总计", "小计", "共计", "total", "sum", "subtotal")


class SheetRefused(CampaignError):
    """The file cannot be read as a list; the message says what to send instead."""


@dataclass(frozen=True)
class Row:
    """One row as in the file: its line number (from 1) and its cells as text."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        return not any(self.cells)

    @property
    def is_total(self) -> bool:
        first = next((cell for cell in self.cells if cell), "").rstrip(":：").lower().replace(" ", "")
        return first in TOTAL_WORDS


@dataclass(frozen=True)
class Table:
    """A list found in a sheet: `rows` as field → text by line number; `unknown` are headings not asked for."""

    heading_line: int
    rows: tuple[tuple[int, dict[str, str]], ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def read_sheet(content: bytes) -> list[Row]:
    """All rows of the first sheet that is not empty. Refuses (SheetRefused) what is too large or not a list."""
    if len(content) > MOST_BYTES:
        raise SheetRefused(_("This file is larger than 10 MB. Please split the list."))
    if content[:4] == b"PK\x03\x04":
        rows = list(_workbook_rows(content))
    elif content[:4] == b"\xd0\xcf\x11\xe0":
        raise SheetRefused(_("This is an old or protected Excel file. Please save it as .xlsx without a password."))
    else:
        rows = list(_text_rows(content))
    if all(row.is_blank for row in rows):
        raise SheetRefused(_("This file holds no rows."))
    return rows


def find_table(rows: Sequence[Row], headings: Mapping[str, Sequence[str]]) -> Table:
    """Find the heading row below any title rows and name the cells beneath it.

    `headings` gives for each field the headings it goes by, best first. Blank rows and totals are left out.
    Refuses (SheetRefused) if none of the first 20 rows holds at least two of the headings (or the only one).
    """
    names = {_plain(name): field for field, known in headings.items() for name in known}
    best, found = None, dict[int, str]()
    for row in [row for row in rows if not row.is_blank][:HEADING_WITHIN_ROWS]:
        here = _fields_of(row, names)
        if len(here) > len(found):
            best, found = row, here
    if best is None or len(found) < min(2, len(headings)):
        raise SheetRefused(_("No row with the headings was found. The first rows should name the columns."))
    body = [row for row in rows if row.number > best.number and not row.is_blank and not row.is_total]
    return Table(
        heading_line=best.number,
        rows=tuple((row.number, {field: _cell(row, column) for column, field in found.items()}) for row in body),
        missing=tuple(field for field in headings if field not in found.values()),
        unknown=tuple(cell for column, cell in enumerate(best.cells) if cell and column not in found),
    )


_DOCUMENT_TYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_CHINESE_DATE = re.compile(r"^(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?(?:[ T].*)?$")
_PACKED_DATE = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"^\d{5}(\.\d+)?$")
_SERIAL_DAY_ZERO = dt.date(1899, 12, 30)


def as_date(text: str) -> dt.date | None:
    """2026-10-24, 2026/10/24, 2026年10月24日, 20261024 or an Excel serial day; None if it is no date."""
    text = text.strip()
    if _SERIAL.match(text):
        return _SERIAL_DAY_ZERO + dt.timedelta(days=int(float(text)))
    match = _CHINESE_DATE.match(text) or _PACKED_DATE.match(text)
    if not match:
        return None
    try:
        return dt.date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def _plain(heading: str) -> str:
    """Without what stands in brackets, marks and underscores: `累计消费(元)`, `last_visit_on`, `姓名*`."""
    words = re.sub(r"[(].*$|[:*_]", " ", unicodedata.normalize("NFKC", heading)).lower().split()
    return " ".join(words) or heading.strip().lower()


def _field_named(cell: str, names: Mapping[str, str]) -> str | None:
    plain = _plain(cell)
    first = plain.split(" ", 1)[0]  # 手机号码 必填: a Chinese heading is its first word
    return names.get(plain) or (names.get(first) if not first.isascii() else None)


def _fields_of(row: Row, names: Mapping[str, str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for column, cell in enumerate(row.cells):
        field = _field_named(cell, names) if cell else None
        if field and field not in found.values():
            found[column] = field
    return found


def _cell(row: Row, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


def _text_rows(content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    if "\x00" in text:
        raise SheetRefused(_("This file is neither XLSX nor CSV."))
    head = text[:4096]
    delimiter = max((",", "\t", ";"), key=head.count)
    csv.field_size_limit(MOST_BYTES)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            yield _row(number, cells)
    except csv.Error as error:
        raise SheetRefused(_("This CSV file is damaged. Please save it anew.")) from error


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetRefused(_("The characters of this file cannot be read. Please save it as UTF-8."))


def _workbook_rows(content: bytes) -> Iterator[Row]:
    import openpyxl  # half a second, only for imports
    from openpyxl.utils.exceptions import InvalidFileException

    _check_members(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            rows = [_row(number, cells) for number, cells in _streamed(sheet)]
            if not all(row.is_blank for row in rows):
                yield from rows
                return
    except SheetRefused:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError, OSError) as error:
        raise SheetRefused(_("This XLSX file is damaged. Please save it anew.")) from error


def _streamed(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    yield from enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1)


def _check_members(content: bytes) -> None:
    """Sizes from the directory (zipfile reads no more than a member declares), then no document type anywhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if _is_too_large(members):
                raise SheetRefused(
                    _("Unpacked, this file is far too large. Please send the list alone, without pictures.")
                )
            if any(_has_document_type(archive, member) for member in members):
                raise SheetRefused(_("This XLSX file is damaged. Please save it anew."))
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise SheetRefused(_("This XLSX file is damaged. Please save it anew.")) from error


def _is_too_large(members: Sequence[zipfile.ZipInfo]) -> bool:
    texts = [member for member in members if member.filename.lower().endswith("sharedstrings.xml")]
    return (
        len(members) > MOST_MEMBERS
        or sum(member.file_size for member in members) > MOST_UNPACKED_BYTES
        or any(member.file_size > MOST_MEMBER_BYTES for member in members)
        or any(member.file_size > MOST_SHARED_TEXT_BYTES for member in texts)
    )


def _has_document_type(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """No spreadsheet program writes one; it serves only entities that grow or reach out."""
    if not member.filename.lower().endswith((".xml", ".rels")):
        return False
    before = b""
    with archive.open(member) as file:
        while block := file.read(1 << 20):
            if any(mark in before + block for mark in _DOCUMENT_TYPES):
                return True
            before = block[-32:]
    return False


def _row(number: int, cells: Sequence[Any]) -> Row:
    if number > MOST_ROWS:
        raise SheetRefused(_("This file has more than 50,000 rows. Please split the list."))
    end = min(len(cells), MOST_COLUMNS)
    while end and cells[end - 1] is None:  # most rows are padded far to the right
        end -= 1
    values = [_text(cell) for cell in cells[:end]]
    while values and not values[-1]:
        values.pop()
    return Row(number, tuple(values))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time(0):
        return value.date().isoformat()
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes")
    return str(value).strip()[:MOST_CELL_LETTERS]
