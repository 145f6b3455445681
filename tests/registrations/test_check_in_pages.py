"""The host's pages at a checkpoint without script: who may open them, each form and what it leaves behind."""

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.models import Role
from registrations.models import Places, Registration, ScanEvent
from registrations.queries.presence import day_of
from registrations.queries.roster import standing_of
from tests.factories import make_registration, make_staff
from tests.factories.day import at, check_in, make_day, make_device

pytestmark = pytest.mark.django_db
HERE = ["check_in", "check_in_walk_in", "check_in_missing", "check_in_paper"]


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


def test_undo_takes_a_repeat_back_that_was_settled_as_the_same_car(day, host):
    campaign, gate, _resort = day
    party, scans = make_registration(campaign, "confirmed"), at("scan_list", campaign, gate)
    for _turn in range(2):
        host.post(scans, {"registration": party.pk})
    first, second = ScanEvent.objects.get(verdict="arrived"), ScanEvent.objects.get(verdict="again")
    host.post(scans, {"kind": "same_car", "registration": party.pk, "about": second.pk})
    assert standing_of(day_of(campaign), gate, {})["in"][party.pk]["repeats"] == [str(second.pk)]  # for the phones
    said = host.post(scans, {"kind": "undo", "registration": party.pk, "about": first.pk}, follow=True).text
    assert "已撤回：不再计入" in said
    assert day_of(campaign).count(gate).arrived_cars == 0


def test_undo_of_one_of_two_scans_nobody_settled_says_that_they_are_still_in(day, host):
    campaign, gate, _resort = day
    party, scans = make_registration(campaign, "confirmed"), at("scan_list", campaign, gate)
    for _turn in range(2):
        host.post(scans, {"registration": party.pk})
    first = ScanEvent.objects.get(verdict="arrived")
    said = host.post(scans, {"kind": "undo", "registration": party.pk, "about": first.pk}, follow=True).text
    assert "仍然算到" in said and "不再计入" not in said
    assert day_of(campaign).count(gate).arrived_cars == 1


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


def test_a_walk_in_from_the_waiting_list_is_said_to_be_let_in_and_how_far_over_the_limit(day, host):
    campaign, gate, _resort = day
    make_registration(campaign, "confirmed", phone="+8613900008888", people=1)
    Places.objects.for_campaign(campaign).update(limit_cars=9, limit_people=1)
    make_registration(campaign, "waiting", phone="+8613900007777", people=2)
    typed = {"name": "赵云", "phone": "139 0000 7777", "adults": 2, "children": 0}
    said = host.post(at("check_in_walk_in", campaign, gate), typed, follow=True).text
    assert "原本没有名额，已放行：1 辆 2 人" in said
    assert "超出名额 2 人" in said

    said = host.post(at("check_in_walk_in", campaign, gate), typed | {"phone": "139 0000 8888"}, follow=True).text
    assert "已记在那份报名上" in said and "没有名额" not in said


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


def test_not_coming_of_a_car_counted_before_is_left_the_tour(day, host):
    campaign, gate, resort = day
    party, absent = (make_registration(campaign, "confirmed") for _ in range(2))
    check_in(make_device(campaign), gate, party)
    page = host.get(at("check_in_missing", campaign, resort)).text
    assert page.count('value="left_tour"') == page.count('value="not_coming"') == 1
    for each in (party, absent):
        host.post(at("scan_list", campaign, resort), {"kind": "not_coming", "registration": each.pk})
    presence = day_of(campaign).presence
    assert (set(presence.left), set(presence.not_coming)) == ({party.pk}, {absent.pk})
    assert day_of(campaign).count(resort).missing == ()


def test_not_coming_from_a_page_that_was_open_changes_nothing_of_a_car_counted_in_here(day, host):
    campaign, gate, _resort = day
    party = make_registration(campaign, "confirmed")
    check_in(make_device(campaign), gate, party)

    page = host.post(at("scan_list", campaign, gate), {"kind": "not_coming", "registration": party.pk}, follow=True)

    assert "没有改动" in page.text
    assert set(day_of(campaign).presence.arrived) == {party.pk}
    assert ScanEvent.objects.count() == 1


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


def test_a_walk_in_of_more_than_a_car_holds_is_asked_about_once(day, host):
    campaign, gate, _resort = day
    url, typed = at("check_in_walk_in", campaign, gate), {"name": "赵云", "phone": "139 0000 7777", "adults": 8}
    page = host.post(url, typed)
    assert "一辆车 8 人，没错吗" in page.text
    assert not Registration.objects.exists()
    asked = page.context["form"]["asked"].value()
    assert host.post(url, typed | {"adults": 9, "asked": asked}).status_code == 200  # another number is asked anew
    host.post(url, typed | {"asked": asked})
    assert Registration.objects.get().people == 8


def test_more_heads_on_paper_than_a_party_may_have_are_asked_about_once(day, host):
    campaign, gate, _resort = day
    party = make_registration(campaign, "confirmed", name="陈红梅", people=3)
    url, typed = at("check_in_paper", campaign, gate), {"signed_at": "09:20", f"heads_{party.pk}": "60"}
    page = host.post(url, typed)
    assert "陈红梅：60 人，报名 3 人" in page.text
    assert f'name="heads_{party.pk}" value="60"' in page.text
    assert not ScanEvent.objects.exists()
    host.post(url, typed | {"asked": page.context["form"]["asked"].value()})
    assert ScanEvent.objects.get().heads == 60
