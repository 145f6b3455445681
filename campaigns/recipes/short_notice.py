"""A plan for a tour that starts sooner than the plan allows for: what lies ahead of the start moves closer to it.

Rule: the last days before the start are as the plan has them, for stickers are not printed on the morning of the
departure; what comes earlier shrinks in proportion, so that the first of it is today and the order stays. What happens
on the road and afterwards keeps its day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

DATED = ("tasks", "support", "supplies")
LAST_DAYS = 3


@dataclass(frozen=True)
class ShortNotice:
    """`notice` days to the start for what usually begins `usual` days ahead; days from the start are negative."""

    notice: int
    usual: int

    def day(self, days: int) -> int:
        return self._closer(days, min(LAST_DAYS, self.notice))

    def deadline(self, days: int) -> int:
        """A deadline has an hour, which today may have passed: it falls on a day after today where there is one."""
        return self._closer(days, max(0, min(LAST_DAYS, self.notice - 1)))

    def _closer(self, days: int, kept: int) -> int:
        if days >= -kept:
            return days
        return -kept - (-days - kept) * (self.notice - kept) // (self.usual - kept)


def short_notice(notice: int, days: Iterable[int]) -> ShortNotice | None:
    """For a start in `notice` days; None where there is time enough for all these `days`, or the start is past."""
    usual = max((-day for day in days), default=0)
    return ShortNotice(notice, usual) if 0 <= notice < usual else None


def at_short_notice(told: dict[str, Any], notice: int) -> dict[str, Any]:
    """The recipe for a start in `notice` days."""
    nearer = short_notice(notice, (one.get("day", one.get("due", 0)) for name in DATED for one in told[name]))
    if nearer is None:
        return told
    shorter = dict(told)
    for name in DATED:
        shorter[name] = [
            one | {key: nearer.day(one[key]) for key in ("day", "due") if key in one} for one in told[name]
        ]
    shorter["deadlines"] = {
        name: [nearer.deadline(value[0]), value[1]] if isinstance(value, list) else nearer.deadline(value)
        for name, value in told["deadlines"].items()
    }
    return shorter
