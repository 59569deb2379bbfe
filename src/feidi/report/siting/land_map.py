"""The plan on a map: one panel a park, parcels by use and by plan, drawn from their shapes."""

from collections.abc import Iterator
from dataclasses import dataclass

import shapely
from markupsafe import Markup, escape
from shapely.geometry.base import BaseGeometry

from feidi.quantities.words import Words
from feidi.records.land_use import LAND_USES, PLACES
from feidi.records.parcel import Parcel
from feidi.report.charts.theme import INK, LETTERS, LINE, SOFT, TONES, WASH, WIDE
from feidi.report.siting.frame import (
    FOOT,
    GUTTER,
    HEAD,
    Frame,
    Labels,
    framed,
    round_length,
    width_of,
)
from feidi.report.siting.places import Ring, rings_of
from feidi.site import Siting

USES = {"M1": "third", "M2": "main", "M3": "second", "W": "fifth"}
LEGEND = {
    "new": Words("方案新落地", "placed by the plan"),
    "tenant": Words("已有企业", "a tenant stands there"),
    "free": Words("空地", "free"),
    "closed": Words("不可供", "not to be had"),
    "ring": Words("要保持的距离", "distance to keep"),
    "park": Words("园区边界", "park"),
}
MAP = Words("用地布局图，同一内容见下表", "Map of the plan; the table below says the same")
TITLE, NUMBER, SMALL, NAME = 14.0, 13.0, 10.0, 12.0
HARM, HARM_TEXT = "#a0526b", "#7d2f4a"
# where along its line a ring may be labelled, the middle first
ALONG = (0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9)
# widest scale bar, as a share of the panel
BAR = 0.28


@dataclass(frozen=True)
class Mark:
    """What stands on a parcel: the number of its project, and whether it stood there before."""

    number: int
    tenant: bool


def marks_of(siting: Siting) -> dict[str, Mark]:
    """Return what stands on each parcel; placed projects are numbered in the plan's order."""
    fixed = {project.id for project in siting.land.projects if project.fixed_on}
    return {
        parcel: Mark(number, one.project in fixed)
        for number, one in enumerate(siting.plan.placements, 1)
        for parcel in one.parcels
    }


def land_map(siting: Siting, width: int, lang: str) -> Markup:
    """Return the map: two parks abreast on a page, one below the other on a phone."""
    abreast = 2 if width >= WIDE else 1
    across = (width - GUTTER * (abreast - 1)) / abreast
    parts: list[str] = []
    top, row = 0.0, 0.0
    marks, rings = marks_of(siting), rings_of(siting.land)
    parks = [park for park in siting.land.parks if siting.land.parcels_of(park.id)]
    for number, park in enumerate(parks):
        if number % abreast == 0:
            top, row = top + row, 0.0
        left = (number % abreast) * (across + GUTTER)
        shapes: list[BaseGeometry] = [parcel.shape for parcel in siting.land.parcels_of(park.id)]
        shapes += [park.shape] if park.shape is not None else []
        frame = framed(shapes, left, top + HEAD, across)
        panel = _Panel(siting, marks, rings, frame, lang)
        parts += [_title(park.name, left, top), *panel.drawn(park.id)]
        row = max(row, HEAD + frame.height + FOOT)
    legend, below = _legend(siting, width, top + row, lang)
    return _picture([*parts, *legend], width, below, lang)


def _picture(parts: list[str], width: int, height: float, lang: str) -> Markup:
    hatch = (
        '<defs><pattern id="tenant" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff" fill-opacity="0"/>'
        '<line x1="0" y1="0" x2="0" y2="6" stroke="#fff" stroke-width="2" stroke-opacity=".55"/>'
        "</pattern></defs>"
    )
    # two pictures of one page need patterns of their own
    hatch = hatch.replace('id="tenant"', f'id="tenant{width}"')
    body = "".join(parts).replace("url(#tenant)", f"url(#tenant{width})")
    return Markup(  # noqa: S704 - drawn here, every text of the folder escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" role="img" lang="{lang}" '
        f'width="{width}" height="{height:.0f}" viewBox="0 0 {width} {height:.0f}" '
        f"font-family='{LETTERS[lang]}'><title>{escape(MAP.say(lang))}</title>{hatch}{body}</svg>"
    )


