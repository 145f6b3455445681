"""Staff pages of registrations: lists that add up, one party with its verbs, the desk, the waiting list, the limit."""

import pytest
from django.contrib.messages import get_messages

from campaigns.models import LimitChange, Role, State
from registrations.links import pass_token
from registrations.models import Owner, Places, Registration
from tests.factories import (
    make_campaign,
    make_channel,
    make_club,
    make_owner,
    make_registration,
    make_staff,
    make_stop,
)
from tests.factories.day import check_in, make_day, make_device

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make_campaign(state=State.INVITING)


@pytest.fixture
def planner(campaign, signed_in):
    return signed_in(make_staff(campaign.club, Role.PLANNER))


def here(campaign, rest="") -> str:
    return f"/campaigns/{campaign.slug}/registrations/{rest}"


def test_list_shows_rows_and_totals_in_cars_and_people(campaign, planner):
    make_registration(campaign, name="陈红梅", phone="+8613900008617", adults=2, children=1)
    make_registration(campaign, name="李燕", state="waiting", people=4)
    make_registration(campaign, name="走了", state="cancelled")

    text = planner.get(here(campaign)).content.decode()

    assert text.index("陈红梅") < text.index("李燕") < text.index("走了")
    assert "139****8617" in text and "13900008617" not in text
    assert "3 户·占名额 1 辆" in text
    waiting = planner.get(f"{here(campaign)}?state=waiting").content.decode()
    assert "1 户·1 辆" in waiting
    assert "4 人" in waiting


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=waiting", {"李燕"}),
        ("state=ended", {"走了"}),
        ("q=chm", {"陈红梅"}),
        ("q=红梅", {"陈红梅"}),
        ("q=8617", {"陈红梅"}),
        ("q=22H3", {"陈红梅"}),
        ("q=赣A6", {"陈红梅"}),
        ("q=赣A", {"陈红梅"}),
        ("model=远山 EV", {"李燕"}),
        ("q=7", {"李燕"}),
        ("q=nobody", set()),
    ],
)
def test_list_is_narrowed(campaign, planner, query, found):
    make_registration(campaign, name="陈红梅", initials="chm", phone="+8613900008617", plate="赣A622H3")
    make_registration(
        campaign, name="李燕", initials="ly", state="waiting", model="远山 EV", car_number=7, phone="+8613900001111"
    )
    make_registration(campaign, name="走了", initials="zl", state="cancelled", phone="+8613900002222")

    text = planner.get(f"{here(campaign)}?{query}").content.decode().split("<main")[1]

    assert {name for name in ("陈红梅", "李燕", "走了") if name in text} == found


def test_list_narrows_by_channel_and_where_they_join(campaign, planner):
    forum = make_channel(campaign, name="论坛")
    gate = make_stop(campaign, name="山门", cars_may_join=True)
    make_registration(campaign, name="陈红梅", channel=forum, joins_at=gate)
    make_registration(campaign, name="李燕")

    for query in (f"channel={forum.pk}", f"joins={gate.pk}"):
        text = planner.get(f"{here(campaign)}?{query}").content.decode()
        assert "陈红梅" in text and "李燕" not in text


def test_list_asks_as_many_questions_for_three_rows_as_for_one(campaign, planner, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_registration(campaign)
    with CaptureQueriesContext(connection) as one:
        planner.get(here(campaign))
    for _row in range(3):
        make_registration(campaign)

    with django_assert_num_queries(len(one)):
        planner.get(here(campaign))


def test_english_list_counts_one_of_each(campaign, planner):
    make_registration(campaign, people=1)

    text = planner.get(here(campaign), headers={"accept-language": "en"}).text
    assert "1 party; places held: 1 car, 1 person" in text


def test_empty_list_says_what_to_do_and_has_nothing_to_narrow(campaign, planner):
    text = planner.get(here(campaign)).content.decode()
    assert "第一户来了这里就有了" in text
    assert 'class="tabs"' not in text


def test_numbers_have_their_column_once_there_are_any(campaign, planner):
    party = make_registration(campaign)
    assert "callsign" not in planner.get(here(campaign)).content.decode()
    Registration.objects.filter(pk=party.pk).update(car_number=7)
    assert '<span class="callsign">07</span>' in planner.get(here(campaign)).content.decode()


def on_the_day(state=State.LIVE):
    """A came, B was confirmed and did not, C joins at the resort, D is off the tour."""
    campaign, gate, resort = make_day(state=State.LIVE)
    came = make_registration(campaign, name="来了的", state="confirmed")
    make_registration(campaign, name="没见的", state="confirmed")
    make_registration(campaign, name="后到的", state="confirmed", joins_at=resort)
    make_registration(campaign, name="退出的", state="cancelled")
    check_in(make_device(campaign), gate, came)
    type(campaign).objects.filter(pk=campaign.pk).update(state=state)
    return campaign


@pytest.mark.parametrize(
    ("state", "absent"),
    [(State.LIVE, {"没见的"}), (State.CLOSED, {"没见的", "后到的"}), (State.REPORTED, {"没见的", "后到的"})],
)
def test_from_the_day_on_the_list_says_who_came(signed_in, state, absent):
    campaign = on_the_day(state)
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))

    def named(tab):
        rows = planner.get(f"{here(campaign)}?state={tab}").context["list"].page
        return {party.name for party in rows}

    assert named("arrived") == {"来了的"}
    assert named("absent") == absent
    assert named("confirmed") == {"后到的"} - absent
    assert named("ended") == {"退出的"}
    assert '<span class="status arrived">已到场</span>' in planner.get(here(campaign)).text


