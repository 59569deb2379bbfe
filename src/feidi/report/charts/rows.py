"""Bars below one another, each with its name: the frame of most charts of the house."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from feidi.report.charts.fitting import fitted, room_for, width_of
from feidi.report.charts.theme import INK, SMALL, SOFT, TONES, WIDE

STEP, TALL_STEP, BAR = 30, 50, 14
MOST_NAME, GAP, FOOT, HEAD, EDGE, TICK_ROOM = 290, 12, 46, 8, 4, 60


@dataclass(frozen=True)
class Bar:
    """One bar. said: the words at its end. low, high: the interval around its end, if any."""

    name: str
    start: float
    end: float
    said: str
    tone: str = "main"
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Axis:
    """What the bars are measured in. mark: a value to compare with, drawn as a dashed line."""

    title: str
    mark: float | None = None
    format: str = ",~r"
    ticks: int = 5


def rows(bars: Sequence[Bar], axis: Axis, described: str, width: int = WIDE) -> dict[str, Any]:
    """Return the chart of some bars: names to their left, or above them where it is narrow."""
    beside = width >= WIDE
    step = STEP if beside else TALL_STEP
    left = room_for([bar.name for bar in bars], MOST_NAME) + GAP + EDGE if beside else EDGE
    domain = _domain(bars, axis)
    inner = _inner(bars, domain, width - left - EDGE)
    right = width - left - inner
    height = step * len(bars)
    scale = {"domain": domain, "nice": False, "zero": False, "clamp": True}
    values = [_value(bar, n, MOST_NAME if beside else width, step) for n, bar in enumerate(bars)]
    across = {"field": "start", "type": "quantitative", "scale": scale, "axis": _axis(axis, inner)}
    return {
        "description": described,
        "width": inner,
        "height": height,
        "padding": {"left": left, "right": right, "top": HEAD, "bottom": FOOT},
        "data": {"values": values},
        "encoding": {
            "y": {
                "field": "at",
                "type": "quantitative",
                "scale": {"domain": [height, 0], "nice": False},
                "axis": None,
            }
        },
        "layer": [*_compared(axis, across), *_marks(across), *_texts(across, beside)],
    }


def _inner(bars: Sequence[Bar], domain: list[float], room: float) -> float:
    """Return how wide the scale can be so that every bar's words still fit behind its end."""
    low, high = domain
    widest = room
    for bar in bars:
        part = (_last(bar) - low) / (high - low)
        needed = width_of(bar.said, SMALL) + GAP
        if part > 0:
            widest = min(widest, (room - needed) / part)
    return max(widest, room / 3)


def _last(bar: Bar) -> float:
    return max(bar.end, bar.start, *([] if bar.high is None else [bar.high]))


def _domain(bars: Sequence[Bar], axis: Axis) -> list[float]:
    ends = [v for b in bars for v in (b.start, b.end, b.low, b.high) if v is not None]
    ends += [] if axis.mark is None else [axis.mark]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    return [low, high if high > low else low + 1]


def _value(bar: Bar, number: int, room: float, step: int) -> dict[str, Any]:
    # the bar stands low in its row where its name is written above it
    at = number * step + (step - BAR / 2 - 6 if step == TALL_STEP else step / 2)
    return {
        "name": fitted(bar.name, room),
        "said": bar.said,
        "start": bar.start,
        "end": bar.end,
        "tone": TONES[bar.tone],
        "low": bar.low,
        "high": bar.high,
        "last": _last(bar),
        "at": at,
        "above": at - 17,
    }


def _axis(axis: Axis, inner: float) -> dict[str, Any]:
    return {
        "title": axis.title,
        "format": axis.format,
        "tickCount": max(2, min(axis.ticks, int(inner / TICK_ROOM))),
        "titleAnchor": "start",
        "titlePadding": 8,
        "domain": False,
        "ticks": False,
    }


def _marks(across: dict[str, Any]) -> list[dict[str, Any]]:
    colour = {"field": "tone", "type": "nominal", "scale": None}
    known = [{"filter": "datum.low != null && datum.high != null"}]
    end = {"x2": {"field": "end"}}
    between = {"x": {**across, "field": "low"}, "x2": {"field": "high"}}
    ticks = [
        {
            "transform": known,
            "mark": {
                "type": "tick",
                "color": INK,
                "thickness": 1.5,
                "size": 8,
                "orient": "vertical",
            },
            "encoding": {"x": {**across, "field": field}},
        }
        for field in ("low", "high")
    ]
    return [
        {
            "mark": {"type": "bar", "height": BAR, "orient": "horizontal", "opacity": 0.82},
            "encoding": {"x": across, **end, "color": colour},
        },
        {
            "transform": known,
            "mark": {"type": "rule", "color": INK, "strokeWidth": 1.5},
            "encoding": between,
        },
        *ticks,
    ]


def _compared(axis: Axis, across: dict[str, Any]) -> list[dict[str, Any]]:
    if axis.mark is None:
        return []
    mark = {"type": "rule", "color": SOFT, "strokeDash": [4, 3], "strokeWidth": 1.2}
    at = {"x": {**across, "field": "mark"}, "y": None}
    return [{"data": {"values": [{"mark": axis.mark}]}, "mark": mark, "encoding": at}]


def _texts(across: dict[str, Any], beside: bool) -> list[dict[str, Any]]:
    name = {"type": "text", "align": "right" if beside else "left", "baseline": "middle"}
    place: dict[str, Any] = {"value": -GAP} if beside else {"value": 0}
    y = {"y": {"field": "at" if beside else "above", "type": "quantitative"}}
    said = {
        "type": "text",
        "align": "left",
        "baseline": "middle",
        "dx": 6,
        "fontSize": SMALL,
        "color": SOFT,
    }
    halo = {**said, "stroke": "#fff", "strokeWidth": 5, "strokeOpacity": 0.95}
    last = {"x": {**across, "field": "last"}, "text": {"field": "said"}}
    named = {"x": place, **y, "text": {"field": "name"}}
    return [
        {"mark": {**name, "stroke": "#fff", "strokeWidth": 4}, "encoding": named},
        {"mark": name, "encoding": named},
        {"mark": halo, "encoding": last},
        {"mark": said, "encoding": last},
    ]
