"""The commands answer, in words and as JSON, and their exit codes say how it went."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from feidi.cli import main
from feidi.folder import new_folder


@pytest.fixture
def park(tmp_path: Path) -> Path:
    return new_folder(tmp_path / "park")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def values(*arguments: object, exit_code: int = 0) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == exit_code, result.output
    return json.loads(result.stdout)


def spoil(park: Path) -> None:
    file = park / "agreement.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace(": 飞入地 50%", ": 飞入地 55%", 1),
        encoding="utf-8",
    )


def test_a_new_folder_checks_clean(tmp_path: Path) -> None:
    assert run("new", tmp_path / "p").exit_code == 0
    assert "没有问题" in run("check", tmp_path / "p").stdout
    assert values("check", tmp_path / "p") == {"problems": []}


def test_a_new_folder_is_written_in_the_language_asked_for(tmp_path: Path) -> None:
    assert run("new", tmp_path / "p", "--lang", "en").exit_code == 0
    assert "```rule" in (tmp_path / "p" / "agreement.md").read_text(encoding="utf-8")
    assert "No problems" in run("check", tmp_path / "p").stdout


def test_it_will_not_make_a_folder_over_another(park: Path) -> None:
    assert run("new", park).exit_code == 1


def test_settle_says_who_gets_how_much(park: Path) -> None:
    assert "飞出地" in run("settle", park).stdout
    told = values("settle", park)
    assert {"agreement", "known_at", "unit", "totals", "postings", "problems"} <= set(told)
    assert told["unit"] == "fen"
    assert set(told["totals"][0]) == {"year", "party", "amount"}
    assert {"year", "period", "clause", "kind", "from", "to", "amount", "because"} <= set(
        told["postings"][0]
    )


def test_totals_add_up_to_what_came_in(park: Path) -> None:
    told = values("settle", park)
    entered = sum(p["amount"] for p in told["postings"] if p["from"] == "入库税款")
    assert sum(t["amount"] for t in told["totals"]) == entered > 0


def test_one_year_can_be_asked_for(park: Path) -> None:
    year = values("settle", park)["totals"][0]["year"]
    told = values("settle", park, "--year", year)
    assert {t["year"] for t in told["totals"]} == {year}


def test_known_at_leaves_out_what_was_booked_later(park: Path) -> None:
    assert values("settle", park, "--known-at", "2000-01-31")["totals"] == []


def test_why_leads_to_the_rows(park: Path) -> None:
    figure = values("why", park)["figures"][0]
    told = values("why", park, figure)
    assert told["trail"][0]["depth"] == 0
    assert all(row["line"] > 1 for row in told["receipts"])
    assert "receipts.csv:" in run("why", park, figure).stdout


def test_a_figure_nobody_knows_is_a_usage_error(park: Path) -> None:
    assert run("why", park, "2031/丙方").exit_code == 2


def test_read_says_every_clause_back(park: Path) -> None:
    told = values("read", park)
    assert all(clause["sentence"]["zh"] and clause["sentence"]["en"] for clause in told["clauses"])
    assert "50%" in run("read", park, "--lang", "en").stdout


@pytest.mark.slow
def test_report_writes_a_page_and_a_workbook(park: Path, tmp_path: Path) -> None:
    told = values("report", park)
    assert [Path(p).name for p in told["written"]] == ["report.html", "report.xlsx"]
    assert run("report", park, "-o", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out" / "report.html").read_bytes() == Path(told["written"][0]).read_bytes()


def test_a_results_folder_that_leads_out_is_refused(park: Path, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (park / "results").symlink_to(outside)
    assert run("report", park).exit_code == 1
    assert list(outside.iterdir()) == []


@pytest.mark.slow
def test_post_writes_a_year_once(park: Path) -> None:
    year = values("settle", park)["totals"][0]["year"]
    assert run("post", park, "--year", year).exit_code == 0
    assert run("post", park, "--year", year).exit_code == 1
    assert run("settle", park).exit_code == 0


@pytest.mark.parametrize("command", ["check", "settle", "read", "report", "why"])
def test_problems_are_printed_with_their_place_and_exit_code_1(park: Path, command: str) -> None:
    spoil(park)
    result = run(command, park)
    assert result.exit_code == 1
    assert "agreement.md:" in result.stderr
    assert "105%" in result.stderr
    assert "改法" in result.stderr


@pytest.mark.parametrize("command", ["check", "settle", "read", "report", "why"])
def test_problems_come_as_json_too(park: Path, command: str) -> None:
    spoil(park)
    told = values(command, park, exit_code=1)
    assert told["problems"][0]["code"] == "AG020"
    assert told["problems"][0]["line"] > 0


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    for command in ("check", "settle", "read", "report", "why"):
        assert run(command, tmp_path / "nowhere").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["settle"],
        ["settle", "x", "--known-at", "soon"],
        ["settle", "x", "--year", "now"],
        ["nothing"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_every_command_has_help() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        assert run(name, "--help").exit_code == 0


@pytest.mark.slow
def test_nothing_is_settled_while_a_worked_example_is_not_reproduced(park: Path) -> None:
    file = park / "agreement.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace(": 飞入地 50%，飞出地 50%", ": 飞入地 40%，飞出地 60%", 1), encoding="utf-8"
    )
    for command in ("check", "settle", "report", "why"):
        told = values(command, park, exit_code=1)
        assert "AG070" in {problem["code"] for problem in told["problems"]}
    assert values("settle", park, exit_code=1)["totals"] == []


def test_an_agreement_alone_is_held_against_its_examples(park: Path) -> None:
    for table in (park / "7-settle").glob("*"):
        table.unlink()
    assert values("check", park)["problems"] == []


def test_problems_are_told_in_the_folders_language(tmp_path: Path) -> None:
    park = new_folder(tmp_path / "park", "en")
    file = park / "agreement.md"
    file.write_text(file.read_text(encoding="utf-8").replace("50%", "55%"), encoding="utf-8")
    for command in ("check", "settle", "read", "why", "report"):
        assert "error" in run(command, park).stderr


def test_the_inputs_are_told_with_their_fingerprints(park: Path) -> None:
    told = values("settle", park)["inputs"]
    receipts = next(i for i in told if i["file"] == "7-settle/receipts.csv")
    assert receipts["sha256"] == hashlib.sha256((park / receipts["file"]).read_bytes()).hexdigest()


def test_a_year_that_has_not_ended_is_not_posted(park: Path) -> None:
    year = values("settle", park)["totals"][0]["year"]
    told = values("post", park, "--year", year, "--known-at", f"{year}-08-01", exit_code=1)
    assert [p["code"] for p in told["problems"] if p["level"] == "error"] == ["FO034"]
    assert not (park / "7-settle" / "posted").exists()


def test_a_table_that_is_not_read_stops_the_settlement(park: Path) -> None:
    (park / "7-settle" / "2026年入库.csv").write_text("编号\n1\n", encoding="utf-8")
    told = values("settle", park, exit_code=1)
    assert [p["code"] for p in told["problems"]] == ["FO024"]
