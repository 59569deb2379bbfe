"""The bottleneck table: every cell with its source, nothing filled in, what binds first."""

import pytest

from feidi.diagnose.bottlenecks import Bottleneck, Bottlenecks, bottlenecks
from feidi.quantities.words import Words
from feidi.records.indicator import FACTORS, Indicator, Measure, measures
from feidi.records.industry_table import ASSUMED, MISSING

OWN = measures()["self_sufficiency"]
RAIL = measures()["rail_distance"]
PEOPLE = measures()["population_change"]


def given(measure: Measure, place: str, value: float | None, year: int = 2023) -> Indicator:
    status = MISSING if value is None else 0
    return Indicator(place, measure, value, measure.unit, year, "统计公报", status)


def table(*indicators: Indicator) -> Bottlenecks:
    return bottlenecks(indicators, "甲县", "新区", "某省")


def only(found: Bottlenecks) -> Bottleneck:
    (row,) = found.rows
    return row


def test_every_factor_has_measures_with_a_unit_and_a_direction() -> None:
    assert {m.factor for m in measures().values()} == set(FACTORS)
    assert all(m.unit and m.better in {"higher", "lower"} for m in measures().values())
    assert all(m.name.zh and m.name.en for m in measures().values())


def test_where_more_is_better_less_is_behind() -> None:
    row = only(table(given(OWN, "甲县", 5.0), given(OWN, "新区", 50.0), given(OWN, "某省", 4.0)))
    assert (row.to_host.ratio, row.to_host.standing) == (0.1, "behind")
    assert (row.to_province.ratio, row.to_province.standing) == (1.25, "ahead")
    assert not row.binding


def test_where_less_is_better_more_is_behind() -> None:
    row = only(table(given(RAIL, "甲县", 300.0), given(RAIL, "新区", 10.0)))
    assert row.to_host.standing == "behind"
    assert row.to_host.ratio == pytest.approx(30.0)
    assert row.binding


def test_within_a_tenth_is_level() -> None:
    row = only(table(given(OWN, "甲县", 9.1), given(OWN, "新区", 10.0), given(OWN, "某省", 8.9)))
    assert (row.to_host.standing, row.to_province.standing) == ("level", "level")


def test_a_missing_cell_stays_missing_and_compares_as_unknown() -> None:
    row = only(table(given(OWN, "甲县", None), given(OWN, "新区", 50.0)))
    assert row.place.value is None
    assert row.place.status_words.zh == "缺失"
    assert row.province.value is None
    assert row.to_host.standing == row.to_province.standing == "unknown"
    assert row.as_json()["province"]["value"] is None


def test_an_assumed_figure_says_so() -> None:
    one = Indicator("甲县", OWN, 5.0, "%", 2023, "假设：按邻县", ASSUMED)
    row = only(table(one, given(OWN, "新区", 50.0)))
    assert row.place.status_words.en == "assumed"
    assert row.as_json()["place"]["source"] == "假设：按邻县"


def test_figures_of_different_years_are_compared_and_said_to_differ() -> None:
    row = only(table(given(OWN, "甲县", 5.0, 2020), given(OWN, "新区", 50.0)))
    assert row.to_host.years_differ
    assert row.to_host.standing == "behind"


def test_figures_of_different_sign_have_no_ratio_but_an_order() -> None:
    row = only(table(given(PEOPLE, "甲县", -8.0), given(PEOPLE, "新区", 20.0)))
    assert row.to_host.ratio is None
    assert row.to_host.standing == "behind"
    row = only(table(given(PEOPLE, "甲县", 0.0), given(PEOPLE, "新区", -4.0)))
    assert (row.to_host.ratio, row.to_host.standing) == (None, "ahead")


def test_a_measure_without_a_direction_is_not_judged() -> None:
    height = Measure("height", "land", Words("海拔", "height"), "米", "")
    row = only(table(given(height, "甲县", 1400.0), given(height, "新区", 2000.0)))
    assert row.to_host.ratio == pytest.approx(0.7)
    assert row.to_host.standing == "unknown"


def test_units_are_never_mixed() -> None:
    one = Indicator("甲县", OWN, 0.05, "比值", 2023, "公报")
    found = table(one, given(OWN, "新区", 50.0))
    assert [p.code for p in found.problems] == ["DI020"]
    assert "“比值”" in found.problems[0].what.zh
    assert only(found).to_host.standing == "unknown"


def test_a_figure_given_twice_is_a_problem_and_the_first_one_stands() -> None:
    found = table(given(OWN, "甲县", 5.0), given(OWN, "甲县", 6.0, 2024), given(OWN, "新区", 50.0))
    assert [p.code for p in found.problems] == ["DI021"]
    assert only(found).place.value == 5.0


def test_what_binds_most_comes_first() -> None:
    found = table(
        given(PEOPLE, "甲县", 20.0),
        given(PEOPLE, "新区", 10.0),
        given(OWN, "甲县", 10.0),
        given(OWN, "新区", 50.0),
        given(RAIL, "甲县", 300.0),
        given(RAIL, "新区", 10.0),
    )
    assert [row.measure.code for row in found.rows] == [RAIL.code, OWN.code, PEOPLE.code]
    assert [row.factor.zh for row in found.rows] == ["物流", "财政空间", "劳动力"]


def test_factors_without_a_figure_of_the_place_are_named() -> None:
    found = table(given(OWN, "甲县", 5.0), given(RAIL, "新区", 10.0))
    assert FACTORS["fiscal"] not in found.unanswered
    assert FACTORS["logistics"] in found.unanswered
    assert len(found.unanswered) == len(FACTORS) - 1
