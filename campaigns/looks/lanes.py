"""The lanes gauge: places as a road of two lanes, cars above, people below.

Rule: cars never without people; every bar has its figure beside it and its sentence in the title.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

WIDTH = 100.0


@dataclass(frozen=True)
class Lane:
    """One lane. `taken` is confirmed, or simply taken where nobody tells the two apart."""

    limit: int
    taken: int
    held: int = 0
    offered: int = 0
    target: int | None = None

    @property
    def all_taken(self) -> int:
        return self.taken + self.held + self.offered

    @property
    def excess(self) -> int:
        return max(0, self.all_taken - self.limit)

    @property
    def free(self) -> int:
        return max(0, self.limit - self.all_taken)


@dataclass(frozen=True)
class Segment:
    kind: str
    x: str
    width: str


def _scale(lane: Lane) -> float:
    return WIDTH / max(lane.limit, lane.all_taken, lane.target or 0, 1)


def segments(lane: Lane) -> list[Segment]:
    """Bars from left to right; what lies beyond the limit is drawn as excess, whatever it is."""
    unit, at, drawn = _scale(lane), 0, []
    for kind, count in (("taken", lane.taken), ("held", lane.held), ("offered", lane.offered)):
        inside = max(0, min(at + count, lane.limit) - at)
        if inside:
            drawn.append(Segment(kind, f"{at * unit:.1f}", f"{inside * unit:.1f}"))
        at += count
    if lane.excess:
        drawn.append(Segment("excess", f"{lane.limit * unit:.1f}", f"{lane.excess * unit:.1f}"))
    return drawn


def tick(lane: Lane) -> str:
    """Where the tick stands: the target, else the limit when it is passed, else nowhere."""
    value = lane.target or (lane.limit if lane.excess else 0)
    return f"{value * _scale(lane):.1f}" if value else ""


def sentence(lane: Lane, *, people: bool) -> str:
    """What the title says, such as “41 of 50 cars confirmed, 9 to be confirmed”."""
    figures = {"taken": lane.taken, "limit": lane.limit, "held": lane.held, "offered": lane.offered}
    parts = [(_("people: %(taken)s of %(limit)s") if people else _("cars: %(taken)s of %(limit)s")) % figures]
    if lane.held:
        parts.append(_("%(held)s to be confirmed") % figures)
    if lane.offered:
        parts.append(_("%(offered)s offered") % figures)
    if lane.excess:
        parts.append(_("%(excess)s over the limit") % {"excess": lane.excess})
    if lane.target:
        parts.append(_("%(target)s expected") % {"target": lane.target})
    return _(", ").join(parts)
