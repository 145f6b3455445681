"""The campaign's own map: its stops by their coordinates, a road between them, contour lines as ground.

Rule: it is a sketch, no navigation: pure geometry, no tiles, no network, and the same campaign always
gives the same picture. Whoever shows it says so.
"""

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

KM_PER_DEGREE = 111.2
CLOSE = 0.11  # stops nearer than this part of the longer side share one mark
WIDEST_STRETCH = 1.5  # north–south may be drawn at most so much longer than east–west, or the other way
LABEL_HEIGHT = 16

RouteStop = tuple[str, str, float, float, bool]
"""name, time as words, latitude, longitude, done"""
Spot = tuple[int, int]
Label = tuple[int, int, str]


@dataclass(frozen=True)
class SketchPoint:
    x: int
    y: int
    name: str
    time: str
    is_done: bool
    label_x: int
    label_y: int
    anchor: str
    is_here: bool = False


@dataclass(frozen=True)
class SketchLeg:
    path: str
    is_done: bool


@dataclass(frozen=True)
class RouteSketch:
    width: int
    height: int
    points: list[SketchPoint] = field(default_factory=list)
    legs: list[SketchLeg] = field(default_factory=list)
    contours: str = ""

    @property
    def names(self) -> list[str]:
        return [point.name for point in self.points]


@dataclass
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "_Box") -> float:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high if wide > 0 and high > 0 else 0.0

    def outside(self, width: float, height: float) -> float:
        return (
            max(0, 8 - self.left)
            + max(0, self.right - width + 8)
            + max(0, 6 - self.top)
            + max(0, self.bottom - height + 6)
        )


def sketch(
    stops: Iterable[RouteStop], *, seed: str, width: int = 358, height: int = 220, levels: int = 5, here: str = ""
) -> RouteSketch:
    """Draw `stops` in the order they are driven; those close together become one mark, the first named."""
    dice = random.Random(seed)
    apart = _apart(list(stops))
    places = _projected(apart, width, height)
    bends = [_bend(dice, start, end) for start, end in pairwise(places)]
    legs = [SketchLeg(bend.path, stop[4]) for bend, stop in zip(bends, apart[1:], strict=True)]
    points = _labelled(apart, places, [spot for bend in bends for spot in bend.along()], (width, height), here)
    return RouteSketch(width, height, points, legs, _contours(dice, places, width, height, levels))


def _flat(stop: RouteStop, origin: RouteStop) -> tuple[float, float]:
    """Kilometres east and south of the origin."""
    east = (float(stop[3]) - float(origin[3])) * KM_PER_DEGREE * math.cos(math.radians(float(origin[2])))
    return east, (float(origin[2]) - float(stop[2])) * KM_PER_DEGREE


def _apart(stops: Sequence[RouteStop]) -> list[RouteStop]:
    if not stops:
        return []
    flat = [_flat(stop, stops[0]) for stop in stops]
    reach = max(max(axis) - min(axis) for axis in zip(*flat, strict=True)) or 1.0
    kept: list[int] = []
    for i, (x, y) in enumerate(flat):
        if all(math.hypot(x - flat[k][0], y - flat[k][1]) > reach * CLOSE for k in kept):
            kept.append(i)
    return [stops[i] for i in kept]


def _projected(stops: Sequence[RouteStop], width: int, height: int) -> list[Spot]:
    """Pixels, in the middle of the sheet with room for words at the edges."""
    if not stops:
        return []
    flat = [_flat(stop, stops[0]) for stop in stops]
    xs, ys = [x for x, _ in flat], [y for _, y in flat]
    margin_x, margin_y = width * 0.14, height * 0.17
    free_x, free_y = width - 2 * margin_x, height - 2 * margin_y
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    scale_x, scale_y = free_x / (across or 1e-9), free_y / (down or 1e-9)
    least = min(scale_x, scale_y)
    scale_x, scale_y = min(scale_x, least * WIDEST_STRETCH), min(scale_y, least * WIDEST_STRETCH)
    left = margin_x + (free_x - across * scale_x) / 2
    top = margin_y + (free_y - down * scale_y) / 2
    return [(round(left + (x - min(xs)) * scale_x), round(top + (y - min(ys)) * scale_y)) for x, y in flat]


@dataclass(frozen=True)
class _Bend:
    """Two cubic curves that meet smoothly: start, two handles, middle, two handles, end."""

    knots: tuple[Spot, ...]

    @property
    def path(self) -> str:
        (x, y), one, two, middle, _, five, end = self.knots
        first = " ".join(f"{u} {v}" for u, v in (one, two, middle))
        return f"M{x} {y}C{first}S{five[0]} {five[1]} {end[0]} {end[1]}"

    def along(self) -> list[Spot]:
        """Some spots on the road, so that words can keep off it."""
        return [_on_curve(curve, t / 6) for curve in (self.knots[:4], self.knots[3:]) for t in range(1, 7)]


