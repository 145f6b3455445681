"""Car numbers: given when the list is fixed, to later cars as they come, and never twice."""

import pytest
from django.utils import timezone

from campaigns.models import State
from registrations.actions import life
from registrations.actions.cancellation import cancel, reinstate
from registrations.actions.registration import set_vehicle, walk_in
from registrations.actions.waitlist import accept, offer_place
from registrations.models import How, PlateState, Registration
from tests.factories import make_campaign, make_registration, make_staff
from tests.factories.people import make_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def fixed():
    """A list of two cars, fixed; its campaign and a member of staff."""
    campaign = make_campaign(state=State.CONFIRMING)
    staff = make_staff(campaign.club)
    for _car in range(2):
        make_registration(campaign, state="confirmed")
    life.make_ready(campaign=campaign, by=staff)
    campaign.refresh_from_db()
    return campaign, staff


def test_walk_in_gets_the_next_number(fixed):
    campaign, staff = fixed

    assert walk_in(campaign=campaign, party=make_party(), by=staff).car_number == 3
    assert walk_in(campaign=campaign, party=make_party(), by=staff).car_number == 4


def test_walk_in_without_a_car_has_no_number(fixed):
    campaign, staff = fixed
    party = make_party(plate="", plate_state=PlateState.RIDES_ALONG)

    assert walk_in(campaign=campaign, party=party, by=staff).car_number is None


def test_nobody_is_numbered_while_the_list_is_open():
    campaign = make_campaign(state=State.CONFIRMING)

    assert walk_in(campaign=campaign, party=make_party(), by=make_staff(campaign.club)).car_number is None


def test_place_offered_by_hand_comes_with_a_number(fixed):
    campaign, staff = fixed
    waiting = make_registration(campaign, state="waiting")
    offer_place(registration=waiting, by=staff)

    assert accept(registration=waiting, how=How.PASS).car_number == 3


def test_number_of_a_car_that_cancelled_waits_for_it(fixed):
    campaign, staff = fixed
    gone = Registration.objects.for_campaign(campaign).get(car_number=1)
    cancel(registration=gone, how=How.DESK, by=staff)

    assert walk_in(campaign=campaign, party=make_party(), by=staff).car_number == 3
    assert reinstate(registration=gone, by=staff, why="can come after all").car_number == 1


def test_party_that_takes_its_own_car_after_all_is_numbered(fixed):
    campaign, staff = fixed
    riding = make_registration(campaign, state="confirmed", cars=0, plate="", plate_state=PlateState.RIDES_ALONG)

    changed = set_vehicle(
        registration=riding, plate="湘A00001", plate_state=PlateState.PLATED, how=How.DESK, by=staff, at=timezone.now()
    )
    assert changed.car_number == 3
