"""Asking for one's pass again: the same answer for every number, and not too often."""

import re

import pytest
from django.test import Client

from campaigns.models import State
from registrations.limits import LINK_BY_PHONE
from registrations.models import Message, MessageKind
from tests.factories import make_campaign, make_registration

pytestmark = pytest.mark.django_db


def ask(phone: str):
    return Client().post("/lost-pass/", {"phone": phone}, follow=True)


def plain(answer) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_known_and_unknown_numbers_get_the_same_answer():
    party = make_registration(make_campaign(state=State.INVITING), phone="+8613900008617")

    known, unknown = ask("139 0000 8617"), ask("139 0000 0000")

    assert known.redirect_chain == unknown.redirect_chain
    assert plain(known) == plain(unknown)
    assert [message.registration for message in Message.objects.filter(kind=MessageKind.PASS_LINK)] == [party]


def test_every_live_registration_of_the_number_gets_its_link_once():
    for state in (State.INVITING, State.READY, State.CANCELLED):
        make_registration(make_campaign(state=state), state="confirmed", phone="+8613900008617")
    make_registration(make_campaign(state=State.INVITING), state="cancelled", phone="+8613900008617")

    for _time in range(2):
        ask("13900008617")

    assert Message.objects.filter(kind=MessageKind.PASS_LINK).count() == 2


def test_same_number_is_limited_without_saying_so():
    make_registration(make_campaign(state=State.INVITING), phone="+8613900008617")
    for _time in range(LINK_BY_PHONE.times):
        ask("13900008617")
        Message.objects.update(sent_at="2026-01-01T00:00Z")

    answer = ask("13900008617")

    assert answer.status_code == 200
    assert Message.objects.count() == LINK_BY_PHONE.times


def test_odd_number_is_explained():
    answer = ask("139 0000 861")

    assert answer.status_code == 422
    assert "手机号少了一位" in answer.content.decode()


def test_link_from_a_tour_brings_its_contact_and_the_way_back():
    campaign = make_campaign(state=State.INVITING, contact_phone="0731 5550 0000")
    code = campaign.channels.first().code

    form = Client().get(f"/lost-pass/?from={code}").content.decode()
    known = Client().post(f"/lost-pass/?from={code}", {"phone": "13900008617"}, follow=True)

    assert known.redirect_chain == [(f"/lost-pass/answer/?from={code}", 302)]
    for text in (form, known.content.decode()):
        assert 'href="tel:073155500000"' in text
        assert f'href="/c/{code}/"' in text


def test_link_from_nowhere_is_no_mistake():
    assert Client().get("/lost-pass/?from=none").status_code == 200
