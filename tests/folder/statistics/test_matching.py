"""A folder's tables become what match() is given: pair, whole, outside, graph, day."""

import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from feidi.folder import Refused, new_folder
from feidi.folder.statistics import Asked, given_of, matched, read_statistics
from feidi.match.absent import Absent
from folder.statistics.desk import HEADER, ROWS, desk, read

EXAMPLE = Path(__file__).parents[3] / "examples" / "zhouqu-lanzhou"


def test_the_example_gives_pair_whole_provinces_and_graph() -> None:
    given = given_of(read_statistics(EXAMPLE))
    assert given.industries is not None
    assert given.industries.places == ("舟曲县", "兰州新区", "全国")
    assert float(given.industries.row("全国")[0]) == 707889674.0
    assert given.outside is not None
    assert given.outside.measure == "value added"
    assert len(given.outside.places) == 31
    assert "全国" not in given.outside.places
    assert given.parents["060"] == "13"
    assert given.graph is not None
    assert len(given.graph) == 3930
    assert given.as_at == date(2026, 4, 30)
    assert np.isnan(given.industries.row("舟曲县")).any()
    assert not np.isnan(given.industries.row("全国")).any()


@pytest.mark.slow
def test_the_example_is_matched_without_an_error() -> None:
    found = matched(read_statistics(EXAMPLE), Asked(backtest=date(2021, 6, 30)))
    assert {p.level for p in found.problems} <= {"warning"}
    for section in ("ranking", "complement", "overlap", "gaps", "firms", "portfolio", "books"):
        assert not isinstance(getattr(found, section), Absent), section
    assert not isinstance(found.backtest, Absent)
    assert found.backtest.came == 1


def test_what_is_asked_goes_before_the_folder() -> None:
    statistics = read_statistics(EXAMPLE)
    given = given_of(statistics, Asked(date(2022, 1, 1), date(2021, 1, 1), 7))
    assert (given.as_at, given.choices.backtest_day, given.choices.seed) == (
        date(2022, 1, 1), date(2021, 1, 1), 7,
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_folder_can_be_matched(tmp_path: Path, lang: str) -> None:
    found = matched(read_statistics(new_folder(tmp_path / "new", lang)))
    assert not [p for p in found.problems if p.level == "error"]
    assert not isinstance(found.ranking, Absent)
    assert not isinstance(found.firms, Absent)
    assert found.as_at == date(2024, 12, 31)


def test_a_folder_without_pair_or_chains_says_what_is_absent(tmp_path: Path) -> None:
    place = desk(tmp_path)
    (place / "park.toml").write_text("[match]\nas_at = 2024-01-01\n", encoding="utf-8")
    found = matched(read_statistics(place))
    assert isinstance(found.complement, Absent)
    assert isinstance(found.books, Absent)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("兰州新区,2020,", "兰州新区,2021,", "兰州新区 2021（CN-IO-153-2020）"),
        ("兰州新区,2020,", None, "兰州新区 没有"),
    ],
)
def test_figures_of_different_years_are_a_located_problem(
    tmp_path: Path, before: str, after: str | None, said: str
) -> None:
    place = tmp_path / "park"
    shutil.copytree(EXAMPLE, place, ignore=shutil.ignore_patterns("results"))
    table = place / "2-match" / "industries-pair.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if after is not None or not line.startswith(before)]
    text = "".join(line.replace(before, after or before) for line in kept)
    table.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        given_of(read_statistics(place))
    problem = refused.value.problem
    assert (problem.code, problem.at.file) == ("ST014", "2-match/industries-pair.csv")
    assert "舟曲县 2020" in problem.what.zh
    assert said in problem.what.zh
    assert "同一年" in problem.fix.zh


def test_the_day_is_never_taken_from_the_clock(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="FO015"):
        given_of(read_statistics(desk(tmp_path)))


@pytest.mark.parametrize("line", ['as_at = "soon"', "day = 2024-01-01", "seed = 1.5"])
def test_a_wrong_setting_is_refused(tmp_path: Path, line: str) -> None:
    place = desk(tmp_path)
    (place / "park.toml").write_text(f"[match]\n{line}\n", encoding="utf-8")
    with pytest.raises(Refused, match="FO015"):
        given_of(read_statistics(place))


def test_nothing_is_matched_on_top_of_an_error(tmp_path: Path) -> None:
    statistics = read(tmp_path, industries_csv=HEADER + ROWS + "甲县,2024,,17,,x,人,,局\n")
    with pytest.raises(Refused, match="RE001"):
        given_of(statistics)
