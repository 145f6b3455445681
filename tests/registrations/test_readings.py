"""Whole pinyin finds people, on the staff search and on the host's page."""

import pytest

from registrations.queries.find import find_owners, find_registrations, owner_ids
from registrations.queries.find_party import find_parties
from registrations.readings import guessed_initials, reading_of, reads_as, typed_reading
from tests.factories import make_campaign, make_owner, make_registration


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("陈红梅", "chen hong mei"), ("何静", "he jing"), ("单雄信", "shan xiong xin"), ("尉迟恭", "yu chi gong"),
        ("吕布", "lu bu"), ("Anna Lee", "anna lee"), ("李 Anna", "li anna"), ("😀", ""), ("", ""),
    ],
)  # fmt: skip
def test_reading_of(name, reading):
    assert reading_of(name) == reading


@pytest.mark.parametrize(
    ("name", "typed", "does"),
    [
        ("何静", "hejing", True), ("何静", "he jing", True), ("何静", "HeJ", True), ("何静", "jing", True),
        ("何静", "he", True), ("贺静", "hej", True), ("李静", "li", True), ("刘静", "li", False),
        ("吕布", "lvbu", True),
        ("吕布", "lübu", True),
        ("黄军", "hejing", False), ("何静", "h", False), ("何静", "138", False),
    ],
)  # fmt: skip
def test_reads_as(name, typed, does):
    assert reads_as(name, typed_reading(typed)) is does


@pytest.mark.parametrize(
    ("typed", "guesses"), [("hejing", {"hj"}), ("chen", {"c"}), ("zhangxiaowei", {"zx"}), ("xqz", set())]
)
def test_guessed_initials(typed, guesses):
    assert guessed_initials(typed) == guesses


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "finds"), [("hejing", True), ("hej", True), ("hejun", False)])
def test_whole_pinyin_finds_parties_and_owners(typed, finds):
    campaign = make_campaign(state="inviting")
    party = make_registration(campaign, name="何静", initials="hj")
    make_registration(campaign, name="黄军", initials="hj")
    owner = make_owner(campaign.club, name="何静", initials="hj")

    assert find_parties(campaign, typed) == [party] * finds
    assert find_registrations([campaign.club], typed) == [party] * finds
    assert owner in find_owners([campaign.club], typed) or not finds
    assert (owner.pk in owner_ids(campaign.club, typed, 20)) is finds
