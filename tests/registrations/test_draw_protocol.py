from decimal import Decimal
from itertools import islice

import pytest

from registrations import draw_protocol as protocol
from registrations import verify_draw
from tests.registrations.draw_scripts import VECTORS, ask

PYTHON = {
    "diceCount": verify_draw.dice_count,
    "hashOf": verify_draw.sha256,
    "drawingOrder": verify_draw.drawing_order,
    "numberBelow": lambda limit, numbers: verify_draw.number_below(limit, map(int, numbers)),
    "randomNumbers": lambda key, many: [
        str(number) for number in islice(verify_draw.random_numbers(bytes.fromhex(key)), many)
    ],
}


def sealed_with(**changes):
    given = {
        "draw": "A1b2C3d4E5f6",
        "number": 1,
        "entrants": [protocol.Entrant(31, "b" * 64), protocol.Entrant(4, "a" * 64)],
        "exclusions": [protocol.Exclusion("12", "left the tour")],
        "override": "",
        "prizes": [protocol.PrizeLine("bike", 1, Decimal(6800))],
        "secret": "00" * 32,
    }
    return protocol.seal(**given | changes)


@pytest.mark.parametrize("name", PYTHON)
def test_both_verifiers_give_the_answers_of_the_vectors(name):
    cases = VECTORS[name]
    answers = [case["answer"] for case in cases]

    assert [PYTHON[name](*case["with"]) for case in cases] == answers
    assert ask(name, [case["with"] for case in cases]) == answers


@pytest.mark.parametrize("cars", [1, 6, 36, 37, 50, 617, 2000])
def test_dice_leave_a_million_throws_for_each_car(cars):
    dice = verify_draw.dice_count(cars)

    assert 6 ** (dice - 1) < cars * 2**20 <= 6**dice


def test_list_is_sorted_by_number_whatever_order_it_came_in():
    there = [protocol.Entrant(31, "b" * 64), protocol.Entrant(4, "a" * 64)]

    assert sealed_with(entrants=there).fields["entrants"] == [[4, "a" * 64], [31, "b" * 64]]
    assert sealed_with(entrants=there).commit == sealed_with(entrants=there[::-1]).commit


@pytest.mark.parametrize(
    "change",
    [
        {"draw": "A1b2C3d4E5f7"},
        {"number": 2},
        {"entrants": [protocol.Entrant(31, "b" * 64)]},
        {"exclusions": []},
        {"exclusions": [protocol.Exclusion("12", "crew")]},
        {"override": "phone 3 is flat"},
        {"prizes": [protocol.PrizeLine("bike", 2, Decimal(6800))]},
        {"prizes": [protocol.PrizeLine("bike", 1, Decimal(6801))]},
        {"secret": "01" * 32},
    ],
    ids=lambda change: next(iter(change)),
)
def test_anything_changed_changes_the_commit(change):
    assert sealed_with(**change).commit != sealed_with().commit


def test_prize_name_cannot_smuggle_a_second_line():
    fields = sealed_with(prizes=[protocol.PrizeLine("cup\n9\t9.00\tcar", 1, Decimal(10))]).fields

    assert fields["prizes"][0]["name"] == "cup 9 9.00 car"


@pytest.mark.parametrize("throw", ["", "123", "1234567890", "0000000000", "123456123", "12345612345"])
def test_throw_needs_the_right_number_of_real_dice(throw):
    assert protocol.is_throw("1234561234", 10)
    assert not protocol.is_throw(throw, 10)


def test_absent_car_is_passed_and_only_its_prize_moves_on():
    order, units = [31, 4, 7], [(1, 1), (2, 1)]

    assert protocol.next_call(order, units, []) == (31, 1, 1)
    assert protocol.next_call(order, units, ["absent"]) == (4, 1, 1)
    assert protocol.next_call(order, units, ["absent", "won"]) == (7, 2, 1)


def test_calls_end_with_the_prizes_or_with_the_cars():
    assert protocol.next_call([31, 4], [(1, 1)], ["won"]) is None
    assert protocol.next_call([31, 4], [(1, 1)], ["absent", "absent"]) is None


def test_secret_is_new_each_time_and_has_32_bytes():
    one, other = protocol.new_secret(), protocol.new_secret()

    assert one != other
    assert len(bytes.fromhex(one)) == 32
