"""Areas and parcels of a park -> 3-site/ of its folder, as far as the workbench has changed them.

A folder whose land is as it was brought in is left byte for byte. Where values have changed they
stand in parks.csv and parcels.csv, and the map keeps its bytes; where parcels were added, removed
or drawn anew, the map is written too, in place of the one that was there.
"""

import csv
import io
from collections.abc import Iterable
from typing import Any

from feidi.folder.columns import columns
from feidi.folder.land import MapLayer, geojson, read_land, write_geopackage
from feidi.folder.land.map_files import FORMATS, PARCELS, PARKS, POINTS, SIDECARS, table_name
from feidi.folder.land.reading import LandRead
from feidi.folder.layout import SITE
from feidi.folder.opening import Root
from feidi.folder.write import write_file
from feidi.quantities.money import in_yuan
from feidi.records.land_use import STATUSES, UTILITIES
from feidi.workbench.land.models import Area, Parcel
from feidi.workbench.land.shaping import fields_of, in_metres
from feidi.workbench.land.statuses import for_folder
from feidi.workbench.pages.sheets import harmless
from feidi.workbench.parks.models import Park

_KEPT = 500  # characters of a source that a row holds
_M2_A_KM2 = 1_000_000
# what a table of the folder says of a parcel; all else of a row is the workbench's own
_SAID = (
    "area", "name", "use", "stated_m2", "plot_ratio_min", "plot_ratio_max", "price_fen_mu",
    "available_from", "source", "assumed",
)  # fmt: skip


def write_back(park: Park, root: Root) -> list[str]:
    """Write what has changed of a park's land into its folder; return the names written."""
    areas = list(Area.objects.filter(park=park).order_by("code"))
    rows = list(Parcel.objects.filter(park=park).select_related("area").order_by("code"))
    if not areas:
        return []
    read = read_land(root)
    written = []
    if _areas(read) != [_area(one) for one in areas]:
        written.append(_table(root, park.lang, PARKS, map(_area_cells, areas)))
    came = fields_of(read.land.parcels, read.land.epsg, "")
    before = {one["code"]: _told(one) for one in came}
    if before != {one.code: _parcel(one) for one in rows}:
        written.append(_table(root, park.lang, PARCELS, map(_parcel_cells, rows)))
    if {one["code"]: one["shape"] for one in came} != {one.code: one.shape for one in rows}:
        written.append(_map(root, read, rows, park.lang))
        if not root.exists(table_name(PARCELS)):
            written.append(_table(root, park.lang, PARCELS, map(_parcel_cells, rows)))
    return written


def _areas(read: LandRead) -> list[tuple[Any, ...]]:
    return [
        (one.id, one.name, one.area_m2, one.chemical, one.source[:_KEPT], one.assumed)
        for one in read.land.parks
    ]


def _area(one: Area) -> tuple[Any, ...]:
    return (one.code, one.name, one.area_m2, one.chemical, one.source, one.assumed)


def _told(one: dict[str, Any]) -> tuple[Any, ...]:
    """Return what a folder says of a parcel, as `fields_of` has it, to be compared."""
    taken = (for_folder(one["status"], one["raw"]), sorted(one["utilities"]))
    return (*(one[name] for name in _SAID), *taken)


def _parcel(row: Parcel) -> tuple[Any, ...]:
    """Return what a row would have a folder say, to be compared."""
    said = {name: getattr(row, name) for name in (*_SAID, "status", "raw", "utilities")}
    return _told({**said, "area": row.area.code})


def _area_cells(one: Area) -> dict[str, Any]:
    size = None if one.area_m2 is None else one.area_m2 / _M2_A_KM2
    return {
        "id": one.code,
        "name": one.name,
        "area_km2": size,
        "chemical": one.chemical,
        "assumed": one.assumed,
        "source": one.source,
    }


def _parcel_cells(row: Parcel) -> dict[str, Any]:
    price = row.price_fen_mu
    return {
        "id": row.code,
        "name": row.name,
        "park": row.area.code,
        "zone": row.use,
        "area_m2": row.stated_m2,
        "plot_ratio_min": row.plot_ratio_min,
        "plot_ratio_max": row.plot_ratio_max,
        "utilities": [words for code, words in UTILITIES.items() if code in row.utilities],
        "status": STATUSES[for_folder(row.status, row.raw)],
        "price": None if price is None else in_yuan(price).replace(",", ""),
        "available_from": row.available_from or None,
        "assumed": row.assumed,
        "source": row.source,
    }


def _table(root: Root, lang: str, table: str, rows: Iterable[dict[str, Any]]) -> str:
    """Write a table by the data dictionary; return its name."""
    own = columns(table)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.label.say(lang) for column in own)
    writer.writerows([_cell(row[column.field], lang) for column in own] for row in rows)
    name = table_name(table)
    _remove(root, (name,))
    write_file(root, name, text.getvalue().encode())
    return name


def _cell(value: Any, lang: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return {"zh": ("否", "是")}.get(lang, ("no", "yes"))[value]
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, list):
        return ("、" if lang == "zh" else ", ").join(one.say(lang) for one in value)
    return harmless(value) if isinstance(value, str) else _word(value, lang)


def _word(value: Any, lang: str) -> str:
    return str(value.say(lang)) if hasattr(value, "say") else str(value)


def _map(root: Root, read: LandRead, rows: list[Parcel], lang: str) -> str:
    """Write the shapes, each with its id, in place of the map that was there; return its name."""
    files = [f"{SITE}/{PARCELS}{ending}" for ending in (*FORMATS, *SIDECARS)]
    _remove(root, (*files, POINTS))
    label = columns(PARCELS)[0].label.say(lang)
    epsg = rows[0].epsg if rows else 0
    shapes = in_metres([row.shape for row in rows], epsg)
    told = [(shape, {label: row.code}) for shape, row in zip(shapes, rows, strict=True)]
    layer = MapLayer(PARCELS, told)
    name = f"{SITE}/{PARCELS}.geojson"
    if name in read.settings.gcj02:  # what is written is converted already
        name = f"{SITE}/{PARCELS}.gpkg"
        write_geopackage(root, name, [layer], epsg)
        return name
    write_file(root, name, geojson(layer, epsg))
    return name


def _remove(root: Root, names: Iterable[str]) -> None:
    for name in names:
        if root.exists(name):
            (root.path / name).unlink()
