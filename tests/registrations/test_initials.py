"""Pinyin initials, with the surnames that read differently."""

import pytest

from registrations.initials import initials_of


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("陈红梅", "chm"),
        ("单雄信", "sxx"),
        ("曾梅", "zm"),
        ("欧阳娜娜", "oynn"),
        ("Anna Lee", "al"),
        ("李 Anna", "la"),
        ("王", "w"),
        ("😀", ""),
        ("", ""),
    ],
)
def test_initials_of(name, initials):
    assert initials_of(name) == initials
