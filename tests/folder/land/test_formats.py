"""Every format a planning office hands over reads to the same parcels, Chinese names and all."""

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from ezdxf.filemanagement import new as new_drawing
from shapely.geometry.base import BaseGeometry

from feidi.folder.land import MapLayer, geojson, read_land, write_geojson, write_geopackage
from feidi.folder.opening import Refused, Root
from folder.land.site import (
    EPSG,
    GROUND,
    TOML,
    collection,
    lot,
    parcel,
    problems_of,
    said,
    site,
    six,
)

SHAPES = [lot(n) for n in range(3)]
ATTRIBUTES: dict[str, list[Any]] = {
    "宗地号": ["P0", "P1", "P2"],
    "园区": ["K1", "K1", "K2"],
    "规划用途": ["二类工业用地", "M2", "m3"],
    "地价": [60000.0, 61234.5, np.nan],
    "宗地名称": ["东一", "东二", None],
}
TABLE = "宗地号,园区,规划用途,地价\nP0,K1,M2,60000\nP1,K1,M2,61234.5\nP2,K2,M3,\n"


def write(
    path: Path, shapes: Sequence[BaseGeometry | None], crs: str | None, **options: Any
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore", RuntimeWarning)  # GDAL tells of names it cuts off
    fields = [
        np.array(v, dtype=object if isinstance(v[0], str) else None) for v in ATTRIBUTES.values()
    ]
    pyogrio.raw.write(
        path,
        shapely.to_wkb(np.array(shapes, dtype=object)),
        field_data=fields,
        fields=np.array(list(ATTRIBUTES), dtype=object),
        geometry_type="Polygon",
        crs=crs,
        promote_to_multi=False,
        **options,
    )


def expect(place: Path, *codes: str) -> None:
    read = read_land(site(place, parcels_geojson=None))
    assert said(read) == list(codes), [p.what for p in read.problems]
    assert read.land.epsg == EPSG
    found = read.land.parcels
    assert [(p.id, p.park, p.zone, p.price_fen_mu) for p in found] == [
        ("P0", "K1", "M2", 6000000),
        ("P1", "K1", "M2", 6123450),
        ("P2", "K2", "M3", None),
    ]
    for got, drawn in zip(found, SHAPES, strict=True):
        assert got.shape.symmetric_difference(drawn).area < 1
        assert got.area_m2 == pytest.approx(40000, abs=1)


@pytest.mark.parametrize("crs", ["EPSG:4544", "EPSG:4523", "EPSG:4490", "EPSG:4326"])
def test_a_geopackage_reads_in_every_system_of_cgcs2000(tmp_path: Path, crs: str) -> None:
    shapes: Sequence[BaseGeometry | None] = {
        "EPSG:4544": SHAPES,
        "EPSG:4523": [shapely.transform(s, lambda c: np.add(c, (35_000_000, 0))) for s in SHAPES],
    }.get(crs) or GROUND.lift(SHAPES)
    write(tmp_path / "3-site/parcels.gpkg", shapes, crs, driver="GPKG")
    expect(tmp_path)


@pytest.mark.parametrize("encoding", ["GBK", "UTF-8"])
@pytest.mark.parametrize("with_cpg", [True, False])
def test_a_shapefile_reads_in_gbk_and_utf8_with_and_without_cpg(
    tmp_path: Path, encoding: str, with_cpg: bool
) -> None:
    path = tmp_path / "3-site/parcels.shp"
    write(path, SHAPES, "EPSG:4544", driver="ESRI Shapefile", encoding=encoding)
    if not with_cpg:
        path.with_suffix(".cpg").unlink()
    expect(tmp_path)


def test_a_shapefile_whose_cpg_lies_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "3-site/parcels.shp"
    write(path, SHAPES, "EPSG:4544", driver="ESRI Shapefile", encoding="GBK")
    path.with_suffix(".cpg").write_text("UTF-8")
    assert "LA002 parcels.shp" in problems_of(tmp_path, parcels_geojson=None)


def test_a_shapefile_without_its_table_or_projection_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "3-site/parcels.shp"
    write(path, SHAPES, "EPSG:4544", driver="ESRI Shapefile", encoding="GBK")
    path.with_suffix(".prj").unlink()
    assert problems_of(tmp_path, parcels_geojson=None)[0] == "LA010 parcels.shp"
    path.with_suffix(".dbf").unlink()
    assert "LA002 parcels.shp" in problems_of(tmp_path, parcels_geojson=None)


def test_kml_reads_with_its_attributes_in_a_table(tmp_path: Path) -> None:
    marks = "".join(
        f"<Placemark><name>P{n}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        + " ".join(f"{x:.9f},{y:.9f},0" for x, y in shapely.get_coordinates(shape))
        + "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
        for n, shape in enumerate(GROUND.lift(SHAPES))
    )
    kml = (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2">'
        f"<Document><Folder><name>宗地</name>{marks}</Folder></Document></kml>"
    )
    site(tmp_path, parcels_kml=kml, parcels_csv=TABLE, parcels_geojson=None)
    expect(tmp_path)


def drawing(place: Path, layers: dict[str, list[Any]], texts: bool = True) -> None:
    path = place / "3-site/parcels.dxf"
    path.parent.mkdir(parents=True, exist_ok=True)
    document = new_drawing("R2010")
    model = document.modelspace()
    number = 0
    for layer, shapes in layers.items():
        document.layers.add(layer)
        for shape in shapes:
            points = list(shape.exterior.coords)[:-1]
            model.add_lwpolyline(points, close=True, dxfattribs={"layer": layer})
            if texts:
                middle = shape.centroid
                model.add_text(f"P{number}", dxfattribs={"layer": "注记"}).set_placement(
                    (middle.x, middle.y)
                )
            number += 1
    model.add_line((0, 0), (1, 1), dxfattribs={"layer": "道路"})
    document.saveas(path)


CAD = '[land]\ndatum = "x"\nday = 2026-12-31\ncrs = "EPSG:4544"\n'


def test_a_drawing_reads_closed_polylines_of_chinese_layers_named_by_their_texts(
    tmp_path: Path,
) -> None:
    drawing(tmp_path, {"宗地": SHAPES, "绿化": [lot(7)]})
    with_layer = CAD + 'dxf_layers = ["宗地"]\n'
    site(tmp_path, parcels_csv=TABLE, park_toml=with_layer, parcels_geojson=None)
    read = read_land(tmp_path)
    assert said(read) == []
    assert [p.id for p in read.land.parcels] == ["P0", "P1", "P2"]
    assert [p.area_m2 for p in read.land.parcels] == pytest.approx([40000] * 3)


def test_a_drawing_with_several_layers_asks_which(tmp_path: Path) -> None:
    drawing(tmp_path, {"宗地": SHAPES, "绿化": [lot(7)]})
    (problem,) = [
        p
        for p in read_land(site(tmp_path, parcels_geojson=None, park_toml=CAD)).problems
        if p.code == "LA002"
    ]
    assert "宗地、绿化" in problem.what.zh
    assert "dxf_layers" in problem.fix.zh


def test_arcs_of_a_drawing_become_chords_within_the_tolerance(tmp_path: Path) -> None:
    path = tmp_path / "3-site/parcels.dxf"
    path.parent.mkdir(parents=True)
    document = new_drawing("R2010")
    east, north = lot(0).bounds[:2]
    # a bulge of 1 is half a circle: two of them are a circle of 100 m
    document.modelspace().add_lwpolyline(
        [(east, north, 1), (east + 200, north, 1)],
        format="xyb",
        close=True,
        dxfattribs={"layer": "宗地"},
    )
    document.modelspace().add_text("P0").set_placement((east + 100, north))
    document.saveas(path)
    one = "宗地号,园区,规划用途\nP0,K1,M2\n"
    for tolerance, most in ((1.0, 1.0), (0.01, 0.01)):
        toml = f"{CAD}flatten_m = {tolerance}\n"
        read = read_land(site(tmp_path, parcels_csv=one, parcels_geojson=None, park_toml=toml))
        assert said(read) == []
        circle = shapely.Point(east + 100, north).buffer(100, quad_segs=500)
        assert shapely.hausdorff_distance(read.land.parcels[0].shape, circle) <= most + 0.01


def test_boundary_points_read_with_northing_first(tmp_path: Path) -> None:
    rows = "宗地号,圈号,点号,X坐标,Y坐标\n" + "".join(
        f"P{n},1,{i},{y},{x}\n"
        for n, shape in enumerate(SHAPES)
        for i, (x, y) in reversed(list(enumerate(list(shape.exterior.coords)[:-1])))
    )
    site(tmp_path, **{"parcel__points_csv": rows}, parcels_csv=TABLE, park_toml=CAD)
    (tmp_path / "3-site/parcels.geojson").unlink()
    read = read_land(tmp_path)
    assert said(read) == []
    assert [p.area_m2 for p in read.land.parcels] == [pytest.approx(40000)] * 3
    assert read.land.parcels[1].shape.symmetric_difference(SHAPES[1]).area < 1


def test_a_ring_of_two_points_is_no_parcel(tmp_path: Path) -> None:
    rows = "宗地号,点号,X坐标,Y坐标\nP0,1,4041000,379000\nP0,2,4041000,379100\n"
    codes = problems_of(
        tmp_path,
        parcels_geojson=None,
        parcels_csv="宗地号,园区,规划用途\nP0,K1,M2\n",
        park_toml=CAD,
        **{"parcel__points_csv": rows},
    )
    assert codes == ["LA031 parcel-points.csv", "LA005 parcels.csv"]


def test_two_files_for_one_layer_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "3-site/parcels.gpkg", SHAPES, "EPSG:4544", driver="GPKG")
    assert problems_of(tmp_path) == ["LA001 parcels.geojson"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("parcels_geojson", b"<OGRVRTDataSource></OGRVRTDataSource>"),
        ("parcels_geojson", b"{]"),
        ("parcels_kml", b"{}"),
        ("parcels_gpkg", b"SQLite format 3\0 and then nothing"),
        ("parcels_dxf", b"DWG is not DXF"),
        ("parcels_shp", b"\0\0\x27\x0a"),
    ],
)
def test_what_is_no_map_is_refused_and_not_opened(
    tmp_path: Path, name: str, content: bytes
) -> None:
    codes = problems_of(tmp_path, **{"parcels_geojson": None, name: content})
    assert codes[0].startswith("LA002 parcels.")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.geojson"
    outside.write_text(collection(six()))
    site(tmp_path / "in", parcels_geojson=None)
    (tmp_path / "in/3-site/parcels.geojson").symlink_to(outside)
    assert said(read_land(tmp_path / "in")) == ["FO004 parcels.geojson"]


