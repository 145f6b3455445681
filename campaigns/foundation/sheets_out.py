"""Workbooks that go out.

Rule: no cell starts a formula. Text that begins like one (= + - @, tab, return, their full-width forms) gets an
apostrophe before it and is stored as text; figures are passed as numbers and stay numbers.
"""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
Cell = str | int | float | Decimal | dt.date | dt.datetime | None


def safe_text(text: str) -> str:
    """The same words, with an apostrophe before what a spreadsheet would take for a formula."""
    kept = "".join(letter for letter in text if letter >= " " or letter in "\t\n\r")
    return (
        f"'{kept}"
        if kept.lstrip(" \u00a0\u3000").startswith(FORMULA_STARTS) or kept.startswith(FORMULA_STARTS)
        else kept
    )


def write_workbook(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, widths: Sequence[int] = ()
) -> bytes:
    """One sheet with a frozen, bold heading row and a filter; times must be local and without a zone."""
    from openpyxl import Workbook  # half a second, only for exports
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    sheet.freeze_panes = "A2"
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.append([_cell(sheet, heading, font=Font(bold=True)) for heading in headings])
    count = 1
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(1, len(headings)))}{count}"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _cell(sheet: Any, value: Cell, *, font: Any = None) -> Any:
    if font is None and not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    cell.value = value if not isinstance(value, str) else safe_text(value)
    if isinstance(value, str):
        cell.data_type = "s"
    if font is not None:
        cell.font = font
    return cell


def _sheet_name(title: str) -> str:
    return "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31] or "1"
