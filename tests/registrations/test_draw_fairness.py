"""Sanity, not proof: the order is uniform, and the tests would notice if it were not."""

import random
from collections import Counter
from itertools import permutations

from registrations import verify_draw
from tests.registrations.draw_cases import seeded_seal

DRAWS = 12_000
TOO_FAR_23 = 49.7  # chi-square, 23 degrees of freedom: exceeded once in a thousand


def chi_square(counts, cells):
    expected = sum(counts.values()) / len(cells)
    return sum((counts[cell] - expected) ** 2 / expected for cell in cells)


def orders_of_four(number_below, chance):
    for _ in range(DRAWS):
        numbers = verify_draw.random_numbers(chance.randbytes(32))
        order = [1, 2, 3, 4]
        for last in range(3, 0, -1):
            other = number_below(last + 1, numbers)
            order[last], order[other] = order[other], order[last]
        yield tuple(order)


def test_every_order_of_four_cars_is_as_likely():
    chance = random.Random(20261024)
    cars = [1, 2, 3, 4]
    secrets = (chance.randbytes(32).hex() for _ in range(DRAWS))
    counts = Counter(tuple(verify_draw.drawing_order(cars, secret, "c" * 64, "123456123")) for secret in secrets)

    assert chi_square(counts, list(permutations(cars))) < TOO_FAR_23


def test_uniformity_test_notices_a_lazy_remainder():
    """Negative control: small numbers without rejection favour some cars."""

    def lazy(limit, numbers):
        return next(numbers) % 5 % limit

    counts = Counter(orders_of_four(lazy, random.Random(20261024)))

    assert chi_square(counts, list(permutations([1, 2, 3, 4]))) > 10 * TOO_FAR_23


def winner(sealed, secret, throw):
    return verify_draw.drawing_order(sealed.entry_numbers, secret, sealed.commit, throw)[0]


def evenings(how_many):
    for seed in range(how_many):
        chance = random.Random(seed)
        secret = chance.randbytes(32).hex()
        yield chance, secret, seeded_seal(chance, cars=20, secret=secret)


def test_shill_who_calls_the_number_wins_every_time():
    """Negative control: why the last ingredient must be one that nobody chooses."""
    wins = 0
    for chance, secret, sealed in evenings(20):
        shill = chance.choice(sealed.entry_numbers)
        calls = ("".join(chance.choices("123456", k=sealed.dice)) for _ in range(2_000))
        called = next((call for call in calls if winner(sealed, secret, call) == shill), "1" * sealed.dice)
        wins += winner(sealed, secret, called) == shill

    assert wins == 20


def test_dice_leave_the_shill_the_luck_of_one_car():
    wins = 0
    for chance, secret, sealed in evenings(2_000):
        shill = chance.choice(sealed.entry_numbers)
        wins += winner(sealed, secret, "".join(chance.choices("123456", k=sealed.dice))) == shill

    assert 60 < wins < 140  # 100 expected of 2,000 with 20 cars; four standard deviations
