"""What a phone may send and what it is answered: the reader, the gate of devices, the two addresses."""

import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Role
from registrations.actions.devices import enrol, revoke
from registrations.device_access import COOKIE
from registrations.imports.scan_events import NotAnUpload, read_event, read_upload
from registrations.models import QuarantinedScan, ScanEvent
from tests.factories import make_campaign, make_registration, make_staff
from tests.factories.day import START, make_day

AT = START


def sent(**fields):
    event = {"id": str(uuid.uuid4()), "sequence": 1, "kind": "check_in", "checkpoint": 1, "registration": 1}
    return event | {"device_at": "2026-10-24T09:03:00+08:00"} | fields


def test_an_event_is_read_with_its_times():
    event = read_event(sent(estimated_at="2026-10-24T01:04:00Z", heads=3), device=1, at=AT)
    assert (event.problem, event.heads) == ("", 3)
    assert (event.device_at.minute, event.estimated_at.minute) == (3, 4)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "explode"}, {"kind": None}, {"sequence": 0}, {"sequence": "x"}, {"sequence": 2**40}, {"heads": 0},
        {"heads": 10_000}, {"heads": 2.5}, {"heads": True}, {"checkpoint": -1}, {"device_at": "yesterday"},
        {"device_at": "2026-10-24T09:03:00"}, {"device_at": "0001-01-01T00:00:00Z"}, {"about": "nothing"},
        {"verdict": "?"}, {"cars": 2}, {"registration": [1]}, {"party": {"name": "A"}}, {"party": "A"},
        {"party": {"name": " ", "phone": "13900001111"}},
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_kept_with_its_id(fields):
    event = sent(**fields)
    read = read_event(event, device=1, at=AT)
    assert read.problem == "unreadable"
    assert str(read.id) == event["id"]


def test_a_walk_in_with_an_odd_phone_says_so():
    read = read_event(sent(kind="walk_in", party={"name": "赵云", "phone": "123"}), device=1, at=AT)
    assert read.problem == "not_made"


@pytest.mark.parametrize("odd", [7, None, [], "text", {"id": "not-a-uuid"}, {"id": {"a": 1}}, {}])
def test_an_odd_id_always_becomes_the_same_one(odd):
    first, again = (read_event(odd, device=1, at=AT) for _turn in range(2))
    assert first.id == again.id
    assert first.problem


@pytest.mark.parametrize("text", ["\x00", "\ud800", "x" * 9000])
def test_content_no_database_takes_is_cleaned(text):
    content = read_event(sent(code=text, kind="?"), device=1, at=AT).content
    stored = json.dumps(content, ensure_ascii=False).encode()
    assert b"\\u0000" not in stored
    assert len(stored) < 5000


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"{}", b'{"events": 3}', b'{"events": [], "last_sequence": -1}']
)
def test_a_body_that_is_no_upload_names_nothing(body):
    with pytest.raises(NotAnUpload):
        read_upload(body, device=1, at=AT)


@pytest.fixture
def day():
    return make_day()


def phone_client(campaign, **fields):
    staff = make_staff(campaign.club, Role.HOST)
    enrolled = enrol(campaign=campaign, staff=staff, label="Phone", at=START)
    client = Client(**fields)
    client.cookies[COOKIE] = f"{enrolled.device.pk}.{enrolled.secret}"
    return client, enrolled.device


def post(client, campaign, *events, **fields):
    url = reverse("registrations:scan_event_list", args=[campaign.slug])
    body = {"events": events, "last_sequence": len(events)} | fields
    return client.post(url, json.dumps(body), content_type="application/json")


