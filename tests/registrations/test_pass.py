"""The pass: right in every phase and state; what it offers is exactly what the table allows."""

import datetime as dt
import gzip
import re

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.foundation import stylesheets
from campaigns.models import Contingency, State
from registrations.actions.check_in import record_owner_event
from registrations.actions.registration import cancel
from registrations.links import check_in_code, pass_token
from registrations.models import Registration, RegistrationState, ScanEvent, ScanKind
from registrations.queries.pass_now import MAY, Act, Phase, pass_now
from registrations.queries.road_now import road_now
from tests.factories import make_campaign, make_registration, make_stop
from tests.factories.draw import count_in

pytestmark = pytest.mark.django_db
MOST_BYTES = 14_000
DOORS = {
    Act.ACCEPT: "acceptance/",
    Act.ANSWER: "survey/",
    Act.ASK: "party/",
    Act.CANCEL: "cancellation/",
    Act.CHANGE: "car/",
    Act.CONFIRM: "confirmation/",
    Act.DECLINE: "refusal/",
    Act.LAST_DETAILS: "consents/",
    Act.NOT_COMING: "not-coming/",
    Act.SAFE_HOME: "safe-home/",
}
SHOWN_TO_WHO_CAME = {Act.SAFE_HOME, Act.ANSWER}


def starts(state) -> dt.datetime:
    """Live since this morning, over since yesterday, else ahead."""
    hours = {State.LIVE: -2, State.CLOSED: -33, State.REPORTED: -80}.get(state, 480)
    return timezone.now() + dt.timedelta(hours=hours)


def pass_of(state, registration_state, **fields) -> tuple[Registration, str]:
    campaign = make_campaign(state=state, starts_at=starts(state))
    make_stop(campaign, name="长沙西服务区", kind="assembly", is_checkpoint=True)
    party = make_registration(campaign, state=registration_state, **fields)
    return party, f"/p/{pass_token(party)}/"


def text_of(address, **cookies) -> str:
    client = Client()
    client.cookies.load(cookies)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


CASES = [
    (campaign, state)
    for campaign in State
    if campaign not in (State.DRAFT, State.APPROVED)
    for state in RegistrationState
]


@pytest.mark.parametrize(("campaign_state", "state"), CASES)
def test_pass_offers_exactly_what_the_owner_may(campaign_state, state):
    party, address = pass_of(campaign_state, state)

    text = text_of(address)

    allowed = MAY.get(campaign_state, {}).get(state, set())
    for act, door in DOORS.items():
        if act in SHOWN_TO_WHO_CAME:
            continue
        expected = act in allowed or (act == Act.ASK and Act.CHANGE in allowed)
        assert (f'{address}{door}"' in text) is expected, act
    assert "<script" not in text
    assert "style=" not in text


@pytest.mark.parametrize(
    ("campaign_state", "state", "phase"),
    [
        (State.INVITING, "waiting", Phase.REGISTERED),
        (State.CONFIRMING, "offered", Phase.REGISTERED),
        (State.INVITING, "held", Phase.REGISTERED),
        (State.CONFIRMING, "held", Phase.CONFIRM),
        (State.CONFIRMING, "confirmed", Phase.ROAD),
        (State.READY, "held", Phase.ROAD),
        (State.LIVE, "confirmed", Phase.ROAD),
        (State.CLOSED, "confirmed", Phase.HOME),
        (State.REPORTED, "confirmed", Phase.HOME),
        (State.CONFIRMING, "released", None),
    ],
)
def test_phase_follows_campaign_and_registration(campaign_state, state, phase):
    party, _address = pass_of(campaign_state, state)

    assert pass_now(party, timezone.now()).phase == phase


