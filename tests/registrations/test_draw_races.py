"""Two screens, two planners, at the same instant: real threads and connections, and the guard behind the guard."""

import pytest
from django.db import IntegrityError

from registrations.actions import draw as acts
from registrations.actions import reveal as reveals
from registrations.actions.prize_claim import record_claim
from registrations.errors import DrawRefused
from registrations.models import Draw, PrizeClaim, Reveal
from registrations.queries import draw as queries
from tests.factories.draw import make_draw, make_live_campaign, reveal_one
from tests.registrations.test_places_races import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_list_is_closed_once_however_many_press_the_button():
    campaign = make_live_campaign()

    answers = all_at_once([lambda: acts.freeze(campaign=campaign, by=campaign.planner)] * 6)

    assert sum(isinstance(answer, Draw) for answer in answers) == 1
    assert all(isinstance(answer, (Draw, DrawRefused)) for answer in answers)
    assert Draw.objects.count() == 1


def test_throw_is_recorded_once_when_two_screens_send_different_dice():
    draw = make_draw(state="committed")
    throws = [face * draw.dice for face in "123456"]

    answers = all_at_once([lambda throw=throw: acts.record_throw(draw=draw, throw=throw) for throw in throws])

    stood = [answer.throw for answer in answers if isinstance(answer, Draw)]
    draw.refresh_from_db()
    assert stood == [draw.throw]


def test_screens_that_reveal_the_same_place_make_one_reveal():
    draw = make_draw(state="thrown")
    number = queries.order_of(draw)[0]

    answers = all_at_once([lambda: reveals.reveal_next(draw=draw, place=0, number=number)] * 6)

    assert {answer.pk for answer in answers} == {Reveal.objects.get().pk}


def test_prize_is_handed_over_once_when_two_desks_press():
    draw = make_draw(state="thrown")
    win = reveal_one(draw)
    by = draw.campaign.planner

    answers = all_at_once(
        [lambda desk=desk: record_claim(reveal=win, collected_by=desk, by=by, on_paper=True) for desk in "ABCD"]
    )

    assert sum(isinstance(answer, PrizeClaim) for answer in answers) == 1
    assert all(isinstance(answer, (PrizeClaim, DrawRefused)) for answer in answers)


def test_without_the_lock_the_second_throw_reaches_the_database_and_is_refused_there(monkeypatch):
    """Negative control of the lock: both screens pass the check on what they read before; the trigger is left."""
    draw = make_draw(state="committed")
    seen = [Draw.objects.get(pk=draw.pk) for _screen in range(2)]
    monkeypatch.setattr(acts, "locked", lambda given, *_states: given)

    acts.record_throw(draw=seen[0], throw="1" * draw.dice)
    with pytest.raises(IntegrityError, match="a draw goes only forwards"):
        acts.record_throw(draw=seen[1], throw="2" * draw.dice)

    draw.refresh_from_db()
    assert draw.throw == "1" * draw.dice
