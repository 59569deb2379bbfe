"""A table of boundary points -> a layer of polygons, as surveyors hand parcels over."""

from collections.abc import Sequence

from shapely import Polygon

from feidi.evidence.problem import Problem
from feidi.folder.land.feature import Feature, Layer
from feidi.folder.opening import Root
from feidi.folder.table import Row, Table
from feidi.quantities.words import Words

_LEAST = 3
_OUTER = 1


def read_points(root: Root, name: str) -> tuple[Layer, list[Problem]]:
    """Return the polygons that rows of boundary points describe, and what is wrong with them.

    The surveyor's X is the northing and Y the easting: shapes come as (easting, northing).
    """
    table = Table(root, name, "parcel-points")
    rings: dict[str, dict[int, list[Row]]] = {}
    for row in table.rows():
        ring = int(row.values.get("ring") or _OUTER)
        rings.setdefault(row.values["id"], {}).setdefault(ring, []).append(row)
    features = []
    for number, (known_as, parts) in enumerate(rings.items(), 1):
        short = [rows for rows in parts.values() if len(rows) < _LEAST]
        if short or _OUTER not in parts:
            _too_few(table, known_as, short[0] if short else next(iter(parts.values())))
            continue
        holes = [_ring(rows) for ring, rows in sorted(parts.items()) if ring != _OUTER]
        features.append(Feature(number, {"id": known_as}, Polygon(_ring(parts[_OUTER]), holes)))
    return Layer(name, "", tuple(features)), table.findings.all()


def _ring(rows: Sequence[Row]) -> list[tuple[float, float]]:
    ordered = sorted(rows, key=lambda row: row.values["point"])
    return [(row.values["y"], row.values["x"]) for row in ordered]


def _too_few(table: Table, known_as: str, rows: Sequence[Row]) -> None:
    what = Words(
        f"宗地 {known_as} 的一圈只有 {len(rows)} 个界址点，或没有外圈",
        f"a ring of parcel {known_as} has {len(rows)} boundary points, or it has no outer ring",
    )
    fix = Words("补全界址点；外圈的圈号写 1", "complete its points; the outer ring is ring 1")
    table.findings.row("LA031", rows[0].at, rows[0].said, (what, fix))
