"""The verbs of a draw: every state with every verb, and what each promises."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.models import Campaign, CrewMember, Record
from registrations import verify_draw
from registrations.actions import draw as acts
from registrations.actions import reveal as reveals
from registrations.errors import DrawRefused, NotTheOrder, PhonesNotClear, ReasonNeeded
from registrations.links import check_in_code
from registrations.models import Device, Draw, DrawExclusion, DrawSecret, Reveal
from registrations.queries import draw as queries
from tests.factories import make_registration, make_stop
from tests.factories.draw import DICE, count_in, make_draw, make_live_campaign, reveal_one

pytestmark = pytest.mark.django_db
STATES = ["frozen", "committed", "thrown", "finished", "void"]
VERBS = {
    "commit": lambda draw, by: acts.commit(draw=draw, by=by),
    "throw": lambda draw, by: acts.record_throw(draw=draw, throw=DICE[: draw.dice], by=by),
    "reveal": lambda draw, by: reveals.reveal_next(draw=draw, place=draw.reveals.count(), number=first_number(draw)),
    "absent": lambda draw, by: reveals.mark_absent(draw=draw, place=0, reason="gone"),
    "finish": lambda draw, by: acts.finish(draw=draw, reason="late", by=by),
    "void": lambda draw, by: acts.void(draw=draw, reason="a car is missing", by=by),
}
ALLOWED = {
    ("frozen", "commit"): "committed",
    ("frozen", "void"): "void",
    ("committed", "throw"): "thrown",
    ("committed", "void"): "void",
    ("thrown", "throw"): "thrown",  # the same dice again: the answer was lost
    ("thrown", "reveal"): "thrown",
    ("thrown", "finish"): "finished",
    ("thrown", "void"): "void",
    ("finished", "finish"): "finished",  # the same again
}


def first_number(draw):
    order = queries.order_of(draw)
    return order[draw.reveals.count() % len(order)] if order else 1


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", STATES)
def test_every_state_with_every_verb(state, verb):
    draw = make_draw(state=state)
    by = draw.campaign.planner

    if (state, verb) in ALLOWED:
        VERBS[verb](draw, by)
    else:
        with pytest.raises(DrawRefused):
            VERBS[verb](draw, by)

    draw.refresh_from_db()
    assert draw.state == ALLOWED.get((state, verb), state)


def test_frozen_list_holds_the_cars_counted_in_by_number():
    campaign = make_live_campaign(cars=3)
    make_registration(campaign, state="confirmed", car_number=9)  # never counted in

    draw = acts.freeze(campaign=campaign, by=campaign.planner)

    rows = list(draw.entrants.values_list("number", "code_hash"))
    assert [number for number, _hash in rows] == [1, 2, 3]
    first = draw.entrants.get(number=1).registration
    assert rows[0][1] == verify_draw.sha256(check_in_code(first))
    assert draw.list_hash == verify_draw.list_hash([list(row) for row in rows])


def test_walk_in_without_a_sticker_is_in_with_the_next_number():
    campaign = make_live_campaign(cars=2)
    resort = campaign.stops.get()
    walk_in = make_registration(campaign, state="confirmed", is_walk_in=True)
    count_in(walk_in, resort)
    make_registration(campaign, state="confirmed", car_number=7)

    draw = acts.freeze(campaign=campaign, by=campaign.planner)

    assert draw.entrants.get(registration=walk_in).number == 8


def test_party_without_a_car_is_never_in_the_draw():
    campaign = make_live_campaign(cars=2)
    riding = make_registration(campaign, state="confirmed", cars=0)
    count_in(riding, campaign.stops.get())

    draw = acts.freeze(campaign=campaign, by=campaign.planner)

    assert draw.entrants.count() == 2
    assert not draw.entrants.filter(registration=riding).exists()


def test_excluded_cars_are_listed_in_public_with_reasons_and_without_names():
    campaign = make_live_campaign(cars=4)
    CrewMember.objects.create(campaign=campaign, name="Photographer Zhao", head_count=3)
    left, crew = (campaign_car(campaign, number) for number in (2, 4))
    count_in(left, campaign.stops.get(), kind="left_tour")
    DrawExclusion.objects.create(
        campaign=campaign, registration=crew, reason="工作人员", by=campaign.planner, at=timezone.now()
    )

    draw = acts.freeze(campaign=campaign, by=campaign.planner)

    assert [entrant.number for entrant in draw.entrants.all()] == [1, 3]
    assert [line["reason"] for line in draw.exclusions] == ["left the tour", "工作人员", "not part of the draw"]
    assert [line["who"] for line in draw.exclusions] == ["car 2", "car 4", "crew and guests: 3"]
    assert left.name not in str(draw.exclusions)


def campaign_car(campaign, number):
    from registrations.models import Registration

    return Registration.objects.for_campaign(campaign).get(car_number=number)


def a_phone_that_holds_scans(campaign):
    return Device.objects.create(
        campaign=campaign, number=3, label="3 号手机", staff=campaign.planner, enrolled_at=timezone.now()
    )


@pytest.mark.parametrize("missing", ["prize_rules", "winner_tax"])
def test_list_does_not_close_before_the_rules_are_public(missing):
    campaign = make_live_campaign()
    Campaign.objects.filter(pk=campaign.pk).update(**{missing: ""})

    with pytest.raises(DrawRefused):
        acts.freeze(campaign=campaign, by=campaign.planner)

    assert not Draw.objects.exists()


@pytest.mark.parametrize(("name", "worth"), [("一等奖（待定）", 300), ("保温杯", 0)])
def test_list_does_not_close_while_a_prize_is_not_settled(name, worth):
    campaign = make_live_campaign(prizes=(("自行车", 1, 6800), (name, 1, worth)))

    with pytest.raises(DrawRefused, match=name):
        acts.freeze(campaign=campaign, by=campaign.planner)

    assert not Draw.objects.exists()


def test_freezing_waits_for_a_phone_that_may_still_hold_scans():
    campaign = make_live_campaign()
    a_phone_that_holds_scans(campaign)

    with pytest.raises(PhonesNotClear) as refused:
        acts.freeze(campaign=campaign, by=campaign.planner)

    assert refused.value.phones == ["3 号手机"]
    assert not Draw.objects.exists()


def test_overriding_a_phone_is_public():
    campaign = make_live_campaign()
    a_phone_that_holds_scans(campaign)

    draw = acts.freeze(campaign=campaign, by=campaign.planner, override_reason="3 号手机没电了")
    draw = acts.commit(draw=draw, by=campaign.planner)
    draw = acts.void(draw=draw, reason="test", by=campaign.planner)

    assert json.loads(draw.transcript)["override"] == "3 号手机没电了"


@pytest.mark.parametrize("state", ["ready", "closed"])
def test_draw_needs_a_live_campaign(state):
    campaign = make_live_campaign()
    campaign.state = state
    campaign.save()

    with pytest.raises(DrawRefused):
        acts.freeze(campaign=campaign, by=campaign.planner)


def test_draw_needs_a_car_and_a_prize():
    for campaign in (make_live_campaign(cars=0), make_live_campaign(prizes=())):
        with pytest.raises(DrawRefused):
            acts.freeze(campaign=campaign, by=campaign.planner)


def test_second_draw_waits_for_the_first_to_end():
    draw = make_draw()

    with pytest.raises(DrawRefused):
        acts.freeze(campaign=draw.campaign, by=draw.campaign.planner)

    assert Draw.objects.count() == 1


def test_best_prize_comes_last_unless_the_plan_says_otherwise():
    campaign = make_live_campaign()
    draw = acts.freeze(campaign=campaign, by=campaign.planner)
    assert [prize.name for prize in draw.prizes.all()] == ["高级保温杯", "超豪华越野自行车"]

    acts.void(draw=draw, reason="order", by=campaign.planner)
    draw = acts.freeze(campaign=campaign, by=campaign.planner, best_last=False)
    assert [prize.name for prize in draw.prizes.all()] == ["超豪华越野自行车", "高级保温杯"]
    assert draw.number == 2


def test_secret_stays_hidden_until_the_dice_lie():
    draw = make_draw(state="committed")
    secret = DrawSecret.objects.get(draw=draw).value

    assert queries.secret_for_presenter(draw) == ""
    assert queries.order_of(draw) == []
    assert secret not in str(vars(draw)) + str(list(Record.objects.values_list("facts", flat=True)))

    draw = acts.record_throw(draw=draw, throw=DICE[: draw.dice], by=draw.campaign.planner)
    assert queries.secret_for_presenter(draw) == secret
    assert sorted(queries.order_of(draw)) == [1, 2, 3, 4, 5, 6]


def test_dice_are_thrown_once():
    draw = make_draw(state="thrown")

    with pytest.raises(DrawRefused):
        acts.record_throw(draw=draw, throw="6" * draw.dice, by=draw.campaign.planner)

    draw.refresh_from_db()
    assert draw.throw == DICE[: draw.dice]


@pytest.mark.parametrize("throw", ["", "123", "1234567", "000000000", "12345612x"])
def test_throw_that_is_no_throw_is_refused(throw):
    draw = make_draw(state="committed")

    with pytest.raises(DrawRefused):
        acts.record_throw(draw=draw, throw=throw, by=draw.campaign.planner)

    draw.refresh_from_db()
    assert draw.throw == ""


def test_prizes_go_down_the_order():
    draw = make_draw(state="thrown")
    order = queries.order_of(draw)

    won = [reveal_one(draw) for _prize in range(3)]

    assert [reveal.entrant.number for reveal in won] == order[:3]
    assert [(reveal.prize.name, reveal.unit) for reveal in won] == [
        ("高级保温杯", 1),
        ("高级保温杯", 2),
        ("超豪华越野自行车", 1),
    ]
    assert reveal_one(draw) is None


def test_same_event_again_is_once():
    draw = make_draw(state="thrown")
    first = reveal_one(draw)
    reveal_one(draw)

    again = reveals.reveal_next(draw=draw, place=0, number=first.entrant.number)

    assert again.pk == first.pk
    assert draw.reveals.count() == 2


def test_page_cannot_reveal_anyone_else():
    draw = make_draw(state="thrown")
    order = queries.order_of(draw)

    for place, number in [(0, order[1]), (1, order[1]), (1, order[0])]:
        with pytest.raises(NotTheOrder):
            reveals.reveal_next(draw=draw, place=place, number=number)
    reveal_one(draw)
    with pytest.raises(NotTheOrder):
        reveals.reveal_next(draw=draw, place=0, number=order[1])

    assert [reveal.entrant.number for reveal in draw.reveals.all()] == [order[0]]


def test_absent_car_is_passed_and_its_prize_moves_on():
    draw = make_draw(state="thrown")
    order = queries.order_of(draw)
    reveal_one(draw)

    reveals.mark_absent(draw=draw, place=0, reason="已经回家")
    again = reveals.mark_absent(draw=draw, place=0, reason="another reason, too late")
    following = reveal_one(draw)

    assert (again.result, again.reason) == ("absent", "已经回家")
    assert following.entrant.number == order[1]
    assert (following.prize.position, following.unit) == (1, 1)


def test_absence_needs_a_reason_and_comes_before_the_next_prize():
    draw = make_draw(state="thrown")
    reveal_one(draw)
    with pytest.raises(ReasonNeeded):
        reveals.mark_absent(draw=draw, place=0, reason=" ")

    reveal_one(draw)
    with pytest.raises(DrawRefused):
        reveals.mark_absent(draw=draw, place=0, reason="gone")

    assert set(draw.reveals.values_list("result", flat=True)) == {"won"}


def test_car_wins_at_most_one_prize_and_a_unit_has_one_winner():
    draw = make_draw(state="thrown")
    first = reveal_one(draw)
    other = draw.entrants.exclude(pk=first.entrant_id).first()

    for wrong in ({"entrant": first.entrant, "unit": 2}, {"entrant": other, "unit": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reveal.objects.create(draw=draw, place=5, prize=first.prize, revealed_at=timezone.now(), **wrong)


def test_finished_draw_publishes_a_transcript_that_holds():
    draw = make_draw(state="finished")
    record = json.loads(draw.transcript)

    assert verify_draw.problems(draw.transcript) == []
    assert record["commit"] == draw.commit
    assert record["digest"] == draw.digest
    assert [outcome["number"] for outcome in record["outcomes"]] == [
        reveal.entrant.number for reveal in draw.reveals.all()
    ]
    names = [entrant.registration.name for entrant in draw.entrants.all()]
    assert not any(name in draw.transcript for name in names)


def test_ending_early_needs_a_public_reason():
    draw = make_draw(state="thrown")
    reveal_one(draw)
    with pytest.raises(ReasonNeeded):
        acts.finish(draw=draw, by=draw.campaign.planner)

    draw = acts.finish(draw=draw, reason="宴会厅到点了", by=draw.campaign.planner)

    assert json.loads(draw.transcript)["reason"] == "宴会厅到点了"
    assert verify_draw.problems(draw.transcript) == []


def test_void_draw_stays_with_its_transcript_and_the_next_draws_everything_again():
    draw = make_draw(state="thrown")
    reveal_one(draw)

    draw = acts.void(draw=draw, reason="名单漏了一辆车", by=draw.campaign.planner)
    second = acts.freeze(campaign=draw.campaign, by=draw.campaign.planner)

    assert verify_draw.problems(draw.transcript) == []
    assert json.loads(draw.transcript)["state"] == "void"
    assert (second.number, sum(prize.quantity for prize in second.prizes.all())) == (2, 3)
    assert draw.reveals.count() == 1


def test_draw_after_one_that_ended_early_takes_what_is_left():
    draw = make_draw(state="thrown")
    reveal_one(draw)
    acts.finish(draw=draw, reason="late", by=draw.campaign.planner)

    second = acts.freeze(campaign=draw.campaign, by=draw.campaign.planner)

    assert {prize.name: prize.quantity for prize in second.prizes.all()} == {"高级保温杯": 1, "超豪华越野自行车": 1}


@pytest.mark.parametrize(
    "change",
    [
        {"state": "frozen"},
        {"state": "committed"},
        {"commit": "0" * 64},
        {"throw": "1111111111"},
        {"list_hash": "0" * 64},
        {"number": 9},
    ],
    ids=str,
)
def test_database_itself_refuses_to_go_back(change):
    draw = make_draw(state="thrown")

    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.filter(pk=draw.pk).update(**change)


def test_what_ended_never_changes():
    for state in ("finished", "void"):
        draw = make_draw(state=state)
        with pytest.raises(IntegrityError), transaction.atomic():
            Draw.objects.filter(pk=draw.pk).update(reason="something else")


def test_plan_may_change_after_the_list_is_closed_without_touching_the_draw():
    draw = make_draw(state="committed")
    draw.campaign.prizes.update(name="something cheaper", worth_amount=1)
    make_stop(draw.campaign)

    draw = acts.record_throw(draw=draw, throw=DICE[: draw.dice], by=draw.campaign.planner)
    draw = acts.finish(draw=draw, reason="late", by=draw.campaign.planner)

    assert verify_draw.problems(draw.transcript) == []
    assert "自行车" in draw.transcript


def test_records_are_kept_two_years():
    draw = make_draw(state="finished")

    assert draw.kept_until.year == draw.ended_at.year + 2


def test_who_won_already_is_in_no_further_draw():
    campaign = make_live_campaign(cars=3, prizes=(("cup", 3, 30),))
    draw = make_draw(campaign, state="thrown")
    first = reveal_one(draw)
    reveals.mark_absent(draw=draw, place=0, reason="gone")
    winner = reveal_one(draw)
    acts.finish(draw=draw, reason="late", by=campaign.planner)

    second = acts.freeze(campaign=campaign, by=campaign.planner)

    numbers = set(second.entrants.values_list("number", flat=True))
    assert numbers == {1, 2, 3} - {winner.entrant.number}
    assert first.entrant.number in numbers  # was passed, won nothing
    assert {"who": f"car {winner.entrant.number}", "reason": "won in an earlier draw"} in second.exclusions


def test_a_void_draw_keeps_nobody_out_of_the_next():
    draw = make_draw(make_live_campaign(cars=3), state="thrown")
    reveal_one(draw)
    acts.void(draw=draw, reason="a car is missing", by=draw.campaign.planner)

    assert acts.freeze(campaign=draw.campaign, by=draw.campaign.planner).entrants.count() == 3
