"""The pages of the day without script: who may open them, each form and what it leaves behind."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Gift, Record, Role, Supply
from registrations.actions.devices import revoke
from registrations.device_access import COOKIE
from registrations.imports.scan_events import read_event
from registrations.models import Device, Places, QuarantinedScan, Registration, ScanEvent
from registrations.queries.presence import day_of
from registrations.queries.roster import standing_of
from tests.factories import make_registration, make_staff
from tests.factories.day import START, check_in, make_day, make_device, scanned, upload

pytestmark = pytest.mark.django_db
HERE = ["check_in", "check_in_walk_in", "check_in_missing", "check_in_paper"]


@pytest.fixture
def day():
    return make_day()


@pytest.fixture
def host(day, signed_in):
    return signed_in(make_staff(day[0].club, Role.HOST, name="王强"))


def at(name, campaign, stop, *more):
    return reverse(f"registrations:{name}", args=[campaign.slug, stop.pk, *more])


@pytest.mark.parametrize("name", HERE)
def test_a_host_sees_the_page_a_stranger_finds_nothing(day, host, signed_in, name):
    campaign, gate, _resort = day
    assert host.get(at(name, campaign, gate)).status_code == 200
    assert signed_in(make_staff()).get(at(name, campaign, gate)).status_code == 404
    assert Client().get(at(name, campaign, gate)).status_code == 302


@pytest.mark.parametrize(
    ("role", "opens"), [(Role.PLANNER, True), (Role.ADMINISTRATOR, True), (Role.CALLER, False), (Role.MANAGER, False)]
)
def test_only_hosts_and_planners_scan(day, signed_in, role, opens):
    campaign, gate, _resort = day
    client = signed_in(make_staff(campaign.club, role))
    assert (client.get(at("check_in", campaign, gate)).status_code == 200) is opens
    answer = client.post(at("scan_list", campaign, gate), {"registration": make_registration(campaign).pk})
    assert ScanEvent.objects.exists() is opens
    assert (answer.status_code == 302) is opens


def test_a_stop_of_another_campaign_or_without_checkpoint_is_not_found(day, host):
    campaign, _gate, _resort = day
    _other, foreign, _r = make_day()
    assert host.get(at("check_in", campaign, foreign)).status_code == 404
    assert host.get(at("check_in", campaign, campaign.stops.get(name="Lunch"))).status_code == 404


def test_the_camera_page_alone_may_compile_the_decoder(day, host):
    campaign, gate, _resort = day
    policy = host.get(at("check_in", campaign, gate)).headers["Content-Security-Policy"]
    assert "'wasm-unsafe-eval'" in policy
    other = host.get(at("check_in_missing", campaign, gate)).headers["Content-Security-Policy"]
    assert "wasm-unsafe-eval" not in other


def test_a_typed_code_sent_twice_is_one_arrival(day, host):
    campaign, gate, _resort = day
    party = make_registration(campaign, "confirmed", car_number=3)
    event = str(uuid.uuid4())
    code = party.typed_code.lower()
    for _turn in range(2):
        answer = host.post(
            at("scan_list", campaign, gate), {"code": f"{code[:4]} {code[4:]}", "event": event}, follow=True
        )
    assert [str(pk) for pk in ScanEvent.objects.values_list("pk", flat=True)] == [event]
    assert "03" in answer.content.decode()


def test_a_second_scan_shows_both_and_may_be_settled(day, host):
    campaign, gate, _resort = day
    party = make_registration(campaign, "confirmed")
    check_in(make_device(campaign, label="2 号手机"), gate, party)
    answer = host.post(at("scan_list", campaign, gate), {"registration": party.pk}, follow=True)
    assert "2 号手机" in answer.content.decode()
    second = ScanEvent.objects.get(verdict="again")
    host.post(at("scan_list", campaign, gate), {"kind": "same_car", "registration": party.pk, "about": second.pk})
    assert day_of(campaign).presence.conflicts[0].is_settled


def test_who_cancelled_is_counted_only_when_let_in(day, host):
    campaign, gate, _resort = day
    party = make_registration(campaign, "cancelled")
    answer = host.post(at("scan_list", campaign, gate), {"registration": party.pk})
    assert answer.status_code == 200
    assert not ScanEvent.objects.exists()
    host.post(at("scan_list", campaign, gate), {"registration": party.pk, "let_in": "on"})
    presence = day_of(campaign).presence
    assert presence.admitted == {party.pk}
    assert ScanEvent.objects.get().verdict == "admitted"


def test_an_unknown_code_is_kept_and_says_so(day, host):
    campaign, gate, _resort = day
    make_registration(campaign, "confirmed")
    answer = host.post(at("scan_list", campaign, gate), {"code": "ZZZZ9999"}, follow=True)
    assert 'data-kind="unknown"' in answer.content.decode()
    assert day_of(campaign).presence.unknown[0].registration is None


def test_heads_and_undo_go_through_plain_forms(day, host):
    campaign, gate, _resort = day
    party = make_registration(campaign, "confirmed")
    host.post(at("scan_list", campaign, gate), {"registration": party.pk})
    green = ScanEvent.objects.get()
    about = {"registration": party.pk, "about": green.pk}
    host.post(at("scan_list", campaign, gate), about | {"kind": "more_arrived", "heads": 5})
    assert day_of(campaign).count(gate).arrived_people == 5
    host.post(at("scan_list", campaign, gate), about | {"kind": "undo"})
    assert day_of(campaign).count(gate).arrived_people == 0
    assert ScanEvent.objects.count() == 3


def test_a_party_of_another_campaign_cannot_be_counted(day, host):
    campaign, gate, _resort = day
    other, _gate, _resort = make_day()
    stranger = make_registration(other, "confirmed")
    host.post(at("scan_list", campaign, gate), {"registration": stranger.pk})
    assert not ScanEvent.objects.exists()


def test_a_walk_in_is_counted_and_an_odd_number_is_asked_again(day, host):
    campaign, gate, _resort = day
    typed = {"name": "赵云", "phone": "1390000", "plate": "湘a 12345", "adults": 2, "children": 1}
    assert host.post(at("check_in_walk_in", campaign, gate), typed).status_code == 200
    assert not Registration.objects.exists()
    host.post(at("check_in_walk_in", campaign, gate), typed | {"phone": "139 0000 7777"})
    made = Registration.objects.get()
    assert (made.is_walk_in, made.plate, made.people) == (True, "湘A12345", 3)
    assert day_of(campaign).arrived().walk_in_people == 3


def test_the_answer_to_a_walk_in_says_that_it_is_counted_and_how_far_over_the_limit(day, host):
    campaign, gate, _resort = day
    Places.objects.for_campaign(campaign).update(limit_cars=9, limit_people=1)
    typed = {"name": "赵云", "phone": "139 0000 7777", "adults": 2, "children": 0}
    said = host.post(at("check_in_walk_in", campaign, gate), typed, follow=True).content.decode()
    assert "临时参加，已计入：1 辆 2 人" in said
    assert "超出名额 1 人" in said
    assert 'data-kind="arrived"' in said and "data-undo" in said
    assert "不在名单上" not in said
    assert standing_of(day_of(campaign), gate, {})["room"]["people"] == -1


@pytest.mark.parametrize(
    ("wanted", "finds"),
    [
        ("chm", True),
        ("红梅", True),
        ("8617", True),
        ("622H3", True),
        ("3", True),
        ("zzz", False),
        ("139 0000 8617", True),
        ("+86-13900008617", True),
        ("13900001111", False),
        ("８６１７", True),
    ],
)
def test_a_party_is_found_by_hand(day, host, wanted, finds):
    campaign, gate, _resort = day
    make_registration(
        campaign, "confirmed", name="陈红梅", initials="chm", phone="+8613900008617", plate="赣A622H3", car_number=3
    )
    answer = host.get(at("check_in", campaign, gate), {"panel": "find", "q": wanted})
    assert ("陈红梅" in answer.content.decode()) is finds


def test_who_is_found_says_whether_they_are_in(day, host):
    campaign, gate, resort = day
    party = make_registration(campaign, "confirmed", name="陈红梅")
    check_in(make_device(campaign), gate, party)
    page = host.get(at("check_in", campaign, gate), {"panel": "find", "q": "红梅"}).text
    assert "已到" in page
    assert f'name="about" value="{ScanEvent.objects.get().pk}"' in page  # nobody is counted again: this takes it back
    assert "已到" not in host.get(at("check_in", campaign, resort), {"panel": "find", "q": "红梅"}).text


def test_a_code_typed_in_full_width_is_read(day, host):
    campaign, gate, _resort = day
    party = make_registration(campaign, "confirmed")
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in party.typed_code)
    host.post(at("scan_list", campaign, gate), {"code": f"{wide[:4]}\u3000{wide[4:]}"})
    assert ScanEvent.objects.get().registration == party


def test_figures_add_up_when_somebody_is_here_who_was_not_expected(day, host):
    campaign, gate, _resort = day
    came, gone, _missing = (make_registration(campaign, state) for state in ("confirmed", "cancelled", "confirmed"))
    for party in (came, gone):
        check_in(make_device(campaign), gate, party)
    count = day_of(campaign).count(gate)
    assert (count.cars_of_expected, count.unexpected_cars, count.missing_cars, count.expected_cars) == (1, 1, 1, 2)
    assert standing_of(day_of(campaign), gate, {})["in"][gone.pk]["extra"]
    page = host.get(at("check_in", campaign, gate)).text
    assert "<span data-cars>1</span>" in page
    assert "另有 1，不在应到里" in page


def test_a_revoked_phone_is_told_so_and_still_sends(day, host):
    campaign, gate, _resort = day
    answer = host.post(reverse("registrations:device_list", args=[campaign.slug]), {"label": "王强的手机"})
    assert COOKIE in answer.cookies
    revoke(device=Device.objects.get(), by=make_staff(campaign.club, Role.PLANNER))
    page = host.get(at("check_in", campaign, gate)).text
    assert "data-revoked>" in page and "data-while-scanning hidden" in page
    assert "js/check-in-upload" in page


def test_a_scan_of_the_practice_is_marked(signed_in):
    campaign, gate, _resort = make_day("ready")
    campaign.starts_at = timezone.now() + timezone.timedelta(days=2)
    campaign.ends_at = campaign.starts_at + timezone.timedelta(hours=30)
    campaign.save()
    party = make_registration(campaign, "confirmed")
    client = signed_in(make_staff(campaign.club, Role.HOST))
    assert "practice-mark" in client.post(at("scan_list", campaign, gate), {"registration": party.pk}, follow=True).text


@pytest.mark.parametrize(("role", "rings"), [(Role.HOST, True), (Role.CALLER, True), (Role.MANAGER, False)])
def test_only_who_rings_sees_the_whole_number(day, signed_in, role, rings):
    campaign, gate, _resort = day
    make_registration(campaign, "confirmed", phone="+8613900008617")
    page = signed_in(make_staff(campaign.club, role)).get(at("check_in_missing", campaign, gate)).content.decode()
    assert ("+8613900008617" in page) is rings
    assert ("139****8617" in page) is not rings


def test_not_coming_told_by_phone_takes_them_off_the_list(day, host):
    campaign, gate, _resort = day
    party = make_registration(campaign, "confirmed")
    host.post(at("scan_list", campaign, gate), {"kind": "not_coming", "registration": party.pk})
    assert day_of(campaign).count(gate).missing == ()


def test_paper_is_typed_back_with_the_time_it_was_signed(day, host):
    campaign, gate, _resort = day
    came, absent = make_registration(campaign, "confirmed"), make_registration(campaign, "confirmed")
    url = at("check_in_paper", campaign, gate)
    assert host.post(url, {"signed_at": "09:20", f"heads_{came.pk}": "many"}).status_code == 200
    assert host.post(url, {"signed_at": "09:20"}).status_code == 200
    host.post(url, {"signed_at": "09:20", f"heads_{came.pk}": "4", f"heads_{absent.pk}": ""})
    event = ScanEvent.objects.get()
    assert (event.registration, event.heads) == (came, 4)
    assert campaign.local(event.estimated_at).strftime("%H:%M") == "09:20"


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


def test_a_phone_finds_its_own_scan_among_those_counted_twice(day):
    campaign, gate, resort = day
    party, first, late = make_registration(campaign, "confirmed"), make_device(campaign), make_device(campaign)
    scans = [check_in(first, gate, party, minute=9), check_in(late, gate, party, minute=4)]
    twice = standing_of(day_of(campaign), gate, {one.pk: one for one in (first, late)})["twice"]
    assert {(scan["event"], scan["device"]) for scan in twice[party.pk]} == {(str(e.pk), e.device_id) for e in scans}
    assert standing_of(day_of(campaign), resort, {})["twice"] == {}


def test_things_are_counted_for_the_heads_that_came(day, host):
    campaign, gate, _resort = day
    Gift.objects.create(campaign=campaign, name="购物袋", basis="person")
    party = make_registration(campaign, "confirmed", adults=2, children=0)
    host.post(at("scan_list", campaign, gate), {"registration": party.pk})
    more = {"kind": "more_arrived", "registration": party.pk, "about": ScanEvent.objects.get().pk, "heads": 3}
    page = host.post(at("scan_list", campaign, gate), more, follow=True).text
    assert "购物袋 × 3" in page
    assert "报名时" in page


def test_scans_of_a_tour_of_two_days_say_the_day(signed_in):
    campaign, gate, _resort = make_day(ends_at=START + dt.timedelta(hours=32))
    check_in(make_device(campaign), gate, make_registration(campaign, "confirmed"))
    page = signed_in(make_staff(campaign.club, Role.PLANNER)).get(
        reverse("registrations:check_in_overview", args=[campaign.slug])
    )

    assert "<time>09:05</time>" in page.text
    assert "<small>10月26日·Service area" in page.text
