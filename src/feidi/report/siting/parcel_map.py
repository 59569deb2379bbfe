"""Parcels as they stand, drawn from their shapes: for print, for small pictures, without WebGL."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from markupsafe import Markup, escape
from shapely.geometry.base import BaseGeometry

from feidi.quantities.words import Words
from feidi.report.charts.theme import INK, LETTERS, LINE, SOFT, WASH
from feidi.report.siting.frame import FOOT, Frame, Labels, framed, round_length

SMALL, PLAIN = 12.0, 13.0
HARM = "#a0526b"
BAR = 0.28
# how many classes a measure is shown in
CLASSES = 5


@dataclass(frozen=True)
class Drawn:
    """One parcel to draw. shape: in metres. strong: the one the picture is about."""

    code: str
    shape: BaseGeometry
    colour: str
    title: str
    address: str = ""
    strong: bool = False


def steps(values: Sequence[float]) -> list[float]:
    """Return the bounds between classes of a measure, with about as many parcels in each.

    To two figures that count, none twice; fewer where there are few values.

    >>> steps([10, 20, 30, 40, 50, 61])
    [20.0, 30.0, 40.0, 50.0]
    >>> steps([5, 5, 5])
    []
    """
    if len(set(values)) < 2:
        return []
    parts = np.quantile(values, np.arange(1, CLASSES) / CLASSES).tolist()
    rounded = sorted({float(f"{part:.2g}") for part in parts})
    return [bound for bound in rounded if min(values) < bound <= max(values)]


def parcel_map(
    parcels: Sequence[Drawn],
    borders: Sequence[BaseGeometry],
    places: Sequence[tuple[str, BaseGeometry]],
    width: int,
    named: tuple[str, str],
) -> Markup:
    """Return a picture of some parcels with their ids, a scale and the north.

    borders: of areas. places: protected ones, by name. named: its title and the language.
    """
    title, lang = named
    frame = framed([*[one.shape for one in parcels], *borders], 0.0, 0.0, float(width))
    height = frame.height + FOOT
    parts = "".join(_parts(parcels, borders, places, frame, lang))
    return Markup(  # noqa: S704 - drawn here, every text escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="parcel-map" role="group" lang="{lang}" '
        f"viewBox=\"0 0 {width} {height:.0f}\" font-family='{LETTERS[lang]}'>"
        f"<title>{escape(title)}</title>{parts}</svg>"
    )


def _parts(
    parcels: Sequence[Drawn],
    borders: Sequence[BaseGeometry],
    places: Sequence[tuple[str, BaseGeometry]],
    frame: Frame,
    lang: str,
) -> Iterator[str]:
    left, top, right, bottom = frame.box
    yield (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" '
        f'height="{bottom - top:.1f}" fill="{WASH}"/>'
    )
    for border in borders:
        yield f'<path d="{frame.path(border)}" fill="#fff" stroke="{SOFT}" stroke-dasharray="8 4"/>'
    labels = Labels(frame.box)
    ground = frame.ground
    seen = [(name, shape) for name, shape in places if ground.intersects(shape)]
    for _, shape in seen:
        yield _place(frame, shape.intersection(ground))
    for one in parcels:
        yield _parcel(frame, one)
    for one in sorted(parcels, key=lambda one: not one.strong):
        yield from _label(frame, labels, one)
    for name, shape in seen:
        spot = shape.intersection(ground).representative_point()
        box = labels.place(name, PLAIN, [frame.at(spot.x, spot.y)])
        if box:
            yield _text(name, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), PLAIN, HARM)
    yield from _scale(frame, lang)


def _place(frame: Frame, shape: BaseGeometry) -> str:
    if shape.geom_type == "Point":
        spot = shape.representative_point()
        x, y = frame.at(spot.x, spot.y)
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{HARM}"/>'
    fill = HARM if shape.area > 0 else "none"
    return f'<path d="{frame.path(shape)}" fill="{fill}" fill-opacity=".25" stroke="{HARM}"/>'


def _parcel(frame: Frame, one: Drawn) -> str:
    edge = f'stroke="{INK}" stroke-width="2.5"' if one.strong else f'stroke="{LINE}"'
    drawn = (
        f'<path d="{frame.path(one.shape)}" fill="{one.colour}" {edge}>'
        f"<title>{escape(one.title)}</title></path>"
    )
    if not one.address:
        return drawn
    return f'<a href="{escape(one.address)}" aria-label="{escape(one.title)}">{drawn}</a>'


def _label(frame: Frame, labels: Labels, one: Drawn) -> Iterator[str]:
    left, _, right, _ = frame.bounds(one.shape)
    spot = one.shape.representative_point()
    x, y = frame.at(spot.x, spot.y)
    box = labels.place(one.code, SMALL, [(x, y)])
    if box and (one.strong or (box[0] >= left - 1 and box[2] <= right + 1)):
        yield _text(one.code, (x, y), SMALL, INK)


def _text(
    text: str, spot: tuple[float, float], size: float, fill: str, anchor: str = "middle"
) -> str:
    x, y = spot
    return (
        f'<text x="{x:.1f}" y="{y + size * 0.36:.1f}" font-size="{size:g}" fill="{fill}" '
        f'text-anchor="{anchor}" paint-order="stroke" stroke="#fff" stroke-width="2.5" '
        f'stroke-linejoin="round">{escape(text)}</text>'
    )


def _scale(frame: Frame, lang: str) -> Iterator[str]:
    left, _, right, bottom = frame.box
    metres = round_length((right - left) * BAR / frame.scale)
    long, y = metres * frame.scale, bottom + 14
    said = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    start = left + 2
    yield (
        f'<path d="M{start:.1f},{y - 4:.1f}V{y:.1f}H{start + long:.1f}V{y - 4:.1f}" '
        f'fill="none" stroke="{INK}" stroke-width="1.2"/>'
    )
    yield _text(said, (start + long + 8, y - 2), SMALL, SOFT, "start")
    x = right - 12
    yield f'<path d="M{x:.1f},{y - 8:.1f}l5,14l-5,-4l-5,4Z" fill="{INK}"/>'
    yield _text(Words("北", "N").say(lang), (x - 14, y), SMALL, SOFT)


def bounds_of(shapes: Sequence[BaseGeometry]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of some shapes in degrees, for a map's first view."""
    west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object)).tolist()
    return west, south, east, north
