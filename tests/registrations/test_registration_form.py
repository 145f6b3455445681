"""The form through the client: kind errors, one registration whatever the network does, neutral answers."""

import re

import pytest
from django.test import Client

from campaigns.foundation.rate_limit import RateLimit
from campaigns.models import State
from registrations.limits import LINK_BY_PHONE, REGISTER_BY_PHONE
from registrations.links import invitation_token, pass_token
from registrations.models import Invitation, InvitationState, Message, MessageKind, PlateState, Registration
from registrations.views import registration_form
from tests.factories import make_campaign, make_invitation, make_owner, make_registration

pytestmark = pytest.mark.django_db
GOOD = {
    "key": "k" * 43,
    "name": " 陈 红梅 ",
    "phone": "139 0000 8617",
    "plate": "赣a·622h3",
    "adults": "2",
    "children": "1",
    "consent": "on",
}


@pytest.fixture
def campaign():
    return make_campaign(state=State.INVITING)


def send(campaign, client=None, **changed):
    return (client or Client()).post(f"/c/{campaign.channels.first().code}/registrations/", GOOD | changed)


def test_form_makes_a_registration_and_leads_to_the_pass(campaign):
    answer = send(campaign)

    made = Registration.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/p/{pass_token(made)}/"
    assert (made.name, made.phone, made.plate) == ("陈 红梅", "+8613900008617", "赣A622H3")
    assert (made.cars, made.adults, made.children, made.people) == (1, 2, 1, 3)
    assert made.channel == campaign.channels.first()
    assert made.initials == "chm"


@pytest.mark.parametrize(
    ("plate", "state"),
    [("", PlateState.NOT_YET), ("湘A12345临", PlateState.PROVISIONAL), ("什么", PlateState.PLATED)],
)
def test_any_plate_is_taken(campaign, plate, state):
    send(campaign, plate=plate)

    made = Registration.objects.get()
    assert (made.plate_state, made.cars) == (state, 1)


def test_odd_plate_is_asked_about_on_the_pass(campaign):
    answer = Client().get(send(campaign, plate="赣A622")["Location"])

    assert "请再看看车牌" in answer.content.decode()


def test_riding_along_only_where_the_planner_allows_it(campaign):
    send(campaign, plate="", rides_along="on")
    assert Registration.objects.get().cars == 1

    campaign.takes_ride_along = True
    campaign.save()
    send(campaign, plate="", rides_along="on", phone="13900000002", key="j" * 43)
    assert Registration.objects.get(phone="+8613900000002").cars == 0


@pytest.mark.parametrize(
    ("changed", "summary", "field"),
    [
        ({"name": "  "}, "姓名还没填", "id_name"),
        ({"phone": "139 0000 861"}, "手机号少了一位", "id_phone"),
        ({"consent": ""}, "还没勾选同意", "id_consent"),
        ({"adults": ""}, "大人几位还没选", "id_adults_0"),
        ({"adults": "6", "children": "4"}, "一辆车坐不下这么多位", "id_children_0"),
    ],
)
def test_mistake_is_said_on_top_and_at_the_field(campaign, changed, summary, field):
    answer = send(campaign, **changed)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert not Registration.objects.exists()
    assert f'<a href="#{field}">{summary}</a>' in text
    assert f'id="{field}"' in text
    assert 'tabindex="-1" autofocus' in text


def test_values_are_kept_and_the_count_is_told(campaign):
    text = send(campaign, phone="139 0000 861", consent="").content.decode()

    assert "还差 2 处，改好就能报名" in text
    assert "现在是 10 位，手机号应是 11 位。请看看是不是漏了一位。" in text
    assert "不勾选就没法为您留位。" in text
    assert 'value="139 0000 861"' in text
    assert f'value="{GOOD["key"]}"' in text
    assert re.search(r'id="id_children_1" value="1" checked', text)


def test_same_form_again_is_the_same_pass(campaign):
    first, second = send(campaign), send(campaign)

    assert first["Location"] == second["Location"]
    assert Registration.objects.count() == 1


def test_same_key_with_other_people_lands_on_the_pass_with_the_change_offered(campaign):
    send(campaign)

    answer = send(campaign, adults="3", children="0")

    made = Registration.objects.get()
    assert answer["Location"] == f"/p/{pass_token(made)}/?adults=3&children=0"
    assert made.people == 3
    assert made.children == 1
    text = Client().get(answer["Location"]).content.decode()
    assert "您刚才又填了一次：3 位大人" in text


