"""The fold over scan events: what it says, and that the order of arrival cannot matter."""

import datetime as dt
import uuid

from hypothesis import given, settings
from hypothesis import strategies as st

from registrations.presence import Party, Scan, expected_at, fold

NINE = dt.datetime(2026, 10, 24, 1, 0, tzinfo=dt.UTC)
GATE, RESORT = 1, 2
RANKS = {GATE: 0, RESORT: 1}
PARTIES = {n: Party(n, cars=1, people=2, joins_at=n % 2, is_expected=n != 5) for n in range(1, 6)}


def scan(kind="check_in", minute=0, registration=1, checkpoint=GATE, **fields):
    return Scan(
        id=uuid.uuid4(),
        kind=kind,
        at=NINE + dt.timedelta(minutes=minute),
        checkpoint=checkpoint,
        registration=registration,
        **fields,
    )


def heads_at_gate(scans, registration=1):
    standing = fold(scans, PARTIES).at(GATE).get(registration)
    return standing.heads if standing else None


def test_the_latest_statement_of_heads_stands():
    first = scan(minute=0, heads=2)
    more = scan("more_arrived", minute=9, heads=4)
    corrected = scan("more_arrived", minute=5, heads=3)
    assert heads_at_gate([more, corrected, first]) == 4
    assert fold([more, corrected, first], PARTIES).conflicts == ()


def test_heads_not_stated_are_those_of_the_party():
    assert heads_at_gate([scan(heads=None)]) == 2


def test_equal_times_are_ordered_by_event_id():
    low, high = sorted([scan("more_arrived", heads=3), scan("more_arrived", heads=5)], key=lambda s: s.id)
    assert heads_at_gate([high, low]) == heads_at_gate([low, high]) == high.heads


def test_a_second_green_is_a_conflict_and_stays_when_settled():
    first, second = scan(minute=3, device=1), scan(minute=17, device=2)
    same = scan("same_car", minute=18, about=second.id)
    open_conflict = fold([second, first], PARTIES).conflicts[0]
    settled = fold([second, first, same], PARTIES).conflicts[0]
    assert (open_conflict.first, open_conflict.second, open_conflict.is_settled) == (first, second, False)
    assert settled.is_settled


def test_a_green_at_another_checkpoint_is_no_conflict():
    presence = fold([scan(), scan(minute=300, checkpoint=RESORT)], PARTIES)
    assert presence.conflicts == ()
    assert presence.arrived == {1}


def test_an_undo_takes_back_a_green_and_its_recount_whichever_comes_first():
    green = scan(heads=2)
    more = scan("more_arrived", minute=1, heads=3, about=green.id)
    back = scan("undo", minute=2, about=green.id)
    assert heads_at_gate([back, more, green]) is None


def test_an_undone_undo_does_nothing():
    green = scan()
    back = scan("undo", minute=2, about=green.id)
    assert heads_at_gate([green, back, scan("undo", minute=3, about=back.id)]) == 2


def test_cancelled_but_admitted_is_present_and_flagged():
    presence = fold([scan(registration=5)], PARTIES)
    assert 5 in presence.at(GATE)
    assert presence.admitted == {5}


def test_a_green_after_leaving_brings_the_party_back():
    gone = scan("left_tour", minute=60, checkpoint=None)
    assert set(fold([scan(), gone], PARTIES).left) == {1}
    assert fold([scan(), gone, scan(minute=90, checkpoint=RESORT)], PARTIES).left == {}


def test_not_coming_is_not_expected_but_who_is_in_stays_in():
    presence = fold([scan("not_coming", registration=2, checkpoint=None)], PARTIES)
    assert expected_at(0, PARTIES, presence, RANKS) == {4}
    counted = fold([scan(registration=2), scan("not_coming", 5, registration=2, checkpoint=None)], PARTIES)
    assert expected_at(0, PARTIES, counted, RANKS) == {2, 4}
    assert expected_at(1, PARTIES, counted, RANKS) == {1, 3, 4}


def test_who_joins_later_is_not_expected_before():
    nobody_yet = fold([], PARTIES)
    assert expected_at(0, PARTIES, nobody_yet, RANKS) == {2, 4}
    assert expected_at(1, PARTIES, nobody_yet, RANKS) == {1, 2, 3, 4}


def test_a_walk_in_is_expected_from_where_it_was_first_counted():
    parties = PARTIES | {9: Party(9, cars=1, people=3, is_walk_in=True)}
    presence = fold([scan("walk_in", registration=9, checkpoint=RESORT)], parties)
    assert 9 not in expected_at(0, parties, presence, RANKS)
    assert 9 in expected_at(1, parties, presence, RANKS)


def test_an_unknown_code_is_kept_apart():
    presence = fold([scan(registration=None)], PARTIES)
    assert len(presence.unknown) == 1
    assert presence.arrived == frozenset()


KINDS = ["check_in", "more_arrived", "walk_in", "left_tour", "not_coming", "safe_home", "undo", "same_car", "look"]


@st.composite
def histories(draw):
    """Events of several phones, with undos and settlements that name events before or after them."""
    count = draw(st.integers(1, 25))
    ids = [uuid.UUID(int=draw(st.integers(0, 2**128 - 1))) for _ in range(count)]
    return [
        Scan(
            id=pk,
            kind=draw(st.sampled_from(KINDS)),
            at=NINE + dt.timedelta(minutes=draw(st.integers(-5, 5))),
            checkpoint=draw(st.sampled_from([GATE, RESORT, None])),
            registration=draw(st.sampled_from([1, 2, 3, 5, None])),
            heads=draw(st.sampled_from([None, 1, 2, 3])),
            about=draw(st.sampled_from([None, *ids])),
            device=draw(st.integers(1, 3)),
        )
        for pk in dict.fromkeys(ids)
    ]


@settings(max_examples=300, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_any_order_and_any_repetition_fold_to_the_same(history, random):
    shuffled = [*history, *random.sample(history, k=len(history) // 2)]
    random.shuffle(shuffled)
    assert fold(shuffled, PARTIES) == fold(history, PARTIES)


@settings(max_examples=150, deadline=None)
@given(histories())
def test_no_green_is_lost_and_none_is_merged_silently(history):
    presence = fold(history, PARTIES)
    gone = {s.about for s in history if s.kind == "undo"}
    for green in history:
        if green.kind not in ("check_in", "walk_in") or green.id in gone or green.checkpoint is None:
            continue
        if green.registration is None:
            assert green in presence.unknown
            continue
        standing = presence.at(green.checkpoint)[green.registration]
        assert standing.green == green or green in [conflict.second for conflict in presence.conflicts]
