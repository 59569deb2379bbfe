"""Land that was changed on the workbench leaves with the folder, and comes in again the same."""

from pathlib import Path
from typing import Any

import pytest
import shapely

from feidi.folder import check
from feidi.workbench.accounts.actor import MACHINE
from feidi.workbench.exchange.bringing import bring_folder
from feidi.workbench.exchange.taking import take_folder
from feidi.workbench.land import batches
from feidi.workbench.land.actions import allocate, for_said, reserve, today
from feidi.workbench.land.editing import EDITABLE, add_area, edit
from feidi.workbench.land.models import LandBatch, Parcel
from feidi.workbench.land.statuses import for_folder
from feidi.workbench.parks.models import Park
from feidi.workbench.scope.acting import everything
from workbench.conftest import EXAMPLES
from workbench.story import acting, person
from workbench.test_land_maps import GROUND, as_geojson, lots, send

SITE = EXAMPLES / "zhouqu-lanzhou" / "3-site"
OFFICER = "case-host-land"


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "3-site").iterdir()}


def told(park: Park) -> dict[str, tuple[Any, ...]]:
    """What a folder can say of the parcels of a park."""
    with everything("the test compares two parks"):
        rows = Parcel.objects.filter(park=park).select_related("area")
        return {
            row.code: (
                row.name, row.area.code, row.use, row.stated_m2, row.plot_ratio_min,
                row.plot_ratio_max, sorted(row.utilities), for_folder(row.status, row.raw),
                row.price_fen_mu, row.available_from, row.source, row.assumed, row.shape,
            )
            for row in rows
        }  # fmt: skip


def outline(shape: dict[str, Any]) -> Any:
    """The same for every way to write one shape."""
    return shapely.normalize(shapely.geometry.shape(shape))


def changed(code: str, **values: object) -> Parcel:
    with acting(OFFICER) as one:
        parcel = Parcel.objects.get(code=code)
        said = {name: getattr(parcel, name) for name in EDITABLE} | values
        return edit(actor=one, parcel=parcel, version=parcel.version, said=said)


def taken(park: Park, place: Path) -> Path:
    """The folder as exported; it checks clean."""
    take_folder(park, place)
    assert [p for p in check(place) if p.level == "error"] == []
    return place


@pytest.mark.slow
def test_values_that_were_changed_come_in_again_and_the_map_keeps_its_bytes(
    case: Park, tmp_path: Path
) -> None:
    changed(
        "HG-02", name="二号地", price_fen_mu=7_000_050, utilities={"water": None, "power": None}
    )
    changed("HG-03", plot_ratio_max=1.25, available_from=2029, raw=True)
    out = bytes_of(taken(case, tmp_path / "out"))
    came = {path.name: path.read_bytes() for path in SITE.iterdir()}
    assert out.keys() - came.keys() == {"parcels.csv"}
    assert {name: out[name] for name in came} == came
    assert "二号地,HG,M3,80000,0.6,1.5,供水、供电,可供,70000.50," in out["parcels.csv"].decode()
    again = bring_folder(actor=MACHINE, path=tmp_path / "out")
    assert told(again) == told(case)
    take_folder(again, tmp_path / "twice")
    assert bytes_of(tmp_path / "twice") == out


@pytest.mark.slow
def test_a_parcel_that_was_given_is_occupied_in_the_folder(case: Park, tmp_path: Path) -> None:
    with acting(OFFICER) as one:
        parcel = Parcel.objects.get(code="HG-02")
        whom = for_said("示例项目")
        held = reserve(actor=one, parcel=parcel, version=parcel.version, whom=whom, days=30)
        assert told(case)["HG-02"][7] == "reserved"
        held.refresh_from_db()
        document, version = "示例批复 1 号", held.version
        allocate(actor=one, held=held, version=version, document=document, on=today())
    out = bytes_of(taken(case, tmp_path / "out"))["parcels.csv"].decode()
    assert next(line for line in out.splitlines() if "HG-02" in line).count("已供") == 1
    assert told(bring_folder(actor=MACHINE, path=tmp_path / "out")) == told(case)


@pytest.mark.slow
def test_a_map_that_was_imported_leaves_and_one_undone_leaves_nothing(
    case: Park, tmp_path: Path
) -> None:
    send(("n.geojson", as_geojson(tmp_path, GROUND.lift(lots()))))
    with acting(OFFICER) as one:
        batch = LandBatch.objects.get()
        batches.bring_in(actor=one, batch=batch, version=batch.version)
    out = bytes_of(taken(case, tmp_path / "out"))
    assert out["parcels.geojson"].count(b'"N1"') == 1
    again = bring_folder(actor=MACHINE, path=tmp_path / "out")
    assert told(again).keys() == told(case).keys()
    *said, shape = told(again)["HG-02"]
    *before, drawn = told(case)["HG-02"]
    assert said == before
    # a ring may begin at another of its corners
    assert shapely.equals_exact(outline(shape), outline(drawn), tolerance=1e-6)
    with acting(OFFICER) as one:
        batch.refresh_from_db()
        batches.undo(actor=one, batch=batch, version=batch.version, reason="重复")
    take_folder(case, tmp_path / "undone")
    assert bytes_of(tmp_path / "undone") == {p.name: p.read_bytes() for p in SITE.iterdir()}


@pytest.mark.slow
def test_an_area_that_was_registered_is_a_row_of_parks(case: Park, tmp_path: Path) -> None:
    add_area(actor=person(OFFICER), code="XN", name="新片区", chemical=False)
    out = bytes_of(taken(case, tmp_path / "out"))
    assert "XN,新片区,,否,否," in out["parks.csv"].decode()
    assert "CK,城市矿产和表面处理产业园,20.94,否,否," in out["parks.csv"].decode()
    assert out["parcels.geojson"] == (SITE / "parcels.geojson").read_bytes()
    again = bring_folder(actor=MACHINE, path=tmp_path / "out")
    take_folder(again, tmp_path / "twice")
    assert bytes_of(tmp_path / "twice") == out


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".shp", ".kml"])
def test_a_map_of_another_kind_is_replaced_with_all_its_parts(
    case: Park, tmp_path: Path, ending: str
) -> None:
    from feidi.folder.opening import Root
    from feidi.workbench.land.writing_back import write_back

    take_folder(case, tmp_path / "out")
    site = tmp_path / "out" / "3-site"
    (site / "parcels.geojson").unlink()
    for part in {ending, ".dbf", ".shx", ".prj"}:
        (site / f"parcels{part}").write_bytes(b"x")
    with everything("the test writes all parcels"):
        written = write_back(case, Root(tmp_path / "out"))
    assert written == ["3-site/parcels.csv", "3-site/parcels.geojson"]
    names = {path.name for path in site.iterdir() if path.name.startswith("parcels.")}
    assert names == {"parcels.csv", "parcels.geojson"}
    assert [p for p in check(tmp_path / "out") if p.level == "error"] == []
