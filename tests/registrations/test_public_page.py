"""The public page: right in every state of the campaign, small, unstored, counted without an address."""

import datetime as dt
import gzip
import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from campaigns.foundation import stylesheets
from campaigns.models import State
from registrations.models import LinkVisit, Places
from tests.factories import make_campaign, make_channel, make_stop

pytestmark = pytest.mark.django_db
FORM = 'action="/c/{code}/registrations/"'
MOST_BYTES = 14_000


def page_of(campaign, **headers) -> tuple[str, object]:
    answer = Client(headers=headers).get(f"/c/{campaign.channels.first().code}/")
    return answer.content.decode(), answer


def full_campaign(**fields):
    campaign = make_campaign(
        theme="向山而行 · 星辰车主张家界自驾之旅",
        own_cost="油费、过路费、第二日午餐自理",
        included="品牌定制 T 恤\n晚宴抽奖",
        safety_notes="连续驾驶不超过 2 小时就歇一歇\n儿童坐安全座椅",
        models_invited="全系",
        **fields,
    )
    for number in range(7):
        make_stop(
            campaign,
            name=f"第 {number} 站",
            note="集合签到、贴车贴、发对讲机",
            lat=28.2 + number / 5,
            lon=112 - number / 5,
        )
    return campaign


@pytest.mark.parametrize(
    ("state", "has_form", "words"),
    [
        (State.DRAFT, False, "报名还没开始"),
        (State.APPROVED, False, "报名还没开始"),
        (State.INVITING, True, "报名，留位"),
        (State.CONFIRMING, True, "报名，留位"),
        (State.READY, True, "名单已定，现在只收候补"),
        (State.LIVE, False, "已经出发了"),
        (State.CLOSED, False, "活动结束了"),
        (State.REPORTED, False, "活动结束了"),
        (State.CANCELLED, False, "活动取消了"),
        (State.POSTPONED, False, "活动延期了"),
    ],
)
def test_page_in_every_state(state, has_form, words):
    campaign = make_campaign(state=state)
    make_stop(campaign, name="长沙西服务区")

    text, answer = page_of(campaign)

    assert answer.status_code == 200
    assert text.split("<main")[1].count(words) == 1
    assert (FORM.format(code=campaign.channels.first().code) in text) is has_form
    assert ("长沙西服务区" in text) is (state not in (State.DRAFT, State.APPROVED, State.CANCELLED, State.POSTPONED))


def test_full_campaign_names_the_lane_and_offers_the_waiting_list():
    campaign = make_campaign(state=State.INVITING, limit=(50, 130))
    Places.objects.filter(campaign=campaign).update(taken_cars=40, taken_people=130)

    text, _answer = page_of(campaign)

    assert "130 位都满了。候补排着队" in text
    assert "满了就排候补" not in text
    assert "排候补" in text


def test_planner_may_hide_the_figures():
    shown, _answer = page_of(make_campaign(state=State.INVITING, limit=(51, 137)))
    text, _answer = page_of(make_campaign(state=State.INVITING, shows_figures=False, limit=(51, 137)))

    assert "还有名额" in text
    for figure in ("/ 51<", "/ 137<"):
        assert figure in shown
        assert figure not in text


def test_full_campaign_that_hides_its_figures_says_that_it_is_full():
    campaign = make_campaign(state=State.INVITING, shows_figures=False, limit=(51, 137))
    assert "名额已满" not in page_of(campaign)[0]
    Places.objects.filter(campaign=campaign).update(taken_cars=51)

    text, _answer = page_of(campaign)
    assert text.count("名额已满") == 2
    assert not re.search(r"\b51\b|\b137\b", text.split("<main")[1].split("<form")[0])


def test_way_to_the_form_ends_before_the_form():
    text, _answer = page_of(make_campaign(state=State.INVITING))

    story, rest = text.split('<section class="sheet" id="join">')
    assert '<nav class="cta"' in story and story.rstrip().endswith("</nav></div>")
    assert 'class="cta"' not in rest


def shared_picture(campaign) -> str:
    return page_of(campaign)[0].split('property="og:image" content="http://testserver')[1].split('"')[0]


def test_shared_link_always_has_a_picture_anybody_can_open():
    bare, of_club = make_campaign(state=State.INVITING), make_campaign(state=State.INVITING)
    target = BytesIO()
    Image.new("RGB", (60, 60)).save(target, "PNG")
    of_club.club.logo.save("logo.png", ContentFile(target.getvalue()))

    for campaign in (bare, of_club):
        answer = Client().get(shared_picture(campaign))
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert shared_picture(of_club) == f"/clubs/{of_club.club.slug}/logo.png"


@pytest.mark.parametrize("fields", [{"is_open": False}, {"kind": "walk_in"}])
def test_closed_link_shows_no_form(fields):
    campaign = make_campaign(state=State.INVITING)
    closed = make_channel(campaign, **fields)

    text = Client().get(f"/c/{closed.code}/").content.decode()

    assert "这个链接的报名已关闭" in text
    assert 'name="phone"' not in text


def test_passed_deadline_shows_the_form_for_the_waiting_list():
    late = make_campaign(state=State.INVITING)
    late.registration_closes_at = late.created_at
    late.save()

    text = page_of(late)[0]

    assert "报名已截止，可以排候补" in text
    assert 'name="phone"' in text


def test_date_beside_the_button_goes_once_it_has_passed():
    campaign = make_campaign(state=State.INVITING)
    campaign.registration_closes_at = campaign.starts_at
    campaign.save()
    assert "截止" in beside_the_button(campaign)

    campaign.registration_closes_at = campaign.created_at
    campaign.save()

    assert "只收候补" in beside_the_button(campaign)
    assert "截止" not in beside_the_button(campaign)


