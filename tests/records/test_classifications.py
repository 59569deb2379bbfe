"""An edition is part of what a code means; tables are joined over bridges, or not at all."""

from dataclasses import replace

import numpy as np
import pytest

from feidi.records.bridge import bridge, common_edition
from feidi.records.classification import Classification, classification, editions
from feidi.records.industry_table import (
    ASSUMED,
    MISSING,
    PUBLISHED,
    SUPPRESSED,
    Counted,
    IndustryTable,
    industry_table,
    table_problems,
)
from feidi.records.rebasing import in_one_edition, rebased
from feidi.records.supply_edges import national_sectors, national_supply_graph

NAN = float("nan")


def table(edition: str, codes: list[str], values: object, year: int = 2012) -> IndustryTable:
    rows = np.asarray(values, dtype=float)
    places = [f"地区{i}" for i in range(len(rows))]
    counted = Counted("output", "万元", year, "统计局")
    return industry_table(counted, places, classification(edition), codes, rows)


def found(of: IndustryTable) -> list[str]:
    return sorted(p.code for p in table_problems(of))


@pytest.mark.parametrize("edition", editions())
def test_every_edition_has_each_code_once_and_a_name_in_both_languages(edition: str) -> None:
    known = classification(edition)
    assert len(set(known.codes)) == len(known.codes)
    assert all(name.zh and name.en for name in known.names)
    assert known.office
    assert known.title.zh


@pytest.mark.parametrize("edition", ["GB/T 4754-2017", "GB/T 4754-2011"])
def test_sections_and_divisions_are_named_in_english(edition: str) -> None:
    known = classification(edition)
    top = [c for c in known.codes if known.level(c) <= 2]
    assert all(known.name(c).en.isascii() for c in top)


def test_a_parent_stands_in_the_list_before_its_parts() -> None:
    known = classification("GB/T 4754-2017")
    for code in known.codes:
        up = known.parent(code)
        assert not up or known.positions[up] < known.positions[code]
    assert known.name("3091").zh == "石墨及碳素制品制造"
    assert known.name("017").zh == "中药材种植"


def test_an_edition_that_is_not_bundled_is_named_with_those_that_are() -> None:
    with pytest.raises(KeyError, match=r"ISIC.*CN-IO-153-2020"):
        classification("ISIC")


def test_two_lists_with_the_same_codes_are_not_the_same_list() -> None:
    old, new = classification("CN-IO-42-2012"), classification("CN-IO-42-2017")
    assert old.codes == new.codes
    assert old != new
    assert old.name("25").zh == "电力、热力的生产和供应"
    assert new.name("25").zh == "燃气生产和供应"


def test_health_of_2011_is_not_education_of_2017() -> None:
    over = bridge("GB/T 4754-2011", "GB/T 4754-2017")
    assert over is not None
    assert over.targets_of("83") == ("84",)
    assert over.target.name("83").zh == "教育"


def test_codes_below_a_division_go_where_the_division_goes() -> None:
    over = bridge("GB/T 4754-2017", "CN-IO-42-2017")
    assert over is not None
    assert over.targets_of("3091") == over.targets_of("30") == ("13",)
    assert over.targets_of("97") == over.targets_of("C") == ()


def test_the_lists_of_2012_and_2017_meet_in_41_sectors() -> None:
    assert common_edition("CN-IO-42-2012", "CN-IO-42-2017") == "CN-IO-41"
    assert common_edition("CN-IO-42-2017", "CN-IO-42-2017") == "CN-IO-42-2017"
    assert common_edition("CN-IO-41", "CN-IO-42-2012") == "CN-IO-41"
    assert common_edition("CN-IO-42-2012", "CN-IO-153-2020") == "CN-IO-41"
    assert common_edition("CN-IO-42-2012", "GB/T 4754-2011") is None


def test_each_of_the_153_sectors_has_one_of_the_42_above_it() -> None:
    over = bridge("CN-IO-153-2020", "CN-IO-42-2017")
    assert over is not None
    above = [over.targets_of(code) for code in over.source.codes]
    assert all(len(codes) == 1 for codes in above)
    assert sorted({codes[0] for codes in above}) == list(over.target.codes)
    assert (over.targets_of("050"), over.targets_of("060")) == (("12",), ("13",))


def test_chapters_of_the_tariff_have_no_bridge_to_sectors() -> None:
    """84 holds computers, 27 refined oil, 94 furniture: two digits say too little."""
    assert not [edition for edition in editions() if "HS" in edition]
    assert all(common_edition("HS", edition) is None for edition in editions())