def _text(text: str, spot: tuple[float, float], size: float, **given: str) -> str:
    """Return a text with its middle at a spot; given: attributes."""
    said = {"fill": INK, "text_anchor": "middle", **given}
    more = " ".join(f'{key.replace("_", "-")}="{value}"' for key, value in said.items())
    x, y = spot
    spot_said = f'x="{x:.1f}" y="{y + size * 0.36:.1f}"'
    return f'<text {spot_said} font-size="{size:g}" {more}>{escape(text)}</text>'


def _title(name: str, left: float, top: float) -> str:
    return _text(name, (left, top + HEAD / 2), TITLE, text_anchor="start", font_weight="600")


def tone(zone: str) -> str:
    """Return the colour of a land use."""
    return TONES[USES.get(zone, USES.get(zone[:1], "plain"))]


class _Panel:
    """Draws one park."""

    def __init__(
        self,
        siting: Siting,
        marks: dict[str, Mark],
        rings: tuple[Ring, ...],
        frame: Frame,
        lang: str,
    ) -> None:
        self.siting, self.marks, self.rings = siting, marks, rings
        self.frame, self.lang = frame, lang
        self.labels = Labels(frame.box)
        self.clip = f"c{frame.left:.0f}-{frame.top:.0f}-{frame.width:.0f}"

    def drawn(self, park: str) -> Iterator[str]:
        """Yield the panel's parts from bottom to top."""
        left, top, right, bottom = self.frame.box
        size = (
            f'x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}"'
        )
        yield f'<clipPath id="{self.clip}"><rect {size}/></clipPath><rect {size} fill="{WASH}"/>'
        yield f'<g clip-path="url(#{self.clip})">'
        yield from self._places()
        shape = next((p.shape for p in self.siting.land.parks if p.id == park), None)
        if shape is not None:
            yield self._line(shape, SOFT, 'stroke-dasharray="8 4" stroke-width="1.4"')
        parcels = self.siting.land.parcels_of(park)
        for parcel in parcels:
            yield self._parcel(parcel)
        for parcel in parcels:
            yield from self._label(parcel)
        yield from self._named()
        yield "</g>"
        yield from self._scale()

    def _line(self, shape: BaseGeometry, colour: str, more: str) -> str:
        path = self.frame.path(shape)
        return f'<path d="{path}" fill="none" stroke="{colour}" {more}/>'

    def _places(self) -> Iterator[str]:
        for ring in self.rings:
            if not self.frame.ground.intersects(ring.around):
                continue
            yield self._line(ring.around, HARM, 'stroke-dasharray="3 4" stroke-width="1"')
            if ring.place.shape.geom_type == "Point":
                spot = ring.place.shape.centroid
                x, y = self.frame.at(spot.x, spot.y)
                yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{HARM}"/>'
            elif ring.place.shape.geom_type.endswith("LineString"):
                yield self._line(ring.place.shape, HARM, 'stroke-width="2"')
            else:
                path = self.frame.path(ring.place.shape)
                yield f'<path d="{path}" fill="{HARM}" fill-opacity=".3" stroke="{HARM}"/>'

    def _parcel(self, parcel: Parcel) -> str:
        mark, colour = self.marks.get(parcel.id), tone(parcel.zone)
        path = self.frame.path(parcel.shape)
        closed = parcel.status in {"occupied", "reserved"} and mark is None
        fill = TONES["faint"] if closed else colour
        strong = ".9" if mark else ".45" if closed else ".16"
        use = LAND_USES.get(parcel.zone)
        said = f"{parcel.id} {use.say(self.lang) if use else parcel.zone} {parcel.mu:,.1f} 亩"
        if self.lang == "en":
            said = said.replace("亩", "mu")
        drawn = f'<path d="{path}" fill="{fill}" fill-opacity="{strong}" stroke="{colour}" '
        drawn += f'stroke-width="1"><title>{escape(said)}</title></path>'
        if mark and mark.tenant:
            drawn += f'<path d="{path}" fill="url(#tenant)" pointer-events="none"/>'
        return drawn

    def _label(self, parcel: Parcel) -> Iterator[str]:
        """Yield the number of who stands there and, where there is room, the parcel's id."""
        mark = self.marks.get(parcel.id)
        left, top, right, bottom = self.frame.bounds(parcel.shape)
        spot = parcel.shape.representative_point()
        x, y = self.frame.at(spot.x, spot.y)
        tall = bottom - top
        if mark:
            up = y - tall * 0.14 if tall > 2.6 * NUMBER else y
            if self.labels.place(str(mark.number), NUMBER, [(x, up)]):
                yield _text(str(mark.number), (x, up), NUMBER, fill="#fff", font_weight="700")
            y = up + NUMBER * 1.15
            if tall <= 2.6 * NUMBER:
                return
        box = self.labels.place(parcel.id, SMALL, [(x, y)])
        if box and box[0] >= left - 1 and box[2] <= right + 1:
            yield _text(parcel.id, (x, y), SMALL, fill="#fff" if mark else SOFT)

    def _named(self) -> Iterator[str]:
        """Yield the names of protected places and the metres of their rings, where room is."""
        for ring in self.rings:
            if self.frame.ground.intersects(ring.place.shape):
                seen = ring.place.shape.intersection(self.frame.ground)
                spot = seen.representative_point()
                x, y = self.frame.at(spot.x, spot.y)
                spots = [(x, y + down) for down in (0.0, -14.0, 14.0, -26.0, 26.0)]
                spots += [(x + right, y) for right in (60.0, -60.0)]
                yield from self._haloed(ring.place.name or PLACES[ring.place.kind].zh, spots)
        for ring in self.rings:
            seen = ring.around.boundary.intersection(self.frame.ground)
            if seen.is_empty:
                continue
            longest = max(shapely.get_parts(seen), key=lambda part: part.length)
            ends = [longest.interpolate(part, normalized=True) for part in ALONG]
            spots = [self.frame.at(end.x, end.y) for end in ends]
            yield from self._haloed(f"{ring.place.name} {ring.metres:g} m", spots, SMALL)

    def _haloed(
        self, text: str, spots: list[tuple[float, float]], size: float = NAME
    ) -> Iterator[str]:
        box = self.labels.place(text, size, spots)
        if box:
            spot = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
            halo = {"paint_order": "stroke", "stroke": "#fff", "stroke_width": "3.5"}
            yield _text(text, spot, size, fill=HARM_TEXT, stroke_linejoin="round", **halo)

    def _scale(self) -> Iterator[str]:
        left, _, right, bottom = self.frame.box
        metres = round_length((right - left) * BAR / self.frame.scale)
        long, y = metres * self.frame.scale, bottom + 12
        said = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
        yield (
            f'<path d="M{left:.1f},{y - 4:.1f}V{y:.1f}H{left + long:.1f}V{y - 4:.1f}" '
            f'fill="none" stroke="{INK}" stroke-width="1.2"/>'
        )
        yield _text(said, (left + long + 8, y - 2), SMALL, text_anchor="start", fill=SOFT)
        x = right - 10
        yield (
            f'<path d="M{x:.1f},{y - 8:.1f}l5,14l-5,-4l-5,4Z" fill="{INK}"/>'
            + _text(Words("北", "N").say(self.lang), (x - 14, y), SMALL, fill=SOFT)
        )


