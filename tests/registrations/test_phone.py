"""Phones as people type them."""

import pytest

from registrations import phone


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("13900008617", "+8613900008617"),
        (" 139-0000 8617 ", "+8613900008617"),
        ("+86 139 0000 8617", "+8613900008617"),
        ("0086 139 0000 8617", "+8613900008617"),
        ("86 13900008617", "+8613900008617"),
        ("１３９００００８６１７", "+8613900008617"),
        ("139.0000.8617", "+8613900008617"),
        ("+852 9123 4567", "+85291234567"),
        ("00852 91234567", "+85291234567"),
        ("+1 (650) 253-0000", "+16502530000"),
    ],
)
def test_to_e164_takes_any_way_of_writing(typed, stored):
    assert phone.to_e164(typed) == stored


@pytest.mark.parametrize(
    ("typed", "summary"),
    [
        ("", "手机号还没填"),
        ("139 0000 861", "手机号少了一位"),
        ("139000086177", "手机号多了"),
        ("0731-88880000", "请留手机号，不是座机"),
        ("23900008617", "手机号开头不对"),
        ("not a number", "手机号里有别的字符"),
        ("+999 12", "手机号不完整"),
        ("91234567", "手机号位数不够"),
    ],
)
def test_to_e164_says_what_is_odd(typed, summary):
    with pytest.raises(phone.OddPhone) as caught:
        phone.to_e164(typed)

    assert caught.value.summary == summary
    assert caught.value.message


def test_to_e164_uses_the_words_of_the_brief():
    with pytest.raises(phone.OddPhone) as caught:
        phone.to_e164("139 0000 861")

    assert caught.value.message == "现在是 10 位，手机号应是 11 位。请看看是不是漏了一位。"


def test_masked_hides_the_middle_and_spaced_shows_all():
    assert phone.masked("+8613900008617") == "139 **** 8617"
    assert phone.spaced("+8613900008617") == "139 0000 8617"
    assert phone.spaced("+85291234567") == "+85291234567"
    assert "9123" not in phone.masked("+85291234567")
