"""Industry figures are read cell by cell; every wrong row is located, nothing is built on it."""

from pathlib import Path

import numpy as np
import pytest

from feidi.records.industry_table import ASSUMED, MISSING, PUBLISHED, SUPPRESSED
from folder.statistics.desk import HEADER, INDUSTRIES, PLACES, ROWS, problems, read, workbook


def test_a_table_keeps_zero_suppressed_and_assumed_apart(tmp_path: Path) -> None:
    statistics = read(tmp_path)
    assert not statistics.problems
    (table,) = statistics.tables
    assert (table.measure, table.year, table.unit) == ("employment", 2024, "人")
    assert (table.places, table.codes) == (("甲县", "乙区"), ("17", "27"))
    assert np.isnan(table.values[0, 1])
    assert np.nan_to_num(table.values, nan=-1).tolist() == [[0, -1], [70, 40]]
    assert table.status.tolist() == [[PUBLISHED, SUPPRESSED], [ASSUMED, PUBLISHED]]


@pytest.mark.parametrize(
    ("row", "code", "says"),
    [
        ("甲县,2024,GB/T 4754-2017,30,从业人员,约三十,人,,局", "RE002", "约三十"),
        ("甲县,2024,GB/T 4754-2017,30,从业人员,12,万人,,局", "ST003", "“人”，这里用“万人”"),
        ("甲县,2024,GB/T 4754-2017,3099X,从业人员,12,人,,局", "DI002", "3099X"),
        ("甲县,2024,CN-IO-42-2017,1,从业人员,12,人,,局", "DI002", "没有代码“1”"),
        ("甲县,2024,GB/T 4754-2016,30,从业人员,12,人,,局", "RE002", "GB/T 4754-2016"),
        ("甲县,2024,GB/T 4754-2017,17,从业人员,31,人,,局", "ST004", "为 0，这里为 31"),
        ("甲县,2024,GB/T 4754-2017,17,从业人员,0,人,,局", "ST004", "出现两次"),
        ("甲县,2024,GB/T 4754-2017,30,从业人员,-5,人,,局", "DI004", "-5"),
        ("甲县,2024,GB/T 4754-2017,30,从业人员,,人,,局", "ST002", "没有写明缺失"),
        ("甲县,2024,GB/T 4754-2017,30,从业人员,5,人,缺失,局", "ST002", "却有数值 5"),
        ("甲县,2024,GB/T 4754-2017,30,从业人员,5,人,大概,局", "RE002", "大概"),
        ("甲县,2024,GB/T 4754-2017,30,从业人员,1e400,人,,局", "RE002", "1e400"),
        ("甲县,2024,GB/T 4754-2017,30,从业人员,3e18,人,,局", "RE002", "大于 1e+18"),
        ("甲镇,2024,GB/T 4754-2017,30,从业人员,5,人,,局", "ST001", "places.csv 里没有“甲镇”"),
        ("甲县,二四年,GB/T 4754-2017,30,从业人员,5,人,,局", "RE002", "二四年"),
        ("甲县,2024,GB/T 4754-2017,30,从业人员,5,人,,", "RE001", "来源"),
    ],
)
def test_a_wrong_row_is_located_and_nothing_is_built(
    tmp_path: Path, row: str, code: str, says: str
) -> None:
    statistics = read(tmp_path, industries_csv=HEADER + ROWS + row + "\n")
    (problem,) = statistics.problems
    assert (problem.code, problem.at.file, problem.at.line) == (code, INDUSTRIES, 6)
    assert says in problem.what.zh
    assert problem.said == row
    assert statistics.tables == ()


def test_a_zero_that_a_spreadsheet_dropped_is_suspected(tmp_path: Path) -> None:
    row = "甲县,2024,CN-IO-42-2017,1,从业人员,12,人,,局\n"
    (problem,) = problems(tmp_path, industries_csv=HEADER + ROWS + row)
    assert "“01”" in problem.fix.zh


