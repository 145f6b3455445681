"""Seeded draws for tests: the whole evening as a pure function of one number."""

import hashlib
import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from registrations import draw_protocol as protocol
from registrations import verify_draw

START = datetime(2026, 10, 24, 11, 0, tzinfo=UTC)
ABSENCES = ("没来得及回来", "went home early")


def seeded_entrants(numbers, chance):
    return [protocol.Entrant(number, hashlib.sha256(chance.randbytes(16)).hexdigest()) for number in numbers]


def seeded_seal(chance, *, cars, secret, entrants=None):
    return protocol.seal(
        draw="A1b2C3d4E5f6",
        number=chance.randint(1, 3),
        entrants=entrants or seeded_entrants(chance.sample(range(1, cars + 30), cars), chance),
        exclusions=[protocol.Exclusion("99", "提前离队 \u2028 left")] * chance.randint(0, 2),
        override=chance.choice(["", "3 号手机没电,现场公布"]),
        prizes=[
            protocol.PrizeLine("超豪华越野自行车 🚲", 1, Decimal("6800")),
            protocol.PrizeLine('Thermos "cup"\\', chance.randint(1, 5), Decimal("398.5")),
        ],
        secret=secret,
    )


def play(sealed, secret, throw, chance, *, absent_share=0.15, calls=10_000):
    """Outcomes of calling one prize after another, some cars absent."""
    order = verify_draw.drawing_order(sealed.entry_numbers, secret, sealed.commit, throw)
    prizes = enumerate(sealed.fields["prizes"], 1)
    units = [(place, unit) for place, prize in prizes for unit in range(1, prize["quantity"] + 1)]
    outcomes: list[protocol.Outcome] = []
    while len(outcomes) < calls and (call := protocol.next_call(order, units, [o.result for o in outcomes])):
        absent = chance.random() < absent_share
        result, reason = (protocol.ABSENT, chance.choice(ABSENCES)) if absent else (protocol.WON, "")
        outcomes.append(protocol.Outcome(*call, result, reason))
    return order, outcomes


def seeded_evening(
    seed, *, cars=None, entrants=None, state=protocol.FINISHED, reason="", absent_share=0.15, thrown=True
):
    """(transcript, order) of one draw."""
    chance = random.Random(seed)
    secret = chance.randbytes(32).hex()
    sealed = seeded_seal(chance, cars=cars or chance.randint(1, 60), secret=secret, entrants=entrants)
    throw = "".join(chance.choices("123456", k=sealed.dice)) if thrown else ""
    order, outcomes = play(sealed, secret, throw, chance, absent_share=absent_share) if thrown else ([], [])
    text = protocol.transcript(
        sealed=sealed,
        secret=secret,
        throw=throw,
        outcomes=outcomes,
        state=state,
        reason=reason,
        club="星辰车友会",
        campaign="向山而行 · Zhangjiajie",
        times={
            name: START + timedelta(minutes=at)
            for at, name in enumerate(protocol.MOMENTS)
            if thrown or name != "thrown_at"
        },
    )
    return text, order


def resealed(record):
    """The record as a careful forger would leave it: with a digest that fits."""
    body = {name: value for name, value in record.items() if name != "digest"}
    return verify_draw.canonical(body | {"digest": verify_draw.sha256(verify_draw.canonical(body))}) + "\n"
