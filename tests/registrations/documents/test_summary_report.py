"""The summary report: page 1 is one page whatever people write, its figures are those handed in."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils import translation
from PIL import Image

from campaigns.models import Campaign, Report
from campaigns.turnout import Count, Figures, Turnout
from registrations.documents.report_words import points_for_page_one, ten_thousands
from registrations.documents.summary_report import Photo, summary_report
from registrations.roster_lines import RosterLine
from tests.factories.tour import local, make_tour, tour_figures
from tests.papers import Paper

pytestmark = pytest.mark.django_db
LONG = "这一条写得特别长，因为策划把当天发生的事情从头到尾都记了下来，包括等待、换胎、午餐推迟以及大家的反应。"
DIGEST = "d7b44809a0359169" + "0" * 48


def make_report(campaign: Campaign | None = None, **fields) -> Report:
    return Report.objects.create(
        campaign=campaign or make_tour(),
        **{
            "strengths": "三方共同筹备\n授旗、授聘、抽奖穿插",
            "weaknesses": "等补胎 25 分钟",
            "lessons": "常德加一个途经点",
            "recommendation": "明年春季再办一次。",
            "recommendation_basis": "候补 6 户没能成行。",
            "figures": {},
            "figures_digest": DIGEST,
            "frozen_at": local("2026-10-28T11:20"),
            "is_on_time": True,
        }
        | fields,
    )


def pictures(count: int) -> list[Photo]:
    target = BytesIO()
    Image.new("RGB", (200, 150), "teal").save(target, "JPEG")
    return [Photo(target.getvalue(), f"照片 {number}") for number in range(1, count + 1)]


def test_page_one_tells_what_a_manager_decides_from():
    text = Paper(summary_report(make_report(), tour_figures())).text(0).replace("\r\n", " ")

    told = [
        "预计 40 辆 100 人，来了 47 辆 122 人",
        "没超预算",
        "按时提交",
        "180",
        "141",
        "50",
        "130",
        "48",
        "125",
        "98%",
        "3,430",
    ]
    told += [
        "168,000",
        "161,200",
        "60,000",
        "38 户答复",
        "精华 4 篇",
        "33 号车扎钉",
        "晚 25 分",
        "三方共同筹备",
        "等补胎 25 分钟",
    ]
    for words in [*told, "常德加一个途经点", "建议：明年春季再办一次。", "数字已封存 d7b44809a0359169"]:
        assert words in text, words


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_page_one_is_one_page_however_much_is_written(language):
    figures = tour_figures()
    crowded = replace(
        figures,
        turnout=replace(figures.turnout, walk_ins=Count(3, 8), checkpoints=figures.turnout.checkpoints * 3),
        money=replace(figures.money, lines=figures.money.lines * 4),
        coverage=figures.coverage * 5,
        incidents=figures.incidents * 9,
        road=figures.road * 3,
    )
    words = {"strengths": f"{LONG}\n" * 9, "weaknesses": "短\n" * 40, "lessons": LONG * 8}
    report = make_report(
        make_tour(theme="向山而行·" + "长" * 70), recommendation=LONG * 3, recommendation_basis=LONG * 3, **words
    )

    paper = Paper(summary_report(report, crowded, language=language))

    asked, found = ("批准人、日期", "实际行程") if language == "zh-hans" else ("Approved by, date", "Itinerary as run")
    assert asked in paper.text(0)
    assert found not in paper.text(0)
    assert found in paper.text(2) + paper.text(3)
    _left, bottom, right, top = paper.width_of_text(0, asked)
    assert 40 < bottom < top < 140
    assert right < 560


def test_what_page_one_leaves_out_stands_in_full_in_the_appendix():
    paper = Paper(summary_report(make_report(strengths=f"{LONG}\n" * 6), tour_figures()))

    assert "另有 4 条，见附录" in paper.text(0)
    assert paper.text(1).replace("\r\n", "").count(LONG) == 6


def test_short_report_has_no_appendix_of_texts():
    assert "首页文字全文" not in Paper(summary_report(make_report(), tour_figures())).all_text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "按时提交"),
        ({"is_on_time": False}, "逾期提交"),
        ({"frozen_at": None, "figures": None, "is_on_time": None, "figures_digest": ""}, "还没提交"),
    ],
)
def test_report_is_marked_on_time_late_or_not_yet_submitted(fields, words):
    assert words in Paper(summary_report(make_report(**fields), tour_figures())).text(0)


def test_appendices_hold_itinerary_channels_supplies_prizes_photos_and_roster():
    line = RosterLine(
        1, 3, "李○○", "139****0001", "湘A***45", "", "", 1, 2, 1, "confirmed", "", "展厅海报", arrived=Count(1, 3)
    )
    content = summary_report(make_report(), tour_figures(), roster=[line], photos=pictures(12))

    text = Paper(content).all_text.replace("\r\n", " ")
    for words in [
        "实际行程",
        "+25",
        "汽车论坛召集令",
        "412",
        "对讲机",
        "超豪华越野自行车",
        "17 号",
        "照片 12",
        "李○○",
        "139****0001",
    ]:
        assert words in text, words


def test_photos_begin_under_their_heading():
    paper = Paper(summary_report(make_report(), tour_figures(), photos=pictures(12)))
    pages = [paper.text(number) for number in range(len(paper))]
    headed = next(text for text in pages if "照片 1" in text)

    assert headed.replace("\r\n", " ").startswith("照片 照片 1")


def test_roster_speaks_the_papers_language_not_the_pages():
    line = RosterLine(1, 3, "李○○", "139****0001", "湘A***45", "", "", 1, 2, 1, "confirmed", "", "展厅海报")
    with translation.override("zh-hans"):
        content = summary_report(make_report(), tour_figures(), roster=[line], language="en")

    assert "confirmed" in Paper(content).all_text
    assert "已确认" not in Paper(content).all_text


def test_report_is_tagged_and_its_pictures_are_described():
    content = summary_report(make_report(), tour_figures(), photos=pictures(2))
    paper = Paper(content)

    assert paper.is_tagged
    assert paper.fonts <= {"Convoy-Sans", "Convoy-Sans-Bold"}
    assert all(paper.figures)
    assert {"照片 1", "照片 2"} <= set(paper.figures)
    assert any("报名 50 辆，确认 48 辆，到场 47 辆" in words for words in paper.figures)
    assert paper.title == "活动总结·向山而行·星辰车主张家界自驾之旅"


def test_english_report_reads_in_english():
    paper = Paper(summary_report(make_report(), tour_figures(), language="en"))

    assert paper.language == "en"
    for words in ["Summary report", "Submitted on time", "From invitation to arrival", "due Wed 28 October 24:00"]:
        assert words in paper.text(0)


def test_report_of_a_tour_nobody_came_to_prints():
    nothing = Turnout(Count(40, 100), Count(50, 130), 0, 0, Count(), Count(), Count(), Count(), Count())

    assert "来了 0 辆 0 人" in Paper(summary_report(make_report(), Figures(turnout=nothing))).text(0)


@pytest.mark.parametrize(("amount", "said"), [("0", "0"), ("300", "0.03"), ("45000", "4.5"), ("60000", "6.0")])
def test_ten_thousands_of_nothing_are_nothing(amount, said):
    assert ten_thousands(Decimal(amount)) == said


def test_steps_of_the_funnel_differ_in_grey_print():
    picture = Paper(summary_report(make_report(), tour_figures())).picture(0, scale=2).convert("L")
    column = [picture.getpixel((260, y)) for y in range(picture.height)]

    greys = {column[y] for y in range(1, len(column)) if column[y] < 235 and column[y - 4 : y] == [column[y]] * 4}
    steps = sorted(greys)
    assert len(steps) >= 5
    assert max(steps) - min(steps) > 120


@pytest.mark.parametrize(
    ("lines", "shown", "left_out", "is_cut"),
    [
        ([], 0, 0, False),
        (["短"] * 7, 7, 0, False),
        (["短"] * 8, 7, 1, True),
        ([LONG], 1, 0, True),
        (["中" * 30] * 3, 3, 0, False),
        (["中" * 30] * 4, 3, 1, True),
    ],
)
def test_points_fill_the_column_and_no_more(lines, shown, left_out, is_cut):
    points = points_for_page_one(lines)

    assert (len(points.shown), points.left_out, points.is_cut) == (shown, left_out, is_cut)
    assert points.lines <= 7
