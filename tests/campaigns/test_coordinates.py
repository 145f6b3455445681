"""The two datums and the sun."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from campaigns.coordinates import Point, in_gcj02, in_wgs84, straight_km, to_gcj02, to_wgs84
from campaigns.daylight import daylight

IN_CHINA = st.builds(Point, st.floats(20, 45), st.floats(80, 125))


def test_known_point_is_shifted_as_published():
    shifted = to_gcj02(Point(31.1774276, 121.5272106))

    assert (round(shifted.lat, 6), round(shifted.lon, 6)) == (31.175304, 121.531542)


@given(IN_CHINA)
def test_there_and_back_is_the_same_point(point):
    assert straight_km(point, to_wgs84(to_gcj02(point))) < 0.001


@given(IN_CHINA)
def test_unconverted_points_lie_tens_to_hundreds_of_metres_off(point):
    assert 0.01 < straight_km(point, to_gcj02(point)) < 1.2


def test_outside_china_nothing_moves():
    paris = Point(48.8566, 2.3522)

    assert to_gcj02(paris) == paris == to_wgs84(paris)


def test_typed_point_is_given_in_the_datum_asked_for():
    typed = Point(28.235, 112.795)

    assert in_wgs84(*typed, "wgs84") == typed == in_gcj02(*typed, "gcj02")
    assert in_gcj02(*typed, "wgs84") == to_gcj02(typed)
    assert in_wgs84(*typed, "gcj02") == to_wgs84(typed)


def test_distance_of_two_known_cities():
    assert 1060 < straight_km(Point(39.9042, 116.4074), Point(31.2304, 121.4737)) < 1075


def test_sun_over_london_at_midsummer():
    sun = daylight(dt.date(2026, 6, 21), 51.48, 0.0)

    assert sun.sunrise.astimezone(ZoneInfo("UTC")).strftime("%H:%M") in ("03:42", "03:43", "03:44")
    assert sun.sunset.strftime("%H:%M") in ("20:20", "20:21", "20:22")


def test_sun_that_never_sets_gives_nothing():
    assert daylight(dt.date(2026, 6, 21), 78.0, 15.0) is None