def test_same_phone_from_another_browser_gets_no_pass_but_the_link_again(campaign):
    send(campaign)

    answer = send(campaign, key="j" * 43, name="别人")

    made = Registration.objects.get()
    assert "这个号码已经报过名" in answer.content.decode()
    assert pass_token(made) not in answer.content.decode()
    assert Message.objects.filter(registration=made, kind=MessageKind.PASS_LINK).count() == 1


def test_link_is_not_sent_more_often_than_allowed(campaign):
    send(campaign)
    for number in range(LINK_BY_PHONE.times + 2):
        Message.objects.filter(kind=MessageKind.PASS_LINK).update(sent_at="2026-01-01T00:00Z")
        send(campaign, key=f"{number}" * 43)

    assert Message.objects.filter(kind=MessageKind.PASS_LINK).count() == LINK_BY_PHONE.times


def test_one_phone_is_limited_and_a_hundred_phones_behind_one_address_are_not(campaign):
    send(campaign)
    for number in range(REGISTER_BY_PHONE.times + 1):
        last = send(campaign, key=f"a{number}".ljust(43, "x"))
    assert last.status_code == 429

    showroom = Client(REMOTE_ADDR="203.0.113.5")
    for number in range(100):
        send(campaign, showroom, key=f"b{number}".ljust(43, "x"), phone=f"1380000{number:04d}", adults="1")
    assert Registration.objects.count() == 101


def test_one_address_is_limited_far_above(campaign, monkeypatch):
    monkeypatch.setattr(registration_form, "REGISTER_BY_ADDRESS", RateLimit("test", times=1, seconds=3600))
    machine = Client(REMOTE_ADDR="203.0.113.6")

    answers = [send(campaign, machine, key=f"c{n}".ljust(43, "x"), phone=f"1380000100{n}") for n in range(2)]

    assert [answer.status_code for answer in answers] == [302, 429]


def test_public_form_changes_no_owner_and_shows_none(campaign):
    owner = make_owner(campaign.club, phone="+8613900008617", name="档案里的名字", city="株洲")

    answer = Client().get(send(campaign)["Location"])

    owner.refresh_from_db()
    assert owner.name == "档案里的名字"
    assert Registration.objects.get().owner == owner
    assert "档案里的名字" not in answer.content.decode()


def test_registering_answers_the_owners_invitation(campaign):
    owner = make_owner(campaign.club, phone="+8613900008617")
    make_invitation(campaign, owner)

    send(campaign)

    invitation = Invitation.objects.get()
    assert invitation.state == InvitationState.YES
    assert invitation.registration == Registration.objects.get()


def test_personal_invitation_prefills_and_needs_one_tick(campaign):
    owner = make_owner(campaign.club, name="陈红梅", phone="+8613900008617")
    owner.vehicles.create(plate="赣A622H3")
    token = invitation_token(make_invitation(campaign, owner))

    text = Client().get(f"/i/{token}/").content.decode()
    assert 'value="陈红梅"' in text
    assert 'value="赣A622H3"' in text
    answer = Client().post(f"/i/{token}/registrations/", GOOD | {"name": "陈红梅", "phone": owner.phone})

    assert answer.status_code == 302
    assert Registration.objects.get().owner == owner


@pytest.mark.parametrize("token", ["", "1-1-1-x", "0" * 70])
def test_forged_invitation_is_not_found(campaign, token):
    assert Client().get(f"/i/{token or 'none'}/").status_code == 404


@pytest.mark.parametrize("state", [State.DRAFT, State.LIVE, State.CLOSED, State.CANCELLED, State.POSTPONED])
def test_form_that_comes_too_late_is_told_so(state):
    campaign = make_campaign(state=state)

    answer = send(campaign)

    assert answer.status_code == 409
    assert not Registration.objects.exists()


def test_full_campaign_puts_the_party_on_the_waiting_list():
    campaign = make_campaign(state=State.INVITING, limit=(1, 4))
    make_registration(campaign, people=3)

    answer = Client().get(send(campaign)["Location"])

    assert Registration.objects.get(phone="+8613900008617").state == "waiting"
    assert "您排在候补第 1 位" in answer.content.decode()


