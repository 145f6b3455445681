"""The one door for scans: fates, duplicates, quarantine, practice, the campaign's waking, walk-ins, owners' words."""

import datetime as dt
import random
import uuid

import pytest
from django.db import DatabaseError, transaction

from campaigns.models import State
from registrations.actions.check_in import record_owner_event, take_back_owner_event, undo
from registrations.actions.devices import finish, restore, revoke, sign_off
from registrations.actions.life import close
from registrations.errors import VerbRefused
from registrations.links import check_in_code
from registrations.models import Places, QuarantinedScan, Registration, ScanEvent
from registrations.queries.devices import device_standings, devices_not_clear
from registrations.queries.presence import arrived_figures, day_of, present_cars
from registrations.scanned import FateKind
from tests.factories import make_registration, make_staff
from tests.factories.day import START, check_in, make_day, make_device, scanned, upload
from tests.factories.people import make_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return make_day()


def kinds(fates):
    return [fate.fate for fate in fates]


def test_a_scan_is_stored_with_its_frozen_times(day):
    campaign, gate, _resort = day
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    event = scanned(checkpoint=gate, registration=party, heads=3, minute=4)
    assert kinds(upload(device, event, minute=90)) == [FateKind.STORED]
    stored = ScanEvent.objects.get()
    assert (stored.registration, stored.heads, stored.is_practice) == (party, 3, False)
    assert stored.estimated_at == START + dt.timedelta(minutes=4)
    assert stored.received_at == START + dt.timedelta(minutes=90)


def test_the_same_upload_again_is_a_duplicate_and_changes_nothing(day):
    campaign, gate, _resort = day
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    event = scanned(checkpoint=gate, registration=party)
    upload(device, event)
    assert kinds(upload(device, event, event)) == [FateKind.DUPLICATE, FateKind.DUPLICATE]
    assert ScanEvent.objects.count() == 1


def test_two_phones_may_both_admit_a_car_and_the_second_is_a_conflict(day):
    campaign, gate, _resort = day
    party = make_registration(campaign, "confirmed")
    first, second = make_device(campaign), make_device(campaign)
    check_in(second, gate, party, minute=17, sequence=1)
    check_in(first, gate, party, minute=3, sequence=1)
    conflict = day_of(campaign).presence.conflicts[0]
    assert (conflict.first.device, conflict.second.device) == (first.pk, second.pk)
    assert day_of(campaign).count(gate).arrived_cars == 1


def test_one_poisoned_event_never_blocks_the_rest(day):
    campaign, gate, _resort = day
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    other_campaign, foreign_gate, _x = make_day()
    stranger = make_registration(other_campaign, "confirmed")
    fates = upload(
        device,
        scanned(checkpoint=gate, registration=party),
        scanned(checkpoint=foreign_gate, registration=party),
        scanned(checkpoint=gate, registration=stranger),
        scanned(problem="unreadable", content={"kind": "?"}),
        scanned(checkpoint=gate, registration=party, heads=4000),
        scanned("more_arrived", checkpoint=gate, registration=party, heads=4),
    )
    assert kinds(fates) == ["stored", "quarantined", "quarantined", "quarantined", "quarantined", "stored"]
    assert ScanEvent.objects.count() == 2
    assert QuarantinedScan.objects.count() == 4


def test_a_number_given_twice_keeps_the_second_apart(day):
    campaign, gate, _resort = day
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    upload(device, scanned(checkpoint=gate, registration=party, sequence=1))
    fates = upload(device, scanned(checkpoint=gate, registration=party, sequence=1))
    assert (fates[0].fate, fates[0].reason) == (FateKind.QUARANTINED, "number_taken")


def test_what_a_revoked_phone_sends_is_kept_apart(day):
    campaign, gate, _resort = day
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    known = scanned(checkpoint=gate, registration=party)
    upload(device, known)
    revoke(device=device, by=make_staff(campaign.club), at=START)
    fates = upload(device, known, scanned(checkpoint=gate, registration=party))
    assert kinds(fates) == [FateKind.DUPLICATE, FateKind.QUARANTINED]
    assert ScanEvent.objects.count() == 1


