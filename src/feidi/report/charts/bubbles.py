"""Options on two scales, the size of each a third: far or near, simple or complex, how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from feidi.report.charts.fitting import fitted, width_of
from feidi.report.charts.theme import INK, SMALL, TONES, WIDE

HEIGHT, NARROW_HEIGHT = 440, 340
LEFT, RIGHT, TOP, BOTTOM = 60, 12, 16, 52
SMALLEST, LARGEST, ROOM_FOR_NUMBER = 5.0, 16.0, 8.5
NAME, LINE_HEIGHT, MARGIN = 190, 17.0, 0.1
# options without a number come after all that have one
LAST = 1_000_000


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


@dataclass(frozen=True)
class _Point:
    """One position with all that lie there: the first one's name, how many others, everyone."""

    name: str
    others: str
    everyone: str
    x: float
    y: float
    size: float
    numbers: tuple[int, ...]
    tone: str


Box = tuple[float, float, float, float]


def bubbles(
    options: Sequence[Bubble], scales: Scales, described: str, width: int = WIDE
) -> dict[str, Any]:
    """Return the chart of some options, one point a position, each at its true place.

    A point carries the numbers of all options that share it and, where wide, the name of the
    first with how many others lie there; its description names them all.
    """
    wide = width >= WIDE
    inner, height = width - LEFT - RIGHT, HEIGHT if wide else NARROW_HEIGHT
    named = _named(_placed(_shared(options), inner, height), inner, height, wide=wide)
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
        "layer": [_circles(), _numbers(), _names()],
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


def _placed(options: Sequence[_Point], inner: float, height: float) -> list[dict[str, Any]]:
    (left, right), (low, high) = _domain([o.x for o in options]), _domain([o.y for o in options])
    most = max((abs(o.size) for o in options), default=1.0) or 1.0
    placed = []
    for o in options:
        numbers = _in_runs(o.numbers)
        r = max(_radius(o.size / most), ROOM_FOR_NUMBER if numbers else 0.0)
        held = width_of(numbers, SMALL) <= 2 * r
        placed.append(
            {
                "name": o.name,
                "others": o.others,
                "everyone": f"{numbers} {o.everyone}".strip(),
                "x": o.x,
                "y": o.y,
                "first": o.numbers[0] if o.numbers else LAST,
                "numbers": numbers,
                "number": numbers if held else "",
                "tone": TONES[o.tone],
                "r": r,
                "px": (o.x - left) / (right - left) * inner,
                "py": (high - o.y) / (high - low) * height,
            }
        )
    return placed


def _radius(part: float) -> float:
    return SMALLEST + (LARGEST - SMALLEST) * float(max(part, 0.0) ** 0.5)


def _shared(options: Sequence[Bubble]) -> list[_Point]:
    """Return one point a position: those of one place are told by their numbers, never moved."""
    at: dict[tuple[float, float], list[Bubble]] = {}
    for option in options:
        at.setdefault((round(option.x, 9), round(option.y, 9)), []).append(option)
    points = []
    for each in at.values():
        first, *_ = ranked = sorted(each, key=lambda o: (o.number == 0, o.number))
        others = f" +{len(each) - 1}" if len(each) > 1 else ""
        points.append(
            _Point(
                first.name,
                others,
                " · ".join(o.name for o in ranked),
                first.x,
                first.y,
                max(o.size for o in each),
                tuple(o.number for o in ranked if o.number),
                next((o.tone for o in ranked if o.tone != "main"), "main"),
            )
        )
    return points


def _in_runs(numbers: Sequence[int]) -> str:
    """Return rising numbers with runs of three and more drawn together.

    >>> _in_runs([1, 2, 3, 5, 6])
    '1–3, 5, 6'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )


def _named(
    placed: list[dict[str, Any]], inner: float, height: float, *, wide: bool
) -> list[dict[str, Any]]:
    """Write beside each numbered bubble what it cannot hold: its numbers, and where wide a name.

    Names give way to one another; numbers are written even over something else.
    """
    taken = [(p["px"] - p["r"], p["py"] - p["r"], p["px"] + p["r"], p["py"] + p["r"])
             for p in placed if p["numbers"]]  # fmt: skip
    named = []
    for each in sorted(placed, key=lambda p: p["first"]):
        outside = "" if each["number"] else each["numbers"]
        texts = (_label(each, outside) if wide else "", outside)
        spots = ((text, _spot(each, (inner, height), taken, text)) for text in texts)
        label, spot = next((found for found in spots if found[1]), ("", None))
        if outside and not spot:
            label, left = outside, each["px"] - width_of(outside, SMALL) / 2
            spot = (left, each["py"] + each["r"], left, each["py"] + each["r"] + LINE_HEIGHT)
        if spot:
            taken.append(spot)
        left, middle = (spot[0], (spot[1] + spot[3]) / 2) if spot else (0.0, 0.0)
        named.append({**each, "label": label, "left": left, "middle": middle})
    return sorted(named, key=lambda p: (-p["r"], p["name"]))


def _label(each: dict[str, Any], outside: str) -> str:
    if not each["numbers"]:
        return ""
    before = f"{outside} " if outside else ""
    room = NAME - width_of(before + each["others"], SMALL)
    return f"{before}{fitted(each['name'], room)}{each['others']}"


def _spot(
    each: dict[str, Any], frame: tuple[float, float], taken: list[Box], text: str
) -> Box | None:
    if not text:
        return None
    width = width_of(text, SMALL)
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
            "description": {"field": "everyone"},
            "opacity": {"condition": {"test": "datum.numbers != ''", "value": 0.88}, "value": 0.3},
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
