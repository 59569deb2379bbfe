"""Shapes are mended with notice or refused by name; ground belongs to one parcel."""

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely import LineString, MultiPolygon, Point, Polygon

from feidi.folder.land import read_land
from folder.land.site import (
    EAST,
    GROUND,
    NORTH,
    TOML,
    collection,
    lot,
    parcel,
    problems_of,
    said,
    site,
    six,
)


def read_shapes(place: Path, *shapes: Any, toml: str = TOML, **attributes: Any) -> Any:
    features = [parcel(f"P{n}", shape, **attributes) for n, shape in enumerate(shapes)]
    return read_land(site(place, parcels_geojson=collection(features), park_toml=toml))


def corner(east: float, north: float) -> tuple[float, float]:
    return EAST + east, NORTH + north


def test_a_bow_tie_is_refused_with_its_name_and_both_areas(tmp_path: Path) -> None:
    tie = Polygon([corner(0, 0), corner(200, 200), corner(200, 0), corner(0, 200)])
    read = read_shapes(tmp_path, tie, lot(3))
    assert said(read) == ["LA031 P0"]
    assert [p.id for p in read.land.parcels] == ["P1"]
    assert "20000.0" in read.problems[0].what.en


def test_a_ring_that_touches_itself_is_mended_and_said(tmp_path: Path) -> None:
    spike = Polygon(
        [corner(0, 0), corner(200, 0), corner(200, 200), corner(200, 230), corner(200, 200),
         corner(0, 200)]
    )  # fmt: skip
    read = read_shapes(tmp_path, spike)
    assert said(read) == ["LA030 P0"]
    assert read.land.parcels[0].area_m2 == pytest.approx(40000, abs=1)


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        (None, "LA031"),
        (Polygon(), "LA031"),
        (Point(corner(0, 0)), "LA006"),
        (LineString([corner(0, 0), corner(9, 9)]), "LA006"),
        (Polygon([corner(0, 0), corner(100, 100), corner(200, 200)]), "LA031"),
    ],
)
def test_what_has_no_area_is_refused(tmp_path: Path, shape: Any, code: str) -> None:
    assert said(read_shapes(tmp_path, lot(5), shape)) == [f"{code} P1"]


def test_the_direction_of_a_ring_does_not_matter(tmp_path: Path) -> None:
    read = read_shapes(tmp_path, lot(0).reverse(), lot(1))
    assert said(read) == []
    assert [p.area_m2 for p in read.land.parcels] == pytest.approx([40000, 40000], abs=1)


def test_a_parcel_of_two_pieces_is_one_parcel(tmp_path: Path) -> None:
    read = read_shapes(tmp_path, MultiPolygon([lot(0), lot(1)]))
    assert said(read) == []
    assert read.land.parcels[0].mu == pytest.approx(120, abs=0.01)


def test_a_hole_is_not_ground_of_the_parcel_and_is_said(tmp_path: Path) -> None:
    ring = Polygon(lot(0).exterior, [lot(0).buffer(-50).exterior])
    read = read_shapes(tmp_path, ring)
    assert said(read) == ["LA038 parcels.geojson"]
    assert read.land.parcels[0].area_m2 == pytest.approx(30000, abs=1)


@pytest.mark.parametrize(
    ("stated", "codes", "counts"),
    [
        ("40100", [], 40100),
        ("42000", ["LA033 P0"], 42000),
        ("60", ["LA034 P0"], 60),
        ("-40000", ["LA051 P0"], 40000),
        ("0", ["LA051 P0"], 40000),
    ],
)
def test_a_stated_area_is_held_against_the_shape(
    tmp_path: Path, stated: str, codes: list[str], counts: float
) -> None:
    read = read_shapes(tmp_path, lot(0), 面积=stated)
    assert [code for code in said(read) if "LA060" not in code] == codes
    assert read.land.parcels[0].area_m2 == pytest.approx(counts, abs=1)
    if codes and codes[0] == "LA033 P0":
        assert "42000.0" in read.problems[0].what.zh
        assert "40000.0" in read.problems[0].what.zh


def test_ten_thousand_vertices_are_thinned_within_the_tolerance(tmp_path: Path) -> None:
    circle = Point(corner(100, 100)).buffer(100, quad_segs=5000)
    assert shapely.get_num_coordinates(circle) > 10_000
    read = read_shapes(tmp_path, circle)
    assert said(read) == ["LA032 P0"]
    shape = read.land.parcels[0].shape
    assert shapely.get_num_coordinates(shape) < 200
    assert shapely.hausdorff_distance(shape, circle) < 0.1 + 0.05


def test_an_overlap_is_refused_with_its_area(tmp_path: Path) -> None:
    read = read_shapes(tmp_path, lot(0), lot(0, wide=100).union(lot(1)).convex_hull)
    assert said(read) == ["LA035 P1"]
    assert "重叠 40000.0 平方米" in read.problems[0].what.zh