def test_nobody_is_missing_before_the_first_car_was_counted(signed_in):
    campaign, _gate, _resort = make_day()
    make_registration(campaign, name="在路上", state="confirmed")
    text = signed_in(make_staff(campaign.club, Role.PLANNER)).get(here(campaign)).text
    assert "status absent" not in text


def test_who_came_is_asked_once_for_the_whole_list(signed_in, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    campaign = on_the_day()
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))
    with CaptureQueriesContext(connection) as few:
        planner.get(here(campaign))
    for _row in range(5):
        make_registration(campaign, state="confirmed")
    with django_assert_num_queries(len(few)):
        planner.get(here(campaign))


def test_before_the_opening_nobody_is_sent_to_a_form_that_refuses(signed_in):
    draft = make_campaign(state=State.DRAFT)

    page = signed_in(make_staff(draft.club)).get(here(draft)).content.decode()

    assert "活动审批后开始邀约，报名就开了" in page
    assert "registrations/new/" not in page


def test_one_party_with_its_history_and_typed_differences(campaign, planner):
    owner = make_owner(campaign.club, name="陈红", phone="+8613900008617", city="岳阳")
    party = make_registration(campaign, name="陈红梅", phone=owner.phone, owner=owner, plate="赣A622H3")

    text = planner.get(here(campaign, f"{party.pk}/")).content.decode()
    assert "填的和档案不一样" in text and "档案里是 陈红" in text
    planner.post(here(campaign, f"{party.pk}/owner/"), {"fields": ["name", "plate"]})

    owner.refresh_from_db()
    assert (owner.name, owner.initials, owner.city) == ("陈红梅", "chm", "岳阳")
    assert [car.plate for car in owner.vehicles.all()] == ["赣A622H3"]
    assert "填的和档案不一样" not in planner.get(here(campaign, f"{party.pk}/")).content.decode()


def test_unknown_party_becomes_an_owner(campaign, planner):
    party = make_registration(campaign, name="陈红梅", phone="+8613900008617")

    planner.post(here(campaign, f"{party.pk}/owner/"), {"fields": ["name"]})

    party.refresh_from_db()
    assert party.owner == Owner.objects.get(club=campaign.club, phone="+8613900008617")


@pytest.mark.parametrize(
    ("campaign_state", "state", "noun", "data", "after"),
    [
        (State.CONFIRMING, "held", "confirmation", {}, "confirmed"),
        (State.CONFIRMING, "held", "release", {"why": "联系不上"}, "released"),
        (State.INVITING, "held", "cancellation", {}, "cancelled"),
        (State.INVITING, "waiting", "offer", {}, "offered"),
        (State.INVITING, "offered", "acceptance", {}, "held"),
        (State.INVITING, "offered", "refusal", {}, "declined"),
        (State.CONFIRMING, "released", "reinstatement", {"why": "又说来"}, "confirmed"),
        (State.CONFIRMING, "held", "keeping", {"why": "老客户"}, "held"),
    ],
)
def test_verbs_at_the_desk(signed_in, campaign_state, state, noun, data, after):
    campaign = make_campaign(state=campaign_state)
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))
    party = make_registration(campaign, state=state)

    answer = planner.post(here(campaign, f"{party.pk}/{noun}/"), data)

    party.refresh_from_db()
    assert answer.status_code == 302
    assert str(next(iter(get_messages(answer.wsgi_request)))).startswith(f"{party.name}：")
    assert party.state == after
    assert f"{party.pk}/{noun}/" not in planner.get(here(campaign, f"{party.pk}/")).content.decode() or after == "held"


