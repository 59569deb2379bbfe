"""The shift of web maps is found against a trusted border, refused, and converted on request."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon, box

from feidi.evidence.problem import has_errors
from feidi.folder.land import read_land
from feidi.folder.land.gcj import from_gcj02, to_gcj02
from folder.land.site import EAST, GROUND, NORTH, collection, lot, parcel, said, site

DAY = "day = 2026-12-31\n"
# a park of 2 x 1 km whose border is known in CGCS2000; parcels reach up to it on all sides
COUNTY = box(EAST, NORTH, EAST + 2000, NORTH + 1000)
PARCELS = [
    Polygon([(x, y), (x + 500, y), (x + 500, y + 500), (x, y + 500)])
    for x in np.arange(EAST, EAST + 2000, 500)
    for y in (NORTH, NORTH + 500)
]
FILE = "3-site/parcels.geojson"


def shifted(shape: Any) -> Any:
    lifted = GROUND.lift([shape])[0]
    return shapely.transform(lifted, lambda c: np.column_stack(to_gcj02(c[:, 0], c[:, 1])))


def parcels(*, gcj: bool) -> str:
    features = [parcel(f"P{n}", shape) for n, shape in enumerate(PARCELS)]
    if gcj:
        for feature, shape in zip(features, PARCELS, strict=True):
            feature["geometry"] = shapely.geometry.mapping(shifted(shape))
    return collection(features)


def border(code: str = "620122") -> str:
    feature = parcel("x", COUNTY)
    feature["properties"] = {"gb": f"156{code}", "name": "皋兰县"}
    return collection([feature], "urn:ogc:def:crs:EPSG::4490")


def read(place: Path, toml: str, *, gcj: bool, **more: Any) -> Any:
    files = {"border_geojson": border(), "parcels_geojson": parcels(gcj=gcj), **more}
    return read_land(site(place, park_toml=f"[land]\n{DAY}{toml}", **files))


BORDER = 'border = "3-site/border.geojson"\n'


def test_a_known_point_is_shifted_as_published() -> None:
    lon, lat = to_gcj02(np.array([116.404]), np.array([39.915]))
    assert (lon[0], lat[0]) == pytest.approx((116.41024449916938, 39.91640428150164), abs=1e-9)


@pytest.mark.slow
@given(st.floats(75, 134), st.floats(18, 53))
def test_the_inverse_is_exact_and_the_shift_is_some_hundred_metres(lon: float, lat: float) -> None:
    there = to_gcj02(np.array([lon]), np.array([lat]))
    back = from_gcj02(*there)
    assert abs(back[0][0] - lon) < 1e-9
    assert abs(back[1][0] - lat) < 1e-9
    assert max(abs(there[0][0] - lon), abs(there[1][0] - lat)) > 1e-5


def test_a_layer_that_meets_the_border_passes(tmp_path: Path) -> None:
    assert said(read(tmp_path, BORDER, gcj=False)) == []


def test_a_shifted_layer_is_refused_with_both_distances(tmp_path: Path) -> None:
    result = read(tmp_path, BORDER, gcj=True)
    assert said(result) == ["LA020 parcels.geojson"]
    assert has_errors(result.problems)
    assert "换算后 0 米" in result.problems[0].what.zh
    assert FILE in result.problems[0].fix.zh


def test_a_shifted_layer_is_converted_when_asked(tmp_path: Path) -> None:
    result = read(tmp_path, BORDER + f'gcj02 = ["{FILE}"]\n', gcj=True)
    assert said(result) == ["LA021 parcels.geojson"]
    for got, drawn in zip(result.land.parcels, PARCELS, strict=True):
        assert got.shape.symmetric_difference(drawn).area < 1


def test_a_layer_falsely_said_to_be_shifted_is_refused(tmp_path: Path) -> None:
    codes = said(read(tmp_path, BORDER + f'gcj02 = ["{FILE}"]\n', gcj=False))
    assert "LA021 parcels.geojson" in codes
    assert not [code for code in codes if code.startswith("LA020")]


def test_a_file_to_convert_must_exist(tmp_path: Path) -> None:
    toml = BORDER + 'gcj02 = ["parcels.geojson"]\n'
    assert said(read(tmp_path, toml, gcj=True)) == ["LA020 parcels.geojson", "LA007 park.toml"]


def test_without_a_border_it_is_said_that_nothing_was_tested(tmp_path: Path) -> None:
    assert said(read(tmp_path, "", gcj=True)) == ["LA022 parcels.geojson"]
    assert said(read(tmp_path, 'datum = "测绘院成果"\n', gcj=False)) == []


def test_a_border_far_away_tests_nothing(tmp_path: Path) -> None:
    far = parcel("x", lot(60, 60))
    far["properties"] = {"gb": "156623023"}
    result = read(tmp_path, BORDER, gcj=True, border_geojson=collection([far]))
    assert said(result) == ["LA022 parcels.geojson"]


@pytest.mark.parametrize(
    "named",
    [
        "3-site/nothing.geojson",
        "package:nothing_of_the_kind/a.geojson",
        "package:feidi/../a.geojson",
        "package:feidi/records/taxes.csv",
    ],
)
def test_a_border_that_cannot_be_read_is_said(tmp_path: Path, named: str) -> None:
    assert "LA024 park.toml" in said(read(tmp_path, f'border = "{named}"\n', gcj=False))


def test_a_border_of_an_installed_package_is_read_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "lib/borders_for_a_test"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "counties.geojson").write_text(border())
    monkeypatch.syspath_prepend(tmp_path / "lib")
    toml = 'border = "package:borders_for_a_test/counties.geojson"\n'
    assert said(read(tmp_path / "a", toml, gcj=True)) == ["LA020 parcels.geojson"]
    assert said(read(tmp_path / "b", toml, gcj=False)) == []


BELONGS = "对象,归属,区划代码,区划名称,自,至\n"


def test_a_parcel_is_held_against_its_county_and_statistics_are_not(tmp_path: Path) -> None:
    outside = collection([parcel("P0", lot(0)), parcel("P1", lot(0, 40)), parcel("P2", lot(1, 0))])
    rows = BELONGS + "K1,行政,620122,皋兰县,2020-01-01,\nK1,统计,620171,兰州新区,2020-01-01,\n"
    result = read(
        tmp_path, BORDER + 'datum = "x"\n', gcj=False, parcels_geojson=outside, belongings_csv=rows
    )
    assert said(result) == ["LA080 P1"]
    kinds = {(b.kind, b.code) for b in result.land.belongings}
    assert kinds == {("administrative", "620122"), ("statistical", "620171")}


def test_belongings_count_by_their_dates_and_do_not_overlap(tmp_path: Path) -> None:
    past = BELONGS + "K1,行政,620199,旧县,,2019-12-31\nK1,行政,620122,皋兰县,2020-01-01,\n"
    assert said(read(tmp_path, BORDER, gcj=False, belongings_csv=past)) == []
    twice = BELONGS + "K1,行政,620199,旧县,,2020-01-01\nK1,行政,620122,皋兰县,2020-01-01,\n"
    assert said(read(tmp_path, BORDER, gcj=False, belongings_csv=twice)) == ["LA052 belongings.csv"]
    nothing = BELONGS + "K9,行政,620122,皋兰县,,\n"
    assert said(read(tmp_path, BORDER, gcj=False, belongings_csv=nothing)) == [
        "LA050 belongings.csv"
    ]
