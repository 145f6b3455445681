"""What is sealed, thrown and published in a draw, as a pure function of its arguments.

The rule: everything that can be chosen (list, exclusions, prizes, secret) is sealed before the dice are
thrown, and nothing after the throw can be chosen. The arithmetic is the one in `verify_draw.py`, which
people download and run on their own; this module only builds what that script checks.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from registrations import verify_draw

WON, ABSENT = "won", "absent"
FINISHED, VOID = "finished", "void"
MOMENTS = ("frozen_at", "committed_at", "thrown_at", "ended_at")


@dataclass(frozen=True)
class Entrant:
    """One car in the draw. `number` is what is called out; `code_hash` ties it to one check-in code."""

    number: int
    code_hash: str


@dataclass(frozen=True)
class Exclusion:
    """A car that is not in the draw, and why. `who` is a number or a masked plate, never a name."""

    who: str
    reason: str


@dataclass(frozen=True)
class PrizeLine:
    """One prize of the sealed list; `quantity` units of it are drawn one after the other."""

    name: str
    quantity: int
    value_amount: Decimal


@dataclass(frozen=True)
class Outcome:
    """What happened at one place of the order. `prize` and `unit` count from 1."""

    number: int
    prize: int
    unit: int
    result: str
    reason: str = ""


@dataclass(frozen=True)
class Seal:
    """All that is fixed before the throw; `fields` are the transcript's own names."""

    fields: dict[str, Any]

    @property
    def commit(self) -> str:
        return str(self.fields["commit"])

    @property
    def dice(self) -> int:
        return int(self.fields["dice"])

    @property
    def entry_numbers(self) -> list[int]:
        return [row[0] for row in self.fields["entrants"]]


def new_secret() -> str:
    return secrets.token_hex(32)


def entrant_rows(entrants: Iterable[Entrant]) -> list[list[Any]]:
    return [[entrant.number, entrant.code_hash] for entrant in sorted(entrants, key=lambda one: one.number)]


def prize_rows(prizes: Iterable[PrizeLine]) -> list[dict[str, Any]]:
    """Names on one line each: a line break in a name would make two lists read alike."""
    return [
        {"name": " ".join(one.name.split()), "quantity": one.quantity, "value": f"{one.value_amount:.2f}"}
        for one in prizes
    ]


def seal(
    *,
    draw: str,
    number: int,
    entrants: Iterable[Entrant],
    exclusions: Iterable[Exclusion],
    override: str,
    prizes: Iterable[PrizeLine],
    secret: str,
) -> Seal:
    """Promises that two draws that differ anywhere have different commits. `number` is 2 after a void one."""
    rows = entrant_rows(entrants)
    out = [{"who": exclusion.who, "reason": exclusion.reason} for exclusion in exclusions]
    fields: dict[str, Any] = {
        "draw": draw,
        "number": number,
        "entrants": rows,
        "exclusions": out,
        "override": override,
        "prizes": prize_rows(prizes),
        "dice": verify_draw.dice_count(len(rows)),
        "list_hash": verify_draw.list_hash(rows),
        "exclusion_hash": verify_draw.exclusion_hash(out, override),
        "secret_hash": verify_draw.sha256(bytes.fromhex(secret)),
    }
    fields["prize_hash"] = verify_draw.prize_hash(fields["prizes"])
    fields["commit"] = verify_draw.commitment(draw, number, fields)
    return Seal(fields)


def is_throw(throw: str, dice: int) -> bool:
    return len(throw) == dice and set(throw) <= set("123456")


def prize_units(prizes: Sequence[PrizeLine]) -> list[tuple[int, int]]:
    """(prize, unit) in the order they are drawn."""
    return [(place, unit) for place, prize in enumerate(prizes, 1) for unit in range(1, prize.quantity + 1)]


def next_call(
    order: Sequence[int], units: Sequence[tuple[int, int]], results: Sequence[str]
) -> tuple[int, int, int] | None:
    """(number, prize, unit) to call next, given the results so far; None when prizes or cars are used up.

    An absent car is passed and its prize goes to the next in order; prizes already won never move.
    """
    won = sum(result == WON for result in results)
    if won >= len(units) or len(results) >= len(order):
        return None
    return (order[len(results)], *units[won])


def moment(at: datetime | None) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""


def transcript(
    *,
    sealed: Seal,
    secret: str,
    throw: str,
    outcomes: Iterable[Outcome],
    state: str,
    reason: str,
    club: str,
    campaign: str,
    times: dict[str, datetime | None],
) -> str:
    """The public record: one line of canonical JSON with its own digest. It names no person."""
    record = sealed.fields | {
        "label": verify_draw.LABEL,
        "secret": secret,
        "throw": throw,
        "outcomes": [vars(outcome) for outcome in outcomes],
        "state": state,
        "reason": reason,
        "club": club,
        "campaign": campaign,
    }
    record |= {name: moment(times.get(name)) for name in MOMENTS}
    record["digest"] = verify_draw.sha256(verify_draw.canonical(record))
    return verify_draw.canonical(record) + "\n"


def digest_of(text: str) -> str:
    return str(json.loads(text)["digest"])
