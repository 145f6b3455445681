"""The day on one staff page: what to look at, what is taken back, the list as it grows."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Role
from registrations.models import ScanEvent
from registrations.queries.presence import day_of
from tests.factories import make_registration, make_staff
from tests.factories.day import START, at, check_in, make_day, make_device, scanned, upload

pytestmark = pytest.mark.django_db


def test_the_overview_shows_what_to_look_at(day, signed_in):
    campaign, gate, _resort = day
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))
    device = make_device(campaign, label="三号手机")
    twice, gone = (
        make_registration(campaign, "confirmed", name="双签"),
        make_registration(campaign, "cancelled", name="取消"),
    )
    check_in(device, gate, twice, sequence=1)
    check_in(device, gate, twice, sequence=2)
    check_in(device, gate, gone, sequence=3)
    upload(device, scanned(checkpoint=gate, code="NOBODY99", sequence=4), scanned(problem="unreadable", sequence=5))
    upload(device, last_sequence=7)
    page = planner.get(reverse("registrations:check_in_overview", args=[campaign.slug])).content.decode()
    for shown in ("双签", "取消", "NOBODY99", "三号手机"):
        assert shown in page
    assert "缺 2 条" in page


def test_a_scan_that_was_undone_is_not_offered_to_be_undone(day, signed_in):
    campaign, gate, _resort = day
    event = check_in(make_device(campaign), gate, make_registration(campaign, "confirmed"))
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))
    overview = reverse("registrations:check_in_overview", args=[campaign.slug])
    undo = reverse("registrations:scan_settlement", args=[campaign.slug, event.pk])
    assert f'action="{undo}"' in planner.get(overview).text
    planner.post(undo, {"kind": "undo"})
    page = planner.get(overview).text
    assert f'action="{undo}"' not in page
    assert "已撤回" in page


def test_the_overview_settles_and_undoes_by_new_events(day, signed_in):
    campaign, gate, _resort = day
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    check_in(device, gate, party)
    second = check_in(device, gate, party)
    url = reverse("registrations:scan_settlement", args=[campaign.slug, second.pk])
    assert planner.post(url, {"kind": "check_in"}).status_code == 404
    planner.post(url, {"kind": "undo"})
    assert day_of(campaign).presence.conflicts == ()
    assert ScanEvent.objects.count() == 3


def test_a_car_scanned_again_and_again_is_one_line_and_settled_at_once(day, signed_in):
    campaign, gate, _resort = day
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))
    device, party = make_device(campaign), make_registration(campaign, "confirmed", name="双签")
    scans = [check_in(device, gate, party, minute=minute) for minute in range(1, 5)]
    page = planner.get(reverse("registrations:check_in_overview", args=[campaign.slug]))
    looks = page.context["looks"]
    assert [(look.repeats, look.conflict.second.id) for look in looks.conflicts] == [(3, scans[-1].pk)]

    url = reverse("registrations:scan_settlement", args=[campaign.slug, scans[-1].pk])
    planner.post(url, {"kind": "same_car", "repeats": "1"})
    assert all(conflict.is_settled for conflict in day_of(campaign).presence.conflicts)


def test_undo_on_the_day_page_takes_the_same_car_back_whole(day, signed_in):
    campaign, gate, _resort = day
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    first, second = (check_in(device, gate, party, minute=minute) for minute in (1, 2))
    urls = [reverse("registrations:scan_settlement", args=[campaign.slug, each.pk]) for each in (first, second)]
    planner.post(urls[1], {"kind": "same_car"})
    planner.post(urls[0], {"kind": "undo"})
    assert day_of(campaign).presence.at(gate.pk) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_costs_the_same_for_one_and_for_three(day, host, count, django_assert_max_num_queries):
    campaign, gate, _resort = day
    device = make_device(campaign)
    for _party in range(count):
        check_in(device, gate, make_registration(campaign, "confirmed"))
    with django_assert_max_num_queries(34):
        host.get(reverse("registrations:check_in_overview", args=[campaign.slug]))


def test_practice_is_said_on_the_page(signed_in):
    campaign, gate, _resort = make_day("ready")
    campaign.starts_at = timezone.now() + timezone.timedelta(days=2)
    campaign.ends_at = campaign.starts_at + timezone.timedelta(hours=30)
    campaign.save()
    page = signed_in(make_staff(campaign.club, Role.HOST)).get(at("check_in", campaign, gate)).content.decode()
    assert "data-practice" in page


def test_scans_of_a_tour_of_two_days_say_the_day(signed_in):
    campaign, gate, _resort = make_day(ends_at=START + dt.timedelta(hours=32))
    check_in(make_device(campaign), gate, make_registration(campaign, "confirmed"))
    page = signed_in(make_staff(campaign.club, Role.PLANNER)).get(
        reverse("registrations:check_in_overview", args=[campaign.slug])
    )

    assert "<time>09:05</time>" in page.text
    assert "<small>10月26日·Service area" in page.text
