"""Square tables are read by their names, must balance, and hold no unknown cell."""

from pathlib import Path

import pytest

from feidi.records.io_table import InputOutputTable
from folder.statistics.desk import HEADER, IO, LISTING, PLACES, problems, read, square


def table(tmp_path: Path, io: str = IO, listing: str = LISTING) -> InputOutputTable:
    statistics = read(tmp_path, io_tables_csv=listing, io_some_csv=io)
    assert not statistics.problems
    return statistics.io_tables[0]


def test_a_table_is_read_by_names_and_not_by_position(tmp_path: Path) -> None:
    some = table(tmp_path)
    assert some.intermediate[:2, :2].tolist() == [[10, 20], [20, 10]]
    assert some.final[:2].tolist() == [[30], [25]]
    assert (some.exports[:2].tolist(), some.imports[:2].tolist()) == ([5, 0], [5, 15])
    assert some.value_added[:, :2].tolist() == [[20, 5], [10, 5]]
    assert [name.en for name in some.value_added_names] == ["pay", "operating surplus"]
    turned = "\n".join(
        ",".join([cells[0], *reversed(cells[1:])])
        for cells in (line.split(",") for line in IO.splitlines())
    )
    place = tmp_path / "turned"
    place.mkdir()
    other = table(place, turned)
    assert set(other.codes) == set(some.codes)
    assert sorted(other.output) == sorted(some.output)


def test_imports_of_a_noncompetitive_table_stand_apart(tmp_path: Path) -> None:
    io = square(
        "部门,01,02,TC,EX,GO",
        "01,10,20,25,5,60",
        "02,15,10,15,0,40",
        "M01,3,1,0,0,",
        "M02,2,4,0,0,",
        "VA001,30,5,,,",
    )
    some = table(tmp_path, io, LISTING.replace(",竞争型", ",非竞争型"))
    assert some.imported is not None
    assert some.imported[:2, :2].tolist() == [[3, 1], [2, 4]]
    assert some.kind == "noncompetitive"


@pytest.mark.parametrize(
    ("wrong", "right", "code", "says"),
    [
        ("10,20,90,5,5,60", "10,20,30,5,5,60", "DI011", "+60"),
        ("VA001,80,5", "VA001,20,5", "DI012", "+60"),
        ("10,,30,5,5,60", "10,20,30,5,5,60", "DI013", "01"),
        ("10,约20,30,5,5,60", "10,20,30,5,5,60", "RE002", "约20"),
        ("10,n.a.,30,5,5,60", "10,20,30,5,5,60", "RE002", "n.a."),
        ("VA009,20,5", "VA001,20,5", "ST005", "VA009"),
        ("FU999", "FU101", "ST005", "FU999"),
        ("01,01,", "01,02,", "ST005", "01"),
    ],
)
def test_what_is_wrong_is_located(
    tmp_path: Path, wrong: str, right: str, code: str, says: str
) -> None:
    io = IO.replace(right, wrong, 1)
    assert io != IO
    found = problems(tmp_path, io_tables_csv=LISTING, io_some_csv=io)
    assert code in {p.code for p in found}
    assert any(says in p.what.zh for p in found)
    assert all(p.at.file == "1-diagnose/io-some.csv" for p in found)


def test_a_listed_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, io_tables_csv=LISTING)
    assert (problem.code, problem.at.file) == ("FO002", "1-diagnose/io-some.csv")


def test_a_table_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    listing = LISTING.replace("io-some.csv", "../../secret.csv")
    (tmp_path / "secret.csv").write_text(IO, encoding="utf-8")
    place = tmp_path / "folder"
    place.mkdir()
    (problem,) = problems(place, io_tables_csv=listing)
    assert problem.code == "FO004"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [("20,10,85,0,15,40", "DI011"), ("20,,25,0,15,40", "DI013"), ("20,10,25,0,15,-40", "DI014")],
)
def test_what_is_wrong_with_a_sector_is_told_at_its_row(
    tmp_path: Path, wrong: str, code: str
) -> None:
    io = IO.replace("20,10,25,0,15,40", wrong, 1)
    found = problems(tmp_path, io_tables_csv=LISTING, io_some_csv=io)
    assert {p.at.line for p in found if p.code == code} == {3}


