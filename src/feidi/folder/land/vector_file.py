"""GeoPackage, Shapefile, GeoJSON and KML -> a layer, through GDAL; nothing else is opened."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from feidi.folder.land.dbase import NAME_BYTES, table_encoding
from feidi.folder.land.feature import LARGEST_MAP, Feature, Layer, as_text, not_read, too_large
from feidi.folder.opening import Root
from feidi.quantities.words import Words

# how each file begins: GDAL would open anything by its content, whatever its name
_STARTS: dict[str, tuple[bytes, ...]] = {
    ".gpkg": (b"SQLite format 3\0",),
    ".shp": (b"\0\0\x27\x0a",),
    ".geojson": (b"{",),
    ".kml": (b"<?xml", b"<kml"),
}
# one character a byte: the table of a Shapefile is decoded here, not by GDAL
_BYTES = "ISO-8859-1"
# what GDAL opens beside a file: none of it may lead out of the folder
_BESIDE = {
    ".shp": (".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx"),
    ".gpkg": (".gpkg-wal", ".gpkg-shm", ".gpkg-journal"),
}
_BOM = b"\xef\xbb\xbf"


def read_vector(root: Root, name: str) -> Layer:
    """Return the layer of a map file, as it stands there; `Refused` (LA002) where it cannot be.

    Of several layers the one with the file's name counts. Shapes are 2D; curves come as chords.
    """
    ending = Path(name).suffix
    _looks_right(root, name, ending)
    for beside in _BESIDE.get(ending, ()):
        root.inside(name.removesuffix(ending) + beside)
    encoding = table_encoding(root, name) if ending == ".shp" else "utf-8"
    layer = _only_layer(root.inside(name), name)
    meta, wkb, columns = _read(root.inside(name), name, layer, ending)
    try:
        shapes = shapely.from_wkb(wkb) if wkb is not None else np.full(_count(columns), None)
    except (shapely.GEOSException, ValueError) as error:
        raise _damaged(name, error) from error
    rows = zip(*columns, strict=True) if columns else ((),) * len(shapes)
    fields = [_decoded(str(field), ending, encoding) for field in meta["fields"]]
    features = tuple(
        Feature(
            number,
            {f: _decoded(as_text(v), ending, encoding) for f, v in zip(fields, row, strict=True)},
            shape,
        )
        for number, (row, shape) in enumerate(zip(rows, shapes, strict=True), 1)
    )
    cut = NAME_BYTES if ending == ".shp" else 0
    return Layer(name, meta["crs"] or "", features, cut, encoding)


def _count(columns: list[Any]) -> int:
    return len(columns[0]) if columns else 0


def _looks_right(root: Root, name: str, ending: str) -> None:
    with root.open(name) as file:
        start = file.read(64).removeprefix(_BOM).lstrip()
        size = file.seek(0, 2)
    if ending == ".shp":
        sound = start.startswith(b"\x27\x0a") or start.startswith(_STARTS[ending])
    else:
        sound = start.startswith(_STARTS[ending])
    if not sound:
        what = Words(f"内容不是 {ending[1:].upper()}", f"its content is no {ending[1:].upper()}")
        raise not_read(name, what, Words("从制图软件重新导出", "export it again"))
    if size > LARGEST_MAP:
        raise too_large(name)


def _only_layer(path: Path, name: str) -> str:
    import pyogrio

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            layers = [str(layer) for layer, _ in pyogrio.list_layers(path)]
    except pyogrio.errors.DataSourceError as error:
        raise _damaged(name, error) from error
    if len(layers) == 1 or path.stem in layers:
        return path.stem if path.stem in layers else layers[0]
    listed = "、".join(layers) or "0"
    what = Words(
        f"有 {len(layers)} 个图层（{listed}），没有一个叫 {path.stem}",
        f"{len(layers)} layers ({', '.join(layers) or '0'}), none called {path.stem}",
    )
    fix = Words(f"把要用的图层改名为 {path.stem}", f"call the layer that counts {path.stem}")
    raise not_read(name, what, fix)


def _decoded(text: str, ending: str, encoding: str) -> str:
    """Return a text of a Shapefile out of its bytes; a name may be cut within a character."""
    return text.encode(_BYTES).decode(encoding, "ignore") if ending == ".shp" else text


def _read(path: Path, name: str, layer: str, ending: str) -> tuple[dict[str, Any], Any, list[Any]]:
    import pyogrio

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            meta, _, wkb, columns = pyogrio.raw.read(
                path,
                layer=layer,
                force_2d=True,
                encoding=_BYTES if ending == ".shp" else None,
                datetime_as_string=True,
            )
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyogrio.errors.FeatureError,
        pyogrio.errors.GeometryError,
        pyogrio.errors.CRSError,
        UnboundLocalError,  # what pyogrio raises where a coordinate system cannot be written
        UnicodeDecodeError,
    ) as error:
        raise _damaged(name, error) from error
    return meta, wkb, list(columns)


def _damaged(name: str, error: Exception) -> Exception:
    return not_read(
        name,
        Words(f"不能读：{str(error)[:200]}", f"it cannot be read: {str(error)[:200]}"),
        Words("从制图软件重新导出", "export it again from the mapping program"),
    )
