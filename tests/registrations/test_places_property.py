"""Random lives of a campaign's places against what must always hold, whatever was done in whatever order.

After every step: counters equal the sum over registrations, nothing passes limit + over, and no place lies idle
while a waiting party could have it (first that fits: nobody waiting fits; strict order: the head does not fit).
"""

import contextlib
import datetime as dt
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.models import Campaign, Staff, State, WaitingPolicy
from registrations.actions import confirmation, life, places, registration, waitlist
from registrations.actions import party as party_actions
from registrations.errors import RegistrationError
from registrations.models import How, Places, Registration
from tests.factories import make_campaign, make_party, make_staff

pytestmark = pytest.mark.django_db

START = dt.datetime(2026, 9, 1, 10, 0, tzinfo=dt.UTC)


@dataclass
class Life:
    """One campaign, its clock, and everybody who ever registered."""

    campaign: Campaign
    staff: Staff
    at: dt.datetime = START
    everyone: list[Registration] = field(default_factory=list)

    def somebody(self, n: int) -> Registration:
        return Registration.objects.get(pk=self.everyone[n % len(self.everyone)].pk)


def register(life_: Life, n: int, size: int) -> None:
    plate_state = "rides_along" if n % 5 == 0 else "plated"
    party = make_party(size, plate_state=plate_state)
    life_.everyone.append(registration.register(campaign=life_.campaign, party=party, at=life_.at).registration)


def cancel(life_: Life, n: int, size: int) -> None:
    registration.cancel(registration=life_.somebody(n), how=How.PASS, at=life_.at)


def accept(life_: Life, n: int, size: int) -> None:
    waitlist.accept(registration=life_.somebody(n), how=How.PASS, at=life_.at)


def decline(life_: Life, n: int, size: int) -> None:
    waitlist.decline(registration=life_.somebody(n), how=How.PASS, at=life_.at)


def resize(life_: Life, n: int, size: int) -> None:
    party_actions.change_party(registration=life_.somebody(n), adults=size, children=0, how=How.PASS, at=life_.at)


def confirm(life_: Life, n: int, size: int) -> None:
    confirmation.confirm(registration=life_.somebody(n), how=How.PASS, adults=size, children=0, at=life_.at)


def release(life_: Life, n: int, size: int) -> None:
    confirmation.release(registration=life_.somebody(n), by=life_.staff, at=life_.at)


def reinstate(life_: Life, n: int, size: int) -> None:
    registration.reinstate(registration=life_.somebody(n), by=life_.staff, why="asked again", at=life_.at)


def ride_along(life_: Life, n: int, size: int) -> None:
    party_actions.set_vehicle(
        registration=life_.somebody(n), plate="", plate_state="rides_along", how=How.PASS, at=life_.at
    )


def change_limit(life_: Life, n: int, size: int) -> None:
    places.change_limit(
        campaign=life_.campaign, cars=n % 7, people=size * 3, why="another bus", by=life_.staff, at=life_.at
    )


def wait(life_: Life, n: int, size: int) -> None:
    life_.at += dt.timedelta(hours=n * 5)


def sweep(life_: Life, n: int, size: int) -> None:
    waitlist.expire_due_offers(at=life_.at)


def next_stage(life_: Life, n: int, size: int) -> None:
    if life_.campaign.state == State.INVITING:
        life.start_confirming(campaign=life_.campaign, by=life_.staff, at=life_.at)
    else:
        life.back_to_inviting(campaign=life_.campaign, by=life_.staff, reason="too early", at=life_.at)


STEPS = [
    register, register, register, cancel, accept, accept, decline, resize, confirm, release, reinstate, ride_along,
    change_limit, wait, sweep, next_stage,
]  # fmt: skip
programs = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 30), st.integers(1, 6)), min_size=5, max_size=30)


def check(campaign: Campaign) -> None:
    row = Places.objects.get(campaign=campaign)
    holding = list(Registration.objects.for_campaign(campaign).with_place())
    queue = list(Registration.objects.for_campaign(campaign).waiting().in_queue_order())
    assert row.taken_cars == sum(one.cars for one in holding)
    assert row.taken_people == sum(one.people for one in holding)
    assert row.waiting_count == len(queue)
    assert row.taken_cars <= row.limit_cars + row.over_cars
    assert row.taken_people <= row.limit_people + row.over_people
    could_go = queue[:1] if row.is_strict else queue
    assert not [one.pk for one in could_go if fits(row, one)]


def fits(row: Places, party: Registration) -> bool:
    """The same words as the UPDATE's: a party without a car asks nothing of the car lane."""
    cars_fit = not party.cars or row.taken_cars + party.cars <= row.limit_cars
    return cars_fit and row.taken_people + party.people <= row.limit_people


@pytest.mark.parametrize("policy", WaitingPolicy.values)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(program=programs)
def test_no_program_breaks_the_places(policy, program):
    with transaction.atomic():
        campaign = make_campaign(
            state=State.INVITING, limit=(4, 9), waiting_policy=policy, starts_at=START + dt.timedelta(days=40)
        )
        life_ = Life(campaign, make_staff(campaign.club))
        for step, n, size in program:
            if step is not register and not life_.everyone:
                continue
            with contextlib.suppress(RegistrationError):  # a refusal is an answer: nothing may have moved
                step(life_, n, size)
            check(campaign)
        transaction.set_rollback(True)
