"""Things and what joins them: near where they are alike, the same layout every time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from feidi.report.charts.fitting import fitted, width_of
from feidi.report.charts.theme import INK, SMALL, TONES, WIDE

HEIGHT, NARROW_HEIGHT, EDGE = 520, 420, 26
ROUNDS, COOLING = 300, 0.985
SMALLEST, LARGEST, NAME, LINE_HEIGHT = 4.0, 13.0, 170, 16.0

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Node:
    """One thing. named: whether its name is written beside it where there is room."""

    name: str
    size: float = 1.0
    tone: str = "plain"
    named: bool = False


@dataclass(frozen=True)
class Link:
    """What joins two nodes, by their places in the list. weight: how strongly."""

    one: int
    other: int
    weight: float = 1.0


def network(
    nodes: Sequence[Node], links: Sequence[Link], described: str, width: int = WIDE
) -> dict[str, Any]:
    """Return the picture of some nodes and links; positions come from the links alone."""
    height = HEIGHT if width >= WIDE else NARROW_HEIGHT
    at = placed(len(nodes), links) * [width - 2 * EDGE, height - 2 * EDGE] + EDGE
    layers = [_lines(links, at), *_circles(_circles_at(nodes, at, (width, height)))]
    return canvas(described, (width, height), layers)


def canvas(
    described: str, size: tuple[float, float], layers: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return a picture whose x and y are its own pixels, from the upper left corner."""
    width, height = size
    place = {
        field: {"field": field, "type": "quantitative", "axis": None,
                "scale": {"domain": [0, most] if field == "x" else [most, 0], "nice": False}}
        for field, most in (("x", width), ("y", height))
    }  # fmt: skip
    return {
        "description": described,
        "width": width,
        "height": height,
        "padding": {"left": 0, "right": 0, "top": 0, "bottom": 0},
        "encoding": place,
        "layer": layers,
    }


def placed(count: int, links: Sequence[Link]) -> Points:
    """Return where each node lies in the unit square: linked ones attract, all repel.

    Fruchterman and Reingold (1991), begun on a circle in the order given, so that the same
    links always give the same picture.

    >>> placed(2, [Link(0, 1)]).shape
    (2, 2)
    """
    if count == 0:
        return np.zeros((0, 2))
    turn = 2 * np.pi * np.arange(count) / count
    at = np.column_stack([np.cos(turn), np.sin(turn)]) / 2
    pull = np.zeros((count, count))
    for link in links:
        pull[link.one, link.other] = pull[link.other, link.one] = link.weight
    pull /= pull.max() or 1.0
    ideal, step = (1.0 / count) ** 0.5, 0.1
    for _ in range(ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-3)
        force = ideal**2 / far**2 - pull * far / ideal - 0.02
        move = (apart * force[..., None]).sum(axis=1)
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        at += move / length[:, None] * np.minimum(length, step)[:, None]
        step *= COOLING
    low, high = at.min(axis=0), at.max(axis=0)
    spread = np.where(high > low, (at - low) / np.where(high > low, high - low, 1.0), 0.5)
    return np.asarray(np.round(spread, 4), dtype=np.float64)


def _lines(links: Sequence[Link], at: Points) -> dict[str, Any]:
    most = max((link.weight for link in links), default=1.0) or 1.0
    values = [
        {
            "x": round(float(at[k.one, 0]), 1),
            "y": round(float(at[k.one, 1]), 1),
            "x2": round(float(at[k.other, 0]), 1),
            "y2": round(float(at[k.other, 1]), 1),
            "thick": round(0.6 + 2.0 * k.weight / most, 2),
        }
        for k in links
    ]
    thick = {"field": "thick", "type": "quantitative", "scale": None}
    return {
        "data": {"values": values},
        "mark": {"type": "rule", "color": "#a9b4bf", "opacity": 0.6},
        "encoding": {"x2": {"field": "x2"}, "y2": {"field": "y2"}, "strokeWidth": thick},
    }


def _circles_at(
    nodes: Sequence[Node], at: Points, frame: tuple[float, float]
) -> list[dict[str, Any]]:
    most = max((node.size for node in nodes), default=1.0) or 1.0
    found = []
    radius = [_radius(node.size, most) for node in nodes]
    taken = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(at.tolist(), radius, strict=True)]
    for number in sorted(range(len(nodes)), key=lambda n: (-nodes[n].size, nodes[n].name)):
        node, (x, y) = nodes[number], (float(v) for v in at[number])
        r = radius[number]
        label = fitted(node.name, NAME) if node.named else ""
        left = _beside(x, r, width_of(label, SMALL), frame[0])
        box = (left, y - LINE_HEIGHT / 2, left + width_of(label, SMALL), y + LINE_HEIGHT / 2)
        if label and any(_cover(box, other) for other in taken):
            label = ""
        if label:
            taken.append(box)
        spot = {"x": round(x, 1), "y": round(y, 1), "left": round(left, 1)}
        found.append(
            {**spot, "label": label, "area": round(4 * r * r, 1), "tone": TONES[node.tone]}
        )
    return found


def _radius(size: float, most: float) -> float:
    return SMALLEST + (LARGEST - SMALLEST) * float((max(size, 0.0) / most) ** 0.5)


def _beside(x: float, r: float, width: float, most: float) -> float:
    right = x + r + 3
    return right if right + width <= most else x - r - 3 - width


def _cover(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _circles(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    size = {"field": "area", "type": "quantitative", "scale": None}
    colour = {"field": "tone", "type": "nominal", "scale": None}
    text = {"type": "text", "align": "left", "baseline": "middle", "fontSize": SMALL, "color": INK}
    halo = {**text, "stroke": "#fff", "strokeWidth": 3, "strokeOpacity": 0.85}
    words = {"x": {"value": {"expr": "datum.left"}}, "text": {"field": "label"}}
    return [
        {
            "data": {"values": values},
            "mark": {"type": "point", "filled": True, "stroke": "#fff", "opacity": 0.95},
            "encoding": {"size": size, "color": colour},
        },
        {"data": {"values": values}, "mark": halo, "encoding": words},
        {"data": {"values": values}, "mark": text, "encoding": words},
    ]