def _legend(siting: Siting, width: int, top: float, lang: str) -> tuple[list[str], float]:
    """Return the legend and where it ends."""
    zones = sorted({parcel.zone for parcel in siting.land.parcels})
    items: list[tuple[str, str]] = [
        (
            f'<rect width="16" height="11" fill="{tone(z)}" fill-opacity=".9"/>',
            f"{z} {LAND_USES[z].say(lang)}" if z in LAND_USES else z,
        )
        for z in zones
    ]
    plain = TONES["main"]
    swatches = {
        "new": f'<rect width="16" height="11" fill="{plain}" fill-opacity=".9"/>',
        "tenant": f'<rect width="16" height="11" fill="{plain}" fill-opacity=".9"/>'
        '<rect width="16" height="11" fill="url(#tenant)"/>',
        "free": f'<rect width="16" height="11" fill="{plain}" fill-opacity=".16" '
        f'stroke="{plain}"/>',
        "closed": f'<rect width="16" height="11" fill="{TONES["faint"]}" fill-opacity=".45" '
        f'stroke="{LINE}"/>',
        "ring": f'<path d="M0,6H18" stroke="{HARM}" stroke-dasharray="3 4"/>',
        "park": f'<path d="M0,6H18" stroke="{SOFT}" stroke-dasharray="8 4" stroke-width="1.4"/>',
    }
    items += [(swatches[key], LEGEND[key].say(lang)) for key in LEGEND]
    parts, x, y = [], 0.0, top + 8
    for swatch, text in items:
        wide = 24 + width_of(text, NAME)
        if x and x + wide > width:
            x, y = 0.0, y + 20
        parts.append(f'<g transform="translate({x:.1f},{y:.1f})">{swatch}</g>')
        parts.append(_text(text, (x + 24, y + 6), NAME, text_anchor="start"))
        x += wide + 18
    return parts, y + 22
