"""A chain from its beginning to its end: a column a stage, an arrow from each supplier."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot
from typing import Any

from feidi.report.charts.fitting import fitted
from feidi.report.charts.network import Link, Node, canvas
from feidi.report.charts.theme import INK, SMALL, TONES, WIDE

TOP, ROW, RADIUS, GAP, ASIDE = 34.0, 62.0, 8.0, 4.0, 0.14
LINE = "#8a96a3"


@dataclass(frozen=True)
class Stage:
    """One column: what it is called, and the places of its nodes in the list of all."""

    name: str
    nodes: tuple[int, ...]


Spot = tuple[float, float]


def staged(
    nodes: Sequence[Node],
    links: Sequence[Link],
    stages: Sequence[Stage],
    described: str,
    width: int = WIDE,
) -> dict[str, Any]:
    """Return the chain with its stages from left to right; arrows run from supplier to user."""
    height = TOP + ROW * max((len(stage.nodes) for stage in stages), default=1)
    at = placed(stages, width)
    room = width / max(len(stages), 1)
    heads = [
        {"x": room * (n + 1 / 2), "y": TOP / 2, "text": stage.name}
        for n, stage in enumerate(stages)
    ]
    named = [
        {"x": at[n][0], "y": at[n][1], "under": at[n][1] + RADIUS + SMALL,
         "text": fitted(node.name, room * (1 - ASIDE)), "tone": TONES[node.tone]}
        for n, node in enumerate(nodes)
    ]  # fmt: skip
    layers = [*_arrows(links, at), *_nodes(named), _text(heads, {"fontWeight": 600})]
    return canvas(described, (width, height), layers)


def placed(stages: Sequence[Stage], width: float) -> dict[int, Spot]:
    """Return where each node lies: its column by its stage, every second a little aside.

    >>> placed([Stage("a", (0,)), Stage("b", (1,))], 400)
    {0: (86.0, 65.0), 1: (286.0, 65.0)}
    """
    room = width / max(len(stages), 1)
    found = {}
    for column, stage in enumerate(stages):
        for row, node in enumerate(stage.nodes):
            aside = ASIDE if row % 2 else -ASIDE
            across = room * (column + 1 / 2 + aside / 2)
            found[node] = (round(across, 1), TOP + ROW * (row + 1 / 2))
    return found


def _arrows(links: Sequence[Link], at: dict[int, Spot]) -> list[dict[str, Any]]:
    most = max((link.weight for link in links), default=1.0) or 1.0
    lines = []
    for link in links:
        (x, y), (to_x, to_y) = at[link.one], at[link.other]
        length = hypot(to_x - x, to_y - y) or 1.0
        over, down = (to_x - x) / length, (to_y - y) / length
        short = RADIUS + GAP
        lines.append(
            {
                "x": round(x + over * short, 1),
                "y": round(y + down * short, 1),
                "x2": round(to_x - over * short, 1),
                "y2": round(to_y - down * short, 1),
                "thick": round(0.8 + 2.2 * link.weight / most, 2),
                "angle": round(degrees(atan2(over, -down)), 1),
            }
        )
    thick = {"field": "thick", "type": "quantitative", "scale": None}
    angle = {"field": "angle", "type": "quantitative", "scale": None}
    head = {"type": "point", "shape": "triangle", "filled": True, "color": LINE, "size": 70}
    return [
        {
            "data": {"values": lines},
            "mark": {"type": "rule", "color": LINE, "opacity": 0.6},
            "encoding": {"x2": {"field": "x2"}, "y2": {"field": "y2"}, "strokeWidth": thick},
        },
        {
            "data": {"values": [{**line, "x": line["x2"], "y": line["y2"]} for line in lines]},
            "mark": {**head, "opacity": 0.9},
            "encoding": {"angle": angle},
        },
    ]


def _nodes(named: list[dict[str, Any]]) -> list[dict[str, Any]]:
    colour = {"field": "tone", "type": "nominal", "scale": None}
    dot = {"type": "point", "filled": True, "stroke": "#fff", "opacity": 0.95}
    under = [{**each, "y": each["under"]} for each in named]
    return [
        {
            "data": {"values": named},
            "mark": {**dot, "size": 4 * RADIUS * RADIUS},
            "encoding": {"color": colour},
        },
        _text(under, {"stroke": "#fff", "strokeWidth": 3, "strokeOpacity": 0.85}),
        _text(under, {}),
    ]


def _text(values: list[dict[str, Any]], look: dict[str, Any]) -> dict[str, Any]:
    mark = {"type": "text", "baseline": "middle", "fontSize": SMALL, "color": INK, **look}
    return {"data": {"values": values}, "mark": mark, "encoding": {"text": {"field": "text"}}}
