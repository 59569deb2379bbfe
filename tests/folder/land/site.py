"""A small 3-site/ that tests write, break and read: a park at Lanzhou New Area with six parcels."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import shapely
from shapely import Polygon, box
from shapely.geometry.base import BaseGeometry

from feidi.folder.land import LandRead, read_land
from feidi.folder.land.ground import Ground

EPSG = 4544
GROUND = Ground(EPSG)
# the lower left corner of the first parcel, near Zhongchuan: easting and northing in metres
EAST, NORTH = 379_000.0, 4_041_000.0
SIZE, ROAD = 200.0, 20.0
TOML = '[land]\ndatum = "测试图形，直接按 CGCS2000 画出"\nday = 2026-12-31\n'
PARKS = "园区,名称,面积,化工园区\nK1,甲园,1,否\nK2,乙园,2,是\n"
PROJECTS = (
    "项目,名称,所需用地,最小用地,总投资,亩均税收\n"
    "J1,一项目,M1,30,9000,15\nJ2,二项目,M2,40,8000,10\n"
)


def lot(column: int, row: int = 0, wide: float = SIZE, high: float = SIZE) -> Polygon:
    """A rectangle of the grid, in metres: parcels are ROAD apart."""
    east, north = EAST + column * (SIZE + ROAD), NORTH + row * (SIZE + ROAD)
    return box(east, north, east + wide, north + high)


def parcel(known_as: str, shape: BaseGeometry | None, **more: Any) -> dict[str, Any]:
    """A GeoJSON feature, its shape in degrees."""
    lifted = GROUND.lift([shape])[0] if shape is not None else None
    return {
        "type": "Feature",
        "properties": {"宗地号": known_as, "园区": "K1", "规划用途": "M2", **more},
        "geometry": None if lifted is None else shapely.geometry.mapping(lifted),
    }


def collection(features: Iterable[dict[str, Any]], crs: str = "") -> str:
    """A GeoJSON text."""
    whole: dict[str, Any] = {"type": "FeatureCollection", "features": list(features)}
    if crs:
        whole["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(whole, ensure_ascii=False)


def six() -> list[dict[str, Any]]:
    """Six sound parcels, four in K1 and two in K2."""
    rows = [parcel(f"P{n}", lot(n), 地价=60000, 配套="供水、供电") for n in range(4)]
    return rows + [parcel(f"P{n}", lot(n, 9), 园区="K2", 规划用途="M3") for n in (4, 5)]


def site(place: Path, **files: "str | bytes | None") -> Path:
    """Write a sound 3-site/; files: parcels_geojson="…" takes the place of one, None leaves it out.

    A double underscore stands for a hyphen in names; park_toml is park.toml.
    """
    written: dict[str, str | bytes | None] = {
        "park_toml": TOML,
        "parks_csv": PARKS,
        "projects_csv": PROJECTS,
        "parcels_geojson": collection(six()),
        **files,
    }
    for key, content in written.items():
        name = ".".join(key.rsplit("_", 1)).replace("__", "-")
        path = place / (name if name == "park.toml" else f"3-site/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return place


def said(read: LandRead) -> list[str]:
    """The codes of the problems and where they are."""
    return [f"{p.code} {p.at.clause or p.at.file.rpartition('/')[2]}" for p in read.problems]


def problems_of(place: Path, **files: "str | bytes | None") -> list[str]:
    """The problems of a folder with some files changed."""
    return said(read_land(site(place, **files)))
