"""Sign-in sheet, roster and workbook: who is on them, and what of a person they show."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from registrations.documents.roster import roster
from registrations.documents.sign_in_sheet import EMPTY_LINES, sign_in_sheet
from registrations.exports.registrations import registrations_workbook
from registrations.queries.paper_lines import lines_for
from registrations.queries.presence import day_of
from registrations.roster_lines import masked_name, masked_plate
from tests.factories import make_places, make_registration
from tests.factories.day import check_in, make_day, make_device
from tests.factories.tour import make_tour
from tests.papers import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def tour(db):
    campaign = make_tour()
    make_places(campaign, limit=(50, 130))
    for number, name in enumerate(["李红梅", "欧阳明", "=王强"], 1):
        fields = {"name": name, "phone": f"+861390000000{number}", "plate": f"湘A1234{number}"}
        make_registration(campaign, state="confirmed", car_number=number, nickname="远山不远", **fields)
    make_registration(campaign, state="waiting", name="周候补", phone="+8613900000009", plate="湘A99999")
    return campaign


def test_blank_sheet_has_a_part_per_checkpoint_with_room_to_sign(tour):
    paper = Paper(sign_in_sheet(day_of(tour), is_blank=True))

    for checkpoint in ["长沙西服务区", "武陵源旅游区", "森林公园东门"]:
        assert checkpoint in paper.all_text
    assert paper.all_text.count("签名") == len(paper) == 3
    assert paper.all_text.count("李红梅") == 3
    assert "周候补" not in paper.all_text
    assert EMPTY_LINES > 0


@pytest.mark.parametrize(("parties", "pages"), [(18, 1), (22, 1), (23, 2), (47, 2), (50, 2), (51, 3)])
def test_blank_lines_fill_a_page_and_never_spill_over_in_a_handful(parties, pages):
    campaign, first, _second = make_day(limit=(90, 300))
    for number in range(parties):
        make_registration(campaign, state="confirmed", name=f"车友{number}")

    assert len(Paper(sign_in_sheet(day_of(campaign), is_blank=True, stop=first))) == pages


def test_car_without_a_plate_is_said_so_and_nobody_elses_is(tour):
    make_registration(tour, state="confirmed", name="新提车", plate="", plate_state="not_yet")
    make_registration(tour, state="confirmed", name="搭一程", plate="", plate_state="rides_along", cars=0)

    text = Paper(sign_in_sheet(day_of(tour), is_blank=True)).all_text

    assert text.count("还没上牌") == text.count("跟车") == 3


def test_sheet_lies_open_so_it_shows_four_digits_of_a_phone(tour):
    text = Paper(sign_in_sheet(day_of(tour), is_blank=True)).all_text
    assert "湘A·12341" in text

    assert "0001" in text
    assert "13900000001" not in text.replace(" ", "")


def test_sheet_marks_who_rides_along(tour):
    assert "跟车" not in Paper(sign_in_sheet(day_of(tour), is_blank=True)).all_text
    make_registration(tour, state="confirmed", name="搭一程", plate="", plate_state="rides_along", cars=0)

    assert Paper(sign_in_sheet(day_of(tour), is_blank=True)).all_text.count("跟车") == 3


def test_sheet_of_one_checkpoint_only(tour):
    stop = tour.stops.get(name="武陵源旅游区")

    paper = Paper(sign_in_sheet(day_of(tour), is_blank=True, stop=stop))

    assert "武陵源旅游区" in paper.text(0)
    assert "长沙西服务区" not in paper.text(0).split("签名")[0].split("武陵源旅游区", 1)[1]
    assert len(paper) == 1


def test_sheet_as_scanned_ends_with_what_was_counted():
    campaign, gate, _resort = make_day()
    came, _missing = make_registration(campaign, "confirmed"), make_registration(campaign, "confirmed", name="没来")
    check_in(make_device(campaign), gate, came, heads=2)

    text = Paper(sign_in_sheet(day_of(campaign), is_blank=False, stop=gate)).text(0).replace("\r\n", " ")

    assert "合计 1 辆 2 人" in text
    assert "未到 没来" in text
    assert "合计" not in Paper(sign_in_sheet(day_of(campaign), is_blank=True, stop=gate)).text(0)


def test_every_page_of_a_sheet_names_its_checkpoint(tour):
    stop = tour.stops.get(name="武陵源旅游区")
    for number in range(10, 50):
        make_registration(tour, state="confirmed", car_number=number)

    paper = Paper(sign_in_sheet(day_of(tour), is_blank=True, stop=stop))

    assert len(paper) > 1
    assert all(paper.text(page).count("武陵源旅游区") == 1 for page in range(1, len(paper)))


def test_roster_is_masked_and_counts(tour):
    paper = Paper(roster(tour, lines_for(tour)))

    text = paper.all_text.replace("\r\n", " ")
    assert "李○○" in text
    assert "欧阳○" in text
    assert "139****0001" in text
    assert "已打码" in text
    for whole in ["李红梅", "13900000001", "湘A12341"]:
        assert whole not in text.replace(" ", "")


def test_roster_is_whole_for_whom_the_caller_decides(tour):
    text = Paper(roster(tour, lines_for(tour, is_masked=False), is_masked=False)).all_text.replace(" ", "")

    for whole in ["李红梅", "13900000001", "湘A12341", "用完粉碎"]:
        assert whole in text


def test_workbook_read_by_an_independent_reader_holds_a_row_per_party(tour):
    content = registrations_workbook(lines_for(tour, is_masked=False))

    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert rows[0][:4] == ("编号", "姓名", "手机号", "车牌")
    assert [row[1] for row in rows[1:]] == ["李红梅", "欧阳明", "'=王强", "周候补"]
    assert rows[1][2] == "139 0000 0001"
    assert (rows[1][6], rows[1][9]) == (1, 2)
    xml = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml


def test_masked_workbook_shows_no_number_and_no_nickname(tour):
    content = registrations_workbook(lines_for(tour))

    cells = [str(cell) for row in openpyxl.load_workbook(io.BytesIO(content)).active.values for cell in row]
    assert "139****0001" in cells
    assert not [cell for cell in cells if "0000 0001" in cell or "远山不远" in cell or "红梅" in cell]


def test_lines_ask_the_database_as_often_for_many_as_for_few(tour, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(lines_for(tour)) == 4
    for number in range(10, 20):
        make_registration(tour, state="confirmed", car_number=number)
    with django_assert_num_queries(1):
        assert len(lines_for(tour)) == 14


@pytest.mark.parametrize(
    ("name", "masked"),
    [("李红梅", "李○○"), ("李红", "李○"), ("欧阳明", "欧阳○"), ("John", "J○○"), ("李", "李○"), ("", "")],
)
def test_masked_name_keeps_the_family_name(name, masked):
    assert masked_name(name) == masked


def test_masked_plate_keeps_province_city_and_the_end():
    assert masked_plate("湘A12345") == "湘A***45"
    assert masked_plate("湘A55") == "湘A**"


def test_sheet_of_a_tour_without_checkpoints_says_so(tour):
    tour.stops.update(is_checkpoint=False, depart=dt.time(23))

    assert "还没有签到点" in Paper(sign_in_sheet(day_of(tour), is_blank=True)).text(0)