@pytest.mark.django_db
def test_an_upload_is_answered_with_a_fate_for_every_id(day):
    campaign, gate, _resort = day
    client, device = phone_client(campaign)
    party = make_registration(campaign, "confirmed")
    good = sent(checkpoint=gate.pk, registration=party.pk)
    bad = sent(sequence=2, checkpoint=gate.pk, heads="many", id="mine-7")
    answer = post(client, campaign, good, bad, finished=True).json()
    assert [(one["id"], one["fate"]) for one in answer["fates"]] == [(good["id"], "stored"), ("mine-7", "quarantined")]
    assert ScanEvent.objects.get().registration == party
    device.refresh_from_db()
    assert (device.final_sequence, QuarantinedScan.objects.get().sequence) == (2, 2)


@pytest.mark.django_db
def test_a_walk_in_is_told_its_number_and_whose_registration_it_joined(day):
    campaign, gate, _resort = day
    client, device = phone_client(campaign)
    make_registration(campaign, "confirmed", name="张东", plate="湘A12345", car_number=8)
    party = {"name": "东哥", "phone": "13900007777", "plate": "湘a·12345", "adults": 2}
    new = party | {"name": "赵云", "phone": "13900008888", "plate": ""}
    walked = [
        sent(kind="walk_in", checkpoint=gate.pk, registration=None, sequence=n + 1, party=one)
        for n, one in enumerate((party, new))
    ]
    joined, made = post(client, campaign, *walked).json()["fates"]
    assert (joined["number"], joined["name"], joined["attached"]) == (8, "张东", True)
    fresh = ScanEvent.objects.get(pk=walked[1]["id"]).registration
    assert (made["number"], made["name"], made["attached"]) == (fresh.car_number, "赵云", False)
    again = post(client, campaign, *walked).json()["fates"]
    assert [(one["fate"], one["number"]) for one in again] == [("duplicate", 8), ("duplicate", fresh.car_number)]


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "is_let_in"), [("waiting", True), ("confirmed", False)])
def test_a_walk_in_that_had_no_place_is_told_to_be_let_in(day, state, is_let_in):
    campaign, gate, _resort = day
    client, _device = phone_client(campaign)
    make_registration(campaign, state, phone="+8613900007777")
    party = {"name": "东哥", "phone": "13900007777", "plate": "", "adults": 2}
    walked = sent(kind="walk_in", checkpoint=gate.pk, registration=None, party=party)
    fate = post(client, campaign, walked).json()["fates"][0]
    assert (fate["attached"], fate["let_in"]) == (True, is_let_in)


@pytest.mark.django_db
def test_the_answer_says_that_the_phone_is_switched_off(day):
    campaign, gate, _resort = day
    client, device = phone_client(campaign)
    party = make_registration(campaign, "confirmed")
    assert post(client, campaign, sent(checkpoint=gate.pk, registration=party.pk)).json()["revoked"] is False
    revoke(device=device, by=device.staff)
    answer = post(client, campaign, sent(checkpoint=gate.pk, registration=party.pk, sequence=2)).json()
    assert (answer["revoked"], answer["fates"][0]["fate"]) == (True, "quarantined")


@pytest.mark.django_db
def test_one_scan_a_request_costs_at_most_six_queries(day, django_assert_max_num_queries):
    campaign, gate, _resort = day
    client, _device = phone_client(campaign)
    party = make_registration(campaign, "confirmed")
    # Six statements; two more are the savepoint inside the test's own transaction.
    with django_assert_max_num_queries(8):
        post(client, campaign, sent(checkpoint=gate.pk, registration=party.pk))
    assert ScanEvent.objects.count() == 1


@pytest.mark.django_db
def test_no_upload_without_the_secret_or_from_another_campaign(day):
    campaign, gate, _resort = day
    client, device = phone_client(campaign)
    party = make_registration(campaign, "confirmed")
    event = sent(checkpoint=gate.pk, registration=party.pk)
    other, _gate, _resort = make_day()
    assert post(client, other, event).status_code == 404
    client.cookies[COOKIE] = f"{device.pk}.wrong"
    assert post(client, campaign, event).status_code == 404
    client.cookies[COOKIE] = "1" * 30 + ".x"
    assert post(client, campaign, event).status_code == 404
    assert not ScanEvent.objects.exists()


