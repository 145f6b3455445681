"""Lists of owners as they come: the real export of a dealer system, and files that are worse."""

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from campaigns.foundation.sheets import SheetRefused
from registrations.imports import cells
from registrations.imports.owners import OwnerSheet, read_owners
from registrations.imports.same_owner import Person, persons_in

REAL = Path(__file__).parents[2] / "registrations" / "demo" / "data" / "dms-export.xlsx"
TODAY = dt.date(2026, 11, 22)


def csv_of(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\n".join(lines).encode(encoding)


def read(*lines: str, encoding: str = "utf-8") -> OwnerSheet:
    return read_owners(csv_of(*lines, encoding=encoding), today=TODAY)


@pytest.fixture(scope="module")
def real() -> tuple[OwnerSheet, dict[int, Person]]:
    sheet = read_owners(REAL.read_bytes(), today=TODAY)
    return sheet, {person.first.number: person for person in persons_in(sheet.lines)}


def line_of(sheet: OwnerSheet, number: int):
    return next(line for line in sheet.lines if line.number == number)


def test_real_export_gives_every_line_a_fate(real):
    # Lines 3 to 607 hold 600 owners and 5 blank rows; 608 is the total. Of the 600: 4 formulas as names, 6 without
    # a number that can be rung and without a twin, 2 numbers of somebody else; 36 repeat an earlier line.
    sheet, persons = real
    rejected = [line.number for line in sheet.lines if line.fault]
    repeated = sum(len(person.lines) - 1 for person in persons.values())

    assert len(sheet.lines) == 600
    assert rejected == [67, 115, 126, 200, 238, 369, 390, 407, 411, 464, 485, 500]
    assert (len(persons), repeated) == (552, 36)
    assert len(persons) + repeated + len(rejected) == 600
    assert all(line.fault for line in sheet.lines if line.number in rejected)


def test_real_export_merges_by_number_and_by_car(real):
    sheet, persons = real

    assert [line.number for line in persons[3].lines] == [3, 4, 41, 425]
    assert persons[3].first.name == "华桂珍"
    # Line 38 has no usable number; the same car and name in line 97 gives it one.
    assert [line.number for line in persons[38].lines] == [38, 97]
    assert persons[38].phone == "+8618600001603"
    assert "粤E82ET1" in " ".join(line_of(sheet, 97).warnings)
    # A VIN that lost its last character is the same car, and the whole one is kept.
    assert [car.vin for car in persons[20].cars] == ["L65SGRKK26FCAJRCW"]


def test_real_export_never_merges_two_people_who_share_a_number(real):
    sheet, persons = real

    assert [line.name for line in persons[27].lines] == ["谢淑英"]
    assert "谢淑英" in line_of(sheet, 67).fault
    assert "27" in line_of(sheet, 67).fault


def test_real_export_understands_dates_money_plates_and_wishes(real):
    sheet, persons = real
    first = persons[3]

    assert first.latest("spent_amount") == Decimal("21144.10")
    assert line_of(sheet, 6).bought_on == dt.date(2024, 5, 4)  # the serial day 45416
    assert line_of(sheet, 8).last_visit_on == dt.date(2019, 1, 22)  # 2019年1月22日
    assert line_of(sheet, 7).last_visit_on is None  # "-"
    assert line_of(sheet, 8).plate == "鄂DGB0457"
    assert line_of(sheet, 11).plate == ""  # 临时
    assert line_of(sheet, 549).phones == ["+8613800000000", "+8613911112222"]
    assert sum(any(line.do_not_call for line in person.lines) for person in persons.values()) == 59
    assert sum(1 for line in sheet.lines if line.vin and cells.is_odd_vin(line.vin)) == 48


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_any_encoding_and_column_order(encoding):
    sheet = read(
        "会员名单,,,",
        "备注,车牌,联系电话,姓名",
        "请勿致电,湘a·12345,１３９-0000 8617,陈红梅",
        ",,,",
        "合计,,,1",
        encoding=encoding,
    )

    [line] = sheet.lines
    assert (line.number, line.name, line.phone, line.plate) == (3, "陈红梅", "+8613900008617", "湘A12345")
    assert line.do_not_call


def test_english_headings_of_a_list_of_parties():
    sheet = read(
        "channel,name,nickname,phone,city,plate,model,drive,adults,emergency_phone,diet,shoe size",
        "forum,陈红梅,远山不远,13900008617,岳阳,赣A622H3,途行 X5,petrol,1,13900005879,素食,42",
    )

    [line] = sheet.lines
    assert (line.phone, line.nickname, line.city, line.drive) == ("+8613900008617", "远山不远", "岳阳", "petrol")
    assert sheet.unknown == ("channel", "adults", "emergency_phone", "diet", "shoe size")


def test_member_columns_with_words_of_two_parts_are_told_apart():
    sheet = read(
        "Name,Mobile number,Member since,Member number,Date,Last visit",
        "Ann Lee,13900008617,2020-01-02,A7,2021-01-01,2026-1-5",
    )

    [line] = sheet.lines
    assert (line.member_since, line.member_number, line.born_on) == (dt.date(2020, 1, 2), "A7", None)
    assert line.last_visit_on == dt.date(2026, 1, 5)


def test_numbers_typed_as_numbers_in_a_workbook():
    book = Workbook()
    book.active.append(["姓名", "手机"])
    book.active.append(["王伟", 13900008617])
    book.active.append(["李娜", 13900008618.0])
    content = io.BytesIO()
    book.save(content)

    sheet = read_owners(content.getvalue(), today=TODAY)

    assert [line.phone for line in sheet.lines] == ["+8613900008617", "+8613900008618"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "rows"),
        (b"\n\n  \n", "rows"),
        (csv_of("a,b", "c,d"), "headings"),
        (csv_of("姓名,车牌", "王伟,湘A12345"), "mobile numbers"),
        (csv_of("手机,车牌", "13900008617,湘A12345"), "names"),
        (csv_of("姓名,手机"), "no owner"),
        (b"%PDF-1.7\x00\x00\x01", "neither"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 64, "old or protected"),
        (b"x" * (10 * 1024 * 1024 + 1), "10 MB"),
    ],
)
def test_files_that_are_no_list_are_refused_with_a_sentence(content, says, in_english):
    with pytest.raises(SheetRefused, match=says):
        read_owners(content, today=TODAY)


