"""feidi match: what it prints, what it writes, and what a solver must not print into it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feidi.cli import main
from feidi.folder import new_folder

EXAMPLE = Path(__file__).parents[2] / "examples" / "zhouqu-lanzhou"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), env={"COLUMNS": "100"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "park"
    shutil.copytree(EXAMPLE, place, ignore=shutil.ignore_patterns("results"))
    return place


def test_it_prints_the_answers_and_writes_the_page(folder: Path) -> None:
    done = run("match", str(folder), "--backtest", "2021-06-30")
    assert done.exit_code == 0, done.output
    for said in ("不能据以招商", "佛慈制药", "NDCG", "一票否决", "医药制品"):
        assert said in done.output, said
    page = (folder / "results" / "match.html").read_text(encoding="utf-8")
    for said in ("三图", "三清单", "哪些数是假设的", "Hidalgo"):
        assert said in page, said


def test_the_output_is_json_and_nothing_else(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "feidi", "match", str(folder), "--json"],
        capture_output=True,
        check=False,
    )
    values = json.loads(done.stdout)
    assert done.returncode == 0
    assert values["portfolio"]["gap"] == 0.0
    assert values["backtest"]["reason"]["en"].startswith("there is no history")
    assert values["product_space"]["places"] == 30
    assert not (folder / "results").exists()


def test_a_new_folder_is_matched_without_its_agreement(tmp_path: Path) -> None:
    place = new_folder(tmp_path / "new", "en")
    (place / "agreement.md").unlink()
    done = run("match", str(place))
    assert done.exit_code == 0, done.output
    assert "Example Medicine" in done.output
    assert "no table of outside places" in " ".join(done.output.split())


def test_an_error_stops_it_before_anything_is_written(folder: Path) -> None:
    with (folder / "2-match" / "limits.csv").open("a", encoding="utf-8") as file:
        file.write("heat,热,heat,很多,吨,1,局,\n")
    done = run("match", str(folder))
    assert done.exit_code == 1
    assert "很多" in done.output
    assert not (folder / "results").exists()
