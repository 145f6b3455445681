"""Words and geometry of the components, in both languages."""

import datetime as dt
import re
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from campaigns.foundation.dots import breakable
from campaigns.looks import dates, lanes
from campaigns.looks.icons import ICONS, STOP_ICONS
from campaigns.looks.lanes import Lane
from campaigns.looks.planning_road import planning_road
from campaigns.looks.plates import plate_parts
from campaigns.looks.posts import post_of
from campaigns.looks.statuses import STATUSES
from campaigns.models import CampaignMove, Report, Role, State, StopKind, Task
from campaigns.models.campaign import Campaign
from campaigns.templatetags import itinerary_words
from campaigns.templatetags.convoy import halves
from registrations.models import RegistrationState
from tests.factories import make_campaign, make_staff

SHANGHAI = ZoneInfo("Asia/Shanghai")
START = dt.datetime(2026, 10, 24, 9, 0, tzinfo=SHANGHAI)
END = dt.datetime(2026, 10, 25, 17, 0, tzinfo=SHANGHAI)


def shown(template: str, **context: object) -> str:
    return Template("{% load convoy convoy_words %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("write", "chinese", "english"),
    [
        (lambda: dates.day(START), "10月24日 周六", "Sat 24 October"),
        (lambda: dates.day_range(START, END), "10月24日 周六 – 25日 周日", "Sat 24 – Sun 25 October"),
        (
            lambda: dates.moment_range(START, END),
            "10月24日 周六 09:00 – 25日 周日 17:00",
            "Sat 24, 09:00 – Sun 25 October, 17:00",
        ),
        (lambda: dates.moment(START.replace(hour=0)), "10月23日 周五 24:00", "Fri 23 October 24:00"),
        (lambda: dates.moment(START.replace(hour=0, second=7)), "10月24日 周六 00:00", "Sat 24 October 00:00"),
        (lambda: dates.minutes(130), "2 小时 10 分", "2 h 10 min"),
        (lambda: dates.money(Decimal("1280")), "1,280 元", "CNY 1,280"),
        (lambda: dates.money(Decimal("12.50")), "12.50 元", "CNY 12.50"),
        (lambda: dates.time_left(END, START), "还有 1 天 8 小时", "1 day 8 hours left"),
    ],
)
def test_dates_and_money_are_said_as_people_here_say_them(write, chinese: str, english: str) -> None:
    assert breakable(write()) == chinese
    with translation.override("en"):
        assert breakable(write()) == english


@pytest.mark.parametrize(
    ("write", "pieces"),
    [
        (lambda: dates.moment(START), ["Sat_24_October", "09:00"]),
        (lambda: dates.day_range(START, END), ["Sat_24_–", "Sun_25_October"]),
        (lambda: dates.moment_range(START, END), ["Sat_24,", "09:00_–", "Sun_25_October,", "17:00"]),
        (lambda: dates.minutes(130), ["2_h_10_min"]),
        (lambda: dates.money(Decimal("1280")), ["CNY_1,280"]),
        (lambda: dates.time_left(END, START), ["1_day", "8_hours", "left"]),
        (lambda: itinerary_words.km(301), ["301_km"]),
    ],
)
def test_day_and_number_with_its_unit_stay_on_one_line(write, pieces: list[str]) -> None:
    with translation.override("en"):
        assert write().replace("\u00a0", "_").split(" ") == pieces


@pytest.mark.django_db
def test_no_line_of_the_head_begins_with_a_dot() -> None:
    campaign = make_campaign()
    client = Client()
    client.force_login(make_staff(campaign.club, Role.PLANNER))

    head = client.get(f"/campaigns/{campaign.slug}/", HTTP_ACCEPT_LANGUAGE="en").content.decode()

    assert '\u00a0· </span> <span class="whole">limit' in head
    assert " ·" not in head[head.index('<div class="head">') :]