def test_scans_before_three_hours_are_practice_and_count_nowhere():
    campaign, gate, _resort = make_day(State.READY)
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    fates = upload(
        device,
        scanned(checkpoint=gate, registration=party, minute=-181),
        scanned("walk_in", checkpoint=gate, party=make_party(), minute=-181),
        minute=-181,
    )
    campaign.refresh_from_db()
    assert [fate.is_practice for fate in fates] == [True, True]
    assert campaign.state == State.READY
    assert arrived_figures(campaign).cars == 0
    assert not Registration.objects.walk_ins().exists()


def test_the_first_counted_scan_makes_the_campaign_live():
    campaign, gate, _resort = make_day(State.READY)
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    upload(device, scanned(checkpoint=gate, registration=party, minute=-179), minute=-179)
    campaign.refresh_from_db()
    assert campaign.state == State.LIVE
    assert campaign.moves.get(verb="go_live").by == device.staff


def test_uploads_after_closing_are_stored():
    campaign, gate, _resort = make_day(State.CLOSED)
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    fates = upload(
        device,
        scanned(checkpoint=gate, registration=party),
        scanned("walk_in", checkpoint=gate, party=make_party(3)),
        minute=5000,
    )
    assert kinds(fates) == [FateKind.STORED, FateKind.STORED]
    assert arrived_figures(campaign).walk_in_people == 3


def test_a_walk_in_is_registered_once_and_counts_apart(day):
    campaign, gate, _resort = day
    device = make_device(campaign)
    event = scanned("walk_in", checkpoint=gate, party=make_party(3), heads=3)
    upload(device, event)
    upload(device, event)
    figures = arrived_figures(campaign)
    assert (figures.cars, figures.walk_in_cars, figures.walk_in_people) == (0, 1, 3)
    assert Places.objects.get(campaign=campaign).taken_people == 3


@pytest.mark.parametrize("known_by", ["phone", "plate"])
def test_a_walk_in_known_by_phone_or_plate_attaches_and_is_listed(day, known_by):
    campaign, gate, _resort = day
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    same = make_party(4, **{known_by: getattr(party, known_by)})
    upload(device, scanned("walk_in", checkpoint=gate, party=same, heads=4))
    presence = day_of(campaign).presence
    assert [scan.registration for scan in presence.attached] == [party.pk]
    assert presence.at(gate.pk)[party.pk].heads == 4
    assert Registration.objects.for_campaign(campaign).count() == 1


@pytest.mark.parametrize("state", ["waiting", "released"])
def test_a_walk_in_known_without_a_place_is_let_in(day, state):
    campaign, gate, _resort = day
    device, party = make_device(campaign), make_registration(campaign, state, people=3)
    upload(device, scanned("walk_in", checkpoint=gate, party=make_party(3, phone=party.phone), heads=3))
    party.refresh_from_db()
    presence = day_of(campaign).presence
    assert (party.state, party.car_number) == ("confirmed", 1)
    assert (set(presence.admitted), [scan.registration for scan in presence.attached]) == (set(), [party.pk])
    assert Places.objects.get(campaign=campaign).waiting_count == 0


def test_codes_are_resolved_and_unknown_ones_kept(day):
    campaign, gate, _resort = day
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    upload(
        device,
        scanned(checkpoint=gate, code=check_in_code(party)),
        scanned(checkpoint=gate, code="zzzz-9999", verdict="unknown"),
    )
    by_camera, typed = ScanEvent.objects.order_by("sequence")
    assert (by_camera.registration, by_camera.typed, len(by_camera.code_hash)) == (party, "", 64)
    assert (typed.registration, typed.typed) == (None, "zzzz-9999")


def test_undo_is_an_event_and_both_stay(day):
    campaign, gate, _resort = day
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    green = check_in(device, gate, party)
    undo(campaign=campaign, event=green, by=device.staff, at=START + dt.timedelta(minutes=6))
    assert ScanEvent.objects.count() == 2
    assert day_of(campaign).count(gate).arrived_cars == 0


