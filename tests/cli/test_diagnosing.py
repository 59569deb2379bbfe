"""feidi diagnose: what it prints, what it writes, and what stops it."""

import json
import shutil
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


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return new_folder(tmp_path / "new")


@pytest.mark.slow
def test_it_prints_the_answers_and_writes_the_page(folder: Path) -> None:
    done = run("diagnose", str(folder))
    assert done.exit_code == 0, done.output
    page = folder / "results" / "diagnose.html"
    assert str(page) in done.output
    assert "1,676.0" in done.output
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.slow
def test_json_gives_the_same_values_and_writes_nothing(folder: Path) -> None:
    done = run("diagnose", str(folder), "--json")
    assert done.exit_code == 0
    values = json.loads(done.stdout)
    classic = next(
        s for s in values["shift_share"] if (s["measure"], s["model"]) == ("value added", "classic")
    )
    assert round(classic["parts"]["regional"] / 1e4, 1) == -659.1
    assert [p["code"] for p in values["problems"]] == ["ST009"]
    assert not (folder / "results").exists()


@pytest.mark.slow
def test_the_page_goes_where_it_is_told(new: Path, tmp_path: Path) -> None:
    done = run("diagnose", str(new), "-o", str(tmp_path / "out"))
    assert done.exit_code == 0
    assert (tmp_path / "out" / "diagnose.html").exists()
    assert not (new / "results").exists()


@pytest.mark.slow
def test_an_error_stops_it_before_anything_is_written(folder: Path) -> None:
    with (folder / "1-diagnose" / "places.csv").open("a", encoding="utf-8") as file:
        file.write("某县,飞出地,,\n")
    done = run("diagnose", str(folder))
    assert done.exit_code == 1
    assert "ST001" in done.output
    assert not (folder / "results").exists()


def test_a_folder_without_statistics_says_what_is_missing(tmp_path: Path) -> None:
    done = run("diagnose", str(tmp_path))
    assert done.exit_code == 1
    assert "places.csv" in done.output


@pytest.mark.slow
def test_a_new_folder_is_diagnosed_without_its_agreement(new: Path) -> None:
    (new / "agreement.md").unlink()
    done = run("diagnose", str(new), "--lang", "en")
    assert done.exit_code == 0, done.output
    assert "County A" in done.output


@pytest.mark.parametrize(
    ("lang", "says"),
    [("zh", "有错误时不计算。"), ("en", "Nothing is computed while there are errors.")],
)
def test_an_error_stops_a_computation_and_no_settlement(new: Path, lang: str, says: str) -> None:
    (new / "1-diagnose" / "places.csv").unlink()
    assert says in run("diagnose", str(new), "--lang", lang).output


@pytest.mark.slow
def test_what_fell_is_not_said_to_grow_by_less_than_nothing(new: Path) -> None:
    assert "从业人员减少 35 人" in run("diagnose", str(new)).output.replace("\n", "")
    assert "fell by 35 " in run("diagnose", str(new), "--lang", "en").output.replace("\n", " ")


def test_what_reading_and_computing_both_notice_is_said_once(new: Path) -> None:
    table = new / "1-diagnose" / "industries.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    none = [",".join([*c[:5], "0", *c[6:]]) if c[3] == "13" else ",".join(c)
            for c in (line.split(",") for line in lines)]  # fmt: skip
    table.write_text("\n".join(none) + "\n", encoding="utf-8")
    problems = json.loads(run("diagnose", str(new), "--json").stdout)["problems"]
    said = [json.dumps(problem, sort_keys=True) for problem in problems]
    assert any(problem["code"] == "DI005" for problem in problems)
    assert len(said) == len(set(said))