def test_a_loss_has_no_share_and_is_told(tmp_path: Path) -> None:
    one = "甲县,2024,CN-IO-42-2017,18,增加值,-39,万元,,局\n"
    other = "乙区,2024,CN-IO-42-2017,18,增加值,5,万元,,局\n"
    statistics = read(tmp_path, industries_csv=HEADER + ROWS + one + other)
    (problem,) = statistics.problems
    assert (problem.code, problem.level, problem.at.line) == ("ST009", "warning", 6)
    assert "-39" in problem.what.zh
    table = statistics.tables[1]
    assert table.status.tolist() == [[MISSING], [PUBLISHED]]
    assert np.nan_to_num(table.values, nan=-1).tolist() == [[-1], [5]]


def test_two_levels_of_a_list_do_not_stand_beside_each_other(tmp_path: Path) -> None:
    row = "甲县,2024,GB/T 4754-2017,271,从业人员,12,人,,局\n"
    (problem,) = problems(tmp_path, industries_csv=HEADER + ROWS + row)
    assert problem.code == "DI003"


def test_editions_of_one_year_meet_over_a_bridge(tmp_path: Path) -> None:
    rows = (
        "某省,2024,CN-IO-42-2017,07,从业人员,900,人,,局\n"
        "某省,2024,CN-IO-42-2017,12,从业人员,800,人,,局\n"
    )
    statistics = read(tmp_path, industries_csv=HEADER + ROWS, industries_more_csv=HEADER + rows)
    assert not statistics.problems
    (table,) = statistics.tables
    assert table.classification.id == "CN-IO-42-2017"
    assert (table.places, table.codes) == (("某省", "甲县", "乙区"), ("07", "12"))
    assert table.row("某省").tolist() == [900, 800]
    assert table.row("乙区").tolist() == [70, 40]


def test_editions_without_a_bridge_are_not_joined(tmp_path: Path) -> None:
    rows = "某省,2024,CN-IO-42-2012,22,从业人员,900,人,,局\n"
    old = "甲县,2024,GB/T 4754-2011,58,从业人员,900,人,,局\n"
    (problem,) = read(tmp_path, industries_csv=HEADER + old + rows).problems
    assert problem.code == "DI006"


def test_a_place_in_two_files_of_a_year_is_told(tmp_path: Path) -> None:
    rows = "甲县,2024,CN-IO-42-2017,07,从业人员,900,人,,局\n"
    (problem,) = problems(tmp_path, industries_more_csv=HEADER + rows)
    assert problem.code == "DI001"


def test_a_workbook_says_the_same_as_the_csv(tmp_path: Path) -> None:
    lines = (HEADER + ROWS).splitlines()
    rows: list[list[object]] = [list(line.split(",")) for line in lines]
    rows[1][5], rows[1][1] = 0, 2024
    place = tmp_path / "one"
    place.mkdir()
    (table,) = read(place).tables
    other = tmp_path / "other"
    other.mkdir()
    content = workbook(tmp_path, rows)
    statistics = read(other, industries_csv=HEADER, industries_more_xlsx=content)
    assert not statistics.problems
    (same,) = statistics.tables
    assert np.array_equal(table.values, same.values, equal_nan=True)
    assert (table.places, table.codes, table.unit) == (same.places, same.codes, same.unit)


def test_a_formula_is_not_believed(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(HEADER.strip().split(","))]
    rows.append(["甲县", 2024, "GB/T 4754-2017", "30", "从业人员", "=1+2", "人", "", "局"])
    (problem,) = problems(tmp_path, industries_more_xlsx=workbook(tmp_path, rows))
    assert (problem.code, problem.at.line) == ("ST010", 2)
    assert "F2" in problem.what.zh


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, industries_more_xlsx=b"PK\x03\x04 no zip")
    assert problem.code == "ST010"


