"""Square tables are read by their names, must balance, and hold no unknown cell."""

from pathlib import Path

import pytest

from feidi.records.io_table import InputOutputTable
from folder.statistics.desk import IO, LISTING, problems, read


def table(tmp_path: Path, io: str = IO, listing: str = LISTING) -> InputOutputTable:
    statistics = read(tmp_path, io_tables_csv=listing, io_some_csv=io)
    assert not statistics.problems
    return statistics.io_tables[0]


def test_a_table_is_read_by_names_and_not_by_position(tmp_path: Path) -> None:
    some = table(tmp_path)
    assert some.intermediate.tolist() == [[10, 20], [20, 10]]
    assert some.final.tolist() == [[30], [25]]
    assert (some.exports.tolist(), some.imports.tolist()) == ([5, 0], [5, 15])
    assert some.value_added.tolist() == [[20, 5], [10, 5]]
    assert [name.en for name in some.value_added_names] == ["pay", "operating surplus"]
    turned = "\n".join(
        ",".join([cells[0], *reversed(cells[1:])])
        for cells in (line.split(",") for line in IO.splitlines())
    )
    place = tmp_path / "turned"
    place.mkdir()
    other = table(place, turned)
    assert set(other.codes) == {"01", "02"}
    assert sorted(other.output) == sorted(some.output)


def test_imports_of_a_noncompetitive_table_stand_apart(tmp_path: Path) -> None:
    io = (
        "部门,01,02,TC,EX,GO\n01,10,20,25,5,60\n02,15,10,15,0,40\n"
        "M01,3,1,0,0,\nM02,2,4,0,0,\nVA001,30,5,,,\n"
    )
    some = table(tmp_path, io, LISTING.replace(",竞争型", ",非竞争型"))
    assert some.imported is not None
    assert some.imported.tolist() == [[3, 1], [2, 4]]
    assert some.kind == "noncompetitive"


@pytest.mark.parametrize(
    ("wrong", "right", "code", "says"),
    [
        ("10,20,90,5,5,60", "10,20,30,5,5,60", "DI011", "+60"),
        ("VA001,80,5", "VA001,20,5", "DI012", "+60"),
        ("10,,30,5,5,60", "10,20,30,5,5,60", "DI013", "01"),
        ("10,约20,30,5,5,60", "10,20,30,5,5,60", "RE002", "约20"),
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
