"""Phones that send at the same instant, on real threads and connections; the guard has its negative control."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from campaigns.models import State
from registrations.actions import scan_batch
from registrations.actions.check_in import record_scan_events
from registrations.models import Device, Places, QuarantinedScan, Registration, ScanEvent
from registrations.queries.health import findings
from registrations.queries.presence import day_of
from registrations.scanned import FateKind
from tests.factories import make_registration
from tests.factories.day import START, make_day, make_device, scanned, upload
from tests.factories.people import make_party

pytestmark = pytest.mark.django_db(transaction=True)
PHONES = 8


def at_once(uploads):
    """Send each (device, events) on its own connection, all started together."""
    gate = Barrier(len(uploads))

    def send(one):
        device, events = one
        try:
            mine = Device.objects.select_related("campaign", "staff").get(pk=device.pk)
            gate.wait(timeout=30)
            return record_scan_events(device=mine, events=events, at=START)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(uploads)) as pool:
        return list(pool.map(send, uploads))


def kinds(answers):
    return [fate.fate for fates in answers for fate in fates]


def walk_ins_under_one_number():
    campaign, gate, _resort = make_day(limit=(50, 130))
    same = make_party(3)
    phones = [make_device(campaign) for _phone in range(PHONES)]
    answers = at_once([(phone, [scanned("walk_in", checkpoint=gate, party=same)]) for phone in phones])
    return campaign, answers


def test_one_party_walked_in_at_eight_phones_is_one_registration():
    campaign, answers = walk_ins_under_one_number()
    assert set(kinds(answers)) == {FateKind.STORED}
    assert Registration.objects.for_campaign(campaign).count() == 1
    assert Places.objects.get(campaign=campaign).taken_people == 3
    presence = day_of(campaign).presence
    assert (len(presence.attached), len(presence.conflicts)) == (PHONES - 1, PHONES - 1)
    assert findings() == []


def test_parties_that_walk_in_at_eight_phones_at_once_get_eight_numbers():
    campaign, gate, _resort = make_day(limit=(50, 130))
    phones = [make_device(campaign) for _phone in range(PHONES)]
    answers = at_once([(phone, [scanned("walk_in", checkpoint=gate, party=make_party())]) for phone in phones])
    assert set(kinds(answers)) == {FateKind.STORED}
    numbers = Registration.objects.for_campaign(campaign).values_list("car_number", flat=True)
    assert sorted(numbers) == list(range(1, PHONES + 1))


def test_without_looking_the_party_up_its_other_scans_do_not_count(monkeypatch):
    """The negative control: the guard switched off, the same race leaves scans out of the day."""
    monkeypatch.setattr(scan_batch, "registered_before", lambda campaign, party: None)
    campaign, answers = walk_ins_under_one_number()
    assert kinds(answers).count(FateKind.QUARANTINED) == PHONES - 1
    assert QuarantinedScan.objects.for_campaign(campaign).count() == PHONES - 1


def test_the_same_upload_sent_eight_times_at_once_is_stored_once():
    campaign, gate, _resort = make_day()
    device = make_device(campaign)
    events = [scanned(checkpoint=gate, registration=make_registration(campaign, "confirmed")) for _n in range(10)]
    events.append(scanned("walk_in", checkpoint=gate, party=make_party(2)))
    answers = at_once([(device, events)] * PHONES)
    assert set(kinds(answers)) <= {FateKind.STORED, FateKind.DUPLICATE}
    assert ScanEvent.objects.count() == 11
    assert Registration.objects.for_campaign(campaign).walk_ins().count() == 1


def test_eight_phones_wake_the_campaign_once():
    campaign, gate, _resort = make_day(State.READY)
    parties = [make_registration(campaign, "confirmed") for _n in range(PHONES)]
    uploads = [(make_device(campaign), [scanned(checkpoint=gate, registration=party)]) for party in parties]
    assert set(kinds(at_once(uploads))) == {FateKind.STORED}
    campaign.refresh_from_db()
    assert campaign.state == State.LIVE
    assert campaign.moves.filter(verb="go_live").count() == 1


def test_any_order_of_sync_and_any_repetition_leave_the_same_day():
    """Seeded histories of three phones: shuffled, cut into uploads, some sent twice."""
    campaign, gate, resort = make_day()
    phones = [make_device(campaign) for _phone in range(3)]
    parties = [make_registration(campaign, "confirmed") for _n in range(6)]
    chance = random.Random(20261024)
    history = []
    for number in range(60):
        party, stop = chance.choice(parties), chance.choice([gate, resort])
        kind = chance.choice(["check_in", "check_in", "more_arrived", "left_tour", "undo"])
        about = chance.choice(history)[1].id if kind == "undo" and history else None
        event = scanned(
            kind, minute=number % 17, checkpoint=stop, registration=party, about=about, heads=chance.randint(1, 5)
        )
        history.append((chance.choice(phones), event))
    folded = []
    for _turn in range(3):
        chance.shuffle(history)
        for device, event in history[: 40 if not folded else None]:
            upload(device, event, *([event] if chance.random() < 0.3 else []))
        folded.append(day_of(campaign).presence)
    assert ScanEvent.objects.count() == 60
    assert folded[1] == folded[2]