def test_edges_that_cross_a_little_are_said_once(tmp_path: Path) -> None:
    beside = shapely.transform(lot(0), lambda c: np.add(c, (SIZE_LESS, 0)))
    read = read_shapes(tmp_path, lot(0), beside)
    assert said(read) == ["LA036 parcels.geojson"]
    assert not any(p.level == "error" for p in read.problems)
    tight = read_shapes(tmp_path, lot(0), beside, toml=TOML + "sliver_m2 = 1\n")
    assert said(tight) == ["LA035 P1"]


SIZE_LESS = 199.98


def test_one_parcel_twice_is_refused(tmp_path: Path) -> None:
    assert said(read_shapes(tmp_path, lot(0), lot(0))) == ["LA037 P1"]


def test_ground_between_parcels_is_said_with_its_area(tmp_path: Path) -> None:
    frame = [
        shapely.box(*corner(0, 0), *corner(300, 100)),
        shapely.box(*corner(0, 200), *corner(300, 300)),
        shapely.box(*corner(0, 100), *corner(100, 200)),
        shapely.box(*corner(200, 100), *corner(300, 200)),
    ]
    # shared corners, so that no sliver lies between them
    frame = [shapely.segmentize(shape, 100) for shape in frame]
    read = read_shapes(tmp_path, *frame)
    gaps = [p for p in read.problems if p.code == "LA038"]
    assert len(gaps) == 1
    assert "10000.0 平方米" in gaps[0].what.zh
    assert "P0、P1、P2、P3" in gaps[0].what.zh


def test_a_sliver_of_a_parcel_is_said(tmp_path: Path) -> None:
    assert said(read_shapes(tmp_path, lot(0, high=2), lot(1))) == ["LA040 P0"]


def test_a_parcel_outside_its_park_is_refused_with_area_and_share(tmp_path: Path) -> None:
    border = [parcel("K1", lot(0).buffer(30))]
    features = [parcel("P0", lot(0)), parcel("P1", lot(1))]
    read = read_land(
        site(tmp_path, parks_geojson=collection(border), parcels_geojson=collection(features))
    )
    assert [code for code in said(read) if not code.startswith("LA004")] == ["LA039 P1"]
    (problem,) = [p for p in read.problems if p.code == "LA039"]
    assert "95%" in problem.what.zh
    assert read.land.parks[0].shape is not None


def test_a_border_of_an_unknown_park_is_refused(tmp_path: Path) -> None:
    border = [parcel("K9", lot(0).buffer(30), 园区="K9")]
    assert "LA050 K9" in problems_of(tmp_path, parks_geojson=collection(border))


def test_protected_places_are_points_lines_or_areas(tmp_path: Path) -> None:
    places: list[tuple[str, Any, dict[str, Any]]] = [
        ("S1", Point(corner(0, 900)), {"类别": "学校", "距离": 500}),
        ("S2", LineString([corner(0, -400), corner(900, -400)]), {"类别": "铁路"}),
        ("S3", lot(9), {"类别": "居民点"}),
        ("S4", None, {"类别": "医院"}),
        ("S5", Point(corner(0, 0)), {"类别": "茶馆"}),
    ]
    features = []
    for known_as, shape, more in places:
        feature = parcel(known_as, shape)
        feature["properties"] = {"编号": known_as, **more}
        features.append(feature)
    read = read_land(site(tmp_path, protected_geojson=collection(features)))
    assert said(read) == ["LA031 S4", "RE002 S5"]
    found = [(p.id, p.kind, p.keep_m, p.shape.geom_type) for p in read.land.places]
    assert found == [
        ("S1", "school", 500, "Point"),
        ("S2", "railway", None, "LineString"),
        ("S3", "dwelling", None, "Polygon"),
    ]
    parcels = read.land.parcels
    assert parcels[0].shape.distance(read.land.places[0].shape) == pytest.approx(700, abs=0.5)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_features_and_rows_does_not_matter(tmp_path: Path, seed: int) -> None:
    features = six()
    straight = read_land(site(tmp_path / "a", parcels_geojson=collection(features)))
    random.Random(seed).shuffle(features)  # noqa: S311
    mixed = read_land(site(tmp_path / "b", parcels_geojson=collection(features)))
    assert straight.land == mixed.land
    assert straight.problems == mixed.problems


def test_a_park_of_four_hundred_parcels_reads_without_a_problem(tmp_path: Path) -> None:
    grid = [parcel(f"P{r}-{c}", lot(c, r)) for r in range(20) for c in range(20)]
    grid.append(parcel("Q", GROUND.lay([GROUND.lift([lot(30, 30)])[0]])[0]))
    read = read_land(site(tmp_path, parcels_geojson=collection(grid)))
    assert said(read) == []
    assert len(read.land.parcels) == 401