@pytest.mark.parametrize(
    ("campaign_state", "state", "words"),
    [
        (State.INVITING, "held", "名额给您留好了"),
        (State.CONFIRMING, "held", "来，2 位不变"),
        (State.CONFIRMING, "confirmed", "签到码：到了给工作人员扫一下"),
        (State.INVITING, "waiting", "您排在候补第 1 位"),
        (State.INVITING, "offered", "有您的名额了"),
        (State.CONFIRMING, "released", "您的名额已释放"),
        (State.INVITING, "expired", "递补的时间过了"),
        (State.INVITING, "declined", "您没有要递补的名额"),
        (State.INVITING, "cancelled", "您这次不来"),
        (State.CANCELLED, "held", "活动取消了"),
        (State.POSTPONED, "held", "活动延期了"),
        (State.LIVE, "confirmed", "今天来不了"),
    ],
)
def test_pass_leads_with_what_matters_now(campaign_state, state, words):
    _party, address = pass_of(campaign_state, state)

    assert words in text_of(address)


def test_head_of_the_queue_is_told_why_the_place_went_past_it():
    campaign = make_campaign(state=State.INVITING, limit=(5, 4))
    goes = make_registration(campaign, people=2)
    make_registration(campaign, people=2)
    head = make_registration(campaign, state="waiting", people=4)
    make_registration(campaign, state="waiting", people=2)
    before = text_of(f"/p/{pass_token(head)}/")

    cancel(registration=goes, how="pass")

    after = text_of(f"/p/{pass_token(head)}/")
    sentence = "上次空出 2 位，您家要 4 位，先给了后面坐得下的一户；您的顺序留着。"
    assert sentence not in before
    assert sentence in after
    assert "您排在候补第 1 位" in after


@pytest.mark.parametrize(("held", "said"), [(2, "名额已经让出来了"), (None, "您已退出候补")])
def test_whoever_only_waited_is_not_told_of_a_place_given_away(held, said):
    _party, address = pass_of(State.INVITING, "cancelled", held_people=held)

    assert said in text_of(address)


@pytest.mark.parametrize(("state", "words"), [(State.CONFIRMING, "还想来？"), (State.CLOSED, "活动已经结束。")])
def test_released_party_is_told_to_ring_only_while_it_helps(state, words):
    _party, address = pass_of(state, "released")

    text = text_of(address)

    assert [said for said in ("还想来？", "活动已经结束。") if said in text] == [words]
    assert "候补的车友" not in text


@pytest.mark.parametrize(
    ("campaign_state", "state", "kinds"),
    [
        (State.INVITING, "held", ["here", "", "", ""]),
        (State.CONFIRMING, "held", ["done", "here", "", ""]),
        (State.CONFIRMING, "confirmed", ["done", "done last", "", ""]),
        (State.READY, "confirmed", ["done", "done last", "", ""]),
        (State.CLOSED, "confirmed", ["done", "done", "done", "done"]),
    ],
)
def test_driving_lies_ahead_until_the_day(campaign_state, state, kinds):
    _party, address = pass_of(campaign_state, state)

    strip = text_of(address).split('<ol class="phase"')[1].split("</ol>")[0]

    assert re.findall(r'<li(?: class="([^"]*)")?', strip) == kinds


def test_party_that_is_kept_is_not_threatened_with_release():
    party, address = pass_of(State.CONFIRMING, "held")
    threat = "过时名额可能让给候补的车友"
    assert threat in text_of(address)

    Registration.objects.filter(pk=party.pk).update(kept_at=timezone.now())

    text = text_of(address)
    assert threat not in text
    assert "名额给您留着；定下来请告诉我们一声。" in text


def test_after_an_early_close_everybody_who_came_and_the_days_that_ran_are_told():
    campaign = make_campaign(state=State.CLOSED, starts_at=timezone.now() - dt.timedelta(hours=60))
    stop = make_stop(campaign, is_checkpoint=True)
    own = make_registration(campaign, state="confirmed", people=3)
    joined = make_registration(campaign, state="confirmed", people=2, is_walk_in=True)
    for party in (own, joined):
        count_in(party, stop, at=campaign.starts_at, heads=party.people, cars=1)
    assert campaign.day_count > 1
    campaign.moves.create(
        verb="close", from_state="live", to_state="closed", at=campaign.starts_at + dt.timedelta(minutes=1)
    )

    text = text_of(f"/p/{pass_token(own)}/")
    assert "2 辆、5 人，一路同行 1 天" in text


