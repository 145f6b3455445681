"""Plates: warned about, never refused."""

import pytest

from registrations import plate
from registrations.roster_lines import masked_plate


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("湘b cx9075", "湘BCX9075"), ("湘A·12345", "湘A12345"), ("ＡＢ１２", "AB12"), ("湘 A.622-H3", "湘A622H3")],
)
def test_normal_is_in_capitals_without_fillers(typed, stored):
    assert plate.normal(typed) == stored


@pytest.mark.parametrize(
    "good",
    ["湘A622H3", "湘BCX9075", "粤B12345D", "湘A1234警", "粤Z1234港", "湘A12345临", "", "使014578"],
)
def test_doubt_is_silent_about_right_plates(good):
    assert plate.doubt(good) == ""


@pytest.mark.parametrize("odd", ["A12345", "湘A12O45", "湘A1234", "湘AZ12345", "湘A1", "湘A123456789"])
def test_doubt_says_something_about_odd_plates(odd):
    assert plate.doubt(odd)


def test_new_energy_has_eight_characters_and_its_class_letter():
    assert plate.is_new_energy("湘BCX9075")
    assert plate.is_new_energy("粤B12345D")
    assert not plate.is_new_energy("湘A622H3")
    assert not plate.is_new_energy("湘BZX9075")


@pytest.mark.parametrize(
    "typed", ["湘A1234567"[:length] for length in range(1, 11)] + ["湘A55", "湘A临1234", "临湘A12345", "A·5", "AB12345"]
)
@pytest.mark.parametrize("mask", [plate.masked, masked_plate])
def test_masked_hides_something_of_any_plate_and_begins_with_no_dot(mask, typed):
    shown = mask(typed)
    kept = sum(sign != "*" for sign in shown)
    length = len(plate.normal(typed))
    assert kept <= length - 2 if length > 3 else kept < length
    assert "*" in shown and "·" not in shown
    assert mask("") == ""
