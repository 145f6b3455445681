"""When things happened, counted from the tour's start day, shifted so that the wanted stage is now."""

import datetime as dt
import zoneinfo
from dataclasses import dataclass

STAGES = ["draft", "approved", "inviting", "confirming", "ready", "live", "closed", "reported"]
# Days from the start day on which each stage is looked at.
LOOKED_AT = {
    "draft": -32,
    "approved": -27,
    "inviting": -15,
    "confirming": -4,
    "ready": -1,
    "live": 0,
    "closed": 2,
    "reported": 5,
}


@dataclass(frozen=True)
class Timeline:
    """`day(-4, "18:00")`: an aware moment on the campaign's own clock."""

    start_day: dt.date
    zone: zoneinfo.ZoneInfo
    now: dt.datetime

    def day(self, offset: int, clock: str = "09:00") -> dt.datetime:
        hour, minute = map(int, clock.split(":"))
        date = self.start_day + dt.timedelta(days=offset)
        return dt.datetime.combine(date, dt.time(hour, minute), tzinfo=self.zone)

    def date(self, offset: int) -> dt.date:
        return self.start_day + dt.timedelta(days=offset)

    def past(self, at: dt.datetime) -> dt.datetime:
        """`at`, or just before now where the clock has not got there yet."""
        return min(at, self.now - dt.timedelta(minutes=1))


def timeline_for(stage: str, now: dt.datetime, zone: zoneinfo.ZoneInfo) -> Timeline:
    """A live tour started today at 09:00; before 10:30 it is looked at on its second day."""
    local = now.astimezone(zone)
    start = local.date() - dt.timedelta(days=LOOKED_AT[stage])
    if stage == "live" and local.time() < dt.time(10, 30):
        start -= dt.timedelta(days=1)
    return Timeline(start, zone, now)
