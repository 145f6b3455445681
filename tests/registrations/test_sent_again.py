"""Back, and the form once more: the browser that made the registration comes to its pass, a stranger learns nothing."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.models import State
from registrations.links import pass_token
from registrations.models import Message, MessageKind, Registration
from registrations.views import sent_here
from tests.factories import make_campaign, make_registration

from .test_registration_form import send

pytestmark = pytest.mark.django_db


def fresh(campaign, browser, **changed):
    """The page opened once more, and its form sent: another key each time."""
    page = browser.get(f"/c/{campaign.channels.first().code}/").content.decode()
    key = re.search(r'name="key" value="([\w-]{43})"', page)
    assert key
    return send(campaign, browser, key=key[1], **changed)


@pytest.fixture
def campaign():
    return make_campaign(state=State.INVITING, contact_name="王晓", contact_phone="0731 5550 0000")


def test_same_browser_with_a_fresh_form_comes_to_its_pass(campaign):
    browser = Client()
    first = fresh(campaign, browser)

    again = fresh(campaign, browser)

    assert again["Location"] == first["Location"]
    assert Registration.objects.count() == 1
    assert not Message.objects.filter(kind=MessageKind.PASS_LINK).exists()


def test_same_browser_with_a_fresh_form_is_offered_its_change(campaign):
    browser = Client()
    first = fresh(campaign, browser)

    again = fresh(campaign, browser, adults="4")

    assert again["Location"] == f"{first['Location']}?adults=4&children=1"
    assert Registration.objects.get().adults == 2


def test_waiting_party_is_offered_its_change_beside_its_turn():
    campaign = make_campaign(state=State.INVITING, limit=(1, 9))
    make_registration(campaign, people=2)
    send(campaign, Client())

    again = send(campaign, Client(), adults="4")

    text = Client().get(again["Location"]).content.decode()
    assert "4 大 1 小" in text
    assert "您排在候补第 1 位" in text


def test_something_else_was_changed_and_the_pass_says_where_to(campaign):
    browser = Client()
    send(campaign, browser)

    again = send(campaign, browser, plate="赣A12345")

    assert "您刚才又填了一次" in browser.get(again["Location"]).content.decode()
    assert Registration.objects.get().plate == "赣A622H3"


def test_same_browser_registers_another_number_as_ever(campaign):
    browser = Client()
    fresh(campaign, browser)

    fresh(campaign, browser, phone="13900000002")

    assert Registration.objects.count() == 2


def test_same_browser_gets_no_pass_of_another_number(campaign):
    stranger_to_it = make_registration(campaign, phone="+8613900000003")
    browser = Client()
    fresh(campaign, browser)

    answer = fresh(campaign, browser, phone="13900000003")

    assert answer.status_code == 200
    assert pass_token(stranger_to_it) not in answer.content.decode()


def test_half_an_hour_later_the_browser_is_a_stranger_too(campaign):
    browser = Client()
    first = fresh(campaign, browser)
    Registration.objects.update(registered_at=timezone.now() - sent_here.OWN_FOR)

    again = fresh(campaign, browser)

    assert first.status_code == 302
    assert again.status_code == 200


def test_another_browser_gets_ways_onward_that_are_the_same_for_every_number(campaign):
    fresh(campaign, Client())
    code = campaign.channels.first().code

    text = fresh(campaign, Client()).content.decode()

    assert 'href="tel:073155500000"' in text
    assert f'href="/lost-pass/?from={code}"' in text
    assert f'href="/c/{code}/#join"' in text
    assert "陈" not in text
    assert "8617" not in text


def test_browser_may_keep_the_page_of_mistakes_so_that_back_works(campaign):
    answer = send(campaign, phone="139")

    assert answer.status_code == 422
    assert answer["Cache-Control"] == "no-cache, private"