@pytest.mark.parametrize(
    ("theme", "shown"),
    [
        ("向山而行·星辰车主之旅", '<span class="whole">向山而行·</span><span class="whole">星辰车主之旅</span>'),
        ("Uphill · the <tour>", '<span class="whole">Uphill ·</span> <span class="whole">the &lt;tour&gt;</span>'),
        ("First tour", '<span class="whole">First tour</span>'),
    ],
)
def test_title_breaks_after_its_dot(theme, shown) -> None:
    assert halves(theme) == shown


def test_utc_is_shown_in_the_current_zone_and_other_zones_as_they_stand() -> None:
    assert dates.clock(START.astimezone(dt.UTC)) == "09:00"
    assert dates.clock(START.astimezone(ZoneInfo("Europe/Berlin"))) == "03:00"


def test_phones_are_read_aloud_or_masked() -> None:
    assert dates.phone("+8613900008617") == "139 0000 8617"
    assert dates.masked_phone("+8613900008617") == "139****8617"


@pytest.mark.parametrize(
    ("plate", "region", "rest", "new_energy"),
    [
        ("湘B7X169", "湘B", "7X169", False),
        ("湘A·FH3219", "湘A", "FH3219", True),
        ("临牌", "", "临牌", False),
    ],
)
def test_plate_is_split_as_it_is_painted(plate: str, region: str, rest: str, new_energy: bool) -> None:
    parts = plate_parts(plate)

    assert (parts.region, parts.rest, parts.is_new_energy) == (region, rest, new_energy)


def test_lane_draws_taken_then_held_then_offered_and_what_is_over() -> None:
    drawn = lanes.segments(Lane(limit=50, taken=41, held=9, offered=2, target=40))

    assert [(bar.kind, bar.x, bar.width) for bar in drawn] == [
        ("taken", "0.0", "78.8"),
        ("held", "78.8", "17.3"),
        ("excess", "96.2", "3.8"),
    ]


def test_gauge_says_its_figures_and_escapes_nothing_twice() -> None:
    html = shown("{% lanes cars people %}", cars=Lane(50, 41, held=9, target=40), people={"limit": 130, "taken": 106})

    assert "<title>车：50 个名额，已占 41、9 待确认、预计 40；人：130 个名额，已占 106</title>" in html
    assert 'class="plan"' in html
    assert "style=" not in html


@pytest.mark.parametrize(
    ("state", "now", "figure", "kind"),
    [
        (State.CONFIRMING, START - dt.timedelta(days=4), "4", ""),
        (State.LIVE, START + dt.timedelta(days=1), "第 2 天", ""),
        (State.LIVE, START - dt.timedelta(days=1), "第 1 天", ""),
        (State.CLOSED, dt.datetime(2026, 10, 27, 10, 0, tzinfo=SHANGHAI), "38", "late"),
        (State.CLOSED, dt.datetime(2026, 10, 30, 10, 0, tzinfo=SHANGHAI), "2", "late"),
        (State.DRAFT, START + dt.timedelta(hours=1), "今天", ""),
        (State.READY, START + dt.timedelta(days=1), "1", "after"),
        (State.REPORTED, END + dt.timedelta(hours=1), "今天", "after"),
        (State.REPORTED, START + dt.timedelta(hours=5), "–", "after"),
        (State.REPORTED, dt.datetime(2026, 11, 6, 10, 0, tzinfo=SHANGHAI), "12", "after"),
    ],
)
def test_post_tells_how_far_away_a_campaign_is(state: str, now: dt.datetime, figure: str, kind: str) -> None:
    post = post_of(Campaign(state=state, starts_at=START, ends_at=END), now)

    assert (post.figure, post.kind) == (figure, kind)


def test_post_says_what_its_hours_count() -> None:
    post = post_of(Campaign(state=State.CLOSED, starts_at=START, ends_at=END), END + dt.timedelta(days=2))

    assert post.unit == post.short_unit == "小时内交"