def _on_curve(curve: Sequence[Spot], t: float) -> Spot:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x, y = (sum(w * spot[i] for w, spot in zip(weights, curve, strict=True)) for i in (0, 1))
    return round(x), round(y)


def _bend(dice: random.Random, start: Spot, end: Spot) -> _Bend:
    """A road is never straight: two soft bends, each a little off the line."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = x2 - x1, y2 - y1
    side = dice.choice((-1, 1)) * dice.uniform(0.1, 0.2)

    def off(along: float, across: float) -> Spot:
        return round(x1 + dx * along - dy * across), round(y1 + dy * along + dx * across)

    at = dice.uniform(0.42, 0.58)
    before, middle = off(at - 0.16, -side * 0.4), off(at, side * 0.3)
    mirrored = (2 * middle[0] - before[0], 2 * middle[1] - before[1])
    return _Bend((start, off(0.22, side), before, middle, mirrored, off(0.8, -side * 0.9), end))


def _word_width(text: str, size: float) -> float:
    return sum(size if ord(letter) > 0x2E7F else size * 0.58 for letter in text)


def _labelled(
    stops: Sequence[RouteStop], places: Sequence[Spot], road: Sequence[Spot], size: tuple[int, int], here: str
) -> list[SketchPoint]:
    """Put each name where it covers least: right, left, below or above its mark."""
    taken = [_around(spot, 9) for spot in places] + [_around(spot, 5) for spot in road]
    points = []
    for (name, time, _lat, _lon, done), (x, y) in zip(stops, places, strict=True):
        wide = _word_width(name, 13) + (_word_width(time, 11.5) + 6 if time else 0)
        boxes = {label: _label_box(label, wide) for label in _label_spots(x, y)}
        costs = {
            label: sum(box.overlap(other) for other in taken) + 60 * box.outside(*size) for label, box in boxes.items()
        }
        best = min(costs, key=costs.__getitem__)
        taken.append(boxes[best])
        points.append(SketchPoint(x, y, name, time, done, *best, bool(here) and name == here))
    return points


def _around(spot: Spot, reach: int) -> _Box:
    return _Box(spot[0] - reach, spot[1] - reach, spot[0] + reach, spot[1] + reach)


def _label_spots(x: int, y: int) -> list[Label]:
    beside: list[Label] = [(x + 13, y - 3, "start"), (x - 13, y - 3, "end"), (x + 13, y + 11, "start")]
    return [
        *beside,
        (x - 13, y + 11, "end"),
        (x, y + 24, "end"),
        (x, y + 24, "start"),
        (x, y - 14, "start"),
        (x, y - 14, "end"),
    ]


def _label_box(label: Label, wide: float) -> _Box:
    x, y, anchor = label
    left = x if anchor == "start" else x - wide
    return _Box(left, y - 13, left + wide, y - 13 + LABEL_HEIGHT)


def _contours(dice: random.Random, places: Sequence[Spot], width: int, height: int, levels: int) -> str:
    """Rings around two hills: one where the road ends, one in the corner farthest from every stop."""
    if levels < 1:
        return ""
    end = places[-1] if places else (width // 3, height // 3)
    corners = [(width * 0.9, height * 0.08), (width * 0.1, height * 0.95), (width * 0.72, height), (width * 0.06, 0)]
    lonely = max(corners, key=lambda c: min((math.dist(c, p) for p in places), default=0))
    hills = [(end[0] + dice.randint(-10, 26), end[1] + dice.randint(-8, 24), levels, 26), (*lonely, levels - 2, 24)]
    rings = []
    for x, y, count, step in hills:
        shape = [dice.uniform(0.78, 1.25) for _ in range(7)]
        for level in range(1, max(1, count) + 1):
            drift = [radius * dice.uniform(0.95, 1.06) for radius in shape]
            rings.append(_ring(x + level * 2, y + level, level * step * (1 + level * 0.06), drift))
    return "".join(rings)


def _ring(x: float, y: float, radius: float, shape: Sequence[float]) -> str:
    """A closed soft line through the middles of a polygon's sides."""
    count = len(shape)
    corners = [
        (x + math.cos(math.tau * i / count) * radius * r * 1.25, y + math.sin(math.tau * i / count) * radius * r)
        for i, r in enumerate(shape)
    ]
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
    path = f"M{middles[-1][0]:.0f} {middles[-1][1]:.0f}"
    for corner, middle in zip(corners, middles, strict=True):
        path += f"Q{corner[0]:.0f} {corner[1]:.0f} {middle[0]:.0f} {middle[1]:.0f}"
    return path + "z"