def test_verb_without_its_reason_is_asked_for_it(signed_in):
    campaign = make_campaign(state=State.CONFIRMING)
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))
    party = make_registration(campaign, state="held")

    answer = planner.post(here(campaign, f"{party.pk}/release/"), {"why": ""})

    party.refresh_from_db()
    assert (answer.status_code, party.state) == (422, "held")


def test_full_campaign_takes_one_more_only_with_a_reason(signed_in):
    campaign = make_campaign(state=State.INVITING, limit=(1, 2))
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))
    make_registration(campaign)
    waits = make_registration(campaign, state="waiting", people=2)

    refused = planner.post(here(campaign, f"{waits.pk}/offer/"))
    planner.post(here(campaign, f"{waits.pk}/offer/"), {"exception_reason": "厂家嘉宾"})

    waits.refresh_from_db()
    assert refused.status_code == 422
    assert waits.state == "offered"
    assert Places.objects.get(campaign=campaign).people_over == 2


def test_number_and_car_change_at_the_desk(campaign, planner):
    party = make_registration(campaign)

    planner.post(here(campaign, f"{party.pk}/party/"), {"adults": "1", "children": "2"})
    planner.post(here(campaign, f"{party.pk}/vehicle/"), {"plate": "湘a 12345", "model": "途行 X5"})

    party.refresh_from_db()
    assert (party.people, party.plate, party.model) == (3, "湘A12345", "途行 X5")


def test_new_link_ends_the_old_one(campaign, planner, client):
    party = make_registration(campaign)
    old = pass_token(party)

    planner.post(here(campaign, f"{party.pk}/new-link/"))

    party.refresh_from_db()
    assert client.get(f"/p/{old}/").status_code == 404
    assert client.get(f"/p/{pass_token(party)}/").status_code == 200


def test_pass_is_shown_as_a_code_for_the_owner(campaign, planner):
    party = make_registration(campaign)

    answer = planner.get(here(campaign, f"{party.pk}/pass/"))

    assert 'class="qr"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("role", [Role.PLANNER, Role.CALLER, Role.HOST])
def test_desk_registers_a_party(campaign, signed_in, role):
    client = signed_in(make_staff(campaign.club, role))
    form = {"key": "k" * 43, "name": "陈红梅", "phone": "13900008617", "adults": "2", "children": "0", "consent": "on"}

    for _tap in range(2):
        answer = client.post(here(campaign, "new/"), form)

    made = Registration.objects.get()
    assert answer["Location"] == here(campaign, f"{made.pk}/")
    assert (made.registered_by.username, made.moves.get().how) == (client.get("/").wsgi_request.user.username, "desk")


def test_desk_is_asked_for_what_is_missing_in_staffs_own_words(campaign, planner):
    page = planner.post(here(campaign, "new/"), {"adults": "2", "children": "0"})

    assert page.status_code == 422
    summary = page.context["form"]
    assert summary.error_title == "有 3 处要改一改"
    assert summary.errors["name"] == ["请填姓名。"]
    assert summary.errors["phone"] == ["请填手机号。"]
    assert "对方" in summary.errors["consent"][0]
    assert 'href="#id_phone"' in page.text


def test_desk_is_told_of_another_party_with_the_same_plate(campaign, planner):
    url = here(campaign, "new/")
    for n, name in enumerate(["李春梅", "王强"]):
        sent = {"key": f"{n}" * 20, "name": name, "phone": f"1390000861{n}", "plate": "赣A 622H3", "adults": "1"}
        page = planner.post(url, sent | {"children": "0", "consent": "on"}, follow=True)

    assert Registration.objects.for_campaign(campaign).filter(plate="赣A622H3").count() == 2
    [warned] = [str(one) for one in page.context["messages"] if one.level_tag == "warning"]
    assert "赣A622H3" in warned and "李春梅" in warned


