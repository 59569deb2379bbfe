"""Options on two scales, the size of each a third: far or near, simple or complex, how much."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, pi, sin
from typing import Any

from feidi.report.charts.fitting import fitted, width_of
from feidi.report.charts.theme import INK, SMALL, TONES, WIDE

HEIGHT, NARROW_HEIGHT = 440, 340
LEFT, RIGHT, TOP, BOTTOM = 60, 12, 16, 52
SMALLEST, LARGEST, ROOM_FOR_NUMBER = 5.0, 16.0, 8.5
NAME, LINE_HEIGHT, MARGIN = 190, 17.0, 0.1
SPREAD, GOLDEN = 30.0, pi * (3 - 5**0.5)


@dataclass(frozen=True)
class Bubble:
    """One option. number: its place in the list beside the chart; 0 where it is in none."""

    name: str
    x: float
    y: float
    size: float
    number: int = 0
    tone: str = "main"


@dataclass(frozen=True)
class Scales:
    """What the two directions mean, and the words at their good ends."""

    x: str
    y: str


Box = tuple[float, float, float, float]


def bubbles(
    options: Sequence[Bubble], scales: Scales, described: str, width: int = WIDE
) -> dict[str, Any]:
    """Return the chart of some options; the numbered ones carry number and, where wide, name."""
    wide = width >= WIDE
    inner, height = width - LEFT - RIGHT, HEIGHT if wide else NARROW_HEIGHT
    options = _side_by_side(options, inner, height)
    placed = _placed(options, inner, height)
    largest_first = sorted(placed, key=lambda each: (-each["r"], each["name"]))
    marks = [_circles(), _numbers(), *([_names()] if wide else [])]
    named = _named(largest_first, inner, height) if wide else largest_first
    return {
        "description": described,
        "width": inner,
        "height": height,
        "padding": {"left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM},
        "data": {"values": named},
        "encoding": {
            "x": _scale("x", scales.x, _domain([o.x for o in options]), grid=True),
            "y": _scale("y", scales.y, _domain([o.y for o in options]), grid=True),
        },
        "layer": marks,
    }


def _domain(values: list[float]) -> list[float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    margin = (high - low) * MARGIN or 0.5
    return [low - margin, high + margin]


def _scale(field: str, title: str, domain: list[float], *, grid: bool) -> dict[str, Any]:
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": domain, "nice": False, "zero": False},
        "axis": {"title": title, "tickCount": 5, "grid": grid, "ticks": False, "titlePadding": 10},
    }


def _placed(options: Sequence[Bubble], inner: float, height: float) -> list[dict[str, Any]]:
    (left, right), (low, high) = _domain([o.x for o in options]), _domain([o.y for o in options])
    most = max((abs(o.size) for o in options), default=1.0) or 1.0
    return [
        {
            "name": o.name,
            "x": o.x,
            "y": o.y,
            "number": str(o.number) if o.number else "",
            "tone": TONES[o.tone],
            "r": max(_radius(o.size / most), ROOM_FOR_NUMBER if o.number else 0.0),
            "px": (o.x - left) / (right - left) * inner,
            "py": (high - o.y) / (high - low) * height,
        }
        for o in options
    ]


def _radius(part: float) -> float:
    return SMALLEST + (LARGEST - SMALLEST) * float(max(part, 0.0) ** 0.5)


def _side_by_side(options: Sequence[Bubble], inner: float, height: float) -> list[Bubble]:
    (left, right), (low, high) = _domain([o.x for o in options]), _domain([o.y for o in options])
    apart = _apart(options, (right - left) / inner, (high - low) / height)
    moved = zip(options, apart, strict=True)
    return [replace(o, x=o.x + dx, y=o.y + dy) for o, (dx, dy) in moved]


def _apart(options: Sequence[Bubble], across: float, down: float) -> list[tuple[float, float]]:
    """Return how far to move each bubble so that those of one place lie side by side.

    across, down: what a pixel is worth on the two scales. The first of a place stays, the
    others go round it in a spiral.
    """
    seen: dict[tuple[float, float], int] = {}
    moves = []
    for option in options:
        spot = round(option.x, 9), round(option.y, 9)
        turn = seen[spot] = seen.get(spot, -1) + 1
        far = SPREAD * turn**0.5
        moves.append((far * cos(GOLDEN * turn) * across, far * sin(GOLDEN * turn) * down))
    return moves


def _named(placed: list[dict[str, Any]], inner: float, height: float) -> list[dict[str, Any]]:
    """Write a name beside each numbered bubble where it covers no other name or bubble."""
    taken = [(p["px"] - p["r"], p["py"] - p["r"], p["px"] + p["r"], p["py"] + p["r"])
             for p in placed if p["number"]]  # fmt: skip
    named = []
    order = sorted(placed, key=lambda p: int(p["number"] or 999))
    for each in order:
        label = fitted(each["name"], NAME) if each["number"] else ""
        spot = _spot(each, width_of(label, SMALL), (inner, height), taken) if label else None
        if spot:
            taken.append(spot)
        left, top = (spot[0], (spot[1] + spot[3]) / 2) if spot else (0.0, 0.0)
        named.append({**each, "label": label if spot else "", "left": left, "middle": top})
    return sorted(named, key=lambda p: (-p["r"], p["name"]))


def _spot(
    each: dict[str, Any], width: float, frame: tuple[float, float], taken: list[Box]
) -> Box | None:
    x, y, r, half = each["px"], each["py"], each["r"] + 4, LINE_HEIGHT / 2
    spots = (
        (x + r, y - half),
        (x - r - width, y - half),
        (x - width / 2, y - r - LINE_HEIGHT),
        (x - width / 2, y + r),
    )
    for left, top in spots:
        box = (left, top, left + width, top + LINE_HEIGHT)
        inside = left >= 0 and top >= 0 and box[2] <= frame[0] and box[3] <= frame[1]
        if inside and not any(_cover(box, other) for other in taken):
            return box
    return None


def _cover(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _circles() -> dict[str, Any]:
    return {
        "transform": [{"calculate": "4 * datum.r * datum.r", "as": "area"}],
        "mark": {"type": "point", "filled": True, "stroke": "#fff", "strokeWidth": 1.2},
        "encoding": {
            "size": {"field": "area", "type": "quantitative", "scale": None},
            "color": {"field": "tone", "type": "nominal", "scale": None},
            "opacity": {"condition": {"test": "datum.number != ''", "value": 0.88}, "value": 0.3},
        },
    }


def _numbers() -> dict[str, Any]:
    text = {"type": "text", "color": "#fff", "fontWeight": 600, "fontSize": 11}
    return {"mark": text, "encoding": {"text": {"field": "number"}}}


def _names() -> dict[str, Any]:
    text = {"type": "text", "align": "left", "baseline": "middle", "fontSize": SMALL, "color": INK}
    # the names stand where there is room, in pixels of the frame
    place = {"x": {"value": {"expr": "datum.left"}}, "y": {"value": {"expr": "datum.middle"}}}
    return {"mark": text, "encoding": {**place, "text": {"field": "label"}}}
