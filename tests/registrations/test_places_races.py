"""Many parties at the same instant, on real threads and connections; each guard has its negative control."""

import datetime as dt
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.db.models import F

from campaigns.models import Campaign, State
from registrations.actions import registration as actions
from registrations.actions import waitlist
from registrations.errors import OfferExpired
from registrations.models import How, Places, Registration
from tests.factories import make_campaign, make_party, make_registration

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 8
PARTIES = 60


def all_at_once(work: list[Callable[[], Any]]) -> list[Any]:
    """Run every piece of work on its own connection, started together; exceptions are results too."""
    gate = threading.Barrier(min(THREADS, len(work)))

    def run(number: int) -> Any:
        if number < THREADS:
            gate.wait(timeout=30)
        try:
            return work[number]()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(len(work))))


def register_everybody(campaign: Campaign) -> list[Any]:
    parties = [make_party(1 + n % 4) for n in range(PARTIES)]
    return all_at_once([lambda party=party: actions.register(campaign=campaign, party=party) for party in parties])


def taken_and_counted(campaign: Campaign) -> tuple[tuple[int, int], tuple[int, int]]:
    row = Places.objects.get(campaign=campaign)
    holding = Registration.objects.for_campaign(campaign).with_place()
    return (row.taken_cars, row.taken_people), (
        sum(one.cars for one in holding),
        sum(one.people for one in holding),
    )


def test_crowd_never_oversells_nor_undersells():
    campaign = make_campaign(state=State.INVITING, limit=(20, 40))

    results = register_everybody(campaign)

    assert [one for one in results if isinstance(one, Exception)] == []
    taken, counted = taken_and_counted(campaign)
    assert taken == counted
    row = Places.objects.get(campaign=campaign)
    assert taken[0] <= 20
    assert taken[1] <= 40
    queue = Registration.objects.for_campaign(campaign).waiting()
    assert row.waiting_count == len(queue) == PARTIES - Registration.objects.for_campaign(campaign).with_place().count()
    assert not [one.pk for one in queue if row.fits(one.cars, one.people)]


def test_crowd_oversells_when_the_guard_is_off(monkeypatch):
    """Negative control: the same crowd, with a check before the transaction and an UPDATE without a condition."""
    seen = threading.local()

    really = actions._what_stands

    def look_first(campaign: Campaign, *args: Any) -> tuple[int | None, bool, bool]:
        seen.places = Places.objects.get(campaign=campaign)
        time.sleep(0.05)
        return really(campaign, *args)

    def take_unguarded(*, campaign: Campaign, cars: int, people: int, past_queue: bool = False) -> bool:
        if not seen.places.fits(cars, people):
            return False
        Places.objects.for_campaign(campaign).update(
            taken_cars=F("taken_cars") + cars, taken_people=F("taken_people") + people
        )
        return True

    monkeypatch.setattr(actions, "_what_stands", look_first)
    monkeypatch.setattr(actions, "take_places", take_unguarded)
    campaign = make_campaign(state=State.INVITING, limit=(6, 12))

    results = register_everybody(campaign)

    # The database's own last defence refused what the missing guard let through.
    assert [one for one in results if isinstance(one, IntegrityError)]


def test_same_form_many_times_makes_one_registration():
    campaign = make_campaign(state=State.INVITING)
    party = make_party(2)

    results = all_at_once(
        [lambda: actions.register(campaign=campaign, party=party, key="the-same-key") for _try in range(100)]
    )

    assert {one.registration.pk for one in results} == {Registration.objects.get().pk}
    assert sum(one.is_new for one in results) == 1
    assert taken_and_counted(campaign)[0] == (1, 2)


def test_two_sweepers_promote_once():
    campaign = make_campaign(state=State.INVITING, limit=(1, 2))
    late = make_registration(campaign, state="offered", people=2)
    first = make_registration(campaign, state="waiting", people=2)
    second = make_registration(campaign, state="waiting", people=2)
    at = late.offer_expires_at + dt.timedelta(minutes=1)

    results = all_at_once([lambda: waitlist.expire_due_offers(at=at)] * THREADS)

    assert sum(results) == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("offered", "waiting")


def test_accepting_twice_while_it_is_cancelled_keeps_the_count():
    campaign = make_campaign(state=State.INVITING, limit=(3, 6))
    offered = make_registration(campaign, state="offered", people=2)

    all_at_once(
        [
            lambda: waitlist.accept(registration=offered, how=How.PASS),
            lambda: waitlist.decline(registration=offered, how=How.PASS),
            lambda: actions.cancel(registration=offered, how=How.PASS),
        ]
        * 3
    )

    taken, counted = taken_and_counted(campaign)
    assert taken == counted


def test_accept_after_the_time_is_refused_for_everybody():
    campaign = make_campaign(state=State.INVITING, limit=(3, 6))
    offered = make_registration(campaign, state="offered", people=2)
    at = offered.offer_expires_at + dt.timedelta(seconds=1)

    results = all_at_once([lambda: waitlist.accept(registration=offered, how=How.PASS, at=at)] * THREADS)

    assert all(isinstance(one, OfferExpired) for one in results)
    assert taken_and_counted(campaign)[0] == (0, 0)
