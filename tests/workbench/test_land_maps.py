"""Maps of parcels come in whole or not at all, whatever format they are in, and go out again."""

import io
import json
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from feidi.folder.land import read_land
from feidi.folder.land.gcj import to_gcj02
from feidi.folder.land.ground import Ground
from feidi.site.plan.admitting import RULES
from feidi.workbench.land import matching
from feidi.workbench.land.models import LandBatch, Parcel
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import everything
from workbench.conftest import browser_of
from workbench.story import acting

GROUND = Ground(4544)
# free ground at the edge of the drawn border of the area CK of the first case
CORNER = (103.5725, 36.5712)


def lots(count: int = 2) -> list[Any]:
    """Squares of 60 m side by side, in metres."""
    (start,) = GROUND.lay([shapely.Point(*CORNER)])
    assert isinstance(start, shapely.Point)
    return [
        shapely.box(start.x + n * 80, start.y, start.x + n * 80 + 60, start.y + 60)
        for n in range(count)
    ]


def written(path: Path, shapes: Sequence[Any], crs: str, area: str = "CK", **options: Any) -> Path:
    count = len(shapes)
    fields = {
        "宗地号": [f"N{n}" for n in range(count)],
        "园区": [area] * count,
        "规划用途": ["M2"] * count,
        "是否假设": ["是"] * count,
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        pyogrio.raw.write(
            path,
            shapely.to_wkb(np.array(shapes, dtype=object)),
            field_data=[np.array(v, dtype=object) for v in fields.values()],
            fields=np.array(list(fields), dtype=object),
            geometry_type="Polygon",
            crs=crs,
            promote_to_multi=False,
            **options,
        )
    return path


def send(*files: tuple[str, bytes], user: str = "case-host-land", **said: str) -> Any:
    client = browser_of(user)
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return client, client.post("/land/imports/", {"files": uploads, "datum": "survey", **said})


def as_geojson(tmp_path: Path, shapes: Sequence[Any], area: str = "CK") -> bytes:
    path = written(tmp_path / "n.geojson", shapes, "EPSG:4490", area, driver="GeoJSON")
    return path.read_bytes()


def counted() -> tuple[int, int]:
    with everything("the test counts all rows"):
        return Parcel.objects.count(), LandBatch.objects.count()


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "shp", "kml", "points"])
def test_every_format_is_previewed_imported_and_undone(
    case: Park, tmp_path: Path, kind: str
) -> None:
    before = counted()
    client, answer = send(*FORMATS[kind](tmp_path), **CRS.get(kind, {}))
    assert answer.status_code == 302, answer.content.decode()
    assert counted() == (before[0], before[1] + 1)
    address = answer["Location"]
    page = client.get(address).content.decode()
    assert "导入全部" in page
    assert "<svg" in page
    client.post(f"{address}import/", {"version": 1})
    with acting("case-origin-land"):
        new = list(Parcel.objects.filter(code__startswith="N").select_related("batch"))
        assert [p.code for p in new] == ["N0", "N1"]
        assert [round(p.area_m2) for p in new] == [3600, 3600]
        assert {p.epsg for p in new} == {4544}
        drawn = [GROUND.lay([shapely.geometry.shape(p.shape)])[0] for p in new]
        for got, asked in zip(drawn, lots(), strict=True):
            assert got is not None
            assert got.symmetric_difference(asked).area < 1
    client.post(f"{address}undo/", {"version": 2, "reason": "试导"})
    assert counted()[0] == before[0]


def shapefile(tmp_path: Path) -> list[tuple[str, bytes]]:
    written(tmp_path / "宗地.shp", lots(), "EPSG:4544", driver="ESRI Shapefile", encoding="GBK")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in sorted(tmp_path.glob("宗地.*")):
            archive.write(path, f"成果/{path.name}")
    return [("成果.zip", buffer.getvalue())]


