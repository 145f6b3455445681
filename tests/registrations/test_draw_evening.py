"""The presenter's page between server and room: crash, reload, no network, answers that come late."""

import random

import pytest

from registrations import draw_protocol as protocol
from registrations import verify_draw
from tests.registrations.draw_cases import seeded_seal
from tests.registrations.draw_scripts import ask


@pytest.fixture
def draw():
    """What the server tells the page of a thrown draw of six cars and three prizes."""
    chance = random.Random(3)
    secret = chance.randbytes(32).hex()
    sealed = seeded_seal(chance, cars=6, secret=secret)
    throw = "".join(chance.choices("123456", k=sealed.dice))
    return {
        "id": "A1B2",
        "state": "thrown",
        "dice": sealed.dice,
        "throw": throw,
        "secret": secret,
        "commit": sealed.commit,
        "entrants": [{"number": number, "name": f"n{number}"} for number in sealed.entry_numbers],
        "prizes": [{"name": "bike", "quantity": 1}, {"name": "cup", "quantity": 2}],
        "reveals": [],
    }


def order_of(draw):
    numbers = [entrant["number"] for entrant in draw["entrants"]]
    return verify_draw.drawing_order(numbers, draw["secret"], draw["commit"], draw["throw"])


def play(*steps):
    return ask("evening", [[steps]])[0]


def test_page_draws_by_itself_what_the_protocol_fixed(draw):
    once = [["start"], ["stop", "now"], ["goOn"]]
    after = play(["take", draw], *once, *once, *once)

    assert [number for number, _won in after[-1]["called"]] == order_of(draw)[:3]
    assert [step["scene"] for step in after[:4]] == ["ready", "roll", "win", "ready"]
    assert after[-1]["scene"] == "done"


def test_crash_while_the_drums_turn_comes_back_before_the_prize(draw):
    after = play(["take", draw], ["start"], ["reload"], ["start"], ["stop", "now"])

    assert after[2]["scene"] == "ready"
    assert after[-1]["called"] == [[order_of(draw)[0], "won"]]


def test_number_that_was_shown_is_shown_again_after_a_crash(draw):
    after = play(["take", draw], ["start"], ["stop", "now"], ["reload"], ["goOn"], ["start"], ["stop", "now"])

    assert after[3] == after[2]
    assert [number for number, _won in after[-1]["called"]] == order_of(draw)[:2]


def test_unsent_events_survive_a_crash_and_an_older_answer_of_the_server(draw):
    after = play(["take", draw], ["start"], ["stop", "now"], ["pass", "gone"], ["reload"], ["take", draw])

    assert after[-1]["called"] == [[order_of(draw)[0], "absent"]]
    assert [event["result"] for event in after[-1]["unsent"]] == ["won", "absent"]


def test_absent_car_is_passed_and_the_next_is_called_for_the_same_prize(draw):
    after = play(["take", draw], ["start"], ["stop", "now"], ["ask"], ["pass", "gone"], ["start"], ["stop", "now"])

    assert [step["scene"] for step in after[2:5]] == ["win", "absent", "ready"]
    assert after[-1]["called"] == [[order_of(draw)[0], "absent"], [order_of(draw)[1], "won"]]


def test_only_events_with_a_fate_are_forgotten(draw):
    after = play(["take", draw], ["start"], ["stop", "now"], ["pass", "gone"], ["sent", 1])

    assert [event["result"] for event in after[-1]["unsent"]] == ["absent"]


def test_event_sent_twice_is_called_once(draw):
    known = {**draw, "reveals": [{"place": 0, "number": order_of(draw)[0], "result": "won", "reason": ""}]}
    after = play(["take", draw], ["start"], ["stop", "now"], ["take", known])

    assert after[-1]["called"] == [[order_of(draw)[0], "won"]]


def test_half_entered_dice_survive_a_crash(draw):
    sealed = {**draw, "state": "committed", "throw": "", "secret": "", "entrants": []}
    dice = [["addDie", face] for face in "416"]
    after = play(["take", sealed], *dice, ["takeBackDie"], ["reload"], ["take", sealed])

    assert (after[-1]["dice"], after[-1]["scene"]) == ("41", "seal")


def test_no_more_dice_than_needed(draw):
    sealed = {**draw, "state": "committed", "throw": "", "secret": "", "entrants": []}
    after = play(["take", sealed], *[["addDie", "6"]] * (draw["dice"] + 3))

    assert after[-1]["dice"] == "6" * draw["dice"]


def test_next_draw_after_a_void_one_starts_clean(draw):
    void = {**draw, "state": "void"}
    second = {**draw, "id": "C3D4", "state": "frozen", "throw": "", "secret": "", "entrants": []}
    after = play(["take", draw], ["start"], ["stop", "now"], ["take", void], ["take", second])

    assert [step["scene"] for step in after[-2:]] == ["void", "list"]
    assert (after[-1]["unsent"], after[-1]["dice"]) == ([], "")


def test_page_and_server_call_the_same_for_any_absences(draw):
    chance = random.Random(8)
    order, units = order_of(draw), [(1, 1), (2, 1), (2, 2)]
    steps, results = [["take", draw]], []
    while call := protocol.next_call(order, units, results):
        results.append(chance.choice([protocol.WON, protocol.ABSENT]))
        steps += [["start"], ["stop", "now"], ["goOn"] if results[-1] == protocol.WON else ["pass", "gone"]]
        assert call[0] == order[len(results) - 1]

    assert play(*steps)[-1]["called"] == [[n, r] for n, r in zip(order, results, strict=False)]