def test_a_sum_with_a_missing_part_is_missing_and_with_an_assumed_part_assumed() -> None:
    old = table("CN-IO-42-2012", ["22", "23", "24"], [[1, NAN, 3], [1, 2, 3], [1, 2, 3]])
    old.status[1, 0] = ASSUMED
    old.status[2, 1], old.values[2, 1] = SUPPRESSED, NAN
    over = bridge("CN-IO-42-2012", "CN-IO-41")
    assert over is not None
    new = rebased(old, over)
    assert isinstance(new, IndustryTable)
    assert new.codes == ("22", "23")
    assert new.status[:, 0].tolist() == [MISSING, ASSUMED, SUPPRESSED]
    assert new.status[:, 1].tolist() == [PUBLISHED] * 3
    np.testing.assert_array_equal(new.values, [[NAN, 3], [3, 3], [NAN, 3]])


def test_a_code_that_was_split_is_refused_with_the_names_of_its_parts() -> None:
    over = bridge("GB/T 4754-2011", "GB/T 4754-2017")
    assert over is not None
    problems = rebased(table("GB/T 4754-2011", ["57", "58"], [[1, 2]]), over)
    assert isinstance(problems, tuple)
    assert [p.code for p in problems] == ["DI007"]
    assert "多式联运和运输代理业" in problems[0].what.zh
    assert "装卸搬运和仓储业" in problems[0].what.zh


def test_a_code_with_no_place_in_the_target_is_refused() -> None:
    over = bridge("GB/T 4754-2017", "CN-IO-42-2017")
    assert over is not None
    problems = rebased(table("GB/T 4754-2017", ["97"], [[1]]), over)
    assert isinstance(problems, tuple)
    assert [(p.code, p.said) for p in problems] == [("DI002", "97")]


def test_editions_without_a_bridge_are_never_joined_by_code() -> None:
    one = table("CN-IO-42-2012", ["01"], [[1]])
    users = Classification("县统计局 2012", ("01",), (classification("CN-IO-41").names[0],))
    counted = Counted("output", "万元", 2017, "县统计局")
    other = industry_table(counted, ["地区0"], users, ["01"], [[1]])
    problems = in_one_edition(one, other)
    assert [getattr(p, "code", "") for p in problems] == ["DI006"]
    joined = in_one_edition(one, table("CN-IO-42-2017", ["01"], [[2]], 2017))
    assert [t.classification.id for t in joined if isinstance(t, IndustryTable)] == ["CN-IO-41"] * 2


def test_both_tables_are_named_where_both_hold_codes_that_cannot_be_carried() -> None:
    old = table("GB/T 4754-2011", ["58"], [[1]])
    new = table("GB/T 4754-2017", ["58"], [[1]], 2017)
    assert [getattr(p, "code", "") for p in in_one_edition(old, new)] == ["DI007"]


def test_a_table_says_what_makes_it_unusable() -> None:
    good = table("CN-IO-42-2012", ["01", "02"], [[1, 2], [3, 4]])
    assert found(good) == []
    assert found(table("CN-IO-42-2012", ["01", "99"], [[1, 2]])) == ["DI002"]
    assert found(table("CN-IO-42-2012", ["01", "01"], [[1, 2]])) == ["DI003"]
    assert found(table("GB/T 4754-2017", ["C", "27"], [[1, 2]])) == ["DI003"]
    assert found(table("CN-IO-42-2012", ["01"], [[-1], [2]])) == ["DI004"]
    assert found(table("CN-IO-42-2012", ["01", "02"], [[0, 1], [NAN, 1]])) == ["DI005"]
    counted = Counted("output", "万元", 2012, "统计局")
    twice = industry_table(counted, ["甲", "甲"], good.classification, ["01"], [[1], [2]])
    assert found(twice) == ["DI001"]


def test_a_negative_figure_is_located_with_its_number() -> None:
    (problem,) = table_problems(table("CN-IO-42-2012", ["02"], [[-1234.5], [3]]))
    assert "地区0“煤炭采选产品”2012 年为 -1,234.5 万元" in problem.what.zh


def test_value_added_may_be_negative_and_output_may_not() -> None:
    output = table("CN-IO-42-2012", ["01"], [[-1], [2]])
    assert [(p.code, p.level) for p in table_problems(output)] == [("DI004", "error")]
    added = replace(output, measure="value added")
    assert [(p.code, p.level) for p in table_problems(added)] == [("DI016", "warning")]


def test_the_national_graph_keeps_every_edge_and_has_no_other() -> None:
    graph = national_supply_graph()
    dense = graph.matrix()
    assert (dense > 0).sum() == len(graph) == 3930
    assert dense[dense > 0].min() >= graph.threshold
    assert dense.sum(axis=0).max() < 1
    output = national_sectors("output").values[0]
    added = national_sectors("value_added").values[0]
    bought = (dense * output).sum()
    assert bought / (output - added).sum() == pytest.approx(0.93, abs=0.005)
