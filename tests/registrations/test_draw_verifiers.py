"""Two verifiers, one answer: the stand-alone Python script and the browser's script."""

import json
import subprocess
import sys

import pytest

from registrations import draw_protocol as protocol
from registrations import verify_draw
from tests.registrations.draw_cases import resealed, seeded_evening
from tests.registrations.draw_scripts import VECTORS, ask


def test_vectors_that_hold_are_accepted_by_both():
    texts = VECTORS["holding"]

    assert [verify_draw.problems(text) for text in texts] == [[]] * len(texts)
    assert [found for found, _ in ask("judged", [[text] for text in texts])] == [[]] * len(texts)


@pytest.mark.parametrize("case", VECTORS["rejected"], ids=lambda case: case["problem"])
def test_each_kind_of_forgery_is_named_by_both(case):
    found = verify_draw.problems(case["transcript"])

    assert found[0] == case["problem"]
    assert ask("judged", [[case["transcript"]]])[0][0] == found


def test_every_problem_has_a_vector_and_a_sentence():
    assert {case["problem"] for case in VECTORS["rejected"]} == set(verify_draw.WHY)


def test_both_agree_on_ten_thousand_seeded_evenings():
    evenings = [seeded_evening(seed) for seed in range(10_000)]

    assert all(verify_draw.problems(text) == [] for text, _ in evenings)
    assert ask("judged", [[text] for text, _ in evenings]) == [[[], order] for _, order in evenings]


def test_one_bit_changed_anywhere_is_rejected_by_both():
    text, _ = seeded_evening(5, cars=4)
    data = bytearray(text.encode())
    accepted = 0
    for bit in range(len(data) * 8):
        data[bit // 8] ^= 1 << bit % 8
        accepted += not verify_draw.problems(data.decode(errors="surrogateescape"))
        data[bit // 8] ^= 1 << bit % 8

    assert verify_draw.problems(text) == []
    assert accepted == 0
    assert ask("acceptedWithOneBitTurned", [[text]]) == [0]


def forgeries(record):
    """Every sealed or thrown value changed a little, the digest made to fit."""
    for name in ("list_hash", "prize_hash", "exclusion_hash", "secret_hash", "commit", "secret"):
        for bit in range(256):
            turned = f"{int(record[name], 16) ^ 1 << bit:064x}"
            yield {**record, name: turned}
    for place, face in enumerate(record["throw"]):
        for other in set("123456") - {face}:
            yield {**record, "throw": record["throw"][:place] + other + record["throw"][place + 1 :]}
    for place, outcome in enumerate(record["outcomes"]):
        for number in {row[0] for row in record["entrants"]} - {outcome["number"]}:
            changed = [*record["outcomes"]]
            changed[place] = {**outcome, "number": number}
            yield {**record, "outcomes": changed}


def test_forger_who_mends_the_digest_is_rejected_by_both():
    text, _ = seeded_evening(9, cars=12)
    record = json.loads(text)
    forged = [resealed(one) for one in forgeries(record)]

    assert resealed(record) == text
    assert len(forged) > 1_600
    assert all(verify_draw.problems(one) for one in forged)
    assert all(found for found, _ in ask("judged", [[one] for one in forged]))


def run_script(tmp_path, text, *more):
    path = tmp_path / "transcript.json"
    path.write_bytes(text.encode())
    command = [sys.executable, "-I", verify_draw.__file__, str(path), *more]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_script_run_alone_says_what_holds(tmp_path):
    text, order = seeded_evening(2, cars=8)
    done = run_script(tmp_path, text)

    assert done.returncode == 0, done.stderr
    assert json.loads(text)["commit"] in done.stdout
    assert f": {order[0]} " in done.stdout


def test_script_run_alone_says_what_is_wrong(tmp_path):
    done = run_script(tmp_path, seeded_evening(2)[0].replace("向山", "向水"))

    assert done.returncode == 1
    assert verify_draw.WHY["digest"][0] in done.stdout


def test_script_finds_my_own_car_by_my_code(tmp_path):
    mine = protocol.Entrant(31, verify_draw.sha256("TL:1-2f-1-K7M2P9QX"))
    text, _ = seeded_evening(2, entrants=[mine, protocol.Entrant(32, "a" * 64)])

    assert "your number: 31" in run_script(tmp_path, text, "TL:1-2f-1-K7M2P9QX").stdout
    assert "not on the list" in run_script(tmp_path, text, "TL:1-2f-1-K7M2P9QY").stdout
