"""When the sun rises and sets at a place on a day, to a few minutes: enough to say "that leg is in the dark".

Source: the sunrise equation with the mean anomaly and the equation of the centre (good to about two minutes
between the polar circles). Returns UTC.
"""

import datetime as dt
import math
from typing import NamedTuple

J2000 = dt.datetime(2000, 1, 1, 12, tzinfo=dt.UTC)
SUN_AT_HORIZON = -0.833  # degrees: refraction and half the sun's disc


class Daylight(NamedTuple):
    sunrise: dt.datetime
    sunset: dt.datetime


def daylight(day: dt.date, lat: float, lon: float) -> Daylight | None:
    """Sunrise and sunset; None where the sun does neither that day."""
    noon_guess = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
    mean_noon = round((noon_guess - J2000) / dt.timedelta(days=1)) - lon / 360
    anomaly = math.radians((357.5291 + 0.98560028 * mean_noon) % 360)
    centre = 1.9148 * math.sin(anomaly) + 0.02 * math.sin(2 * anomaly) + 0.0003 * math.sin(3 * anomaly)
    longitude = math.radians((math.degrees(anomaly) + centre + 180 + 102.9372) % 360)
    noon = mean_noon + 0.0053 * math.sin(anomaly) - 0.0069 * math.sin(2 * longitude)
    declination = math.asin(math.sin(longitude) * math.sin(math.radians(23.4397)))
    latitude = math.radians(lat)
    reach = (math.sin(math.radians(SUN_AT_HORIZON)) - math.sin(latitude) * math.sin(declination)) / (
        math.cos(latitude) * math.cos(declination)
    )
    if abs(reach) > 1:
        return None
    half_day = math.degrees(math.acos(reach)) / 360
    return Daylight(J2000 + dt.timedelta(days=noon - half_day), J2000 + dt.timedelta(days=noon + half_day))