def test_a_part_of_a_shapefile_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "in/3-site/parcels.shp"
    write(path, SHAPES, "EPSG:4544", driver="ESRI Shapefile", encoding="GBK")
    outside = path.with_suffix(".shx").rename(tmp_path / "outside.shx")
    path.with_suffix(".shx").symlink_to(outside)
    assert "FO004 parcels.shx" in problems_of(tmp_path / "in", parcels_geojson=None)


def test_files_and_attributes_that_nothing_reads_are_said(tmp_path: Path) -> None:
    features = [parcel("P0", lot(0), 土壤="黄土")]
    codes = problems_of(tmp_path, parcels_geojson=collection(features), parcel_csv="x")
    assert codes == ["LA008 parcel.csv", "LA004 parcels.geojson"]


def test_a_repeated_or_missing_id_and_a_bad_value_name_the_feature(tmp_path: Path) -> None:
    features = [
        parcel("P0", lot(0)),
        parcel("P0", lot(1)),
        parcel("", lot(2)),
        parcel("P3", lot(3), 规划用途="M9"),
        parcel("P4", lot(4), 园区="K9"),
    ]
    assert sorted(problems_of(tmp_path, parcels_geojson=collection(features))) == [
        "LA003 P0",
        "LA050 P4",
        "RE001 #3",
        "RE002 P3",
    ]


