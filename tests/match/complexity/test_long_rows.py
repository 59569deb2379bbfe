"""Rows that cannot be read are located, all at once, and nothing is computed on top of them."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from feidi.match.complexity import Named, ValueTable, complexity, value_tables
from feidi.match.complexity.long_columns import coded
from match.complexity.made_up import labels, latent
from match.complexity.published import near

GOOD: dict[str, list[Any]] = {
    "place": ["a", "a", "b"],
    "industry": ["x", "y", "x"],
    "value": [1.0, 2.0, 3.0],
}
CASES = [
    ("value", 1, "二十", "MA002", 3),
    ("value", 2, "1,200", "MA002", 4),
    ("value", 0, None, "MA002", 2),
    ("value", 0, float("inf"), "MA002", 2),
    ("value", 2, -3.0, "MA003", 4),
    ("place", 1, "", "MA018", 3),
    ("industry", 2, None, "MA018", 4),
]


@pytest.mark.parametrize(("column", "row", "said", "code", "line"), CASES)
def test_a_wrong_cell_is_located(column: str, row: int, said: Any, code: str, line: int) -> None:
    rows = {name: list(cells) for name, cells in GOOD.items()}
    rows[column][row] = said
    found = value_tables(rows, source="jobs.csv")
    assert found.tables == ()
    assert [(p.code, p.at.file, p.at.line) for p in found.problems] == [(code, "jobs.csv", line)]


def test_every_problem_is_reported_at_once() -> None:
    rows = {**GOOD, "value": ["x", -1, None], "place": ["a", "", "b"]}
    assert [p.code for p in value_tables(rows).problems] == ["MA018", "MA002", "MA002", "MA003"]


def test_many_wrong_rows_are_counted() -> None:
    rows = {"place": ["a"] * 50, "industry": labels("p", 50), "value": ["?"] * 50}
    problems = value_tables(rows).problems
    assert len(problems) == 21
    assert "30" in problems[-1].what.en


def test_a_missing_column_is_named() -> None:
    (problem,) = value_tables({"place": ["a"], "value": [1]}).problems
    assert (problem.code, "industry" in problem.what.en) == ("MA001", True)


def test_a_year_that_is_none_is_located() -> None:
    rows = {**GOOD, "year": [2016, "20x7", 2016]}
    (problem,) = value_tables(rows, Named(year="year")).problems
    assert (problem.code, problem.at.line) == ("MA002", 3)


def test_years_come_in_order_with_the_labels_of_each() -> None:
    rows = {**GOOD, "place": ["b", "a", "b"], "year": [2017, 2016, 2016]}
    found = value_tables(rows, Named(year="year"))
    assert [(t.year, t.places) for t in found.tables] == [(2016, ("a", "b")), (2017, ("b",))]


def test_frames_of_any_library_are_columns() -> None:
    pd, pa = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    wanted = value_tables(GOOD).tables[0].values
    frame = pd.DataFrame(GOOD)
    categorical = frame.astype({"place": "category", "industry": "category"})
    for columns in (frame, categorical, pa.table(GOOD)):
        near(value_tables(columns).tables[0].values, wanted, 0)
    back = pd.DataFrame(complexity(latent(0)).table())
    assert len(back) == 600


def test_a_table_with_a_fault_is_not_computed_with() -> None:
    good = latent(0)
    for value, code in ((np.nan, "MA002"), (-1.0, "MA003")):
        values = good.values.copy()
        values[2, 3] = value
        found = complexity(ValueTable(values, good.places, good.industries))
        assert found.refused
        assert [p.code for p in found.problems] == [code]
        assert "c02 / p03" in found.problems[0].what.en
        assert np.isnan([*found.rca.ravel(), *found.eci]).all()
        assert found.place_state[0] == "refused"


def test_a_repeated_label_is_refused() -> None:
    good = latent(0)
    found = complexity(ValueTable(good.values, ("c00", *good.places[:-1]), good.industries))
    assert [p.code for p in found.problems] == ["MA004"]


def test_a_table_must_have_the_shape_of_its_labels() -> None:
    with pytest.raises(ValueError, match="labels say"):
        ValueTable(np.ones((2, 3)), ("a", "b"), ("x", "y"))


def test_population_is_needed_by_head_and_named_where_it_is_missing() -> None:
    good = latent(0)
    people = np.full(15, 10.0)
    people[4] = 0
    for population, name in ((None, "c00"), (people, "c04")):
        table = ValueTable(good.values, good.places, good.industries, 0, population)
        found = complexity(table, presence="rpop")
        assert [p.code for p in found.problems] == ["MA011"]
        assert name in found.problems[0].what.en


def test_nothing_to_order_is_said() -> None:
    everywhere = ValueTable(np.ones((3, 4)), labels("c", 3), labels("p", 4))
    found = complexity(everywhere)
    assert [p.code for p in found.problems] == ["MA012"]
    assert found.refused


def test_a_sorted_column_has_the_codes_of_an_unsorted_one() -> None:
    names = np.repeat(np.array([f"p{i:02}" for i in range(40)], np.object_), 60)
    order = np.random.default_rng(4).permutation(len(names))
    together, apart = coded(names), coded(names[order])
    assert together.labels == apart.labels
    assert np.array_equal(together.codes[order], apart.codes)
    names[1500] = None
    assert coded(names).codes[1500] == -1
    assert coded(names[:900]).labels == tuple(f"p{i:02}" for i in range(15))


@pytest.mark.parametrize("kind", ["str", "string", "object", "category"])
@pytest.mark.parametrize("sort", [True, False])
def test_a_pandas_column_has_the_codes_of_its_labels(kind: str, sort: bool) -> None:
    pd = pytest.importorskip("pandas")
    names = np.repeat(np.array([f" p{i:02}" for i in range(40)], np.object_), 60)
    names[[0, 700, 701, 2399]] = None
    names[900:903] = "", "p01", "p00 "
    if not sort:
        names = names[np.random.default_rng(5).permutation(len(names))]
    wanted = coded(names)
    found = coded(pd.Series(names, dtype=kind))
    assert found.labels == wanted.labels
    assert np.array_equal(found.codes, wanted.codes)
    assert np.count_nonzero(found.codes < 0) == 5


CODES = [
    ["0702", "0101", "0702", "9999"],
    ["中国", "老挝", "中国", "越南"],
    ["a", "b", "b", "c"],
    ["a\0b", "abc", "a\0b", "zzz"],
    ["12345678", "87654321", "12345678", "12345679"],
    ["123456789", "123456789", "987654321", "123456789"],
    ["1", "22", "1", "333"],
    ["0702", None, "0702", "0101"],
    [" 01 ", "01  ", "02  ", "    "],
    ["", "", "", ""],
    [],
]


@pytest.mark.parametrize("names", CODES, ids=str)
@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()], ids=str)
def test_text_in_arrow_has_the_codes_of_its_labels(names: list[Any], kind: pa.DataType) -> None:
    column = pa.array(names, kind)
    ways = [column, pa.chunked_array([column[:1], column[1:]], kind)]
    ways.append(pa.array(["x", *names, "other"], kind)[1:-1])
    wanted = coded(names)
    for way in ways:
        found = coded(way)
        assert found.labels == wanted.labels
        assert found.codes.tolist() == wanted.codes.tolist()


def test_a_category_without_rows_is_no_label() -> None:
    pd = pytest.importorskip("pandas")
    names = pd.Categorical(["b", None, "c"], categories=["a", "b", "c", "d"])
    found = coded(pd.Series(names))
    assert found.labels == ("b", "c")
    assert found.codes.tolist() == [0, -1, 1]
    assert coded(found._replace(labels=("b", "c", "d"))).labels == ("b", "c")
