"""A recipe for a tour that starts sooner than the recipe allows for: what lies ahead of the start moves closer to it.

Rule: the last days before the start are as the recipe has them, for stickers are not printed on the morning of the
departure; what comes earlier shrinks in proportion, so that the first of it is today and the order stays. What happens
on the road and afterwards keeps its day.
"""

from typing import Any

DATED = ("tasks", "support", "supplies")
LAST_DAYS = 3


def at_short_notice(told: dict[str, Any], notice: int) -> dict[str, Any]:
    """The recipe for a start in `notice` days. Unchanged where there is time enough, or the start is past."""
    usual = max(-_days_ahead(one) for name in DATED for one in told[name])
    if not 0 <= notice < usual:
        return told

    def closer(days: int, kept: int = min(LAST_DAYS, notice)) -> int:
        if days >= -kept:
            return days
        return -kept - (-days - kept) * (notice - kept) // (usual - kept)

    def still_to_come(days: int) -> int:
        """A deadline has an hour, which today may have passed: it falls on a day after today where there is one."""
        return closer(days, max(0, min(LAST_DAYS, notice - 1)))

    shorter = dict(told)
    for name in DATED:
        shorter[name] = [one | {key: closer(one[key]) for key in ("day", "due") if key in one} for one in told[name]]
    shorter["deadlines"] = {
        name: [still_to_come(value[0]), value[1]] if isinstance(value, list) else still_to_come(value)
        for name, value in told["deadlines"].items()
    }
    return shorter


def _days_ahead(one: dict[str, Any]) -> int:
    return min(0, int(one.get("day", one.get("due", 0))))
