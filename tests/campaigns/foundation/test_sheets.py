"""Spreadsheets in and out: as messy as stores send them, as hostile as anybody may."""

import csv
import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from campaigns.foundation import sheets
from campaigns.foundation.sheets import SheetRefused, as_date, find_table, read_sheet
from campaigns.foundation.sheets_out import safe_text, write_workbook

LIST = "姓名,手机号码,车牌\n李红梅,13900000001,湘A12345\n\n合计,2 人,\n"
HEADINGS = {"name": ("客户姓名", "姓名"), "phone": ("手机号码", "手机")}


def workbook(rows, **sizes) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_every_usual_encoding_reads_the_same(encoding):
    rows = read_sheet(LIST.encode(encoding))

    assert rows[1].cells == ("李红梅", "13900000001", "湘A12345")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_any_usual_delimiter(delimiter):
    assert read_sheet(LIST.replace(",", delimiter).encode())[0].cells == ("姓名", "手机号码", "车牌")


def test_table_is_found_below_titles_without_blank_rows_and_totals():
    title, head = ["客户档案导出 2026-11-16"], ["客户姓名 ", "手机号码（必填）", "备注"]
    people = [["李红梅", 13900000001, "x"], [], ["王强", 13900000002.0], ["合计", "2 人"]]
    rows = read_sheet(workbook([title, [], head, *people]))

    table = find_table(rows, {**HEADINGS, "plate": ("车牌号",)})

    assert table.heading_line == 3
    assert table.rows == (
        (4, {"name": "李红梅", "phone": "13900000001"}),
        (6, {"name": "王强", "phone": "13900000002"}),
    )
    assert table.missing == ("plate",)
    assert table.unknown == ("备注",)


def test_list_without_known_headings_is_refused():
    with pytest.raises(SheetRefused):
        find_table(read_sheet(b"a,b\n1,2\n"), HEADINGS)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-10-24", dt.date(2026, 10, 24)), ("2026/1/2", dt.date(2026, 1, 2)), ("2026.10.24", dt.date(2026, 10, 24)),
        ("2019年1月22日", dt.date(2019, 1, 22)), ("20261024", dt.date(2026, 10, 24)), ("45416", dt.date(2024, 5, 4)),
        ("2026-10-24 08:30", dt.date(2026, 10, 24)), ("-", None), ("", None), ("2026-13-40", None), ("张三", None),
    ],
)  # fmt: skip
def test_dates_as_stores_write_them(text, date):
    assert as_date(text) == date


def test_dates_and_numbers_of_a_workbook_come_out_as_text():
    row = read_sheet(workbook([[dt.datetime(2026, 10, 24), dt.datetime(2026, 10, 24, 9, 5), 3.5, True, 1e15]]))[0]

    assert row.cells == ("2026-10-24", "2026-10-24 09:05", "3.5", "True", "1000000000000000")


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_entities(encoding: str = "utf-8") -> bytes:
    """A workbook whose one cell doubles itself thirty times over."""
    entities = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 30))
    with zipfile.ZipFile(io.BytesIO(workbook([["x"]]))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"].decode()
    assert "<t>x</t>" in sheet
    sheet = f'<!DOCTYPE worksheet [<!ENTITY a0 "x">{entities}]>' + sheet.replace("<t>x</t>", "<t>&a29;</t>")
    return zipped({**members, "xl/worksheets/sheet1.xml": sheet.encode(encoding)})


HOSTILE = {
    "nothing": b"",
    "blank": b"\n\n,,\n",
    "binary": b"\x00\x01\x02" * 50,
    "old Excel": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    "not a workbook": zipped({"hello.txt": b"x"}),
    "cut short": workbook([["a", "b"]])[:300],
    "a bomb": zipped({"xl/worksheets/sheet1.xml": b"0" * (sheets.MOST_MEMBER_BYTES + 1)}),
    "much shared text": zipped({"xl/sharedStrings.xml": b"0" * (sheets.MOST_SHARED_TEXT_BYTES + 1)}),
    "many members": zipped({f"{n}.xml": b"" for n in range(sheets.MOST_MEMBERS + 1)}),
    "entities": with_entities(),
    "entities in another encoding": with_entities("utf-16"),
    "too long": ("a,b\n" * (sheets.MOST_ROWS + 1)).encode(),
    "too large": b"a,b\n" + b"x" * sheets.MOST_BYTES,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_with_a_sentence(name):
    with pytest.raises(SheetRefused) as refused:
        read_sheet(HOSTILE[name])

    assert len(refused.value.message) > 6


def test_bomb_is_refused_before_it_is_parsed(monkeypatch):
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *_a, **_k: pytest.fail("parsed"))

    with pytest.raises(SheetRefused):
        read_sheet(HOSTILE["a bomb"])


DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "－1", "＋1", "＠x", " =1", "%x", "|calc"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_that_goes_out_starts_a_formula(text):
    content = write_workbook("名单", ["a", text], [[text, 5], ["李红梅", -5]])

    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert all(not str(cell.value).startswith(tuple("=+@")) for cell in cells if isinstance(cell.value, str))
    assert safe_text(text).startswith("'")


def test_negative_control_the_library_alone_makes_a_live_formula():
    content = workbook([["=1+1"]])

    assert openpyxl.load_workbook(io.BytesIO(content)).active["A1"].data_type == "f"


def test_workbook_that_goes_out_reads_back_the_same():
    content = write_workbook(
        "名单", ["姓名", "手机号码"], [["李红梅", "139 0000 0001"], ["王强", None]], widths=(10, 20)
    )

    rows = read_sheet(content)
    assert [row.cells for row in rows] == [("姓名", "手机号码"), ("李红梅", "139 0000 0001"), ("王强",)]


def test_csv_field_longer_than_the_module_limit_is_cut_not_raised():
    target = io.StringIO()
    csv.writer(target).writerow(["x" * 200_000, "y"])

    assert len(read_sheet(target.getvalue().encode())[0].cells[0]) == sheets.MOST_CELL_LETTERS
