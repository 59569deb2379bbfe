"""feidi site: what it prints, what it writes, what stops it, and what Ctrl-C keeps."""

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from click.testing import CliRunner, Result

from feidi.cli import main
from feidi.folder import new_folder
from feidi.folder.land import MapLayer, write_geopackage
from feidi.folder.opening import Root
from feidi.site import Siting, site
from folder.land.site import EPSG, PARKS, TOML, lot

EXAMPLE = Path(__file__).parents[2] / "examples" / "zhouqu-lanzhou"
PLAN = "results/plan.json"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)), env={"COLUMNS": "100"})


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    place = tmp_path_factory.mktemp("site") / "park"
    shutil.copytree(EXAMPLE, place, ignore=shutil.ignore_patterns("results"))
    return place, run("site", place, "--trade-off", "tax,investment", "--points", 3)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder made by `feidi new` with a user's own GeoPackage of parcels."""
    place = new_folder(tmp_path / "own")
    shutil.rmtree(place / "3-site")
    (place / "3-site").mkdir()
    rows = [
        (
            lot(n % 4, n // 4),
            {
                "宗地号": f"D{n}",
                "园区": "K1",
                "规划用途": "M2",
                "配套": "供水、供电",
                "地价": 60000,
            },
        )
        for n in range(8)
    ]
    write_geopackage(Root(place), "3-site/parcels.gpkg", [MapLayer("parcels", rows)], EPSG)
    write(place, "3-site/parks.csv", PARKS)
    write(place, "3-site/projects.csv", projects(10))
    write(place, "3-site/quotas.csv", "园区,资源,数量\nK1,供水,700\nK1,用电,9000\n")
    write(place, "park.toml", f'lang = "zh"\n{TOML}')
    return place


def projects(count: int) -> str:
    lines = [
        f"J{n:02},项目{n},M{1 + n % 2},{30 + n % 25},75,{100 + 13 * n % 90},{900 + 170 * n % 800},"
        f"{9000 + 700 * n},{9 + n * 7 % 11}"
        for n in range(count)
    ]
    head = "项目,名称,所需用地,最小用地,最大用地,供水,用电,总投资,亩均税收"
    return "\n".join([head, *lines]) + "\n"


def write(place: Path, name: str, text: str) -> None:
    (place / name).write_text(text, encoding="utf-8")


@pytest.mark.slow
def test_it_says_what_was_placed_what_was_not_and_why(planned: tuple[Path, Result]) -> None:
    _, done = planned
    assert done.exit_code == 0, done.output
    for said in ("29 个项目落下 19 个", "已证明最优", "大型炼化一体化配套：没有一块地合适", "挤出"):
        assert said in done.output


@pytest.mark.slow
def test_it_writes_page_plan_and_layers(planned: tuple[Path, Result]) -> None:
    place, _ = planned
    page = (place / "results" / "site.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "两个目标之间的取舍" in page
    assert len(pyogrio.list_layers(place / "results" / "site.gpkg")) == 3
    told = json.loads((place / "results" / "site-parcels.geojson").read_text(encoding="utf-8"))
    stands = [f for f in told["features"] if f["properties"]["plan"] in {"placed", "tenant"}]
    plan = json.loads((place / PLAN).read_text(encoding="utf-8"))
    assert sorted(f["properties"]["id"] for f in stands) == sorted(
        parcel for one in plan["placements"] for parcel in one["parcels"]
    )


@pytest.mark.slow
def test_planning_again_gives_the_same_bytes(planned: tuple[Path, Result], tmp_path: Path) -> None:
    place, _ = planned
    assert run("site", place, "-o", tmp_path / "out").exit_code == 0
    again = (tmp_path / "out" / "plan.json").read_bytes()
    assert again == (place / PLAN).read_bytes()


@pytest.mark.slow
def test_verify_accepts_the_plan_and_refuses_a_tampered_one(
    planned: tuple[Path, Result], tmp_path: Path
) -> None:
    place, _ = planned
    assert run("site", place, "--verify", place / PLAN).exit_code == 0
    said = json.loads((place / PLAN).read_text(encoding="utf-8"))
    said["certificate"]["value"] += 10_000
    write(tmp_path, "worse.json", json.dumps(said))
    done = run("site", place, "--verify", tmp_path / "worse.json")
    assert done.exit_code == 1
    assert "SI104" in done.output


@pytest.mark.slow
@pytest.mark.parametrize("content", ["[]", "{}", "no json", '{"format": 1}'])
def test_what_is_no_plan_file_is_refused(
    planned: tuple[Path, Result], tmp_path: Path, content: str
) -> None:
    place, _ = planned
    write(tmp_path, "odd.json", content)
    for more in ([], ["--relocate"]):
        done = run("site", place, *more, "--verify", tmp_path / "odd.json")
        assert done.exit_code == 1, done.output
        assert "Traceback" not in done.output


@pytest.mark.slow
def test_json_tells_reasons_in_both_languages_and_writes_nothing(own: Path) -> None:
    done = run("site", own, "--json")
    assert done.exit_code == 0, done.output
    values = json.loads(done.stdout)
    assert values["checked"] is True
    assert len(values["plan"]["placements"]) + len(values["reasons"]) == 10
    for reason in values["reasons"]:
        assert all(words["zh"] and words["en"] for words in reason["sentences"])
    assert not (own / "results").exists()


@pytest.mark.slow
def test_a_new_folder_with_a_users_own_geopackage_is_planned(own: Path) -> None:
    done = run("site", own)
    assert done.exit_code == 0, done.output
    assert run("site", own, "--verify", own / PLAN).exit_code == 0


@pytest.mark.slow
def test_a_plan_that_its_own_check_rejects_is_not_written(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(*given: Any) -> Siting:
        made = site(*given)
        worse = replace(made.plan, placements=made.plan.placements[1:])
        return replace(made, plan=worse, checked=False)

    monkeypatch.setattr("feidi.cli.planning_land.site", careless)
    done = run("site", own)
    assert done.exit_code == 1
    assert "SI104" in done.output
    assert not (own / "results").exists()


@pytest.mark.slow
def test_wishes_are_read_and_wrong_ones_located(own: Path) -> None:
    toml = (own / "park.toml").read_text(encoding="utf-8")
    write(own, "park.toml", toml + "\n[site]\ntax = 1\nland = 0.1\ntogether = 2\n")
    values = json.loads(run("site", own, "--json").stdout)
    assert dict(values["plan"]["certificate"]["parts"])["land"] < 0
    write(own, "park.toml", toml + '\n[site]\ntaxes = 1\nland = "much"\ndelay = 1e300\n')
    done = run("site", own)
    assert done.exit_code == 1
    assert done.output.count("SI122") == 3


def test_without_land_it_says_what_is_missing(tmp_path: Path) -> None:
    place = new_folder(tmp_path / "new")
    shutil.rmtree(place / "3-site")
    done = run("site", place)
    assert done.exit_code == 1
    assert "SI121" in done.output


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    done = run("site", tmp_path / "nowhere")
    assert done.exit_code == 1
    assert "FO001" in done.output


def test_relocation_is_planned_written_and_verified(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("site", "--relocate", EXAMPLE, "-o", out)
    assert done.exit_code == 0, done.output
    assert "1,450 户 5,878 人" in done.output
    names = {path.name for path in out.iterdir()}
    assert names == {
        "relocation.html",
        "relocation-plan.json",
        "relocation-moves.geojson",
        "relocation.gpkg",
    }
    plan = out / "relocation-plan.json"
    assert run("site", "--relocate", EXAMPLE, "--verify", plan).exit_code == 0
    said = json.loads(plan.read_text(encoding="utf-8"))
    said["moves"][0][1] = "Z5"
    write(tmp_path, "worse.json", json.dumps(said))
    done = run("site", "--relocate", EXAMPLE, "--verify", tmp_path / "worse.json")
    assert done.exit_code == 1
    assert "SR011" in done.output


def test_a_trade_off_of_a_relocation_is_no_question() -> None:
    done = run("site", "--relocate", EXAMPLE, "--trade-off", "tax,land")
    assert done.exit_code == 2


@pytest.mark.slow
def test_ctrl_c_keeps_the_best_plan_and_leaves_nothing_half_written(own: Path) -> None:
    rows = [
        (
            lot(n % 12, n // 12),
            {"宗地号": f"D{n}", "园区": f"K{1 + n % 2}", "规划用途": "M2", "配套": "供水、供电"},
        )
        for n in range(120)
    ]
    write_geopackage(Root(own), "3-site/parcels.gpkg", [MapLayer("parcels", rows)], EPSG)
    write(own, "3-site/projects.csv", projects(60))
    write(own, "3-site/quotas.csv", "园区,资源,数量\nK1,供水,3100\nK2,用电,24000\nK2,供水,2900\n")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "feidi", "site", str(own), "--time-limit", "300"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True
    ) as program:
        os.close(theirs)
        seen = until("值", ours)
        program.send_signal(signal.SIGINT)
        began = time.monotonic()
        seen += until(None, ours)
        out, _ = program.communicate(timeout=120)
    assert program.returncode == 0, seen
    assert time.monotonic() - began < 60
    assert "保留当前最好的方案" in seen
    assert str(own / PLAN) in out.decode().replace("\n", "")
    assert run("site", own, "--verify", own / PLAN).exit_code == 0
    assert not [path for path in own.rglob("*") if path.name.startswith(".feidi-")]


def until(word: str | None, stream: int) -> str:
    """Read what a program tells a terminal until a word comes, or until it ends."""
    seen = b""
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        if not select.select([stream], [], [], 1.0)[0]:
            continue
        try:
            part = os.read(stream, 4096)
        except OSError:
            break
        seen += part
        if not part or (word is not None and word.encode() in seen):
            break
    return seen.decode("utf-8", "replace")