def test_owners_journey_asks_few_questions_of_the_database(campaign, django_assert_max_num_queries):
    """Page, form, pass. Counted with the form: BEGIN, COMMIT and the question for the code that `send` asks."""
    client = Client()
    page = f"/c/{campaign.channels.first().code}/"
    client.get(page)  # this visitor is counted

    with django_assert_max_num_queries(2):
        client.get(page)
    with django_assert_max_num_queries(10):
        address = send(campaign, client)["Location"]
    with django_assert_max_num_queries(2):
        client.get(address)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_who_can_only_wait_is_not_promised_a_place(language):
    words = {
        "zh-hans": (["改好就能报名", "为您留位"], ["改好排上候补", "为您排候补"]),
        "en": (
            ["then you are registered", "hold a place"],
            ["then you are on the waiting list", "put you on the list"],
        ),
    }
    client = Client(headers={"accept-language": language})
    with_room, full = make_campaign(state=State.INVITING), make_campaign(state=State.INVITING, limit=(1, 2))
    make_registration(full, people=2)

    placed, waiting = (send(one, client, consent="").content.decode() for one in (with_room, full))

    promised, listed = words[language]
    assert all(word in placed and word not in waiting for word in promised)
    assert all(word in waiting and word not in placed for word in listed)


def test_long_name_is_kept_whole(campaign):
    name = "Alexandrina Fetherstonhaugh-Cholmondeley of Upper Slaughter"

    page = Client().get(f"/c/{campaign.channels.first().code}/").content.decode()
    send(campaign, name=name)

    assert Registration.objects.get().name == name
    assert int(re.search(r'name="name"[^>]* maxlength="(\d+)"', page)[1]) > len(name)


def test_other_language_keeps_what_was_typed_and_registers_nobody(campaign):
    client = Client()

    answer = send(campaign, client, language="en", consent="")

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Register and hold my place" in text
    assert 'value=" 陈 红梅 "' in text and 'value="139 0000 8617"' in text
    assert re.search(r'value="1"[^>]*id="id_children_1"[^>]*checked', text) or re.search(
        r'id="id_children_1"[^>]*checked', text
    )
    assert "error-summary" not in text
    assert not Registration.objects.exists()
    assert "Register and hold my place" in client.get(f"/c/{campaign.channels.first().code}/").text


def test_other_language_over_an_empty_form_is_just_the_page(campaign):
    code, client = campaign.channels.first().code, Client()

    untouched = {"key": "k" * 43, "adults": "2", "children": "0", "language": "en"}
    answer = client.post(f"/c/{code}/registrations/", untouched)

    assert (answer.status_code, answer["Location"]) == (302, f"/c/{code}/")
    assert "Register and hold my place" in client.get(f"/c/{code}/").text


def test_whoever_registers_again_finds_the_form_filled_in(campaign):
    channel = campaign.channels.first()
    ended = make_registration(
        campaign, state="cancelled", channel=channel, name="何静", phone="+8613900008617", plate="赣A622H3", people=3
    )
    address = f"/p/{pass_token(ended)}/"
    assert f'href="{address}registration/"' in Client().get(address).text

    answer = Client().get(f"{address}registration/")

    text = answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert f'action="/c/{channel.code}/registrations/"' in text
    assert all(f'value="{known}"' in text for known in ("何静", "139 0000 8617", "赣A622H3"))
    key = re.search(r'name="key" value="([^"]+)"', text)
    send(campaign, key=key[1], name="何静", phone="139 0000 8617")
    assert Registration.objects.live().get().phone == ended.phone


@pytest.mark.parametrize(("state", "is_open"), [("held", True), ("cancelled", False)])
def test_form_is_filled_in_only_for_an_ended_pass_whose_link_is_open(campaign, state, is_open):
    channel = campaign.channels.first()
    channel.is_open = is_open
    channel.save()
    party = make_registration(campaign, state=state, channel=channel)

    assert Client().get(f"/p/{pass_token(party)}/registration/")["Location"] == f"/p/{pass_token(party)}/"
    assert "registration/" not in Client().get(f"/p/{pass_token(party)}/").text.replace("registrations/", "")