def test_post_counts_no_deadline_once_the_report_is_handed_in() -> None:
    campaign = Campaign(state=State.CLOSED, starts_at=START, ends_at=END)
    campaign.report = Report(frozen_at=END + dt.timedelta(days=1))
    post = post_of(campaign, END + dt.timedelta(days=2))

    assert (post.figure, post.unit, post.kind) == ("2", "天前", "after")


def test_every_state_has_its_shape_and_every_stop_its_icon() -> None:
    assert set(RegistrationState.values) <= set(STATUSES)
    assert set(StopKind.values) == set(STOP_ICONS)
    assert set(STOP_ICONS.values()) <= set(ICONS)


def test_stages_mark_one_as_here_and_say_it() -> None:
    html = shown("{% stages campaign %}", campaign=Campaign(state=State.CONFIRMING))

    assert html.count('class="done"') == 3
    assert html.count('aria-current="step"') == 1


@pytest.mark.parametrize(("state", "word"), [(State.POSTPONED, "已延期"), (State.CANCELLED, "已取消")])
@pytest.mark.django_db
def test_a_campaign_that_is_off_looks_so_and_shows_where_it_stopped(signed_in, state: str, word: str) -> None:
    campaign = make_campaign(state=State.CONFIRMING)
    planner = make_staff(campaign.club)
    CampaignMove.objects.create(
        campaign=campaign, verb="off", from_state="confirming", to_state=state, by=planner, at=START
    )
    Campaign.objects.filter(pk=campaign.pk).update(state=state)

    page = signed_in(planner).get(f"/campaigns/{campaign.slug}/").text
    public = Client().get(f"/c/{campaign.channels.get().code}/").text

    assert word in page.split("<h1>")[1].split("</h1>")[0]
    assert '<span class="post after">–' in page
    assert page.count('class="done"') >= 3
    assert word in page.split('class="stopped"')[1].split("</li>")[0]
    for shown_page in (page, public):
        struck = re.search(r"<s>(.+?)</s>", shown_page)
        assert struck
        assert ("新日期待定" in shown_page) is (state == State.POSTPONED)
    assert struck and public.count(struck[1]) == 1
    assert f"活动{word.removeprefix('已')}了" in public.split("<s>")[0].split("<h1>")[1]


def test_names_typed_by_people_are_escaped() -> None:
    assert "<script>" not in shown(
        "{% plate p %}{% status s %}{% callsign c %}", p="<script>", s="<script>", c="<script>"
    )


def test_icons_that_pages_name_are_drawn() -> None:
    pages = [path.read_text() for path in (settings.BASE_DIR / "templates").rglob("*.html")]
    code = [
        path.read_text() for app in ("campaigns", "registrations") for path in (settings.BASE_DIR / app).rglob("*.py")
    ]
    named = {name for text in pages for name in re.findall(r'{% icon "([\w-]+)"', text)}
    named |= {name for text in code for name in re.findall(r'icon="([\w-]+)"', text)}

    assert len(named) > 20
    assert named - set(ICONS) - set(STOP_ICONS) == set()


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("向厂家报备，申请费用", ["向厂家报备"]),
        ("订购车贴、会旗、T 恤", ["订购车贴、会", "旗、T 恤"]),
        ("编号、印车贴、排房排桌", ["编号、印车贴、", "排房排桌"]),
        ("Order stickers and flags", ["Order stickers", "and flags"]),
        ("装车、发行前通知、驾驶员说明会", ["装车、发行前通", "知、驾驶员说…"]),
    ],
)
def test_a_label_of_the_planning_road_has_two_lines_at_most(title, lines):
    campaign = Campaign(starts_at=START, ends_at=END)
    road = planning_road(campaign, [Task(campaign=campaign, title=title, days_from_start=-3)], START)
    assert [line for line, _y in road["points"][0].lines] == lines
