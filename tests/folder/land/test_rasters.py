"""Slope and hazard come from the user's raster; what it does not cover is not flat or safe."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from numpy.typing import NDArray
from rasterio import Affine

from feidi.folder.land import read_land
from folder.land.site import EAST, GROUND, NORTH, collection, lot, parcel, said, site

CELL = 10.0
ROWS, COLUMNS = 80, 80
LEFT, TOP = EAST - 200, NORTH + 600


def write(place: Path, name: str, values: NDArray[Any], crs: str | None = "EPSG:4544") -> None:
    path = place / "3-site" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    where = Affine(CELL, 0, LEFT, 0, -CELL, TOP)
    if crs == "EPSG:4490":
        (west, south), (east, north) = GROUND.degrees(
            np.array([(LEFT, TOP - ROWS * CELL), (LEFT + COLUMNS * CELL, TOP)])
        )
        across, down = (east - west) / COLUMNS, (north - south) / ROWS
        where = Affine(across, 0, west, 0, -down, north)
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=values.shape[0],
        width=values.shape[1],
        count=1,
        dtype=values.dtype,
        crs=crs,
        transform=where,
        nodata=-9999,
    ) as file:
        file.write(values, 1)


def read(place: Path, **more: Any) -> Any:
    features = [parcel("P0", lot(0)), parcel("P1", lot(1))]
    return read_land(site(place, parcels_geojson=collection(features), **more))


def plane(east: float, south: float) -> NDArray[np.float32]:
    rows, columns = np.mgrid[0:ROWS, 0:COLUMNS]
    return np.asarray(1500 + CELL * (east * columns + south * rows), dtype=np.float32)


@pytest.mark.parametrize("crs", ["EPSG:4544", "EPSG:4490"])
@pytest.mark.parametrize(("east", "south"), [(0.0, 0.0), (0.3, 0.0), (0.0, -0.2), (0.3, 0.4)])
def test_the_slope_of_a_plane_is_its_slope(
    tmp_path: Path, crs: str, east: float, south: float
) -> None:
    write(tmp_path, "dem.tif", plane(east, south), crs)
    result = read(tmp_path)
    assert said(result) == []
    wanted = np.degrees(np.arctan(np.hypot(east, south)))
    assert [p.slope_deg for p in result.land.parcels] == pytest.approx([wanted] * 2, rel=0.02)
    assert [p.hazard for p in result.land.parcels] == [None, None]


def test_the_highest_cell_counts_and_slopes_go_before_heights(tmp_path: Path) -> None:
    slopes = np.full((ROWS, COLUMNS), 3.0, dtype=np.float32)
    hazard = np.zeros((ROWS, COLUMNS), dtype=np.int16)
    # one cell within P0: 5 rows above its lower edge
    row, column = int((TOP - NORTH) / CELL) - 6, int((EAST - LEFT) / CELL) + 3
    slopes[row, column] = 31.0
    hazard[row, column] = 4
    write(tmp_path, "slope.tif", slopes)
    write(tmp_path, "dem.tif", plane(1, 1))
    write(tmp_path, "hazard.tif", hazard)
    result = read(tmp_path)
    assert said(result) == []
    assert [(p.slope_deg, p.hazard) for p in result.land.parcels] == [(31.0, 4), (3.0, 0)]


def test_a_raster_that_ends_within_a_parcel_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "dem.tif", plane(0, 0)[:, : int((EAST + 300 - LEFT) / CELL)])
    result = read(tmp_path)
    assert said(result) == ["LA045 P1"]
    assert result.land.parcels[0].slope_deg == 0
    assert result.land.parcels[1].slope_deg is None


def test_a_cell_without_a_value_is_refused(tmp_path: Path) -> None:
    hazard = np.zeros((ROWS, COLUMNS), dtype=np.int16)
    hazard[int((TOP - NORTH) / CELL) - 6, int((EAST - LEFT) / CELL) + 3] = -9999
    write(tmp_path, "hazard.tif", hazard)
    assert said(read(tmp_path)) == ["LA045 P0"]


def test_a_raster_elsewhere_covers_nothing(tmp_path: Path) -> None:
    write(tmp_path, "hazard.tif", np.zeros((ROWS, COLUMNS), dtype=np.int16))
    far = [parcel("P0", lot(40, 40))]
    codes = said(read_land(site(tmp_path, parcels_geojson=collection(far))))
    assert codes == ["LA045 P0"]


def test_what_is_no_geotiff_is_refused(tmp_path: Path) -> None:
    site(tmp_path, dem_tif=b"II*\0 and nothing more")
    assert said(read_land(tmp_path)) == ["LA046 dem.tif"]


def test_a_raster_without_a_system_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "hazard.tif", np.zeros((ROWS, COLUMNS), dtype=np.int16), None)
    assert said(read(tmp_path)) == ["LA046 hazard.tif"]