def test_meeting_place_is_there_to_be_copied_before_the_map():
    party, address = pass_of(State.CONFIRMING, "confirmed")
    party.campaign.stops.update(place="长常高速 12 公里", lat=28.2, lon=112.8)

    text = text_of(address)

    assert '<p class="copy">长常高速 12 公里</p>' in text
    assert text.index("长常高速 12 公里") < text.index("https://uri.amap.com")


@pytest.mark.parametrize("policy", ["strict", "first_fit"])
def test_waiting_party_is_told_why_it_is_passed_over(policy):
    campaign = make_campaign(state=State.INVITING, limit=(5, 4), waiting_policy=policy)
    make_registration(campaign, people=2)
    waits = make_registration(campaign, state="waiting", people=4)

    text = text_of(f"/p/{pass_token(waits)}/")

    assert "您家要 4 位，现在空 2 位；顺序给您留着。" in text


@pytest.mark.parametrize(
    ("campaign_state", "state"), [("inviting", "waiting"), ("confirming", "held"), ("ready", "confirmed")]
)
def test_odd_plate_is_asked_about_wherever_it_can_still_be_mended(campaign_state, state):
    odd, address = pass_of(State(campaign_state), state, plate="湘AI2345", plate_state="plated")
    _right, other = pass_of(State(campaign_state), state, plate="湘A12345", plate_state="plated")

    assert "车牌后几位没有字母 I 和 O" in text_of(address)
    assert "没写错就不用改。" in text_of(address)
    assert ("/car/" in text_of(address)) == (campaign_state != "ready")
    assert "请再看看车牌" not in text_of(other)


def test_full_campaign_says_which_lane_and_the_turn():
    campaign = make_campaign(state=State.INVITING, limit=(1, 9))
    make_registration(campaign, people=2)
    waits = make_registration(campaign, state="waiting", people=4)

    text = text_of(f"/p/{pass_token(waits)}/")

    assert "1 辆都满了。" in text
    assert "您排在候补第 1 位" in text
    assert "有位就发消息。" in text


def test_expired_offer_is_inert_although_nobody_swept():
    party, address = pass_of(State.INVITING, "offered", offer_expires_at=timezone.now() - dt.timedelta(seconds=1))

    text = text_of(address)

    assert "递补的时间过了" in text
    assert "acceptance/" not in text


def test_code_is_shown_from_the_confirmation_and_one_tap_away_before():
    early, early_address = pass_of(State.INVITING, "held")
    late, late_address = pass_of(State.CONFIRMING, "confirmed")

    assert 'class="qr"' not in text_of(early_address)
    assert f'{early_address}code/"' in text_of(early_address)
    assert f'src="{early_address}code/image.png"' in text_of(f"{early_address}code/")
    assert f'src="{late_address}code/image.png"' in text_of(late_address)
    assert f"{late.typed_code[:4]} {late.typed_code[4:]}" in text_of(late_address)


@pytest.mark.parametrize("picture", ["code.png", "code/image.png"])
def test_code_can_be_kept_as_a_picture_that_reads_back(picture):
    zxingcpp = pytest.importorskip("zxingcpp")
    from io import BytesIO

    from PIL import Image

    party, address = pass_of(State.CONFIRMING, "confirmed")

    answer = Client().get(f"{address}{picture}")

    assert answer["Content-Type"] == "image/png"
    assert "no-store" in answer["Cache-Control"]
    read = zxingcpp.read_barcodes(Image.open(BytesIO(answer.content)).convert("L"))
    assert [found.text for found in read] == [check_in_code(party)]


@pytest.mark.parametrize("state", ["waiting", "cancelled", "released"])
def test_no_code_without_a_place(state):
    _party, address = pass_of(State.CONFIRMING, state)

    for picture in ("code.png", "code/image.png"):
        assert Client().get(f"{address}{picture}").status_code == 404


