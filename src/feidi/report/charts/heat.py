"""A table whose shares are told by shade as well as by number."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from feidi.report.charts.fitting import fitted, room_for
from feidi.report.charts.theme import INK, SCALE, SMALL, SOFT, WIDE

STEP, MOST_NAME, NARROW_NAME, GAP, HEAD, FOOT, EDGE = 30, 250, 118, 12, 44, 8, 4
PERCENT, LEAST_SAID = 100, 0.5


class Line(NamedTuple):
    """One row: its name and a share between 0 and 1 for every column."""

    name: str
    shares: Sequence[float]


def heat(
    lines: Sequence[Line], columns: Sequence[str], title: str, described: str, width: int = WIDE
) -> dict[str, Any]:
    """Return the table of some shares; what is under half a percent has a shade but no number."""
    most = MOST_NAME if width >= WIDE else NARROW_NAME
    left = room_for([line.name for line in lines], most) + GAP + EDGE
    inner = width - left - 1
    cell, height = inner / max(len(columns), 1), STEP * len(lines)
    values = [
        {
            "x": number * cell,
            "x2": (number + 1) * cell - 2,
            "y": row * STEP,
            "y2": (row + 1) * STEP - 2,
            "middle": (number + 0.5) * cell - 1,
            "centre": (row + 0.5) * STEP - 1,
            "share": share,
            "said": f"{share * PERCENT:.0f}" if share * PERCENT >= LEAST_SAID else "",
        }
        for row, line in enumerate(lines)
        for number, share in enumerate(line.shares)
    ]
    names = [
        {"name": fitted(line.name, most), "y": (row + 0.5) * STEP - 1}
        for row, line in enumerate(lines)
    ]
    heads = [{"head": head, "x": (n + 0.5) * cell - 1} for n, head in enumerate(columns)]
    return {
        "description": described,
        "width": inner,
        "height": height,
        "padding": {"left": left, "right": 1, "top": HEAD, "bottom": FOOT},
        "encoding": {"x": _pixels("x", inner), "y": _pixels("y", height)},
        "layer": [_cells(values), _shares(values), _names(names), _heads(heads), _title(title)],
    }


def _pixels(field: str, most: float) -> dict[str, Any]:
    domain = [0, most] if field == "x" else [most, 0]
    scale = {"domain": domain, "nice": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def _cells(values: list[dict[str, Any]]) -> dict[str, Any]:
    shade = {"scale": {"domain": [0, 1], "range": list(SCALE), "interpolate": "lab"}}
    return {
        "data": {"values": values},
        "mark": {"type": "rect"},
        "encoding": {
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
            "color": {"field": "share", "type": "quantitative", "legend": None, **shade},
        },
    }


def _shares(values: list[dict[str, Any]]) -> dict[str, Any]:
    dark = {"condition": {"test": "datum.share > 0.45", "value": "#fff"}, "value": INK}
    return {
        "data": {"values": values},
        "mark": {"type": "text", "fontSize": SMALL},
        "encoding": {
            "x": {"field": "middle", "type": "quantitative"},
            "y": {"field": "centre", "type": "quantitative"},
            "text": {"field": "said"},
            "color": dark,
        },
    }


def _names(names: list[dict[str, Any]]) -> dict[str, Any]:
    text = {"type": "text", "align": "right", "baseline": "middle"}
    place = {"x": {"value": -GAP}, "text": {"field": "name"}}
    return {"data": {"values": names}, "mark": text, "encoding": place}


def _heads(heads: list[dict[str, Any]]) -> dict[str, Any]:
    text = {"type": "text", "fontSize": SMALL, "color": SOFT}
    place = {"y": {"value": -10}, "text": {"field": "head"}}
    return {"data": {"values": heads}, "mark": text, "encoding": place}


def _title(title: str) -> dict[str, Any]:
    text = {"type": "text", "align": "left", "fontSize": SMALL, "color": SOFT}
    place = {"x": {"value": 0}, "y": {"value": -30}, "text": {"value": title}}
    return {"data": {"values": [{}]}, "mark": text, "encoding": place}
