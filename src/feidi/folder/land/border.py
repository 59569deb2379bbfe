"""A border the user trusts and has: read where it lies, never copied; it tests datum and county."""

import re
import warnings
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder import layout
from feidi.folder.land.coordinates import Unclear, read_system
from feidi.folder.land.feature import Layer
from feidi.folder.land.gcj import Datum, from_gcj02, tell_datum
from feidi.folder.land.ground import Ground, Points
from feidi.folder.land.vector_file import read_vector
from feidi.folder.opening import Refused, Root
from feidi.quantities.words import Words

PACKAGE = "package:"
# how the fields of a division's code and name are called in the files that are about
_CODES = ("code", "adcode", "gb", "pac", "区划代码", "行政区划代码", "代码", "xzqdm")
_NAMES = ("name", "区划名称", "名称", "xzqmc")
_CODE_DIGITS = 6
_MARGIN = 0.1


@dataclass(frozen=True)
class County:
    """One division of a border file. code: its last six digits."""

    code: str
    name: str
    shape: BaseGeometry


@dataclass(frozen=True)
class Border:
    """A trusted border, in the metres of the land. lines: all of it. counties: those with codes."""

    source: str
    lines: BaseGeometry
    counties: tuple[County, ...]


def read_border(
    root: Root, said: str, ground: Ground, around: Points
) -> tuple[Border | None, list[Problem]]:
    """Return the border that [land] of park.toml names, as far as it is near the land.

    said: a map file of the folder, or package:NAME/path for one of a Python package the user
    has installed. around: the land in degrees. LA024 where it cannot be used.
    """
    try:
        layer = _package(said, around) if said.startswith(PACKAGE) else read_vector(root, said)
        numbers = shapely.get_coordinates([f.shape for f in layer.features])
        if not len(numbers):
            what = Words("用地附近没有边界", "no border near the land")
            return None, [_unusable(said, what)]
        reading = read_system(layer.crs, "", numbers)
    except Refused as refused:
        return None, [_unusable(said, refused.problem.what)]
    except Unclear as unclear:
        return None, [_unusable(said, unclear.what)]
    degrees = _in_degrees(layer, reading.crs)
    counties = [
        County(_value(f.attributes, _CODES)[-_CODE_DIGITS:], _value(f.attributes, _NAMES), shape)
        for f, shape in zip(layer.features, ground.lay(degrees), strict=True)
        if shape is not None
    ]
    lines = shapely.union_all([_lines(c.shape) for c in counties])
    areas = tuple(c for c in counties if c.shape.geom_type.endswith("Polygon"))
    return Border(said, lines, areas), []


def _lines(shape: BaseGeometry) -> BaseGeometry:
    """Return the edges of what has an area, other shapes as they are."""
    return shape.boundary if shape.area > 0 else shape


def _in_degrees(layer: Layer, crs: CRS) -> list[BaseGeometry]:
    from pyproj import Transformer

    mover = Transformer.from_crs(crs, crs.geodetic_crs or crs, always_xy=True)
    shapes = np.array([f.shape for f in layer.features], dtype=object)

    def degrees(numbers: Points) -> Points:
        return np.column_stack(mover.transform(numbers[:, 0], numbers[:, 1]))

    moved = np.atleast_1d(shapely.transform(shapes, degrees))
    return [shapely.make_valid(shape) for shape in moved]


def _value(attributes: dict[str, str], names: tuple[str, ...]) -> str:
    folded = {key.lower(): value for key, value in attributes.items()}
    return next((folded[name] for name in names if folded.get(name)), "")


def _package(said: str, around: Points) -> Layer:
    """Return the shapes near the land out of a data file of an installed package."""
    import pyogrio

    match = re.fullmatch(r"package:(\w+)/([\w\-./]+\.(?:geojson|json|gpkg))", said)
    if match is None or ".." in said:
        raise _no_package(said, "package:NAME/path.geojson")
    west, south = around.min(axis=0) - _MARGIN
    east, north = around.max(axis=0) + _MARGIN
    try:
        with as_file(files(match.group(1)) / match.group(2)) as path, warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            meta, _, wkb, columns = pyogrio.raw.read(
                Path(path), bbox=(west, south, east, north), force_2d=True
            )
    except (ModuleNotFoundError, FileNotFoundError, pyogrio.errors.DataSourceError) as error:
        raise _no_package(said, str(error)) from error
    return Layer(said, meta["crs"] or "", _features(meta, wkb, columns))


def _features(meta: dict[str, Any], wkb: Any, columns: Any) -> Any:
    from feidi.folder.land.feature import Feature, as_text

    fields = [str(field) for field in meta["fields"]]
    rows = zip(*columns, strict=True) if fields else ((),) * len(wkb)
    return tuple(
        Feature(number, dict(zip(fields, map(as_text, row), strict=True)), shape)
        for number, (row, shape) in enumerate(zip(rows, shapely.from_wkb(wkb), strict=True), 1)
    )


def _no_package(said: str, why: str) -> Refused:
    return Refused(_unusable(said, Words(f"不能读：{why}", f"it cannot be read: {why}")))


def _unusable(said: str, what: Words) -> Problem:
    return Problem(
        "LA024",
        At(layout.SETTINGS),
        Words(f"边界“{said}”：{what.zh}", f"the border “{said}”: {what.en}"),
        Words(
            "写文件夹里的边界文件，或 package:包名/路径；带坐标系",
            "name a border file of the folder, or package:NAME/path, with its coordinate system",
        ),
    )


def datum_of(shapes: list[BaseGeometry], border: Border, ground: Ground) -> Datum:
    """Does the outline of some shapes, in metres, meet the border as it is or as GCJ-02?

    Asked twice: how far vertices of the border lie from the outline, and of the outline from
    the border. A border drawn coarsely has few vertices, but these lie where they should; one
    of few corners has too few. Where both tell and contradict, neither is believed.
    """
    outline = shapely.union_all([shapely.make_valid(shape) for shape in shapes])
    lines = _lines(outline)

    def convert(metres: Points) -> Points:
        lon, lat = ground.degrees(metres).T
        return ground.metres(np.column_stack(from_gcj02(lon, lat)))

    moved = shapely.transform(lines, convert)
    of_border = _told(border.lines, border.lines, lines, moved)
    of_outline = _told(lines, moved, border.lines, border.lines)
    told = [datum for datum in (of_border, of_outline) if datum.verdict != "open"]
    if len({datum.verdict for datum in told}) > 1:
        return told[0]._replace(verdict="open")
    return told[0] if told else of_outline


def _told(
    one: BaseGeometry, one_moved: BaseGeometry, other: BaseGeometry, other_moved: BaseGeometry
) -> Datum:
    before = shapely.distance(shapely.points(shapely.get_coordinates(one)), other)
    after = shapely.distance(shapely.points(shapely.get_coordinates(one_moved)), other_moved)
    return tell_datum(np.atleast_1d(before), np.atleast_1d(after))