@pytest.fixture
def in_english():
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("华桂珍女士先生 ", "华桂珍"),
        ("王先生", "王先生"),
        ("王 伟", "王伟"),
        ("Mr. John Smith", "John Smith"),
        ("李娜女士", "李娜"),
    ],
)
def test_names_without_titles(typed, name):
    assert cells.clean_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("21,144.10元", "21144.10"),
        ("¥3000", "3000.00"),
        ("1.2万", "12000.00"),
        ("０.５", "0.50"),
        ("abc", None),
        ("-5", None),
    ],
)
def test_amounts(typed, amount):
    assert cells.amount_in(typed) == (Decimal(amount) if amount else None)


@pytest.mark.parametrize("words", ["不要打电话", "请勿致电", "免打扰", "别再打", "Please do not call", "客户要求勿扰"])
def test_wishes_not_to_be_called(words):
    [line] = read("姓名,手机,备注", f"王伟,13900008617,{words}").lines

    assert line.do_not_call


@pytest.mark.parametrize("words", ["喜欢露营", "不要洗车", "有两个孩子", "call after six"])
def test_other_remarks_are_no_such_wish(words):
    [line] = read("姓名,手机,备注", f"王伟,13900008617,{words}").lines

    assert not line.do_not_call


def test_same_car_under_another_name_stays_apart_with_a_remark(in_english):
    sheet = read("姓名,手机,车牌", "王伟,13900008617,湘A12345", "李娜,13900008618,湘A12345")

    assert len(persons_in(sheet.lines)) == 2
    assert "王伟" in sheet.lines[1].warnings[0]


def test_same_name_and_car_with_two_numbers_is_one_person_with_both():
    sheet = read("姓名,手机,车牌", "王伟,13900008617,湘A12345", "王伟,13900008618,湘A12345")

    [person] = persons_in(sheet.lines)
    assert (person.phone, person.other_phones) == ("+8613900008617", ["+8613900008618"])


def test_line_without_a_number_finds_its_owner_through_a_third_line():
    sheet = read(
        "姓名,手机,车牌",
        "王伟,无,湘A12345",
        "王伟,13900008617,湘B54321",
        "王伟,13900008617,湘A12345",
    )

    [person] = persons_in(sheet.lines)
    assert sorted(car.plate for car in person.cars) == ["湘A12345", "湘B54321"]
    assert not any(line.fault for line in sheet.lines)


def test_number_that_excel_rounded_is_explained(in_english):
    [line] = read("姓名,手机", "王伟,1.39E+10").lines

    assert "1.39E+10" in line.fault
    assert "text" in line.fault


def test_one_owner_with_two_cars_has_both():
    sheet = read("姓名,手机,车牌", "王伟,13900008617,湘A12345", "王伟,13900008617,湘B54321")

    [person] = persons_in(sheet.lines)
    assert [car.plate for car in person.cars] == ["湘A12345", "湘B54321"]


def test_days_ahead_and_words_for_figures_are_left_out_with_a_remark():
    [line] = read("姓名,手机,生日,进厂次数,累计消费", "王伟,13900008617,2031-01-01,很多,不少").lines

    assert (line.born_on, line.visit_count, line.spent_amount) == (None, None, None)
    assert len(line.warnings) == 3
    assert not line.fault


HEAD = "姓名,手机号码,车架号"


def test_neighbouring_cars_of_one_name_stay_two():
    sheet = read(HEAD, "张伟,13812345678,LSVAA000000000011", "张伟,13912345678,LSVAA000000000012")

    assert [person.phone[-11:] for person in persons_in(sheet.lines)] == ["13812345678", "13912345678"]
    assert not any(line.warnings for line in sheet.lines)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_vin_without_its_last_character_is_the_same_car(order):
    lines = ["张伟,13812345678,LSVAA000000000011", "张伟,13912345678,LSVAA00000000001"]
    sheet = read(HEAD, *(lines[place] for place in order))

    person = persons_in(sheet.lines)[0]
    assert [line.number for line in person.lines] == [2, 3]
    assert [car.vin for car in person.cars] == ["LSVAA000000000011"]
