#!/usr/bin/env python3
"""Check a Convoy draw yourself:  python3 verify_draw.py draw-….json ["what your check-in code says"]

The first is the record you saved, the second the text that a QR reader shows for your check-in code; it
begins with TL: and is longer than the eight signs printed below it.

Standard library only, no network. The rule: the list and a secret were sealed before the dice were
thrown; the dice were thrown before anyone could know the order; so nobody chose it. Compare the seal
printed here with the one on your photograph of the screen: that comparison is yours to make.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

LABEL = "convoy-draw/1"
HEX_64 = re.compile("[0-9a-f]{64}")
MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
TEXTS = (
    "campaign club commit committed_at digest draw ended_at exclusion_hash frozen_at label list_hash override"
    " prize_hash reason secret secret_hash state throw thrown_at"
)
LISTS = "entrants exclusions outcomes prizes"

WHY = {  # one sentence for each thing that can be wrong, as people read it
    "file": ("文件被改动过，或者不是抽奖记录。", "This file was altered, or is not the record of a draw."),
    "digest": ("校验码对不上：内容被改动过。", "The digest does not match: the record was altered."),
    "entrants": ("名单格式不对、没排序或有重复。", "The list is malformed, unsorted or has duplicates."),
    "prizes": ("奖品清单格式不对。", "The prize list is malformed."),
    "list_hash": ("名单与封存时的不一样。", "The list is not the one that was sealed."),
    "prize_hash": ("奖品清单与封存时的不一样。", "The prize list is not the one that was sealed."),
    "exclusion_hash": ("不参加抽奖的名单与封存时的不一样。", "The exclusions are not the sealed ones."),
    "secret_hash": ("公开的密数不是封存的那一个。", "The secret is not the one that was sealed."),
    "commit": ("封存码与内容对不上。", "The seal does not match what it seals."),
    "throw": ("骰子个数不对，或点数不是 1 到 6。", "The number of dice is wrong, or a die is not 1 to 6."),
    "outcomes": ("开奖结果与算出来的次序不一样。", "The results do not follow the order that was fixed."),
    "absence": ("有人被跳过，却没有写原因。", "Somebody was passed over without a reason."),
    "unfinished": ("奖没抽完，也没有写原因。", "Prizes were left over and no reason is given."),
    "state": ("记录的状态或时间先后不对。", "The state of the record or the order of its times is wrong."),
}


def sha256(data: str | bytes) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def packed(*parts: str) -> bytes:
    """Each part behind its length (4 bytes, big end first): no two lists of parts read alike."""
    return b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)


def canonical(thing: Any) -> str:
    return json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def list_hash(entrants: list[list[Any]]) -> str:
    return sha256("".join(f"{number} {code}\n" for number, code in entrants))


def prize_hash(prizes: list[dict[str, Any]]) -> str:
    return sha256("".join(f"{prize['quantity']}\t{prize['value']}\t{prize['name']}\n" for prize in prizes))


def exclusion_hash(exclusions: list[dict[str, str]], override: str) -> str:
    return sha256(canonical({"exclusions": exclusions, "override": override}))


def commitment(draw: str, number: int, hashes: dict[str, Any]) -> str:
    sealed = [hashes[name] for name in ("secret_hash", "list_hash", "prize_hash", "exclusion_hash")]
    return sha256(packed(f"{LABEL}/commit", draw, str(number), *sealed))


def dice_count(cars: int) -> int:
    """⌈(log2 n + 20) / log2 6⌉, in whole numbers: the fewest dice with 6^dice ≥ n · 2^20."""
    dice = 0
    while 6**dice < cars << 20:
        dice += 1
    return dice


def random_numbers(key: bytes) -> Iterator[int]:
    """HMAC-SHA256(key, counter), each block read as four 64-bit numbers."""
    counter = 0
    while True:
        block = hmac.digest(key, counter.to_bytes(8, "big"), "sha256")
        yield from (int.from_bytes(block[i : i + 8], "big") for i in range(0, 32, 8))
        counter += 1


def number_below(limit: int, numbers: Iterator[int]) -> int:
    """Uniform: numbers in the last, incomplete run of `limit` are thrown away."""
    fair = 2**64 - 2**64 % limit
    return next(number for number in numbers if number < fair) % limit


def drawing_order(entry_numbers: list[int], secret: str, commit: str, throw: str) -> list[int]:
    """The whole evening's order at once (Fisher-Yates from the end)."""
    key = hmac.digest(bytes.fromhex(secret), packed(f"{LABEL}/key", commit, throw), "sha256")
    order, numbers = list(entry_numbers), random_numbers(key)
    for last in range(len(order) - 1, 0, -1):
        other = number_below(last + 1, numbers)
        order[last], order[other] = order[other], order[last]
    return order


def problems(text: str) -> list[str]:
    """Names of what is wrong (keys of WHY), nothing if the transcript holds."""
    try:
        record = json.loads(text.removesuffix("\n"))
        if not is_record(record) or canonical(record) != text.removesuffix("\n"):
            return ["file"]
        body = canonical({name: value for name, value in record.items() if name != "digest"})
        if sha256(body) != record["digest"]:
            return ["digest"]
    except (ValueError, RecursionError):
        return ["file"]
    lists = {"entrants": entrants_hold, "prizes": prizes_hold}
    badly = [name for name, hold in lists.items() if not hold(record)]
    return badly or seal_problems(record) + throw_problems(record)