def test_a_code_kept_as_a_number_is_not_another_code(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(HEADER.strip().split(","))]
    rows.append(["甲县", 2024, "CN-IO-42-2017", 7, "从业人员", 12, "人", "", "局"])
    (problem,) = problems(tmp_path, industries_more_xlsx=workbook(tmp_path, rows))
    assert problem.code == "DI002"
    assert "“07”" in problem.fix.zh


def test_a_damaged_parquet_file_is_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, industries_more_parquet=b"PAR1 no parquet")
    assert problem.code == "FO017"


@pytest.mark.parametrize(
    ("places", "says"),
    [(PLACES + "甲县,比较地区,A\n", "已有“甲县”"), (PLACES + "丙县,飞出地,C\n", "已有“甲县”")],
)
def test_a_place_has_one_row_and_a_role_one_place(tmp_path: Path, places: str, says: str) -> None:
    (problem,) = problems(tmp_path, places_csv=places)
    assert (problem.code, problem.at.line) == ("ST001", 5)
    assert says in problem.what.zh


@pytest.mark.parametrize("name", ["industy_csv", "m_firms_csv", "io_lost_csv", "places_xlsx"])
def test_a_table_that_is_not_read_is_told(tmp_path: Path, name: str) -> None:
    (problem,) = problems(tmp_path, **{name: "a\n"})
    assert problem.code == "ST008"


def test_a_folder_without_statistics_is_read_as_none(tmp_path: Path) -> None:
    from feidi.folder.statistics.statistics import read_statistics

    statistics = read_statistics(tmp_path)
    assert (statistics.tables, statistics.problems) == ((), ())
    (problem,) = read_statistics(tmp_path / "nowhere").problems
    assert problem.code == "FO001"


def test_a_place_in_two_editions_at_once_is_told_which(tmp_path: Path) -> None:
    row = "甲县,2024,CN-IO-42-2017,01,从业人员,12,人,,局\n"
    (problem,) = problems(tmp_path, industries_csv=HEADER + ROWS + row)
    assert (problem.code, problem.at.line) == ("DI001", 6)
    assert "GB/T 4754-2017，这里是 CN-IO-42-2017" in problem.what.zh


def test_a_code_beside_the_one_above_it_is_told_at_its_row(tmp_path: Path) -> None:
    row = "甲县,2024,GB/T 4754-2017,171,从业人员,5,人,,局"
    found = problems(tmp_path, industries_csv=HEADER + ROWS + row + "\n")
    (problem,) = (p for p in found if p.code == "DI003")
    assert (problem.at.file, problem.at.line, problem.said) == (INDUSTRIES, 6, row)


PARTS = (
    "甲县,2024,GB/T 4754-2017,17,从业人员,{county},人,,局\n"
    "某省,2024,GB/T 4754-2017,17,从业人员,500,人,,局\n"
    "全国,2024,GB/T 4754-2017,17,从业人员,9000,人,,局\n"
    "乙区,2024,GB/T 4754-2017,17,从业人员,{host},人,,局\n"
)


@pytest.mark.parametrize(
    ("county", "host", "line", "says"),
    [
        (
            46000000,
            70,
            2,
            "为 46,000,000 人，大于所在的某省（1-diagnose/industries.csv:3）：500 人",
        ),
        (506, 70, 2, "为 506 人，大于所在的某省"),
        (30, 9500, 5, "为 9,500 人，大于所在的全国（1-diagnose/industries.csv:4）：9,000 人"),
        (505, 600, 0, ""),
    ],
)
def test_a_part_is_not_above_the_whole_that_contains_it(
    tmp_path: Path, county: int, host: int, line: int, says: str
) -> None:
    """The host may lie in another province: only the nation contains it for sure (§ST7)."""
    rows = HEADER + PARTS.format(county=county, host=host)
    statistics = read(tmp_path, places_csv=PLACES + "全国,全国,C\n", industries_csv=rows)
    found = [p for p in statistics.problems if p.at.line == line]
    assert {p.code for p in statistics.problems} == ({"ST013"} if line else set())
    assert any(says in p.what.zh for p in found) == bool(line)
    assert bool(statistics.tables) == (not line)
