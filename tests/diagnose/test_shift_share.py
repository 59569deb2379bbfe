"""Shift-share: published cases, parts that add up, industries born in the period, editions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from feidi.diagnose.shift_models import MODELS
from feidi.diagnose.shift_share import ShiftShare, shift_share
from feidi.quantities.words import both
from feidi.records.classification import Classification, classification
from feidi.records.industry_table import Counted, IndustryTable, industry_table
from industry_cases import city, provinces, small

NAN = float("nan")
EVERY = [*MODELS, "dynamic"]
START: list[list[float]] = [[90.0, 20, 10, 60], [60, 30, 30, 40], [250, 100, 110, 300]]
END: list[list[float]] = [[100.0, 40, 10, 55], [85, 55, 40, 35], [255, 115, 85, 390]]
BILLION = 1e4  # 万元 in 亿元


def done(found: object) -> ShiftShare:
    assert isinstance(found, ShiftShare), found
    return found


def codes(found: object) -> list[str]:
    assert isinstance(found, tuple)
    return [problem.code for problem in found]


def three() -> list[IndustryTable]:
    """Farhauer & Kröll (2013): three regions of one nation, four industries."""
    return [small(START, 2000), small(END, 2010)]


@pytest.mark.parametrize(
    ("place", "national", "mix", "regional", "competitive", "allocation"),
    [
        ("甲", 27, 1, -3, -0.6363636363636331, -2.363636363636366),
        ("乙", 24, -1, 32, 18.424242424242422, 13.575757575757574),
        ("丙", 114, 0, -29, -33.57190082644629, 4.571900826446285),
    ],
)
def test_three_regions_of_the_textbook(
    place: str, national: float, mix: float, regional: float, competitive: float, allocation: float
) -> None:
    classic = done(shift_share(three(), place))
    assert classic.total("national") == pytest.approx(national)
    assert classic.total("mix") == pytest.approx(mix, abs=1e-9)
    assert classic.total("regional") == pytest.approx(regional)
    split = done(shift_share(three(), place, model="esteban-marquillas"))
    assert split.total("competitive") == pytest.approx(competitive)
    assert split.total("allocation") == pytest.approx(allocation)


def test_a_region_by_industry() -> None:
    found = done(shift_share(three(), "甲"))
    np.testing.assert_allclose(found.parts["regional"], [1, 12, 1, -17], atol=1e-9)
    np.testing.assert_allclose(found.parts["mix"], [-4.5, 5, -2.5, 3], atol=1e-9)


def test_freiburg_against_germany() -> None:
    years = [city("freiburg", 2008), city("freiburg", 2014)]
    found = done(shift_share(years, "freiburg", "germany"))
    assert found.total_change == 14373
    assert found.total("national") == pytest.approx(9887.278398260893)
    assert found.total("mix") == pytest.approx(2501.6118784161017)
    assert found.total("regional") == pytest.approx(1984.1097233230075)
    split = done(shift_share(years, "freiburg", "germany", "esteban-marquillas"))
    assert split.total("competitive") == pytest.approx(343.78685141000096)
    assert split.total("allocation") == pytest.approx(1640.322871913007)


def test_gansu_2012_to_2017_joined_over_the_bridge() -> None:
    found = done(shift_share([provinces(2012), provinces(2017)], "甘肃"))
    assert found.joined_in == "CN-IO-41"
    assert found.current_prices
    assert found.total_change / BILLION == pytest.approx(1676.0, abs=0.05)
    assert found.total("national") / BILLION == pytest.approx(2565.2, abs=0.05)
    assert found.total("mix") / BILLION == pytest.approx(-230.1, abs=0.05)
    assert found.total("regional") / BILLION == pytest.approx(-659.1, abs=0.05)


def test_joined_by_code_gansu_would_have_been_told_the_opposite() -> None:
    """What the wrong join gives: the list of 2012 read as if it were that of 2017."""
    old, new = provinces(2012), provinces(2017)
    counted = Counted(old.measure, old.unit, old.year, old.source)
    mistaken = industry_table(counted, old.places, new.classification, new.codes, old.values)
    found = done(shift_share([mistaken, new], "甘肃"))
    assert found.total("mix") / BILLION == pytest.approx(44.0, abs=0.05)
    assert found.total("regional") / BILLION == pytest.approx(-933.2, abs=0.05)


def test_joining_by_code_is_refused_where_there_is_no_bridge() -> None:
    old = provinces(2012)
    users = Classification("某省 42 部门", old.codes, tuple(map(both, old.codes)))
    counted = Counted(old.measure, old.unit, 2017, old.source)
    new = industry_table(counted, old.places, users, old.codes, old.values)
    assert codes(shift_share([old, new], "甘肃")) == ["DI006"]


@pytest.mark.parametrize("model", EVERY)
def test_every_model_adds_up_on_31_provinces(model: str) -> None:
    tables = [provinces(2012), provinces(2017)]
    for place in tables[0].places:
        found = done(shift_share(tables, place, model=model, neighbours={"陕西": 1.0, "青海": 0.5}))
        together = sum(found.parts.values())
        np.testing.assert_allclose(together, found.change, rtol=0, atol=1e-6)


def test_regional_parts_of_31_provinces_add_up_to_zero_in_every_industry() -> None:
    tables = [provinces(2012), provinces(2017)]
    every = [done(shift_share(tables, place)).parts["regional"] for place in tables[0].places]
    np.testing.assert_allclose(np.sum(every, axis=0), 0.0, atol=1e-4)


figures = arrays(float, (3, 4), elements=st.floats(0, 1e4).map(lambda x: round(x, 2)))


@pytest.mark.slow
@settings(deadline=None)
@given(figures, figures, figures, st.sampled_from(EVERY))
def test_parts_add_up_whatever_is_born_or_dies(
    before: np.ndarray, between: np.ndarray, after: np.ndarray, model: str
) -> None:
    tables = [small(v.tolist(), y) for v, y in zip((before, between, after), (1, 2, 3))]  # noqa: B905
    found = shift_share(tables, "甲", model=model, neighbours={"乙": 1.0, "丙": 2.0})
    if isinstance(found, tuple):
        assert set(codes(found)) == {"DI009"}
        return
    np.testing.assert_allclose(sum(found.parts.values()), found.change, rtol=1e-9, atol=1e-6)
    assert all(np.isfinite(part).all() for part in found.parts.values())


@pytest.mark.slow
@settings(deadline=None)
@given(figures, figures)
def test_regional_parts_add_up_to_zero_over_a_partition(
    before: np.ndarray, after: np.ndarray
) -> None:
    tables = [small((before + 1.0).tolist(), 1), small(after.tolist(), 2)]
    every = [shift_share(tables, place) for place in "甲乙丙"]
    if all(isinstance(one, ShiftShare) for one in every):
        parts = [done(one).parts["regional"] for one in every]
        np.testing.assert_allclose(np.sum(parts, axis=0), 0.0, atol=1e-5)


def test_an_industry_born_in_the_place_is_regional_in_the_classic_model() -> None:
    tables = [small([[10, 0], [10, 20]], 1), small([[12, 7], [12, 30]], 2)]
    classic = done(shift_share(tables, "甲"))
    assert classic.parts["regional"][1] == 7.0
    assert classic.parts["unmatched"].tolist() == [0.0, 0.0]
    other = done(shift_share(tables, "乙"))
    np.testing.assert_allclose(classic.parts["regional"] + other.parts["regional"], 0, atol=1e-9)


@pytest.mark.parametrize("model", ["esteban-marquillas", "arcelus"])
def test_an_industry_born_in_the_place_has_no_growth_rate_and_stands_apart(model: str) -> None:
    tables = [small([[10, 0], [10, 20]], 1), small([[12, 7], [12, 30]], 2)]
    found = done(shift_share(tables, "甲", model=model))
    assert found.parts["unmatched"].tolist() == [0.0, 7.0]
    assert all(part[1] == 0.0 for key, part in found.parts.items() if key != "unmatched")


def test_an_industry_born_everywhere_stands_apart() -> None:
    tables = [small([[10, 0], [10, 0]], 1), small([[12, 7], [12, 30]], 2)]
    found = done(shift_share(tables, "甲"))
    assert found.parts["unmatched"].tolist() == [0.0, 7.0]
    assert found.total("regional") == pytest.approx(0.0)


def test_the_dynamic_model_adds_up_the_years() -> None:
    middle = small([[95, 30, 10, 58], [70, 40, 33, 38], [252, 108, 95, 350]], 2005)
    first, last = three()
    whole = done(shift_share([last, first, middle], "甲", model="dynamic"))
    halves = [done(shift_share(pair, "甲")) for pair in ([first, middle], [middle, last])]
    assert whole.years == (2000, 2005, 2010)
    for part in ("national", "mix", "regional"):
        assert whole.total(part) == pytest.approx(sum(half.total(part) for half in halves))


def test_the_spatial_model_measures_against_the_neighbours() -> None:
    found = done(shift_share(three(), "甲", model="spatial", neighbours={"乙": 1.0}))
    beside = np.array(END[1]) / START[1] - 1
    np.testing.assert_allclose(found.parts["regional"], np.array(END[0]) - START[0] * (1 + beside))
    assert found.total("national") == pytest.approx(27.0)


def test_arcelus_has_eight_parts_that_regroup_into_the_classic_ones() -> None:
    eight = done(shift_share(three(), "乙", model="arcelus")).totals
    classic = done(shift_share(three(), "乙")).totals
    assert len(eight) == 9
    pairs = {
        key: eight[f"{key}_expected"] + eight[f"{key}_differential"]
        for key in ("national", "mix", "regional", "regional_mix")
    }
    assert pairs["national"] == pytest.approx(classic["national"])
    assert pairs["mix"] == pytest.approx(classic["mix"], abs=1e-9)
    assert pairs["regional"] + pairs["regional_mix"] == pytest.approx(classic["regional"])


def test_a_cell_unknown_in_one_year_is_left_out_of_both_and_named() -> None:
    tables = [small([[10, 5, 3], [10, 20, 9]], 1), small([[12, NAN, 4], [12, 30, 9]], 2)]
    found = done(shift_share(tables, "甲"))
    assert found.codes == ("01", "03")
    assert [d.what for d in found.dropped] == ["02"]
    assert found.total_change == 3.0
    assert found.reference_growth == pytest.approx(37 / 32 - 1)


def test_a_neighbour_with_a_gap_is_not_read_as_zero() -> None:
    tables = [small([[10, 5], [10, NAN], [5, 5]], 1), small([[12, 6], [12, 9], [5, 5]], 2)]
    found = done(shift_share(tables, "甲", "丙", "spatial", {"乙": 1.0}))
    assert found.codes == ("01",)


def test_a_column_that_a_year_lacks_is_unknown_there() -> None:
    tables = [small([[10, 5], [10, 20]], 1), small([[12, 7, 9], [12, 30, 9]], 2)]
    found = done(shift_share(tables, "甲"))
    assert [d.what for d in found.dropped] == ["03"]


def test_a_place_absent_from_one_year_is_named_with_the_year() -> None:
    counted = Counted("employment", "人", 2010, "假设")
    without = industry_table(counted, ["乙"], classification("CN-IO-41"), ["01"], [[3]])
    found = shift_share([small([[1], [2]], 2000), without], "甲")
    assert codes(found) == ["DI008"]
    assert isinstance(found, tuple)
    assert "2010 年的表没有“甲”" in found[0].what.zh


def test_units_are_never_mixed() -> None:
    one = small([[1], [2]], 2000, measure="output", unit="万元")
    other = small([[1], [2]], 2010, measure="output", unit="亿元")
    found = shift_share([one, other], "甲")
    assert codes(found) == ["DI010"]
    assert isinstance(found, tuple)
    assert "万元" in found[0].what.zh
    assert "亿元" in found[0].what.zh


def test_one_year_is_no_change() -> None:
    assert codes(shift_share([small([[1], [2]], 2000)], "甲")) == ["DI010"]
    twice = [small([[1], [2]], 2000), small([[1], [3]], 2000)]
    assert codes(shift_share(twice, "甲")) == ["DI010"]


def test_persons_are_not_said_to_be_at_current_prices() -> None:
    assert not done(shift_share(three(), "甲")).current_prices
    assert done(shift_share(three(), "甲")).as_json()["parts"]["national"] == pytest.approx(27)


def test_arcelus_by_its_own_identities() -> None:
    """With the nation's structure there is no mix effect, and national growth falls on all."""
    found = done(shift_share(three(), "乙", model="arcelus"))
    assert found.total("national_expected") == pytest.approx(160 * (1265 / 1100 - 1))
    assert found.total("national_differential") == pytest.approx(0.0, abs=1e-9)
    assert found.total("mix_expected") == pytest.approx(0.0, abs=1e-9)
    assert found.total("regional_expected") == pytest.approx(160 * (215 / 160 - 1265 / 1100))
    assert found.total("regional_differential") == pytest.approx(0.0, abs=1e-9)
    # the first industry by hand: h = 160 * 400 / 1100, r = 25 / 60, g = 0.1
    expected = 160 * 400 / 1100 * ((85 / 60 - 215 / 160) - (1.1 - 1265 / 1100))
    assert found.parts["regional_mix_expected"][0] == pytest.approx(expected)
