"""Who is missing, on the real tour: fifty parties, of whom some join at the resort, from other cities."""

import datetime as dt

import pytest

from registrations.demo.case import parties
from registrations.models import Registration
from registrations.queries.presence import day_of
from tests.factories import make_registration
from tests.factories.day import START, check_in, make_day, make_device, scanned, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def tour():
    campaign, gate, resort = make_day()
    joins = {"assembly": gate, "arrival": resort}
    for number, row in enumerate(parties(), start=1):
        make_registration(
            campaign,
            "confirmed",
            name=row["name"],
            plate=row["plate"],
            adults=int(row["adults"]),
            children=int(row["children"]),
            joins_at=joins[row["joins_at"]],
            car_number=number,
        )
    return campaign, gate, resort


def of(campaign, stop):
    return Registration.objects.filter(campaign=campaign, joins_at=stop)


def test_who_joins_at_the_resort_is_not_expected_at_the_service_area(tour):
    campaign, gate, resort = tour
    at_gate, at_resort = day_of(campaign).counts()
    here, later = of(campaign, gate), of(campaign, resort)
    assert (here.count() + later.count(), at_resort.expected_people) == (50, 130)
    assert at_gate.expected_cars == here.count() < 50
    assert at_gate.expected_people == sum(party.people for party in here)
    assert at_resort.expected_cars == 50
    assert not {m.registration for m in at_gate.missing} & set(later)


def test_missing_shrinks_with_every_car_and_lists_them_by_number(tour):
    campaign, gate, _resort = tour
    first, second, *_rest = of(campaign, gate).order_by("car_number")
    check_in(make_device(campaign), gate, first)
    missing = day_of(campaign).count(gate).missing
    assert missing[0].registration == second
    assert len(missing) == of(campaign, gate).count() - 1


def test_who_missed_the_first_checkpoint_and_came_to_the_second_is_shown_there(tour):
    campaign, gate, resort = tour
    late = of(campaign, gate).order_by("car_number").first()
    check_in(make_device(campaign), resort, late, minute=370)
    day = day_of(campaign)
    assert day.count(gate).missing[0].seen_at == resort
    assert late not in day.no_shows()
    assert len(day.no_shows()) == 49


def test_who_stops_elsewhere_is_first_expected_at_the_next_checkpoint(tour):
    campaign, gate, _resort = tour
    lunch = campaign.stops.get(name="Lunch")
    party = of(campaign, gate).first()
    Registration.objects.filter(pk=party.pk).update(joins_at=lunch)
    day = day_of(campaign)
    assert [party.pk in day.expected(stop) for stop in day.stops] == [False, True]


def test_who_came_where_not_expected_counts_and_is_not_missing_later(tour):
    campaign, gate, resort = tour
    early = of(campaign, resort).first()
    check_in(make_device(campaign), gate, early)
    at_gate, at_resort = day_of(campaign).counts()
    assert at_gate.arrived_cars == 1
    assert early.pk in {m.registration.pk for m in at_resort.missing}


def test_who_left_is_not_missing_afterwards(tour):
    campaign, gate, resort = tour
    device, party = make_device(campaign), of(campaign, gate).first()
    check_in(device, gate, party)
    upload(device, scanned("left_tour", registration=party, minute=60))
    at_gate, at_resort = day_of(campaign).counts()
    assert at_gate.arrived_cars == 1
    assert party.pk not in {m.registration.pk for m in at_resort.missing}


def test_arrived_people_are_the_most_that_stood_at_one_checkpoint(tour):
    campaign, gate, resort = tour
    device, party = make_device(campaign), of(campaign, gate).first()
    check_in(device, gate, party, heads=2)
    check_in(device, resort, party, heads=5, minute=360)
    assert day_of(campaign).arrived().by_registration == {party.pk: (1, 5)}


@pytest.mark.parametrize("count", [1, 3])
def test_the_day_costs_the_same_for_one_scan_and_for_three(tour, count, django_assert_num_queries):
    campaign, gate, _resort = tour
    device = make_device(campaign)
    upload(device, *[scanned(checkpoint=gate, registration=party) for party in of(campaign, gate)[:count]])
    with django_assert_num_queries(3):
        day_of(campaign).counts()


def test_a_registration_moved_to_another_state_is_read_afresh(tour):
    campaign, gate, _resort = tour
    party = of(campaign, gate).first()
    before = day_of(campaign).count(gate).expected_cars
    Registration.objects.filter(pk=party.pk).update(state="released", queued_at=START - dt.timedelta(days=1))
    assert day_of(campaign).count(gate).expected_cars == before - 1