def test_calendar_names_the_meeting_place_and_folds_its_lines():
    party, address = pass_of(State.INVITING, "held")

    answer = Client().get(f"{address}calendar.ics")

    lines = answer.content.split(b"\r\n")
    assert answer["Content-Type"].startswith("text/calendar")
    assert all(len(line) <= 75 for line in lines)
    plain = answer.content.replace(b"\r\n ", b"").decode()
    assert "LOCATION:长沙西服务区" in plain
    assert pass_token(party) in plain
    assert party.phone not in plain
    assert party.name not in plain


@pytest.mark.parametrize("change", ["", "x", "0", "-9-9-9-AAAAAAAAAAAAAAAAAAAAAA"])
def test_forged_link_is_not_found(change):
    party, _address = pass_of(State.INVITING, "held")

    assert Client().get(f"/p/{pass_token(party)[:-1]}{change or '!'}/").status_code == 404


def test_renewed_link_kills_the_old_one():
    party, address = pass_of(State.INVITING, "held")
    Registration.objects.filter(pk=party.pk).update(link_version=2)

    assert Client().get(address).status_code == 404


def test_pass_is_light():
    for campaign_state, state in [(State.INVITING, "held"), (State.CONFIRMING, "confirmed")]:
        _party, address = pass_of(campaign_state, state)

        page, style = text_of(address).encode(), stylesheets.bundled("owner").encode()

        assert len(gzip.compress(page, 9)) + len(gzip.compress(style, 9)) <= MOST_BYTES


def test_pass_speaks_english_when_asked():
    _party, address = pass_of(State.CONFIRMING, "held")

    assert "We're coming, 2 people" in text_of(address, django_language="en")


@pytest.mark.parametrize(
    ("state", "head", "first"),
    [("waiting", "何静的候补", "候补"), ("offered", "何静的递补名额", "递补"), ("held", "何静的报名", "报名")],
)
def test_only_who_holds_a_place_is_called_registered(state, head, first):
    _party, address = pass_of(State.INVITING, state, name="何静")

    text = text_of(address)

    assert f'<p class="over">{head}</p>' in text
    assert f'<li class="here" aria-current="step">{first}</li>' in text


def test_each_helper_stands_once_with_all_they_are_there_for():
    party, address = pass_of(State.LIVE, "confirmed")
    for trigger, who in [("爆胎", "王强"), ("受伤", "王晓"), ("掉队", "王强")]:
        Contingency.objects.create(campaign=party.campaign, trigger=trigger, who=who, phone="0731-8888 0000")

    text = text_of(address)

    assert text.count("王强 0731-8888 0000") == 1
    assert "<dt>爆胎；掉队</dt>" in text
    assert "<dt>受伤</dt>" in text


def test_shirt_sizes_have_signs_between_them():
    _party, address = pass_of(State.CONFIRMING, "held", shirts="150×1 M×1")

    assert "150×1、M×1" in text_of(address)
    assert "150×1, M×1" in text_of(address, django_language="en")


def test_live_pass_shows_where_we_are_and_what_comes_next():
    campaign = make_campaign(state=State.LIVE, starts_at=starts(State.LIVE))
    local = campaign.local(campaign.starts_at)
    make_stop(campaign, name="出发地", arrive=local.time(), depart=(local + dt.timedelta(hours=1)).time())
    now_stop = make_stop(campaign, name="午餐", arrive=(local + dt.timedelta(hours=1, minutes=30)).time())
    next_stop = make_stop(campaign, name="景区", arrive=(local + dt.timedelta(hours=5)).time())
    stops = list(campaign.stops.in_road_order())
    if [stop.arrive for stop in stops] != sorted(stop.arrive for stop in stops):
        return  # the day turns within these hours: the plan would be another one

    place = road_now(campaign, stops, timezone.now())

    assert (place.here, place.next) == (now_stop, next_stop)
    party = make_registration(campaign, state="confirmed")
    text = text_of(f"/p/{pass_token(party)}/")
    assert "午餐" in text
    assert "景区" in text