@pytest.mark.parametrize(
    ("year", "edition", "says"),
    [
        (2017, "GB/T 4754-2017", "行业分类"),
        (2012, "CN-IO-42-2017", "从 2017 年的表起采用，这张表是 2012 年的"),
        (2017, "CN-IO-42-2012", "已采用代码相同、含义不同的 CN-IO-42-2017"),
        (2020, "CN-IO-153-2020", "有 153 个部门，1-diagnose/io-some.csv 有其中 0 个"),
    ],
)
def test_a_list_that_is_not_the_tables_is_refused_at_its_listing(
    tmp_path: Path, year: int, edition: str, says: str
) -> None:
    """The codes of most lists are alike: nothing else would show it (§ST5)."""
    listing = LISTING.replace("2017,CN-IO-42-2017", f"{year},{edition}")
    (problem,) = problems(tmp_path, io_tables_csv=listing, io_some_csv=IO)
    assert (problem.code, problem.at.line) == ("ST011", 2)
    assert problem.at.file == "1-diagnose/io-tables.csv"
    assert says in problem.what.zh
    assert edition in problem.said
    wanted = "CN-IO-42-2012" if year == 2012 else "CN-IO-42-2017"
    assert wanted in problem.fix.zh


def test_a_list_without_all_its_sectors_is_refused(tmp_path: Path) -> None:
    io = "\n".join(line.rpartition(",")[0] for line in IO.splitlines()[:-1])
    (problem,) = problems(tmp_path, io_tables_csv=LISTING, io_some_csv=io)
    assert problem.code == "ST011"
    assert "有 42 个部门，1-diagnose/io-some.csv 有其中 41 个，没有“42”" in problem.what.zh


NATION = "全国,全国,C\n"
ADDED = "某省,2017,CN-IO-42-2017,{code},增加值,{value},{unit},,统计局\n"


def added(unit: str, *values: str) -> str:
    """Return value added of the first two sectors of the province."""
    rows = [ADDED.format(code=f"0{n}", value=v, unit=unit) for n, v in enumerate(values, 1)]
    return HEADER + "".join(rows)


def test_a_wrong_unit_shows_against_the_industry_figures(tmp_path: Path) -> None:
    listing = LISTING.replace("万元", "亿元")
    right = added("万元", "30", "10")
    (problem,) = problems(tmp_path, io_tables_csv=listing, io_some_csv=IO, industries_csv=right)
    assert (problem.code, problem.at) == ("ST012", ("1-diagnose/io-tables.csv", 2, ""))
    assert "这张表合计 40 亿元" in problem.what.zh
    assert "1-diagnose/industries.csv 合计 40 万元，相差 10,000 倍" in problem.what.zh
    assert problem.said == listing.splitlines()[1]


def test_the_same_size_in_another_unit_is_no_problem(tmp_path: Path) -> None:
    """Half of an industry list is compared with the same half of the table."""
    some = added("亿元", "0.003")
    assert not problems(tmp_path, io_tables_csv=LISTING, io_some_csv=IO, industries_csv=some)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("全国,2017,CN-IO-42-2017,万元", ""),
        ("全国,2017,CN-IO-42-2017,元", "倍，部分大于全部"),
        ("全国,2017,CN-IO-42-2017,亿元", "倍，没有一个省这样小"),
        ("某省,2012,CN-IO-42-2012,亿元", "列出的 2017 年的表是"),
        ("某省,2012,CN-IO-42-2012,万元", ""),
    ],
)
def test_two_tables_of_a_folder_bear_each_other_out(tmp_path: Path, row: str, says: str) -> None:
    other = IO.replace("5,5,60", "6,5,61").replace("VA004,10", "VA004,11")
    listing = f"{LISTING}io-other.csv,{row},竞争型,统计局\n"
    found = problems(
        tmp_path,
        places_csv=PLACES + NATION,
        io_tables_csv=listing,
        io_some_csv=IO,
        io_other_csv=other,
    )
    assert {p.code for p in found} == ({"ST012"} if says else set())
    assert all(says in p.what.zh for p in found)
    assert all(p.at.file == "1-diagnose/io-tables.csv" for p in found)