def is_record(record: Any) -> bool:
    return (
        has_only(record, TEXTS, "number dice", LISTS)
        and record["label"] == LABEL
        and all(has_only(item, "reason who") and item["reason"] for item in record["exclusions"])
        and all(has_only(item, "reason result", "number prize unit") for item in record["outcomes"])
    )


def is_whole(value: Any) -> bool:
    return type(value) is int and 1 <= value < 1_000_000


def has_only(item: Any, texts: str, numbers: str = "", lists: str = "") -> bool:
    return (
        isinstance(item, dict)
        and item.keys() == {*texts.split(), *numbers.split(), *lists.split()}
        and all(type(item[name]) is str for name in texts.split())
        and all(is_whole(item[name]) for name in numbers.split())
        and all(type(item[name]) is list for name in lists.split())
    )


def entrants_hold(record: dict[str, Any]) -> bool:
    rows = record["entrants"]
    if not rows or not all(type(row) is list and [type(cell) for cell in row] == [int, str] for row in rows):
        return False
    numbers, codes = zip(*rows, strict=True)
    return (
        all(map(is_whole, numbers))
        and all(low < high for low, high in pairwise(numbers))
        and all(map(HEX_64.fullmatch, codes))
        and len(set(codes)) == len(codes)
    )


def prizes_hold(record: dict[str, Any]) -> bool:
    return bool(record["prizes"]) and all(
        has_only(prize, "name value", "quantity")
        and re.fullmatch(r"[0-9]{1,9}\.[0-9]{2}", prize["value"])
        and re.fullmatch("[^\x00-\x1f\x7f]+", prize["name"])
        for prize in record["prizes"]
    )


def seal_problems(record: dict[str, Any]) -> list[str]:
    if not HEX_64.fullmatch(record["secret"]):
        return ["secret_hash"]
    right = {
        "list_hash": list_hash(record["entrants"]),
        "prize_hash": prize_hash(record["prizes"]),
        "exclusion_hash": exclusion_hash(record["exclusions"], record["override"]),
        "secret_hash": sha256(bytes.fromhex(record["secret"])),
        "commit": commitment(record["draw"], record["number"], record),
    }
    return [name for name, value in right.items() if record[name] != value]


def throw_problems(record: dict[str, Any]) -> list[str]:
    void, throw = record["state"] == "void", record["throw"]
    times = [record[name] for name in ("frozen_at", "committed_at", "thrown_at", "ended_at") if record[name]]
    known = bool(record["reason"]) if void else record["state"] == "finished"
    if not known or times != sorted(times) or not all(map(MOMENT.fullmatch, times)):
        return ["state"]
    dice = dice_count(len(record["entrants"]))
    if void and throw == "" and record["dice"] == dice:
        return ["outcomes"] if record["outcomes"] else []
    if record["dice"] != dice or not re.fullmatch(f"[1-6]{{{dice}}}", throw):
        return ["throw"]
    return outcome_problems(record)


def outcome_problems(record: dict[str, Any]) -> list[str]:
    numbers = [row[0] for row in record["entrants"]]
    order = drawing_order(numbers, record["secret"], record["commit"], record["throw"])
    units = [(p, u) for p, prize in enumerate(record["prizes"], 1) for u in range(1, prize["quantity"] + 1)]
    given = 0
    for place, outcome in enumerate(record["outcomes"]):
        if place >= len(order) or given >= len(units) or outcome["number"] != order[place]:
            return ["outcomes"]
        if (outcome["prize"], outcome["unit"]) != units[given] or outcome["result"] not in ("won", "absent"):
            return ["outcomes"]
        if (outcome["result"] == "absent") != bool(outcome["reason"]):
            return ["absence"]
        given += outcome["result"] == "won"
    if given < len(units) and len(record["outcomes"]) < len(order) and not record["reason"]:
        return ["unfinished"]
    return []


def main(path: str, check_in_code: str = "") -> int:
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
        text = file.read()
    wrong = problems(text)
    for name in wrong:
        print("✗", *WHY[name])
    if wrong:
        return 1
    show(json.loads(text), check_in_code)
    return 0


def show(record: dict[str, Any], check_in_code: str) -> None:
    print("✓ 抽奖记录属实。The record holds.")
    print(f"  在场 cars: {len(record['entrants'])}, 骰子 dice: {record['throw']}")
    print(f"  封存码，请与您拍下的核对。Seal, compare it with your photograph:\n  {record['commit']}")
    for item in record["outcomes"]:
        prize = record["prizes"][item["prize"] - 1]["name"]
        print(f"  {prize}: {item['number']} {item['result']} {item['reason']}")
    if record["state"] == "void":
        print(f"  作废 void: {record['reason']}")
    if check_in_code and not check_in_code.startswith("TL:"):
        print("  请用二维码里 TL: 开头的整段文字。Give the whole text inside the code, it begins with TL:")
    elif check_in_code:
        mine = [number for number, code in record["entrants"] if code == sha256(check_in_code)]
        print(
            "  您的号码 your number:" if mine else "  您的签到码不在名单上 your code is not on the list",
            *mine,
        )


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
