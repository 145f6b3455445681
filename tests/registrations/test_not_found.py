"""Broken and outdated links of owners: one kind page, the same for all, with the way to the own pass."""

import re

import pytest
from django.test import Client

from campaigns.models import State
from registrations.actions.pass_link import renew_link
from registrations.links import pass_token
from tests.factories import make_campaign, make_registration, make_staff

pytestmark = pytest.mark.django_db


def test_outdated_broken_and_invented_pass_links_get_the_same_page():
    campaign = make_campaign(state=State.INVITING)
    party = make_registration(campaign)
    old = pass_token(party)
    assert Client().get(f"/p/{old}/").status_code == 200
    renew_link(registration=party, by=make_staff(campaign.club))

    links = [old, old[:-3], "nonsense"]
    answers = [Client().get(f"/p/{token}/") for token in links]
    pages = {answer.content.decode().replace(token, "") for answer, token in zip(answers, links, strict=True)}

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page) for page in pages}) == 1
    assert "找回我的报名" in pages.pop()
    assert "no-store" in answers[0]["Cache-Control"]


@pytest.mark.parametrize("address", ["/p/", "/p/x/nothing/here/", "/c/none/", "/c/none/registrations/", "/i/none/"])
def test_every_place_of_owners_offers_the_way_on(address):
    answer = Client().get(address, follow=True)

    assert answer.status_code == 404
    assert 'href="/lost-pass/"' in answer.content.decode()


def test_other_addresses_keep_the_plain_page():
    text = Client().get("/campaigns-of-nobody/").content.decode()

    assert "这个地址没有内容" in text
    assert "找回我的报名" not in text