@pytest.mark.django_db
def test_an_upload_needs_the_csrf_token(day):
    campaign, gate, _resort = day
    client, _device = phone_client(campaign, enforce_csrf_checks=True)
    party = make_registration(campaign, "confirmed")
    assert post(client, campaign, sent(checkpoint=gate.pk, registration=party.pk)).status_code == 403
    assert not ScanEvent.objects.exists()


@pytest.mark.django_db
def test_the_roster_holds_no_whole_number_and_no_code(day):
    campaign, gate, _resort = day
    client, device = phone_client(campaign)
    party = make_registration(campaign, "confirmed")
    url = reverse("registrations:check_in_roster", args=[campaign.slug, gate.pk])
    answer = client.get(url)
    entry = answer.json()["roster"][0]
    assert (entry["id"], entry["phone4"]) == (party.pk, party.phone_last4)
    assert party.phone.removeprefix("+86") not in answer.content.decode()
    assert party.typed_code not in answer.content.decode()
    assert "roster" not in client.get(url, {"digest": answer.json()["digest"]}).json()
    revoke(device=device, by=device.staff)
    assert client.get(url).json() == {"error": "revoked"}


@pytest.mark.django_db
def test_the_roster_is_closed_to_a_host_who_lost_the_role(day):
    campaign, gate, _resort = day
    client, device = phone_client(campaign)
    device.staff.roles.all().delete()
    assert client.get(reverse("registrations:check_in_roster", args=[campaign.slug, gate.pk])).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_roster_costs_the_same_for_one_and_for_three(day, count, django_assert_num_queries):
    campaign, gate, _resort = day
    client, _device = phone_client(campaign)
    for _party in range(count):
        make_registration(campaign, "confirmed")
    with django_assert_num_queries(9):
        client.get(reverse("registrations:check_in_roster", args=[campaign.slug, gate.pk]))


def test_times_are_read_in_any_zone():
    read = read_event(sent(device_at="2026-10-24T09:03:00.123Z"), device=1, at=timezone.now())
    assert read.device_at.utcoffset().total_seconds() == 0


@pytest.mark.django_db
def test_a_campaign_of_another_club_gives_no_roster():
    campaign, gate, _resort = make_day()
    stranger = make_campaign()
    client, _device = phone_client(stranger)
    assert client.get(reverse("registrations:check_in_roster", args=[campaign.slug, gate.pk])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["A\x00B", "\ud83d", "TL:" + "9" * 300, "0x", "‮abc"])
def test_a_poisoned_code_is_stored_and_blocks_nothing(day, code):
    campaign, gate, _resort = day
    client, _device = phone_client(campaign)
    party = make_registration(campaign, "confirmed")
    poisoned = sent(checkpoint=gate.pk, registration=None, code=code)
    good = sent(sequence=2, checkpoint=gate.pk, registration=party.pk)
    answer = post(client, campaign, poisoned, good)
    assert [one["fate"] for one in answer.json()["fates"]] == ["stored", "stored"]


@pytest.mark.django_db
def test_half_a_batch_of_nonsense_still_leaves_the_other_half(day):
    campaign, gate, _resort = day
    client, _device = phone_client(campaign)
    parties = [make_registration(campaign, "confirmed") for _n in range(10)]
    good = [sent(sequence=n + 1, checkpoint=gate.pk, registration=party.pk) for n, party in enumerate(parties)]
    nonsense = [7, None, [], {"id": "x"}, {"kind": {"deep": [[[]]]}}, "text", sent(sequence=99, kind="x")]
    fates = post(client, campaign, *good[:5], *nonsense, *good[5:]).json()["fates"]
    assert [one["fate"] for one in fates].count("stored") == 10
    assert [one["fate"] for one in fates].count("quarantined") == len(nonsense)
