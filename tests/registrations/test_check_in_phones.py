"""The phones of the day: named once, lost and found again, and what a lost one still sends."""

import uuid

import pytest
from django.urls import reverse

from campaigns.models import Record, Role
from registrations.actions.devices import revoke
from registrations.device_access import COOKIE
from registrations.imports.scan_events import read_event
from registrations.models import Device, QuarantinedScan, ScanEvent
from registrations.queries.presence import day_of
from registrations.queries.roster import standing_of
from tests.factories import make_registration, make_staff
from tests.factories.day import START, at, check_in, make_device, scanned, upload

pytestmark = pytest.mark.django_db


def test_a_revoked_phone_is_told_so_and_still_sends(day, host):
    campaign, gate, _resort = day
    answer = host.post(reverse("registrations:device_list", args=[campaign.slug]), {"label": "王强的手机"})
    assert COOKIE in answer.cookies
    revoke(device=Device.objects.get(), by=make_staff(campaign.club, Role.PLANNER))
    page = host.get(at("check_in", campaign, gate)).text
    assert "data-revoked>" in page and "data-while-scanning hidden" in page
    assert "js/check-in-upload" in page


def test_a_phone_is_named_once_and_its_secret_stays_out_of_scripts(day, host):
    campaign, gate, _resort = day
    url = reverse("registrations:device_list", args=[campaign.slug])
    answer = host.post(url, {"label": "王强的手机", "stop": gate.pk})
    host.post(url, {"label": "again"})
    device = Device.objects.get()
    cookie = answer.cookies[COOKIE]
    assert (device.number, device.label, cookie["httponly"], cookie["path"]) == (
        1, "王强的手机", True, f"/campaigns/{campaign.slug}/",
    )  # fmt: skip
    page = host.get(at("check_in", campaign, gate)).content.decode()
    assert cookie.value.split(".", 1)[1] not in page
    assert "check-in-settings" in page


def test_two_phones_get_two_numbers(day):
    campaign, _gate, _resort = day
    assert [make_device(campaign).number for _phone in range(3)] == [1, 2, 3]


def test_a_lost_phone_is_revoked_by_a_planner_only(day, host, signed_in):
    campaign, _gate, _resort = day
    device = make_device(campaign)
    url = reverse("registrations:device_revocation", args=[campaign.slug, device.pk])
    assert host.post(url).status_code == 403
    signed_in(make_staff(campaign.club, Role.PLANNER)).post(url)
    device.refresh_from_db()
    assert device.is_revoked


def test_a_phone_revoked_by_mistake_may_scan_again(day, host, signed_in):
    campaign, gate, _resort = day
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))
    where = [campaign.slug, device.pk]
    back = reverse("registrations:revocation_removal", args=where)
    done = planner.post(reverse("registrations:device_revocation", args=where), follow=True)
    assert done.text.count(f'action="{back}"') == 2  # in the toast, and for as long as it lasts in the row

    assert host.post(back).status_code == 403
    planner.post(back)
    check_in(Device.objects.get(), gate, party)
    assert day_of(campaign).count(gate).arrived_cars == 1
    assert Record.objects.filter(verb="restore_device").count() == 1


def test_a_lost_phone_does_not_name_itself_anew(day, host):
    campaign, _gate, _resort = day
    url = reverse("registrations:device_list", args=[campaign.slug])
    host.post(url, {"label": "王强的手机"})
    revoke(device=Device.objects.get(), by=make_staff(campaign.club, Role.PLANNER))
    host.post(url, {"label": "again"})
    assert Device.objects.count() == 1


def test_what_was_kept_apart_leaves_the_list_when_looked_at(day, signed_in):
    campaign, _gate, _resort = day
    upload(make_device(campaign), scanned(problem="unreadable", content={"kind": "?"}))
    kept = QuarantinedScan.objects.get()
    url = reverse("registrations:quarantine_settlement", args=[campaign.slug, kept.pk])
    signed_in(make_staff(campaign.club, Role.PLANNER)).post(url)
    assert not QuarantinedScan.objects.to_look_at().exists()
    assert QuarantinedScan.objects.exists()


def test_what_a_lost_phone_sent_names_the_car_and_is_counted_in_with_a_way_back(day, signed_in):
    campaign, gate, _resort = day
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))
    party = make_registration(campaign, "confirmed", name="刘东", plate="湘A12345", car_number=12)
    device = make_device(campaign, label="Lost phone")
    revoke(device=device, by=device.staff)
    sent = {"kind": "check_in", "checkpoint": gate.pk, "registration": party.pk, "heads": 3, "sequence": 1}
    sent |= {"id": str(uuid.uuid4()), "device_at": "2024-10-26T09:24:00+08:00", "verdict": "arrived"}
    upload(device, read_event(sent, device=device.pk, at=START))
    overview = reverse("registrations:check_in_overview", args=[campaign.slug])
    page = planner.get(overview).text
    for shown in ("刘东", "12", "12345", "3 人", "09:24", "Lost phone"):
        assert shown in page

    where = [campaign.slug, QuarantinedScan.objects.get().pk]
    counting = reverse("registrations:quarantine_counting", args=where)
    for _tap in range(2):
        said = planner.post(counting, follow=True)
    event = ScanEvent.objects.get()
    assert (event.registration, event.heads, campaign.local(event.estimated_at).strftime("%H:%M")) == (
        party,
        3,
        "09:24",
    )
    assert event.device.kind == "desk"
    assert not QuarantinedScan.objects.to_look_at().exists()
    assert "刘东" in said.text

    planner.post(reverse("registrations:counting_removal", args=where))
    assert day_of(campaign).count(gate).arrived_cars == 0
    planner.post(counting)
    assert day_of(campaign).count(gate).arrived_people == 3
    assert Record.objects.filter(verb="count_in").count() == 2


def test_what_a_lost_phone_counted_again_or_took_back_follows_the_scan_it_was_about(day, signed_in):
    campaign, gate, _resort = day
    planner = signed_in(make_staff(campaign.club, Role.PLANNER))
    party, device = make_registration(campaign, "confirmed"), make_device(campaign)
    revoke(device=device, by=device.staff)
    green, times = str(uuid.uuid4()), {"device_at": "2024-10-26T09:24:00+08:00", "checkpoint": gate.pk}
    first = {"kind": "check_in", "registration": party.pk, "heads": 2, "sequence": 1, "id": green}
    then = {"kind": "undo", "registration": party.pk, "about": green, "sequence": 2, "id": str(uuid.uuid4())}
    upload(device, *(read_event(one | times, device=device.pk, at=START) for one in (first, then)))
    for kept in QuarantinedScan.objects.order_by("sequence"):
        planner.post(reverse("registrations:quarantine_counting", args=[campaign.slug, kept.pk]))
    assert ScanEvent.objects.count() == 2
    assert day_of(campaign).count(gate).arrived_cars == 0


def test_a_phone_finds_its_own_scan_among_those_counted_twice(day):
    campaign, gate, resort = day
    party, first, late = make_registration(campaign, "confirmed"), make_device(campaign), make_device(campaign)
    scans = [check_in(first, gate, party, minute=9), check_in(late, gate, party, minute=4)]
    twice = standing_of(day_of(campaign), gate, {one.pk: one for one in (first, late)})["twice"]
    assert {(scan["event"], scan["device"]) for scan in twice[party.pk]} == {(str(e.pk), e.device_id) for e in scans}
    assert standing_of(day_of(campaign), resort, {})["twice"] == {}
