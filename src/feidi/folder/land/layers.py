"""Layers out: GeoJSON and GeoPackage that QGIS and the workbench's map read (§LA1)."""

import json
import os
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from feidi.folder.land.ground import Ground
from feidi.folder.opening import Root, unwritable
from feidi.folder.write import write_file

# a ten-millionth of a degree is about a centimetre
_DECIMALS = 7


@dataclass(frozen=True)
class MapLayer:
    """One layer to write. rows: (shape in metres, attributes), all with the same attributes."""

    name: str
    rows: Sequence[tuple[BaseGeometry, Mapping[str, Any]]]


def write_geojson(root: Root, name: str, layer: MapLayer, epsg: int) -> Path:
    """Write one layer as GeoJSON in degrees, whole or not at all; same layer, same bytes."""
    return write_file(root, name, geojson(layer, epsg))


def geojson(layer: MapLayer, epsg: int) -> bytes:
    """Return a layer as GeoJSON: degrees to a ten-millionth, keys as given, one feature a line.

    epsg: of its metres. Written as RFC 7946 asks: outer rings run against the clock.

    >>> place = MapLayer("parks", [(shapely.Point(500000, 4000000), {"id": "K1"})])
    >>> geojson(place, 4544).decode().splitlines()[2][-36:]
    '"coordinates": [105.0, 36.1302929]}}'
    """
    shapes = Ground(epsg).lift([shape for shape, _ in layer.rows]) if layer.rows else []
    lines = [
        json.dumps(
            {"type": "Feature", "properties": dict(values), "geometry": geometry_of(shape)},
            ensure_ascii=False,
        )
        for shape, (_, values) in zip(shapes, layer.rows, strict=True)
    ]
    name = json.dumps(layer.name, ensure_ascii=False)
    head = f'{{"type": "FeatureCollection", "name": {name},\n"features": [\n'
    return (head + ",\n".join(lines) + "\n]}\n").encode()


def geometry_of(shape: BaseGeometry | None) -> dict[str, Any] | None:
    """Return a shape in degrees as GeoJSON writes it, to a ten-millionth of a degree."""
    if shape is None:
        return None
    turned = shapely.orient_polygons(shape, exterior_cw=False)
    said = shapely.geometry.mapping(turned)
    return {"type": said["type"], "coordinates": _rounded(said["coordinates"])}


def _rounded(numbers: Any) -> Any:
    if isinstance(numbers, (tuple, list)):
        return [_rounded(n) for n in numbers]
    return round(float(numbers), _DECIMALS)


def write_geopackage(root: Root, name: str, layers: Sequence[MapLayer], epsg: int) -> Path:
    """Write layers into one GeoPackage in metres of `epsg`, whole or not at all.

    An existing file is replaced. Layers without rows are left out: they have no type of shape.
    """
    descriptor, temporary = tempfile.mkstemp(suffix=".gpkg", prefix="feidi-")
    os.close(descriptor)
    place = Path(temporary)
    place.unlink()
    try:
        for layer in layers:
            if layer.rows:
                _append(place, layer, epsg)
        return write_file(root, name, place.read_bytes())
    except OSError as error:
        raise unwritable(name, error) from error
    finally:
        place.unlink(missing_ok=True)


def _append(place: Path, layer: MapLayer, epsg: int) -> None:
    import pyogrio

    fields = list(layer.rows[0][1])
    columns = [_column([values[field] for _, values in layer.rows]) for field in fields]
    shapes = np.array([shape for shape, _ in layer.rows], dtype=object)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        pyogrio.raw.write(
            place,
            shapely.to_wkb(shapes),
            field_data=columns,
            fields=np.array(fields, dtype=object),
            layer=layer.name,
            driver="GPKG",
            geometry_type=_kind(shapes),
            crs=f"EPSG:{epsg}",
            append=place.exists(),
            promote_to_multi=False,
        )


def _column(values: list[Any]) -> Any:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int} and None not in values:
        return np.array(values, dtype=np.int64)
    if kinds and kinds <= {int, float}:
        return np.array([np.nan if v is None else v for v in values], dtype=np.float64)
    return np.array([None if v is None else str(v) for v in values], dtype=object)


def _kind(shapes: Any) -> str:
    kinds = {shape.geom_type for shape in shapes}
    return kinds.pop() if len(kinds) == 1 else "Unknown"