def test_a_stored_event_can_never_be_changed(day):
    campaign, gate, _resort = day
    green = check_in(make_device(campaign), gate, make_registration(campaign, "confirmed"), heads=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        ScanEvent.objects.filter(pk=green.pk).update(heads=9)
    assert ScanEvent.objects.get().heads == 2


def test_a_gap_is_visible_until_it_is_filled(day):
    campaign, gate, _resort = day
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    second, third = (scanned("more_arrived", checkpoint=gate, registration=party, sequence=n) for n in (2, 3))
    upload(device, scanned(checkpoint=gate, registration=party, sequence=1), last_sequence=3)
    standing = device_standings(campaign)[0]
    assert (standing.gaps, standing.gap_count, standing.is_clear) == ((2, 3), 2, False)
    upload(device, third, second)
    assert device_standings(campaign)[0].gaps == ()


def test_a_phone_is_clear_after_its_last_number_or_a_sign_off(day):
    campaign, gate, _resort = day
    device, lost = make_device(campaign), make_device(campaign)
    party = make_registration(campaign, "confirmed")
    upload(device, scanned(checkpoint=gate, registration=party, sequence=1))
    assert [s.device for s in devices_not_clear(campaign)] == [device, lost]
    finish(device=device, last_sequence=1, at=START)
    sign_off(device=lost, by=make_staff(campaign.club), at=START)
    assert devices_not_clear(campaign) == []
    device.refresh_from_db()
    upload(device, scanned("more_arrived", checkpoint=gate, registration=party, sequence=2))
    assert [s.device for s in devices_not_clear(campaign)] == [device]


def test_a_scan_made_after_the_sign_off_puts_the_phone_in_use_again(day):
    campaign, gate, _resort = day
    device, staff = make_device(campaign), make_staff(campaign.club)
    sign_off(device=device, by=staff, at=START + dt.timedelta(minutes=7))
    check_in(device, gate, make_registration(campaign, "confirmed"), minute=5, sequence=1)
    assert devices_not_clear(campaign) == []  # made before, and only sent now: somebody vouched for it

    check_in(device, gate, make_registration(campaign, "confirmed"), minute=9, sequence=2)
    assert [s.device for s in devices_not_clear(campaign)] == [device]
    device.refresh_from_db()
    sign_off(device=device, by=staff, at=START + dt.timedelta(minutes=12))
    assert devices_not_clear(campaign) == []


def test_a_revoked_phone_is_clear_once_its_numbers_are_here_or_somebody_signs_it_off(day):
    campaign, gate, _resort = day
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    check_in(device, gate, party, sequence=1)
    revoke(device=device, by=device.staff)
    assert devices_not_clear(campaign) == []

    upload(device, last_sequence=3)
    assert [s.device for s in devices_not_clear(campaign)] == [device]
    sign_off(device=device, by=device.staff)
    assert devices_not_clear(campaign) == []

    restore(device=device, by=device.staff)
    assert [s.device for s in devices_not_clear(campaign)] == [device]


def test_any_order_of_sync_gives_the_same_day(day):
    campaign, gate, resort = day
    parties = [make_registration(campaign, "confirmed", people=n % 3 + 1) for n in range(6)]
    devices = [make_device(campaign) for _ in range(3)]
    events = []
    for number, party in enumerate(parties):
        for place, device in enumerate(devices):
            green = scanned(checkpoint=gate, registration=party, minute=number + place, heads=place + 1)
            events += [(device, green), (device, scanned("undo", about=green.id, registration=party))][: 1 + place % 2]
    twin, twin_gate, _x = make_day()
    for seed in range(2):
        random.Random(seed).shuffle(events)
        for device, event in events:
            upload(device, event)
        count = day_of(campaign).count(gate)
        assert (count.arrived_cars, count.arrived_people) == (6, 18)
    assert ScanEvent.objects.filter(kind="check_in").count() == 18


def test_one_scan_costs_few_queries(day, django_assert_max_num_queries):
    campaign, gate, _resort = day
    device, party = make_device(campaign), make_registration(campaign, "confirmed")
    # Five statements; the rest are savepoints of the test's own transaction.
    with django_assert_max_num_queries(7):
        upload(device, scanned(checkpoint=gate, registration=party))


@pytest.mark.parametrize("named_by", ["registration", "scanned code", "typed code"])
def test_a_batch_costs_no_more_queries_than_one_scan(day, django_assert_max_num_queries, named_by):
    campaign, gate, _resort = day
    device = make_device(campaign)
    parties = [make_registration(campaign, "confirmed") for _ in range(40)]
    how = {
        "registration": lambda party: {"registration": party},
        "scanned code": lambda party: {"code": check_in_code(party)},
        "typed code": lambda party: {"code": f"{party.typed_code[:4]} {party.typed_code[4:].lower()}"},
    }[named_by]
    events = [scanned(checkpoint=gate, **how(party)) for party in parties]
    with django_assert_max_num_queries(7):
        assert set(kinds(upload(device, *events))) == {FateKind.STORED}
    stored = dict(ScanEvent.objects.values_list("id", "registration"))
    assert [stored[event.id] for event in events] == [party.pk for party in parties]


def test_codes_of_another_campaign_or_an_old_version_name_nobody(day):
    campaign, gate, _resort = day
    elsewhere = make_registration(make_day()[0], "confirmed")
    renewed = make_registration(campaign, "confirmed")
    old = check_in_code(renewed)
    Registration.objects.filter(pk=renewed.pk).update(link_version=renewed.link_version + 1)
    codes = [check_in_code(elsewhere), elsewhere.typed_code, old]
    upload(make_device(campaign), *(scanned(checkpoint=gate, code=code) for code in codes))
    assert set(ScanEvent.objects.values_list("registration", flat=True)) == {None}


def test_an_owner_says_not_coming_and_is_no_longer_missing(day):
    campaign, gate, _resort = day
    party = make_registration(campaign, "confirmed")
    assert [m.registration for m in day_of(campaign).count(gate).missing] == [party]
    said = record_owner_event(registration=party, kind="not_coming", at=START)
    assert record_owner_event(registration=party, kind="not_coming", at=START) == said
    count = day_of(campaign).count(gate)
    assert (count.missing, count.not_coming) == ((), (party,))
    take_back_owner_event(registration=party, kind="not_coming", at=START + dt.timedelta(minutes=2))
    assert [m.registration for m in day_of(campaign).count(gate).missing] == [party]


@pytest.mark.parametrize(
    ("state", "kind", "hours", "is_taken"),
    [
        (State.READY, "not_coming", 0, False),
        (State.CLOSED, "not_coming", 30, False),
        (State.CLOSED, "safe_home", 30, True),
        (State.CLOSED, "safe_home", 80, False),
        (State.LIVE, "check_in", 0, False),
    ],
)
def test_an_owner_may_say_only_what_the_time_allows(state, kind, hours, is_taken):
    campaign, _gate, _resort = make_day(state)
    party = make_registration(campaign, "confirmed")
    at = START + dt.timedelta(hours=hours)
    if is_taken:
        assert record_owner_event(registration=party, kind=kind, at=at).kind == kind
    else:
        with pytest.raises(VerbRefused):
            record_owner_event(registration=party, kind=kind, at=at)


def test_cars_for_the_draw_are_those_counted_in(day):
    campaign, gate, resort = day
    device = make_device(campaign)
    here, gone, absent = (make_registration(campaign, "confirmed", car_number=n) for n in (3, 1, 2))
    riders = make_registration(campaign, "confirmed", cars=0)
    for party in (here, gone, riders):
        check_in(device, gate, party)
    check_in(device, resort, here, minute=400)
    upload(device, scanned("left_tour", registration=gone, minute=300))
    cars = present_cars(campaign)
    assert [(car.registration, car.last_checkpoint, bool(car.left_at)) for car in cars] == [
        (gone, gate, True),
        (here, resort, False),
    ]
    assert absent not in [car.registration for car in cars]


def test_an_event_the_phone_names_badly_still_gets_a_fate(day):
    campaign, _gate, _resort = day
    event = scanned(id=uuid.uuid4(), name="not-a-uuid", problem="unreadable")
    assert upload(make_device(campaign), event)[0].id == "not-a-uuid"


def test_what_is_scanned_after_the_close_counts_nowhere(day):
    campaign, gate, _resort = day
    device = make_device(campaign)
    before, after = (make_registration(campaign, "confirmed") for _ in range(2))
    close(campaign=campaign, by=device.staff, reason="storm", at=START + dt.timedelta(minutes=8))
    upload(
        device,
        scanned(checkpoint=gate, registration=before, minute=5),
        scanned(checkpoint=gate, registration=after, minute=9),
    )
    assert set(day_of(campaign).presence.arrived) == {before.pk}


def test_a_plate_typed_for_a_known_car_without_one_is_kept(day):
    campaign, gate, _resort = day
    device, party = make_device(campaign), make_registration(campaign, "confirmed", plate="", plate_state="not_yet")
    upload(
        device, scanned("walk_in", checkpoint=gate, party=make_party(2, phone=party.phone, plate="湘AF88888"), heads=2)
    )
    party.refresh_from_db()
    assert party.plate == "湘AF88888"