def beside_the_button(campaign) -> str:
    return page_of(campaign)[0].split('<nav class="cta"')[1]


def marks_of(campaign) -> list[str]:
    """What each stop of the itinerary is now: done, here, or "" for ahead."""
    kinds = re.findall(r'<li class="(?:point )?(\w*)"', page_of(campaign)[0].split('<ol class="road">', 1)[1])
    return kinds[: campaign.stops.count()]


def test_road_goes_on_as_the_convoy_does_although_the_page_is_kept(monkeypatch):
    campaign = make_campaign(state=State.LIVE)
    for name, hour, leaves in [("集合", 9, 10), ("午餐", 12, 13), ("晚宴", 18, 20)]:
        make_stop(campaign, name=name, kind="meal", arrive=dt.time(hour), depart=dt.time(leaves))

    def marks_at(hour: int, minute: int = 30) -> list[str]:
        monkeypatch.setattr(timezone, "now", lambda: campaign.moment(1, dt.time(hour, minute)))
        return marks_of(campaign)

    assert marks_at(8) == ["", "", ""]
    assert marks_at(9) == ["here", "", ""]
    assert marks_at(12) == ["done", "here", ""]
    assert marks_at(15) == ["done", "done", ""]
    assert marks_at(23) == ["done", "done", "done"]


def test_road_lies_ahead_until_the_campaign_is_live():
    campaign = make_campaign(state=State.READY)
    make_stop(campaign, kind="meal")

    assert marks_of(campaign) == [""]


@pytest.mark.parametrize(("minutes", "is_late"), [(25, True), (9, False)])
def test_stop_reached_late_says_when_and_by_how_much(minutes, is_late):
    campaign = make_campaign(state=State.REPORTED)
    stop = make_stop(campaign, name="午餐", arrive=dt.time(12, 10), depart=dt.time(13))
    stop.actual_arrive_at = campaign.moment(1, stop.arrive) + dt.timedelta(minutes=minutes)
    stop.save()

    assert ("12:35 到，晚 25 分" in page_of(campaign)[0]) is is_late


@pytest.mark.parametrize(("policy", "words"), [("strict", "严格按报名先后"), ("first_fit", "没轮上的顺序留着")])
def test_waiting_policy_is_told(policy, words):
    text, _answer = page_of(make_campaign(state=State.INVITING, waiting_policy=policy))

    assert words in text


@pytest.mark.parametrize(("days", "words"), [(20, "名额留 24 小时，出发前三天内留 6 小时"), (2, "名额现在留 6 小时")])
def test_how_long_an_offer_is_kept_is_what_would_hold_now(days, words):
    starts = timezone.now() + dt.timedelta(days=days)
    campaign = make_campaign(state=State.INVITING, starts_at=starts, late_offer_hours=6)

    assert words in page_of(campaign)[0]


def test_page_is_light_without_script_and_never_stored():
    campaign = full_campaign(state=State.INVITING)

    text, answer = page_of(campaign)

    style = stylesheets.bundled("owner")
    mark = (stylesheets.source_dir().parent / "img" / "mark.svg").read_bytes()
    weight = sum(len(gzip.compress(part, 9)) for part in (text.encode(), style.encode(), mark))
    assert weight <= MOST_BYTES, f"{weight} bytes in 3 requests"
    assert len(re.findall(r'(?:src|rel="stylesheet" href|rel="icon" href)="', text)) <= 3
    assert "<script" not in text
    assert "style=" not in text
    assert "no-store" in answer["Cache-Control"]


def test_page_has_open_graph_and_at_most_six_questions():
    campaign = full_campaign(state=State.INVITING)

    text, _answer = page_of(campaign)

    assert f'property="og:title" content="{campaign.theme}"' in text
    names = set(re.findall(r'<input[^>]* name="(\w+)"', text.split('id="join"')[1])) - {"csrfmiddlewaretoken", "key"}
    assert names == {"name", "phone", "plate", "adults", "children", "consent"}
    assert "asteriskField" not in text


def test_unknown_code_is_not_found():
    assert Client().get("/c/nobody/").status_code == 404


def test_page_asks_few_questions_of_the_database(django_assert_max_num_queries):
    address = f"/c/{full_campaign(state=State.INVITING).channels.first().code}/"

    with django_assert_max_num_queries(5):
        Client().get(address)
    with django_assert_max_num_queries(4):  # the plan, once drawn, is asked for once
        Client().get(address)


def test_visitor_counts_once_a_day_without_an_address():
    campaign = make_campaign(state=State.INVITING)

    for _time in range(2):
        page_of(campaign, user_agent="Phone 1")
    page_of(campaign, user_agent="Phone 2")

    visits = LinkVisit.objects.filter(channel__campaign=campaign)
    assert visits.count() == 2
    assert all("127.0.0.1" not in visit.visitor and len(visit.visitor) == 22 for visit in visits)


@pytest.mark.parametrize("headers", [{"user_agent": "Googlebot/2.1"}, {"sec_purpose": "prefetch"}])
def test_robots_and_prefetch_are_no_visitors(headers):
    campaign = make_campaign(state=State.INVITING)

    page_of(campaign, **headers)

    assert not LinkVisit.objects.filter(channel__campaign=campaign).exists()


def test_staff_are_no_visitors(signed_in):
    from tests.factories import make_staff

    campaign = make_campaign(state=State.INVITING)
    client = signed_in(make_staff(campaign.club))

    client.get(f"/c/{campaign.channels.first().code}/")

    assert not LinkVisit.objects.exists()
