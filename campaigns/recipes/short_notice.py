"""A recipe for a tour that starts sooner than the recipe allows for: what lies ahead of the start moves closer to it.

Rule: days before the start shrink in proportion, so that the first of them is today and their order stays; what
happens on the road and afterwards keeps its day.
"""

from typing import Any

DATED = ("tasks", "support", "supplies")


def at_short_notice(told: dict[str, Any], notice: int) -> dict[str, Any]:
    """The recipe for a start in `notice` days. Unchanged where there is time enough, or the start is past."""
    usual = max(-_days_ahead(one) for name in DATED for one in told[name])
    if not 0 <= notice < usual:
        return told

    def closer(days: int) -> int:
        return -(-days * notice // usual) if days < 0 else days

    shorter = dict(told)
    for name in DATED:
        shorter[name] = [one | {key: closer(one[key]) for key in ("day", "due") if key in one} for one in told[name]]
    shorter["deadlines"] = {
        name: [closer(value[0]), value[1]] if isinstance(value, list) else closer(value)
        for name, value in told["deadlines"].items()
    }
    return shorter


def _days_ahead(one: dict[str, Any]) -> int:
    return min(0, int(one.get("day", one.get("due", 0))))