def test_nobody_is_on_the_way_before_the_days_first_stop():
    campaign = make_campaign(state=State.LIVE)
    make_stop(campaign, day=1, arrive=dt.time(18, 0), name="晚宴")
    make_stop(campaign, day=2, arrive=dt.time(8, 0), name="景区")
    make_stop(campaign, day=2, arrive=dt.time(12, 0), name="午餐")
    stops = list(campaign.stops.in_road_order())

    def opens_day(day: int, hour: int) -> bool:
        return road_now(campaign, stops, campaign.moment(day, dt.time(hour))).opens_day

    assert [opens_day(1, 17), opens_day(1, 19), opens_day(2, 6), opens_day(2, 9)] == [True, False, True, False]


@pytest.mark.parametrize(("kind", "door"), [(ScanKind.NOT_COMING, "not-coming/"), (ScanKind.SAFE_HOME, "safe-home/")])
def test_owner_says_it_once_and_may_take_it_back(kind, door):
    party, address = pass_of(State.LIVE, "confirmed")

    for _tap in range(2):
        Client().post(f"{address}{door}")
    assert ScanEvent.objects.filter(kind=kind, registration=party).count() == 1

    Client().post(f"{address}{door}", {"take_back": "1"})
    assert ScanEvent.objects.filter(kind=ScanKind.UNDO, registration=party).count() == 1


def test_not_coming_takes_the_code_away():
    party, address = pass_of(State.LIVE, "confirmed")
    record_owner_event(registration=party, kind=ScanKind.NOT_COMING)

    text = text_of(address)

    assert "您今天不来，记下了" in text
    assert 'class="qr"' not in text


def came(party: Registration) -> None:
    at = party.campaign.starts_at
    ScanEvent.objects.create(
        campaign=party.campaign, kind=ScanKind.CHECK_IN, registration=party, heads=2, device_at=at, estimated_at=at,
        received_at=at, checkpoint=party.campaign.stops.first(),
    )  # fmt: skip


def test_after_the_tour_who_came_is_asked_and_who_did_not_is_not():
    there, there_address = pass_of(State.CLOSED, "confirmed")
    came(there)
    _absent, absent_address = pass_of(State.CLOSED, "confirmed")

    assert "三个问题，半分钟" in text_of(there_address)
    assert "平安到家" in text_of(there_address)
    assert "三个问题" not in text_of(absent_address)


def test_survey_is_stored_and_can_be_corrected():
    party, address = pass_of(State.CLOSED, "confirmed")
    came(party)

    answer = Client().post(f"{address}survey/", {"satisfaction": "5", "buy_again": "3", "recommend": "2"})
    Client().post(f"{address}survey/", {"satisfaction": "4", "comment": "很好"})

    assert answer.status_code == 302
    party.refresh_from_db()
    assert (party.survey_answer.satisfaction, party.survey_answer.comment) == (4, "很好")


def test_survey_without_its_first_answer_says_so():
    party, address = pass_of(State.CLOSED, "confirmed")

    answer = Client().post(f"{address}survey/", {"buy_again": "3"})

    assert answer.status_code == 422
    assert "第一题还没答" in answer.content.decode()


def test_after_the_check_in_the_pass_says_so_and_keeps_the_code():
    campaign = make_campaign(state=State.LIVE)
    make_stop(campaign, name="集合点", is_checkpoint=True, arrive=campaign.local(campaign.starts_at).time())
    party = make_registration(campaign, state="confirmed")
    address = f"/p/{pass_token(party)}/"
    assert "到了给工作人员扫一下" in text_of(address)

    came(party)

    text = text_of(address)
    assert "已签到。" in text
    assert "到了给工作人员扫一下" not in text
    assert "下一个签到点还要扫" not in text


def test_pass_names_only_consents_that_were_given():
    party, address = pass_of(State.CONFIRMING, "confirmed", cars=0, plate="", plate_state="rides_along")
    assert "3 项里同意了 0 项" in Client().get(address).content.decode()
    Registration.objects.filter(pk=party.pk).update(consent_photos_at=timezone.now())

    assert "3 项里同意了 1 项" in Client().get(address).content.decode()
