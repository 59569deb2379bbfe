"""Layers -> one ground: degrees of CGCS2000 first, then metres of one zone for all land."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.land.coordinates import (
    DEGREES,
    EAST,
    NORTH,
    SOUTH,
    WEST,
    Unclear,
    read_system,
    zone_epsg,
)
from feidi.folder.land.feature import Feature, Layer, feature_at
from feidi.folder.land.gcj import from_gcj02
from feidi.folder.land.setting import LandSettings
from feidi.quantities.words import Words

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Ground:
    """The zone all land is laid out in. epsg: of metres without zone number."""

    epsg: int

    def metres(self, degrees: Points) -> Points:
        """Return (easting, northing) of (longitude, latitude), n x 2."""
        return _moved(degrees, DEGREES, self.epsg)

    def degrees(self, metres: Points) -> Points:
        """Return (longitude, latitude) of (easting, northing), n x 2."""
        return _moved(metres, self.epsg, DEGREES)

    def lay(self, shapes: Sequence[BaseGeometry | None]) -> list[BaseGeometry | None]:
        """Return shapes in degrees laid out in metres."""
        laid = shapely.transform(np.asarray(shapes, dtype=object), self.metres)
        return list(np.atleast_1d(laid))

    def lift(self, shapes: Sequence[BaseGeometry | None]) -> list[BaseGeometry | None]:
        """Return shapes in metres as shapes in degrees."""
        lifted = shapely.transform(np.asarray(shapes, dtype=object), self.degrees)
        return list(np.atleast_1d(lifted))


def _moved(numbers: Points, source: int, target: int) -> Points:
    moved = Transformer.from_crs(source, target, always_xy=True).transform(
        numbers[:, 0], numbers[:, 1]
    )
    return np.column_stack(moved)


def ground_of(degrees: Points) -> Ground:
    """Return the zone for places given in degrees: that of the middle of all of them.

    One zone for all, whatever zones they lie across: distances between parcels must be
    distances. At the edge of the next zone a kilometre is less than a metre too long.
    """
    west, east = degrees[:, 0].min(), degrees[:, 0].max()
    return Ground(zone_epsg(float(west + east) / 2))


def in_degrees(layer: Layer, settings: LandSettings) -> tuple[Layer | None, list[Problem]]:
    """Return a layer in degrees of CGCS2000, and what was wrong with its coordinates.

    None where its coordinate system is not settled (LA010-LA016). A file that [land] lists as
    gcj02 is converted, and that is said (LA021).
    """
    shapes = np.array([f.shape for f in layer.features], dtype=object)
    numbers = shapely.get_coordinates(shapes)
    if not len(numbers):
        return layer, []
    odd = _not_finite(layer)
    if odd:
        return None, odd
    try:
        reading = read_system(layer.crs, settings.crs, numbers)
    except Unclear as unclear:
        return None, [Problem(unclear.code, At(layer.name), unclear.what, unclear.fix)]
    problems = [
        Problem(code, At(layer.name), what, Words("核对一处的位置", "check the place of one shape"))
        for code, what in reading.notices
    ]
    source = reading.crs.geodetic_crs or reading.crs
    mover = Transformer.from_crs(reading.crs, source, always_xy=True)

    def degrees(given: Points) -> Points:
        east, north = given[:, ::-1].T if reading.swapped else given.T
        lon, lat = mover.transform(east, north)
        if layer.name in settings.gcj02:
            lon, lat = from_gcj02(np.asarray(lon), np.asarray(lat))
        return np.column_stack([lon, lat])

    moved = list(np.atleast_1d(shapely.transform(shapes, degrees)))
    if layer.name in settings.gcj02:
        problems.append(converted(layer.name))
    features = [replace(f, shape=s) for f, s in zip(layer.features, moved, strict=True)]
    elsewhere = [p for f in features if (p := _misplaced(layer, f))]
    if elsewhere:
        return None, [*problems, *elsewhere]
    return replace(layer, features=tuple(features), crs=f"EPSG:{DEGREES}"), problems


def _not_finite(layer: Layer) -> list[Problem]:
    what = Words("坐标不是有限的数", "a coordinate is no finite number")
    fix = Words("删去这个图形，重新画", "delete the shape and draw it again")
    return [
        Problem("LA031", feature_at(layer.name, f.number), what, fix)
        for f in layer.features
        if not np.isfinite(shapely.get_coordinates(f.shape)).all()
    ]


def converted(name: str) -> Problem:
    """Return the notice that a file was converted from GCJ-02 (LA021)."""
    what = Words(
        "按 park.toml 由 GCJ-02 换算为 CGCS2000", "converted from GCJ-02 to CGCS2000, as asked"
    )
    fix = Words(
        "有测绘成果时换成测绘成果；换算误差不到一米",
        "put survey data in its place when there is any; the conversion is good to a metre",
    )
    return Problem("LA021", At(name), what, fix)


def _misplaced(layer: Layer, feature: Feature) -> Problem | None:
    if feature.shape is None or feature.shape.is_empty:
        return None
    west, south, east, north = feature.shape.bounds
    if west >= WEST and east <= EAST and south >= SOUTH and north <= NORTH:
        return None
    here = f"{west:.4f}, {south:.4f}"
    return Problem(
        "LA016",
        feature_at(layer.name, feature.number),
        Words(
            f"换算后在 {here}，不在 {WEST:g}°–{EAST:g}°E、{SOUTH:g}°–{NORTH:g}°N 之内",
            f"it lies at {here}, outside {WEST:g}°-{EAST:g}°E, {SOUTH:g}°-{NORTH:g}°N",
        ),
        Words("核对坐标系、带号和单位", "check the coordinate system, the zone and the unit"),
    )
