"""Which system coordinates are in is said by the file and held against the numbers."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon

from feidi.folder.land import read_land
from feidi.folder.land.ground import Ground, ground_of
from folder.land.site import GROUND, TOML, collection, lot, parcel, problems_of, said, site

SHAPE = lot(0)


def feature(shape: Any) -> dict[str, Any]:
    return {**parcel("P0", SHAPE), "geometry": shapely.geometry.mapping(shape)}


def metres(east: float = 0, *, swap: bool = False) -> Polygon:
    moved = shapely.transform(SHAPE, lambda c: np.add(c, (east, 0)))
    return shapely.transform(moved, lambda c: c[:, ::-1]) if swap else moved


def degrees(*, swap: bool = False) -> Any:
    lifted = GROUND.lift([SHAPE])[0]
    return shapely.transform(lifted, lambda c: c[:, ::-1]) if swap else lifted


def read_as(place: Path, shape: Any, crs: str, setting: str = "") -> tuple[list[str], Any]:
    toml = TOML + (f'crs = "{setting}"\n' if setting else "")
    read = read_land(site(place, parcels_geojson=collection([feature(shape)], crs), park_toml=toml))
    return [code for code in said(read) if "K2" not in code], read


def epsg(code: int) -> str:
    return f"urn:ogc:def:crs:EPSG::{code}"


@pytest.mark.parametrize(
    ("shape", "crs", "notices"),
    [
        (degrees(), "", []),
        (metres(), epsg(4544), []),
        (metres(35_000_000), epsg(4523), []),
        (metres(35_000_000), epsg(4544), ["LA014 parcels.geojson"]),
        (metres(swap=True), epsg(4544), ["LA013 parcels.geojson"]),
        (metres(35_000_000, swap=True), epsg(4523), ["LA013 parcels.geojson"]),
        (degrees(swap=True), "", ["LA013 parcels.geojson"]),
    ],
)
def test_every_way_to_write_the_place_gives_the_same_place(
    tmp_path: Path, shape: Any, crs: str, notices: list[str]
) -> None:
    codes, read = read_as(tmp_path, shape, crs)
    assert codes == notices
    assert read.land.epsg == 4544
    assert read.land.parcels[0].shape.symmetric_difference(SHAPE).area < 1


@pytest.mark.parametrize(
    ("shape", "crs", "code"),
    [
        (metres(), "", "LA012"),
        (degrees(), epsg(4544), "LA012"),
        (metres(36_000_000), epsg(4544), "LA015"),
        (metres(), epsg(4523), "LA015"),
        (metres(), epsg(2360), "LA011"),
        (degrees(), epsg(4610), "LA011"),
        (degrees(), epsg(4214), "LA011"),
        (metres(), epsg(2433), "LA011"),
        (shapely.transform(degrees(), lambda c: c - (150, 0)), "", "LA016"),
    ],
)
def test_what_is_not_settled_is_refused(tmp_path: Path, shape: Any, crs: str, code: str) -> None:
    codes, read = read_as(tmp_path, shape, crs)
    assert codes[0].startswith(code), codes
    assert any(p.level == "error" for p in read.problems)


@pytest.mark.slow
def test_a_file_without_a_system_is_refused_and_the_zone_it_shows_is_named(tmp_path: Path) -> None:
    points = "宗地号,点号,X坐标,Y坐标\n" + "".join(
        f"P0,{i},{y},{x + 35_000_000}\n" for i, (x, y) in enumerate(SHAPE.exterior.coords[:-1])
    )
    table = "宗地号,园区,规划用途\nP0,K1,M2\n"
    files = {"parcel__points_csv": points, "parcels_csv": table, "parcels_geojson": None}
    read = read_land(site(tmp_path, **files))
    (problem,) = [p for p in read.problems if p.code == "LA010"]
    assert "带号 35" in problem.what.zh
    assert "EPSG:4523" in problem.fix.zh
    read = read_land(site(tmp_path, **files, park_toml=TOML + 'crs = "CGCS2000"\n'))
    assert said(read) == ["LA014 parcel-points.csv"]
    assert read.land.parcels[0].shape.symmetric_difference(SHAPE).area < 1
    for crs in ("EPSG:99999", "nonsense"):
        codes = problems_of(tmp_path, **files, park_toml=TOML + f'crs = "{crs}"\n')
        assert codes[0] == "LA010 parcel-points.csv"


def test_cgcs2000_alone_does_not_tell_the_meridian_of_six_digits(tmp_path: Path) -> None:
    points = "宗地号,点号,X坐标,Y坐标\n" + "".join(
        f"P0,{i},{y},{x}\n" for i, (x, y) in enumerate(SHAPE.exterior.coords[:-1])
    )
    codes = problems_of(
        tmp_path,
        parcels_geojson=None,
        parcels_csv="宗地号,园区,规划用途\nP0,K1,M2\n",
        park_toml=TOML + 'crs = "CGCS2000"\n',
        **{"parcel__points_csv": points},
    )
    assert codes[0] == "LA010 parcel-points.csv"


def test_a_coordinate_that_is_no_number_is_refused(tmp_path: Path) -> None:
    broken = collection([parcel("P0", SHAPE)]).replace("36.", "1e999 ,36.", 1)
    assert problems_of(tmp_path, parcels_geojson=broken)[0][:5] in ("LA002", "LA031", "LA012")


@pytest.mark.slow
@given(st.lists(st.tuples(st.floats(102.0, 105.0), st.floats(32.0, 38.0)), min_size=1, max_size=20))
def test_to_metres_and_back_is_the_same_place(places: list[tuple[float, float]]) -> None:
    given_degrees = np.array(places)
    ground = ground_of(given_degrees)
    back = ground.degrees(ground.metres(given_degrees))
    assert np.abs(back - given_degrees).max() < 1e-9


def test_land_across_two_zones_lies_in_one(tmp_path: Path) -> None:
    west, east = Ground(4543), Ground(4544)
    yongdeng = parcel("P0", lot(0))
    beyond = shapely.transform(degrees(), lambda c: np.subtract(c, (0.5, 0)))
    features = [yongdeng, {**parcel("P1", lot(0)), "geometry": shapely.geometry.mapping(beyond)}]
    read = read_land(site(tmp_path, parcels_geojson=collection(features)))
    assert said(read) == []
    assert read.land.epsg in (west.epsg, east.epsg)
    apart = read.land.parcels[0].shape.distance(read.land.parcels[1].shape)
    assert apart == pytest.approx(44_700, rel=0.01)
