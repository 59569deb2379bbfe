"""Which files of 3-site/ hold which layer, and those that nothing reads."""

from pathlib import Path

from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.land.boundary_points import read_points
from feidi.folder.land.drawing import read_drawing
from feidi.folder.land.feature import Layer
from feidi.folder.land.setting import LandSettings
from feidi.folder.land.vector_file import read_vector
from feidi.folder.layout import SITE
from feidi.folder.opening import Refused, Root
from feidi.quantities.words import Words

PARCELS, PARKS, PROTECTED = "parcels", "parks", "protected"
LAYERS = (PARCELS, PARKS, PROTECTED)
FORMATS = (".gpkg", ".geojson", ".shp", ".kml", ".dxf")
SIDECARS: tuple[str, ...] = (".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".shp.xml")
SIDECARS += (".gpkg-wal", ".gpkg-shm", ".gpkg-journal")
TABLES = (
    "parcels",
    "parks",
    "quotas",
    "distances",
    "projects",
    "partners",
    "belongings",
    "hamlets",
    "resettlement-sites",
    "phases",
)
POINTS = f"{SITE}/parcel-points.csv"
RASTERS = ("dem.tif", "slope.tif", "hazard.tif")
BORDER = "border"


def table_name(table: str) -> str:
    """Return the name of a table of 3-site/ in the folder."""
    return f"{SITE}/{table}.csv"


def read_layer(root: Root, stem: str, settings: LandSettings) -> tuple[Layer | None, list[Problem]]:
    """Return the layer of a name, whatever format it is in; None where there is none.

    Two files for one layer are refused (LA001): nobody may choose between them.
    """
    names = [f"{SITE}/{stem}{e}" for e in FORMATS if root.exists(f"{SITE}/{stem}{e}")]
    names += [POINTS] if stem == PARCELS and root.exists(POINTS) else []
    if not names:
        return None, []
    if len(names) > 1:
        what = Words(f"同一图层有 {'、'.join(names)}", f"one layer in {' and '.join(names)}")
        fix = Words("只留一个", "keep one of them")
        return None, [Problem("LA001", At(names[1]), what, fix)]
    try:
        if names[0] == POINTS:
            return read_points(root, POINTS)
        if names[0].endswith(".dxf"):
            return read_drawing(root, names[0], settings), []
        return read_vector(root, names[0]), []
    except Refused as refused:
        return None, list(refused.problems)


def unread_files(root: Root) -> list[Problem]:
    """Return a warning for each file of 3-site/ that nothing reads; hidden ones are passed over."""
    try:
        names = root.names(SITE)
    except Refused as refused:
        return list(refused.problems)
    known = {table_name(t) for t in TABLES} | {POINTS}
    known |= {f"{SITE}/{raster}{more}" for raster in RASTERS for more in ("", ".aux.xml", ".ovr")}
    for stem in (*LAYERS, BORDER):
        known |= {f"{SITE}/{stem}{ending}" for ending in (*FORMATS, *SIDECARS)}
    return [
        Problem(
            "LA008",
            At(name),
            Words("没有读：名称不在约定之内", "not read: its name is none of those that count"),
            nearest(name, sorted(known)),
        )
        for name in names
        if name not in known and not Path(name).name.startswith((".", "~$"))
    ]
