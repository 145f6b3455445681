"""Points on the map in two datums: WGS-84 (GPS) and GCJ-02 (Amap, Tencent), and how far apart they are.

Rule: what was typed is stored with its datum; it is converted only on the way out. Unconverted points lie
50 to 700 m off. Outside China the two are the same. The shift is the one commonly published for GCJ-02
(Krasovsky ellipsoid); the way back has no formula and is found by steps, to less than a metre.
"""

import math
from typing import NamedTuple

SEMI_MAJOR_M = 6_378_245.0
ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943
EARTH_RADIUS_KM = 6371.0
STEPS_BACK = 6


class Point(NamedTuple):
    """Degrees."""

    lat: float
    lon: float


def is_in_china(point: Point) -> bool:
    return 0.8293 <= point.lat <= 55.8271 and 72.004 <= point.lon <= 137.8347


def to_gcj02(point: Point) -> Point:
    """The point of WGS-84 as Amap and Tencent draw it."""
    if not is_in_china(point):
        return point
    shift = _shift(point)
    return Point(point.lat + shift.lat, point.lon + shift.lon)


def to_wgs84(point: Point) -> Point:
    """The point of Amap or Tencent as GPS knows it."""
    if not is_in_china(point):
        return point
    found = point
    for _step in range(STEPS_BACK):
        drawn = to_gcj02(found)
        found = Point(found.lat + point.lat - drawn.lat, found.lon + point.lon - drawn.lon)
    return found


def in_wgs84(lat: float, lon: float, datum: str) -> Point:
    """What was typed, in WGS-84, whichever datum it was typed in."""
    point = Point(float(lat), float(lon))
    return to_wgs84(point) if datum == "gcj02" else point


def in_gcj02(lat: float, lon: float, datum: str) -> Point:
    """What was typed, as Amap and Tencent want it."""
    point = Point(float(lat), float(lon))
    return point if datum == "gcj02" else to_gcj02(point)


def straight_km(start: Point, end: Point) -> float:
    """Great-circle distance of two points of the same datum."""
    lat1, lon1, lat2, lon2 = (math.radians(value) for value in (*start, *end))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def _waves(value: float, *parts: tuple[float, float]) -> float:
    return sum(height * math.sin(value * math.pi * pace) for height, pace in parts) * 2 / 3


def _shift(point: Point) -> Point:
    """How far GCJ-02 moves a point, in degrees."""
    x, y = point.lon - 105.0, point.lat - 35.0
    root = math.sqrt(abs(x))
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    shared = _waves(x, (20.0, 6.0), (20.0, 2.0))
    east += shared + _waves(x, (20.0, 1.0), (40.0, 1 / 3), (150.0, 1 / 12), (300.0, 1 / 30))
    north += shared + _waves(y, (20.0, 1.0), (40.0, 1 / 3), (160.0, 1 / 12), (320.0, 1 / 30))
    latitude = math.radians(point.lat)
    bulge = 1 - ECCENTRICITY_SQUARED * math.sin(latitude) ** 2
    meridian_m = SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED) / (bulge * math.sqrt(bulge))
    parallel_m = SEMI_MAJOR_M / math.sqrt(bulge) * math.cos(latitude)
    return Point(math.degrees(north / meridian_m), math.degrees(east / parallel_m))