def test_settings_are_checked(tmp_path: Path) -> None:
    toml = '[land]\ndatum = "x"\nborders = "a"\nyears = ["2026"]\nsliver_m2 = -1\n'
    codes = problems_of(tmp_path, park_toml=toml)
    assert codes == ["LA007 park.toml"] * 3
    assert problems_of(tmp_path, park_toml=TOML.replace("2026-12-31", '"soon"'))[0][:5] == "LA007"
    assert "FO015 park.toml" in problems_of(tmp_path, park_toml="land = 3\n")


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert said(read_land(tmp_path / "nowhere"))[0].startswith("FO001")


PLAN = MapLayer(
    "plan",
    [
        (SHAPES[0], {"id": "P0", "项目": "一号", "亩": 60.0, "年": 2027}),
        (SHAPES[1], {"id": "P1", "项目": None, "亩": 60.0, "年": 2028}),
    ],
)


def test_a_layer_goes_out_as_geojson_and_comes_back(tmp_path: Path) -> None:
    root = Root(tmp_path)
    path = write_geojson(root, "results/plan.geojson", PLAN, EPSG)
    assert path.read_bytes() == geojson(PLAN, EPSG)
    meta, _, wkb, columns = pyogrio.raw.read(path)
    assert list(meta["fields"]) == ["id", "项目", "亩", "年"]
    assert list(columns[1]) == ["一号", None]
    back = GROUND.lay(list(shapely.from_wkb(wkb)))
    areas = [b.symmetric_difference(s).area for b, s in zip(back, SHAPES, strict=False) if b]
    assert areas == [pytest.approx(0, abs=5)] * 2


def test_layers_go_out_as_one_geopackage_and_come_back(tmp_path: Path) -> None:
    spots = MapLayer(
        "flows", [(shapely.LineString([(379000, 4041000), (379500, 4041000)]), {"户": 3})]
    )
    path = write_geopackage(
        Root(tmp_path), "results/plan.gpkg", [PLAN, spots, MapLayer("无", [])], EPSG
    )
    assert [str(name) for name, _ in pyogrio.list_layers(path)] == ["plan", "flows"]
    meta, _, wkb, columns = pyogrio.raw.read(path, layer="plan")
    assert meta["crs"] == "EPSG:4544"
    assert list(meta["fields"]) == ["id", "项目", "亩", "年"]
    assert list(columns[3]) == [2027, 2028]
    assert [g.equals(s) for g, s in zip(shapely.from_wkb(wkb), SHAPES, strict=False)] == [
        True,
        True,
    ]
    again = write_geopackage(Root(tmp_path), "results/plan.gpkg", [spots], EPSG)
    assert [str(name) for name, _ in pyogrio.list_layers(again)] == ["flows"]


def test_nothing_is_written_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(Refused, match="FO004"):
        write_geojson(Root(tmp_path / "in"), "../plan.geojson", PLAN, EPSG)
    with pytest.raises(Refused, match="FO004"):
        write_geopackage(Root(tmp_path / "in"), "../plan.gpkg", [PLAN], EPSG)
    assert [p.name for p in tmp_path.iterdir()] == ["in"]
