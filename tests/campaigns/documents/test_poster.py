"""The poster: one page, a title as large as the plate allows, a code that a camera reads from afar."""

import pytest
import zxingcpp

from campaigns.documents.poster import poster, title_size
from campaigns.foundation import qr
from tests.factories.tour import make_tour
from tests.papers import Paper

pytestmark = pytest.mark.django_db
LINK = "https://tx.cn/c/poster/"
PAPER_DPI = 96
THEMES = [
    "向山而行·星辰车主张家界自驾之旅",
    "星辰六周年庆典",
    "A very long spring drive to the lakes and the mountains of the north",
]


def printed(theme: str = THEMES[0], language: str = "zh-hans") -> Paper:
    campaign = make_tour(theme=theme)
    return Paper(poster(campaign, campaign.channels.get(kind="qr"), link=LINK, language=language))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_poster_is_one_page_and_its_code_reads_at_a_quarter_of_the_size(theme, language):
    paper = printed(theme, language)

    assert len(paper) == 1
    assert all(paper.figures)
    small = paper.picture(0, scale=PAPER_DPI / 72 * 0.25)
    assert [code.text for code in zxingcpp.read_barcodes(small)] == [LINK]


def test_code_is_at_least_sixty_millimetres_wide_with_white_around_it():
    picture = printed().picture(0, scale=2).convert("L")
    position = zxingcpp.read_barcodes(picture)[0].position
    across_mm = (position.top_right.x - position.top_left.x) / 2 / 72 * 25.4
    module_px = (position.top_right.x - position.top_left.x) / (17 + 4 * qr.version(LINK))

    assert across_mm >= 60
    left = position.top_left.x - 3.5 * module_px
    assert all(picture.getpixel((int(left + step), position.top_left.y)) > 250 for step in range(int(3 * module_px)))


def test_poster_prints_the_link_for_those_who_type():
    assert "tx.cn/c/poster" in printed().text(0)


def test_poster_hides_the_figures_where_the_campaign_does():
    campaign = make_tour()
    channel = campaign.channels.get(kind="qr")
    assert "50 辆、130 人" in Paper(poster(campaign, channel, link=LINK)).text(0)
    campaign.shows_figures = False

    text = Paper(poster(campaign, channel, link=LINK)).text(0)
    assert "50 辆" not in text
    assert campaign.models_invited in text


def test_poster_says_for_whom_until_when_and_what_one_pays():
    text = printed().text(0)

    for words in [
        "向山而行",
        "星辰车主张家界自驾之旅",
        "10月24日 周六 – 25日 周日",
        "50 辆、130 人",
        "10月20日 周二 18:00 截止",
        "油费",
    ]:
        assert words in text


@pytest.mark.parametrize(
    ("models", "shown"), [("all models", "星辰 all models"), ("全系", "星辰全系"), ("星辰 S5", "星辰 S5")]
)
def test_poster_sets_the_brand_before_models_that_do_not_name_it(models, shown):
    campaign = make_tour()
    campaign.models_invited, campaign.club.brand = models, "星辰"

    text = Paper(poster(campaign, campaign.channels.get(kind="qr"), link=LINK)).all_text

    assert f"{shown}，" in text
    assert "星辰星辰" not in text


def test_brand_line_stays_on_the_sheet_whatever_the_lines_above():
    for language in ["zh-hans", "en"]:
        _left, bottom, _right, _top = printed(THEMES[2], language).width_of_text(0, "星辰汽车销售服务有限公司")
        assert bottom > 20


@pytest.mark.parametrize(
    ("title", "size"),
    [
        ("向山而行", "of-four"),
        ("向山而行吧", "of-six"),
        ("星辰六周年庆", "of-six"),
        ("星辰车友六周年庆", "of-more"),
        ("Up", "of-four"),
        ("A very long spring drive to the lakes and mountains", "of-many"),
    ],
)
def test_title_is_as_large_as_its_length_allows(title, size):
    assert title_size(title) == size


def test_poster_without_coordinates_says_where_the_first_day_goes():
    campaign = make_tour()
    campaign.stops.update(lat=None, lon=None)

    paper = Paper(poster(campaign, campaign.channels.first(), link=LINK))

    assert len(paper) == 1
    assert "09:00 长沙西服务区" in paper.text(0).replace("\r\n", " ")
    assert "桃源饭店" in paper.text(0)
    assert "森林公园" not in paper.text(0)  # the second day
    assert zxingcpp.read_barcodes(paper.picture(0, scale=1))


def test_poster_of_a_long_first_day_names_its_beginning_and_its_end():
    campaign = make_tour()
    for number in range(9):
        campaign.stops.create(name=f"Viewpoint {number}", kind="sight", arrive=f"1{number}:30", day=1, position=number)
    campaign.stops.update(lat=None, lon=None)
    first, *_others, last = [stop for stop in campaign.stops.in_road_order() if stop.day == 1]

    paper = Paper(poster(campaign, campaign.channels.first(), link=LINK))

    assert len(paper) == 1
    assert first.name in paper.text(0)
    assert last.name in paper.text(0)
    assert "Viewpoint 7" not in paper.text(0)


def test_english_poster_still_says_what_owners_pay():
    assert "You pay:" in printed(language="en").text(0)
