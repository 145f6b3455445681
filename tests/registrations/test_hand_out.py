"""What a party is handed at its first checkpoint, on page and phone."""

import uuid

import pytest

from campaigns.models import Gift, Supply
from registrations.models import ScanEvent
from registrations.queries.presence import day_of
from registrations.queries.roster import standing_of
from tests.factories import make_registration
from tests.factories.day import at, check_in, make_device

pytestmark = pytest.mark.django_db


def test_things_are_handed_out_at_the_first_checkpoint_only(day, host):
    campaign, gate, resort = day
    Supply.objects.create(campaign=campaign, name="车贴", basis="car")
    party = make_registration(campaign, "confirmed", car_number=3, shirts="L, M")
    codes = {"code": party.typed_code}
    first = host.post(at("scan_list", campaign, gate), codes | {"event": str(uuid.uuid4())}, follow=True).text
    second = host.post(at("scan_list", campaign, resort), codes | {"event": str(uuid.uuid4())}, follow=True).text

    assert "车贴 03" in first
    assert "L, M" in first
    assert 'data-kind="arrived"' in second
    assert "车贴" not in second
    assert "L, M" not in second


def test_hand_out_counts_people_and_names_sizes_and_no_children_that_are_not_there(day, host):
    campaign, gate, _resort = day
    Supply.objects.create(campaign=campaign, name="对讲机", basis="car", quantity=1)
    Supply.objects.create(campaign=campaign, name="矿泉水", basis="person", quantity=2)
    Supply.objects.create(campaign=campaign, name="横幅", basis="fixed", quantity=1)
    Gift.objects.create(campaign=campaign, name="购物袋", basis="person")
    Gift.objects.create(campaign=campaign, name="品牌T恤", basis="person", is_sized=True)
    party = make_registration(campaign, "confirmed", adults=3, children=0, shirts="L, M, S")
    page = host.post(at("scan_list", campaign, gate), {"code": party.typed_code}, follow=True).text

    assert "对讲机<" in page
    assert "矿泉水 × 6<" in page
    assert "横幅" not in page
    assert "购物袋 × 3<" in page
    assert "品牌T恤 × 3 L, M, S<" in page
    assert page.count("L, M, S") == 1
    assert "3 位大人" in page and "0 小" not in page


def test_phone_learns_who_has_the_things_already(day):
    campaign, gate, resort = day
    party = make_registration(campaign, "confirmed")
    check_in(make_device(campaign), gate, party)
    counted = day_of(campaign)

    assert standing_of(counted, resort, {})["given"] == [party.pk]
    assert standing_of(counted, gate, {})["given"] == []


def test_things_are_counted_for_the_heads_that_came(day, host):
    campaign, gate, _resort = day
    Gift.objects.create(campaign=campaign, name="购物袋", basis="person")
    party = make_registration(campaign, "confirmed", adults=2, children=0)
    host.post(at("scan_list", campaign, gate), {"registration": party.pk})
    more = {"kind": "more_arrived", "registration": party.pk, "about": ScanEvent.objects.get().pk, "heads": 3}
    page = host.post(at("scan_list", campaign, gate), more, follow=True).text
    assert "购物袋 × 3" in page
    assert "报名时" in page