def kml(tmp_path: Path) -> list[tuple[str, bytes]]:
    marks = "".join(
        f"<Placemark><name>N{n}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        + " ".join(f"{x:.9f},{y:.9f},0" for x, y in shapely.get_coordinates(shape))
        + "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
        for n, shape in enumerate(GROUND.lift(lots()))
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2">'
    text = f"{head}<Document><Folder><name>x</name>{marks}</Folder></Document></kml>"
    return [("x.kml", text.encode()), ("属性.csv", TABLE.encode())]


def points(tmp_path: Path) -> list[tuple[str, bytes]]:
    rows = [
        f"N{n},{number},{north:.3f},{east:.3f}"
        for n, shape in enumerate(lots())
        for number, (east, north) in enumerate(shapely.get_coordinates(shape)[:-1], 1)
    ]
    text = "宗地号,点号,X坐标,Y坐标\n" + "\n".join(rows) + "\n"
    return [("界址点.csv", text.encode()), ("属性.csv", TABLE.encode())]


TABLE = "宗地号,园区,规划用途,是否假设\nN0,CK,M2,是\nN1,CK,M2,是\n"
FORMATS: dict[str, Any] = {
    "geojson": lambda place: [("n.geojson", as_geojson(place, GROUND.lift(lots())))],
    "gpkg": lambda place: [
        ("n.gpkg", written(place / "n.gpkg", lots(), "EPSG:4544", driver="GPKG").read_bytes())
    ],
    "shp": shapefile,
    "kml": kml,
    "points": points,
}
CRS = {"points": {"crs": "EPSG:4544"}}


def test_parcels_drawn_on_a_web_map_are_refused_and_converted_on_request(
    case: Park, tmp_path: Path
) -> None:
    def drawn(numbers: Any) -> Any:
        return np.column_stack(to_gcj02(numbers[:, 0], numbers[:, 1]))

    shifted = [shapely.transform(shape, drawn) for shape in GROUND.lift(lots())]
    content = as_geojson(tmp_path, shifted)
    before = counted()
    _, answer = send(("web.geojson", content))
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "LA020" in said
    assert "web.geojson" in said
    assert counted() == before
    client, answer = send(("web.geojson", content), datum="gcj02")
    assert answer.status_code == 302, answer.content.decode()
    assert "由 GCJ-02 换算" in client.get(answer["Location"]).content.decode()
    with acting("case-host-land"):
        batch = LandBatch.objects.get(converted=True)
    shape = GROUND.lay([shapely.geometry.shape(batch.rows[0]["shape"])])[0]
    assert shape is not None
    assert shape.symmetric_difference(lots()[0]).area < 1


def test_what_is_there_already_is_refused_by_its_id_and_by_its_ground(
    case: Park, tmp_path: Path
) -> None:
    with acting("case-host-land"):
        there = Parcel.objects.get(code="FJ-05")
        twin = shapely.geometry.shape(there.shape)
    before = counted()
    _, answer = send(("a.geojson", as_geojson(tmp_path, [twin])))
    assert answer.status_code == 422
    assert "FJ-05" in answer.content.decode()
    assert "LA037" in answer.content.decode()
    assert counted() == before


def test_an_unknown_area_and_a_broken_shape_are_located(case: Park, tmp_path: Path) -> None:
    _, answer = send(("a.geojson", as_geojson(tmp_path, GROUND.lift(lots()), area="XX")))
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "LA050" in said
    assert "XX" in said


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.gpkg", b"{}"),
        ("a.zip", b"PK\x03\x04junk"),
        ("a.exe", b"MZ"),
        ("a.csv", "宗地号,园区\nN0,FJ\n".encode()),
    ],
)
def test_what_is_no_map_is_refused(case: Park, name: str, content: bytes) -> None:
    before = counted()
    client, answer = send((name, content))
    assert answer.status_code in (302, 422)
    assert counted() == before
    if answer.status_code == 302:
        assert "alert-danger" in client.get("/land/imports/").content.decode()


def test_an_archive_that_unpacks_without_end_is_not_opened(case: Park) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("parcels.geojson", b"0" * 30_000_000)
    client, _ = send(("bomb.zip", buffer.getvalue()))
    assert "限度" in client.get("/land/imports/").content.decode()


def test_the_other_side_cannot_bring_a_map(case: Park, tmp_path: Path) -> None:
    before = counted()
    content = as_geojson(tmp_path, GROUND.lift(lots()))
    send(("a.geojson", content), user="case-origin-land")
    assert send(("a.geojson", content), user="case-origin-finance")[1].status_code == 403
    assert counted() == before


def test_the_parcels_go_out_and_are_the_same_when_read_again(case: Park, tmp_path: Path) -> None:
    client = browser_of("case-origin-land")
    (tmp_path / "out.gpkg").write_bytes(client.get("/land/parcels.gpkg").content)
    meta, _, wkb, columns = pyogrio.raw.read(tmp_path / "out.gpkg")
    assert meta["crs"] == "EPSG:4544"
    codes = dict(zip(meta["fields"], columns, strict=True))["宗地号"]
    with acting("case-origin-land"):
        rows = {row.code: row for row in Parcel.objects.all()}
    assert set(codes) == set(rows)
    for code, shape in zip(codes, shapely.from_wkb(wkb), strict=True):
        assert shape.area == pytest.approx(rows[code].area_m2, rel=0.01)
    book = load_workbook(io.BytesIO(client.get("/land/parcels.xlsx?use=M3").content))
    assert book.worksheets[0].max_row == 1 + sum(row.use == "M3" for row in rows.values())
    table = client.get("/land/parcels.csv?q=HG-01").content.decode("utf-8-sig")
    assert "62000.00" in table
    assert "虚构" in table


def test_matching_says_what_the_rules_of_siting_say(case: Park) -> None:
    page = browser_of("case-origin-investment").get("/land/matching/?project=X05").content.decode()
    with acting("case-origin-investment") as one:
        land, _ = matching.land_here(one.at[0].pk)
        project = next(p for p in land.projects if p.id == "X05")
        found = matching.matched(land, project)
    assert found.fits
    assert len(found.fits) + len(found.refused) == 50
    for fit in found.fits:
        assert fit.parcel.status == "planned"
        assert 80 <= fit.parcel.mu <= 140
        assert fit.parcel.use == "M3"
        assert {"water", "power", "steam", "wastewater"} <= set(fit.parcel.utilities)
        assert f">{fit.parcel}<" in page
    reasons = {fit.parcel.code: [words.zh for words in fit.against] for fit in found.refused}
    assert RULES["status"].zh in reasons["HG-01"]
    assert RULES["park"].zh in reasons["FJ-02"]
    held = next(fit.parcel for fit in found.fits)
    assert held.code not in reasons


def test_the_land_of_the_rows_is_the_land_of_the_folder(case: Park) -> None:
    with acting("case-host-land") as one:
        land, read = matching.land_here(one.at[0].pk)
    assert isinstance(read, type(read_land("/nowhere")))
    was = {p.id: p for p in read.land.parcels}
    assert land.epsg == read.land.epsg
    for parcel in land.parcels:
        same = was[parcel.id]
        assert (parcel.zone, parcel.utilities, parcel.price_fen_mu) == (
            same.zone, same.utilities, same.price_fen_mu,
        )  # fmt: skip
        assert parcel.shape.symmetric_difference(same.shape).area < 1
        assert parcel.status == same.status
    assert json.dumps([p.id for p in land.parks]) == json.dumps([p.id for p in read.land.parks])