def test_desk_is_led_to_the_party_that_is_registered(campaign, planner):
    party = make_registration(campaign, name="陈红梅", phone="+8613900008617")
    form = {"key": "k" * 43, "name": "别人", "phone": "13900008617", "adults": "2", "children": "0", "consent": "on"}

    answer = planner.post(here(campaign, "new/"), form)

    assert answer.status_code == 422
    assert here(campaign, f"{party.pk}/") in answer.content.decode()


def test_waiting_list_is_in_order_and_says_who_is_passed_over(signed_in):
    campaign = make_campaign(state=State.INVITING, limit=(5, 4))
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))
    make_registration(campaign, people=2)
    for name, people in (("第一户", 4), ("第二户", 3)):
        make_registration(campaign, name=name, state="waiting", people=people)

    text = planner.get(f"/campaigns/{campaign.slug}/waiting-list/").content.decode()

    assert text.index("第一户") < text.index("第二户")
    assert "要 4 位，现在空 2 位" in text and "要 3 位，现在空 2 位" in text
    assert "2 户，2 辆、7 人" in text


def test_change_request_is_granted_or_refused(signed_in):
    from registrations.actions.party import ask_change

    campaign = make_campaign(state=State.READY)
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))
    parties = [make_registration(campaign, state="confirmed") for _row in range(2)]
    asked = [ask_change(registration=party, adults=3, children=0) for party in parties]
    page = f"/campaigns/{campaign.slug}/change-requests/"

    planner.post(f"{page}{asked[0].pk}/", {"decision": "grant"})
    planner.post(f"{page}{asked[1].pk}/", {"decision": "refuse", "answer": "房间定了"})

    assert [Registration.objects.get(pk=party.pk).people for party in parties] == [3, 2]
    assert "房间定了" in planner.get(page).content.decode()


def test_limit_changes_with_a_reason_and_shows_by_how_much_it_is_exceeded(campaign, planner):
    make_registration(campaign, people=4)
    page = f"/campaigns/{campaign.slug}/limit/"

    assert planner.post(page, {"cars": "1", "people": "3", "why": ""}).status_code == 422
    planner.post(page, {"cars": "1", "people": "3", "why": "房间少了"})

    change = LimitChange.objects.get()
    assert (change.to_cars, change.to_people, change.why) == (1, 3, "房间少了")
    text = planner.get(page).content.decode()
    assert "超了 0 辆、1 人" in text and "房间少了" in text


def test_search_finds_anyone_of_my_clubs_and_nobody_elses(campaign, planner):
    make_registration(campaign, name="陈红梅", initials="chm", phone="+8613900008617")
    owner = make_owner(campaign.club, name="陈慧明", initials="chm", phone="+8613900009999")
    owner.vehicles.create(plate="湘A622H3")
    stranger = make_owner(make_club(), name="陈海明", initials="chm")
    make_registration(make_campaign(state=State.INVITING), name="陈汉民", initials="chm")

    text = planner.get("/search/?q=chm").content.decode()
    assert "陈红梅" in text and "陈慧明" in text
    assert stranger.name not in text and "陈汉民" not in text
    assert "陈慧明" in planner.get("/search/?q=9999").content.decode()
    assert "陈慧明" in planner.get("/search/?q=22H3").content.decode()
    assert "没找到" in planner.get("/search/?q=zzz").content.decode()


@pytest.mark.parametrize(
    ("role", "page", "status"),
    [
        (Role.MANAGER, "registrations/", 200),
        (Role.HOST, "registrations/", 200),
        (Role.MANAGER, "registrations/new/", 403),
        (Role.CALLER, "limit/", 403),
        (Role.MANAGER, "limit/", 200),
        (Role.CALLER, "waiting-list/", 200),
        (None, "registrations/", 404),
        (None, "limit/", 404),
    ],
)
def test_access(campaign, signed_in, role, page, status):
    staff = make_staff(campaign.club, role) if role else make_staff(make_club(), Role.ADMINISTRATOR)

    assert signed_in(staff).get(f"/campaigns/{campaign.slug}/{page}").status_code == status


def test_party_of_another_campaign_is_not_found(campaign, planner):
    foreign = make_registration(make_campaign(state=State.INVITING))

    for rest in ("", "pass/", "cancellation/"):
        assert planner.get(here(campaign, f"{foreign.pk}/{rest}")).status_code == 404
    assert planner.post(here(campaign, f"{foreign.pk}/cancellation/")).status_code == 404
    foreign.refresh_from_db()
    assert foreign.state == "held"
