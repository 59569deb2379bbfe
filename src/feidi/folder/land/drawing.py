"""A DXF drawing -> a layer: closed polylines of the parcels' CAD layers, named by their texts.

Read by ezdxf, which keeps Chinese layer names and says which polylines are closed.
"""

import math
from typing import Any

from shapely import Point, Polygon, STRtree

from feidi.folder.land.feature import LARGEST_MAP, Feature, Layer, not_read, too_large
from feidi.folder.land.setting import LandSettings
from feidi.folder.opening import Root
from feidi.quantities.words import Words

Spot = tuple[float, float]
_LINES = ("LWPOLYLINE", "POLYLINE")
_TEXTS = ("TEXT", "MTEXT")
# ezdxf reads tags as it finds them: what a damaged drawing raises is any of these
_DAMAGED = (OSError, ValueError, LookupError, TypeError, AttributeError)
_MEET = 1e-6
_LEAST = 3


def read_drawing(root: Root, name: str, settings: LandSettings) -> Layer:
    """Return the closed polylines of a drawing as polygons; `Refused` (LA002) where none can be.

    Arcs become chords that leave the arc by at most settings.flatten_m. A polygon's id is the
    one text that stands in it; its CAD layer is kept as the attribute “layer”.
    """
    model = _modelspace(root, name)
    outlines = [_outline(e, settings.flatten_m) for e in model if e.dxftype() in _LINES]
    closed = [(layer, ring) for layer, ring in outlines if len(ring) > _LEAST]
    layers = sorted({layer for layer, _ in closed})
    chosen = [layer for layer in layers if layer in settings.dxf_layers] or layers
    if len(chosen) != 1 and not settings.dxf_layers:
        listed = "、".join(layers) or "0"
        what = Words(
            f"闭合多段线在 {len(layers)} 个图层上：{listed}",
            f"closed polylines on {len(layers)} CAD layers: {', '.join(layers) or '0'}",
        )
        fix = Words(
            '在 park.toml 的 [land] 写 dxf_layers = ["…"]，写明哪些图层是宗地',
            'write dxf_layers = ["…"] in [land] of park.toml: which of them hold parcels',
        )
        raise not_read(name, what, fix)
    kept = [(layer, Polygon(ring)) for layer, ring in closed if layer in chosen]
    names = _names([polygon for _, polygon in kept], model)
    features = tuple(
        Feature(number, {"layer": layer, "id": said}, polygon)
        for number, ((layer, polygon), said) in enumerate(zip(kept, names, strict=True), 1)
    )
    return Layer(name, "", features)


def _modelspace(root: Root, name: str) -> Any:
    from ezdxf.filemanagement import readfile
    from ezdxf.lldxf.const import DXFError

    with root.open(name) as file:
        if file.seek(0, 2) > LARGEST_MAP:
            raise too_large(name)
    try:
        return readfile(root.inside(name)).modelspace()
    except (*_DAMAGED, DXFError) as error:
        what = Words("不是完好的 DXF 文件", "no sound DXF file")
        fix = Words("在 CAD 里另存为 DXF；DWG 不能读", "save it as DXF; DWG cannot be read")
        raise not_read(name, what, fix) from error


def _outline(entity: Any, tolerance: float) -> tuple[str, list[Spot]]:
    """Return the CAD layer and the ring of a polyline; no ring where it is open.

    Arcs are cut by their own circle: a spline in between would already be farther off.
    """
    corners = _corners(entity)
    if not corners:
        return entity.dxf.layer, []
    first, last = corners[0], corners[-1]
    meets = max(abs(first[0] - last[0]), abs(first[1] - last[1])) < _MEET
    if not entity.is_closed and not meets:
        return entity.dxf.layer, []
    ring = [(first[0], first[1])]
    following = corners[1:] if meets else [*corners[1:], first]
    for here, to in zip(corners, following, strict=False):
        ring += _chords(here, to, tolerance)
    return entity.dxf.layer, ring


def _corners(entity: Any) -> list[tuple[float, float, float]]:
    """Return x, y and bulge of every vertex."""
    if entity.dxftype() == "LWPOLYLINE":
        return [(x, y, bulge) for x, y, bulge in entity.get_points("xyb")]
    return [(v.dxf.location.x, v.dxf.location.y, v.dxf.bulge) for v in entity.vertices]


def _chords(
    here: tuple[float, float, float], to: tuple[float, float, float], tolerance: float
) -> list[Spot]:
    """Return the points after `here` up to `to`: chords at most `tolerance` from their arc."""
    from ezdxf.math import bulge_center

    end = (to[0], to[1])
    if not here[2]:
        return [end]
    centre = bulge_center(here[:2], end, here[2])
    radius = math.hypot(here[0] - centre.x, here[1] - centre.y)
    turn = 4 * math.atan(here[2])
    step = 2 * math.acos(max(1 - tolerance / radius, 0))
    count = max(math.ceil(abs(turn) / step), 1)
    start = math.atan2(here[1] - centre.y, here[0] - centre.x)
    angles = [start + turn * n / count for n in range(1, count)]
    between = [(centre.x + radius * math.cos(a), centre.y + radius * math.sin(a)) for a in angles]
    return [*between, end]


def _names(polygons: list[Polygon], model: Any) -> list[str]:
    """Return for each polygon the one text in it, empty where there is none or there are more."""
    texts = [
        (Point(entity.dxf.insert.x, entity.dxf.insert.y), _said(entity))
        for entity in model
        if entity.dxftype() in _TEXTS
    ]
    if not polygons or not texts:
        return [""] * len(polygons)
    found: dict[int, list[str]] = {}
    inside = STRtree(polygons).query([p for p, _ in texts], predicate="within")
    for text, polygon in inside.T:
        found.setdefault(int(polygon), []).append(texts[int(text)][1])
    return [said[0] if len(said := found.get(n, [])) == 1 else "" for n in range(len(polygons))]


def _said(entity: Any) -> str:
    text = entity.plain_text() if entity.dxftype() == "MTEXT" else entity.dxf.text
    return str(text).strip()
