"""Location quotients: published values, exact rules for zeros and gaps, intervals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from feidi.diagnose.location_quotient import LocationQuotients, location_quotients
from feidi.diagnose.quotients import aflq, cilq, flq, size_factor, slq
from feidi.diagnose.uncertainty import Counting, Revision
from feidi.records.industry_table import ASSUMED, SUPPRESSED
from industry_cases import provinces, small

NAN = float("nan")
positive = st.lists(st.floats(1.0, 1e6), min_size=2, max_size=6)


def done(found: object) -> LocationQuotients:
    assert isinstance(found, LocationQuotients), found
    return found


def codes(found: object) -> list[str]:
    assert isinstance(found, tuple)
    return [problem.code for problem in found]


def test_it_equals_the_textbook_value() -> None:
    """Farhauer & Kröll (2013): 1 714 of 79 006 here, 879 213 of 15 593 224 in the nation."""
    here, nation = [1714, 79006 - 1714], [879213, 15593224 - 879213]
    assert slq(here, nation)[0] == pytest.approx(0.3847623, abs=5e-8)


def test_it_equals_an_exact_matrix() -> None:
    matrix = np.array(
        [[100, 0, 0, 0, 0], [0, 15, 5, 70, 10], [0, 20, 10, 20, 50], [0, 25, 30, 5, 40],
         [0, 40, 55, 5, 0]], dtype=float
    )  # fmt: skip
    exact: list[list[float]] = [
        [5, 0, 0, 0, 0],
        [0, 3 / 4, 1 / 4, 7 / 2, 1 / 2],
        [0, 1, 1 / 2, 1, 5 / 2],
        [0, 5 / 4, 3 / 2, 1 / 4, 2],
        [0, 2, 11 / 4, 1 / 4, 0],
    ]
    np.testing.assert_allclose(slq(matrix, matrix.sum(axis=0)), exact, atol=1e-12)


@settings(deadline=None)
@given(positive, st.data())
def test_the_quotients_weighted_by_the_reference_have_the_mean_one(
    nation: list[float], data: st.DataObject
) -> None:
    here = data.draw(st.lists(st.floats(0.5, 1e6), min_size=len(nation), max_size=len(nation)))
    weights = np.array(nation) / sum(nation)
    assert (slq(here, nation) * weights).sum() == pytest.approx(1.0)


@settings(deadline=None)
@given(positive, st.floats(1e-3, 1e3))
def test_the_unit_of_a_row_does_not_matter(here: list[float], scale: float) -> None:
    nation = np.arange(1.0, len(here) + 1.0)
    np.testing.assert_allclose(slq(here, nation), slq(np.array(here) * scale, nation), rtol=1e-9)


def test_an_industry_the_reference_has_none_of_is_dropped_and_named() -> None:
    found = done(location_quotients(small([[5, 5, 0], [10, 10, 0]]), "甲", "乙"))
    assert [row.code for row in found.rows] == ["01", "02"]
    assert [(d.what, d.why.en) for d in found.dropped] == [
        ("03", "the reference has none of this industry")
    ]


def test_an_industry_only_the_place_has_none_of_is_zero_with_an_upper_limit() -> None:
    found = done(location_quotients(small([[0, 50], [50, 50]]), "甲", "乙", Counting()))
    row = found.of("01")
    assert (row.value, row.low) == (0.0, 0.0)
    # no job seen: up to -ln(0.025) could have been there
    assert row.high == pytest.approx(-np.log(0.025) / 50 / 0.5)


def test_missing_and_suppressed_cells_are_dropped_and_never_read_as_zero() -> None:
    table = small([[NAN, 30, 70, NAN], [5, 50, 50, 5]])
    table.status[0, 3] = SUPPRESSED
    found = done(location_quotients(table, "甲", "乙"))
    assert {d.what: d.why.en.split(" is ")[1] for d in found.dropped} == {
        "01": "missing, not zero",
        "04": "suppressed, not zero",
    }
    # shares are over the industries known on both sides
    assert found.of("02").value == pytest.approx(0.6)
    assert found.of("02").share == pytest.approx(0.3)


def test_an_assumed_figure_stays_marked() -> None:
    table = small([[30, 70], [50, 50]])
    table.status[0, 1] = ASSUMED
    found = done(location_quotients(table, "甲", "乙"))
    assert [(row.code, row.assumed) for row in found.rows] == [("02", True), ("01", False)]


def test_a_large_quotient_on_a_tiny_base_does_not_come_first() -> None:
    table = small([[2, 4000, 6000], [10, 15000, 85000]])
    found = done(location_quotients(table, "甲", "乙", Counting()))
    assert max(found.rows, key=lambda row: row.value).code == "02"
    tiny = done(location_quotients(small([[3, 4000, 6000], [8, 15000, 85000]]), "甲", "乙",
                                   Counting()))  # fmt: skip
    assert max(tiny.rows, key=lambda row: row.value).code == "01"
    assert tiny.rows[0].code == "02"
    assert tiny.of("01").reading.en.startswith("the interval spans")


@pytest.mark.parametrize("count", [1, 3, 40])
def test_the_limits_of_a_count_are_exact(count: int) -> None:
    table = small([[count, 1000 - count], [500, 500]])
    row = done(location_quotients(table, "甲", "乙", Counting(level=0.9))).of("01")
    per_job = 1 / 1000 / 0.5
    assert poisson.sf(count - 1, row.low / per_job) == pytest.approx(0.05)
    assert poisson.cdf(count, row.high / per_job) == pytest.approx(0.05)


def test_jobs_that_come_in_firms_are_less_certain() -> None:
    table = small([[40, 960], [500, 500]])
    alone, in_firms = (
        done(location_quotients(table, "甲", "乙", Counting(grain=g))).of("01") for g in (1, 20)
    )
    assert alone.value == in_firms.value
    assert in_firms.low < alone.low < alone.high < in_firms.high


def test_money_is_revised_by_seeded_draws_and_the_seed_repeats_them() -> None:
    table = small([[40, 960], [500, 500]], unit="万元", measure="value added")
    once, again, other = (
        done(location_quotients(table, "甲", "乙", Revision(0.1, seed=s))).of("01")
        for s in (7, 7, 8)
    )
    assert (once.low, once.high) == (again.low, again.high)
    assert (once.low, once.high) != (other.low, other.high)
    assert once.low < once.value < once.high
    assert once.high / once.low == pytest.approx(np.exp(2 * 1.96 * np.hypot(0.1, 0.1)), rel=0.12)


def test_without_a_stated_error_there_is_no_interval() -> None:
    found = done(location_quotients(small([[40, 960], [500, 500]]), "甲", "乙"))
    assert all(np.isnan(row.low) and np.isnan(row.high) for row in found.rows)
    assert found.as_json()["rows"][0]["low"] is None
    assert [row.code for row in found.rows] == ["02", "01"]


def test_the_reference_may_be_the_sum_of_all_places() -> None:
    found = done(location_quotients(provinces(2017), "甘肃"))
    assert found.reference == "表内各地区合计"
    assert found.rows[0].name.zh == "石油和天然气开采产品"
    weights = np.array([row.reference_share for row in found.rows])
    assert (weights * [row.value for row in found.rows]).sum() == pytest.approx(1.0)


def test_a_place_that_is_not_there_is_named_with_those_that_are() -> None:
    found = location_quotients(small([[1, 2], [3, 4]]), "舟曲", "全国")
    assert codes(found) == ["DI008", "DI008"]
    assert isinstance(found, tuple)
    assert "没有“舟曲”，有 2 个地区：甲、乙" in found[0].what.zh


def test_a_place_without_a_figure_is_refused() -> None:
    assert codes(location_quotients(small([[0, NAN], [3, 4]]), "甲", "乙")) == ["DI009"]
    assert codes(location_quotients(small([[1, NAN], [NAN, 4]]), "甲", "乙")) == ["DI009"]


def test_an_absent_buyer_has_no_cross_industry_quotient() -> None:
    quotient = cilq([0.0, 2.0])
    assert np.isnan(quotient[:, 0]).all()
    assert quotient[:, 1].tolist() == [0.0, 1.0]


def test_flq_shrinks_with_the_place_and_not_at_all_at_delta_zero() -> None:
    q = [0.5, 2.0, 1.0]
    at_zero = flq(q, share=0.01, delta=0.0)
    np.testing.assert_array_equal(np.diag(at_zero), q)
    np.testing.assert_array_equal(at_zero[0, 1], cilq(q)[0, 1])
    assert size_factor(0.01, 0.3) == pytest.approx(np.log2(1.01) ** 0.3)
    np.testing.assert_allclose(flq(q, 0.01, 0.3), at_zero * size_factor(0.01, 0.3))


def test_aflq_raises_only_the_buyers_that_are_concentrated_here() -> None:
    q = [0.5, 3.0]
    capped = np.minimum(flq(q, 0.2, 0.3), 1.0)
    np.testing.assert_allclose(aflq(q, 0.2, 0.3)[:, 0], capped[:, 0])
    np.testing.assert_allclose(aflq(q, 0.2, 0.3)[:, 1], capped[:, 1] * 2.0)


def test_negative_value_added_has_no_share() -> None:
    """Hainan's transport equipment added -39 148 in 2017."""
    found = done(location_quotients(provinces(2017), "海南"))
    assert "negative" in {d.what: d.why.en for d in found.dropped}["18"].split()
    assert sum(row.share for row in found.rows) == pytest.approx(1.0)
    assert all(row.value >= 0 for row in found.rows)


@pytest.mark.parametrize(
    ("unit", "ones"), [("万人", 1e4), ("千人", 1e3), ("thousand persons", 1e3)]
)
def test_an_interval_is_that_of_single_persons_whatever_the_unit(unit: str, ones: float) -> None:
    figures = [[0.04, 0.96], [0.5, 0.5]]
    single = [[v * ones for v in row] for row in figures]
    many, each = (
        done(location_quotients(table, "甲", "乙", Counting())).of("01")
        for table in (small(figures, unit=unit), small(single))
    )
    assert (many.low, many.high) == pytest.approx((each.low, each.high))


def test_an_industry_that_is_negative_in_the_reference_has_no_quotient() -> None:
    table = small([[5, 30, 70], [-8, 50, 50]], measure="value added", unit="万元")
    found = done(location_quotients(table, "甲", "乙"))
    assert [(d.what, d.why.en) for d in found.dropped] == [("01", "a negative figure has no share")]
    assert found.of("02").value == pytest.approx(0.6)
