"""The land of the first case is invented and says so; what is published is as published."""

import csv
from pathlib import Path

import pyogrio
import pytest

from feidi.evidence.problem import has_errors
from feidi.folder import check, new_folder
from feidi.folder.land import read_land, read_relocation

FOLDER = Path(__file__).parents[3] / "examples/zhouqu-lanzhou"


def test_the_example_can_be_planned_and_says_which_projects_miss_which_indicator() -> None:
    read = read_land(FOLDER)
    assert not has_errors(read.problems)
    assert {p.code for p in read.problems} == {"LA070"}
    land = read.land
    assert (land.epsg, len(land.parks), len(land.parcels), len(land.projects)) == (4544, 4, 50, 29)
    assert all(p.assumed and "虚构" in p.source for p in land.parcels)
    assert all(p.source for p in land.projects)
    assert {p.park for p in land.parcels} == {p.id for p in land.parks}
    assert {p.area_m2 for p in land.parks if p.area_m2} == {30_000_000, 20_940_000}


def test_some_parcels_touch_so_that_lots_can_be_joined() -> None:
    land = read_land(FOLDER).land
    touching = [
        (a.id, b.id)
        for a in land.parcels
        for b in land.parcels
        if a.id < b.id and a.park == b.park and a.shape.distance(b.shape) < 0.05
    ]
    assert len(touching) >= 15


def test_the_relocation_adds_up_to_the_published_counts() -> None:
    read = read_relocation(FOLDER)
    assert read.problems == ()
    hamlets = read.relocation.hamlets
    assert sum(h.households for h in hamlets) == 1450
    assert sum(h.people for h in hamlets) == 5878
    assert hamlets[0].people == 289
    assert (hamlets[-1].households, hamlets[-1].people) == (200, 777)
    first, second = read.relocation.phases
    assert (first.people, (first.people or 0) + (second.people or 0)) == (12_400, 42_400)


@pytest.mark.parametrize("name", sorted(p.name for p in (FOLDER / "3-site").glob("*.csv")))
def test_every_row_of_the_example_says_its_source_or_that_it_is_assumed(name: str) -> None:
    with (FOLDER / "3-site" / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        told = " ".join(row.get(key) or "" for key in ("来源", "文号"))
        assert name == "partners.csv" or any(w in told for w in ("公布", "假设", "虚构", "推算"))


@pytest.mark.parametrize("name", sorted(p.name for p in (FOLDER / "3-site").glob("*.geojson")))
def test_every_shape_of_the_example_says_that_its_place_is_invented(name: str) -> None:
    meta, _, _, columns = pyogrio.raw.read(FOLDER / "3-site" / name)
    sources = columns[list(meta["fields"]).index("来源")]
    assert all("虚构" in said or "假设" in said for said in sources)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_folder_holds_land_that_can_be_planned(tmp_path: Path, lang: str) -> None:
    place = new_folder(tmp_path / "new", lang)
    read = read_land(place)
    assert read.problems == ()
    assert len(read.land.parcels) == 6
    assert len(read.land.projects) == 4
    assert read.land.places
    moved = read_relocation(place)
    assert moved.problems == ()
    assert len(moved.relocation.hamlets) == 3
    assert check(place) == ()
