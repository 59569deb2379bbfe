"""FLQ: calibrated on surveyed tables, its error carried to a county that has none."""

from dataclasses import replace

import numpy as np
import pytest

from feidi.diagnose.calibration import (
    Calibrated,
    Calibration,
    calibrate,
    provinces_2017,
    regional_coefficients,
)
from feidi.diagnose.inverse import inverse, per_column
from feidi.diagnose.quotients import slq
from feidi.diagnose.regionalise import Regionalised, regionalised
from feidi.quantities.words import both
from feidi.records.classification import Classification
from feidi.records.industry_table import Counted, IndustryTable, industry_table
from industry_cases import gansu, nation, provinces

NAN = float("nan")


def done(found: object) -> Regionalised:
    assert isinstance(found, Regionalised), found
    return found


def of_gansu() -> Calibration:
    found = calibrate(gansu(2017), nation())
    assert isinstance(found, Calibration)
    return found


def county(scale: float = 1.0, **figures: float) -> IndustryTable:
    """A county with the structure of Gansu, some sectors changed."""
    codes = nation().codes
    output = gansu(2017).output * scale
    for key, figure in figures.items():
        output[codes.index(key.removeprefix("s"))] = figure
    counted = Counted("output", "万元", 2020, "假设")
    return industry_table(counted, ["甲县"], nation().classification, codes, [output])


@pytest.mark.parametrize(
    ("delta", "error", "bias"),
    [
        (0.0, 0.1893, -0.1214),
        (0.1, 0.3091, -0.3081),
        (0.2, 0.4629, -0.4625),
        (0.3, 0.5843, -0.5843),
        (0.4, 0.6545, -0.6545),
    ],
)
def test_errors_on_the_table_of_gansu(delta: float, error: float, bias: float) -> None:
    found = of_gansu()
    at = found.deltas.index(delta)
    assert found.error[at] == pytest.approx(error, abs=5e-5)
    assert found.bias[at] == pytest.approx(bias, abs=5e-5)


def test_plain_quotients_beat_every_delta_in_gansu() -> None:
    found = of_gansu()
    assert found.error_slq == pytest.approx(0.1578, abs=5e-5)
    assert found.error_slq < min(found.error)


def test_delta_is_not_three_tenths_here() -> None:
    """The value of the literature triples the error in Gansu, and doubles it over provinces."""
    found = of_gansu()
    assert found.best.best_delta == 0.0
    assert found.error[found.deltas.index(0.3)] > 3 * found.best.error_at_best
    every = provinces_2017()
    assert np.mean([one.best_delta for one in every]) == pytest.approx(0.103, abs=5e-4)
    assert np.mean([one.error_at_best for one in every]) == pytest.approx(0.206, abs=5e-4)
    assert sum(one.best_delta == 0.0 for one in every) == 12
    assert max(one.best_delta for one in every) == 0.4


def test_a_table_of_another_edition_is_not_calibrated_by_code() -> None:
    """42 sectors in both, and from 22 to 36 they are not the same."""
    found = calibrate(gansu(2012), nation())
    assert isinstance(found, tuple)
    assert [p.code for p in found] == ["DI006"]
    assert "有 42 个代码相同" in found[0].what.zh


def test_a_sector_that_the_place_does_not_make_is_left_out_of_the_calibration() -> None:
    table = gansu(2017)
    output = table.output.copy()
    output[2] = 0.0
    found = calibrate(replace(table, output=output), nation())
    assert isinstance(found, Calibration)
    assert np.isfinite(found.error).all()
    assert found.share == pytest.approx(output.sum() / (nation().output.sum() - nation().output[2]))


def test_the_shipped_row_of_gansu_is_what_its_table_gives() -> None:
    (shipped,) = (one for one in provinces_2017() if one.place == "甘肃")
    found = of_gansu().best
    assert found.best_delta == shipped.best_delta
    assert found.error_at_best == pytest.approx(shipped.error_at_best, abs=5e-4)
    assert found.share == pytest.approx(shipped.share, abs=5e-6)


def test_the_shipped_shares_are_those_of_the_published_output() -> None:
    table, whole = provinces(2017, "output"), float(nation().output.sum())
    for one in provinces_2017():
        assert one.share == pytest.approx(table.row(one.place).sum() / whole, abs=5e-6)


def test_a_sector_that_is_absent_supplies_nothing_and_buys_nothing() -> None:
    national = per_column(nation().intermediate, nation().output)
    quotients = slq(county(s02=0.0).values[0], nation().output)
    cut = regional_coefficients(national, quotients, 0.01, 0.1)
    at = nation().codes.index("02")
    assert not cut[at].any()
    assert not cut[:, at].any()
    assert np.isfinite(cut).all()


def test_regional_coefficients_never_exceed_the_nations() -> None:
    national = per_column(nation().intermediate, nation().output)
    quotients = slq(gansu(2017).output, nation().output)
    for delta in (None, 0.0, 0.1, 0.4):
        assert (regional_coefficients(national, quotients, 0.01, delta) <= national + 1e-15).all()


def test_the_interval_carries_the_calibrations_error() -> None:
    found = done(regionalised(county(), "甲县", nation()))
    assert (found.low <= found.multiplier).all()
    assert (found.multiplier <= found.high).all()
    assert (found.low >= 1.0).all()
    width = np.average(found.high - found.low, weights=found.output)
    assert width > 2 * 0.206  # at least the mean error on either side
    surveyed = inverse(per_column(_local(), gansu(2017).output)).sum(axis=0)
    inside = (found.low <= surveyed) & (surveyed <= found.high)
    assert inside.mean() > 0.8


def _local() -> np.ndarray:
    table = gansu(2017)
    share = 1 - (table.imports + table.inflows) / table.domestic_use
    return np.asarray(share[:, None] * table.intermediate)


def test_a_single_calibration_gives_the_interval_of_its_own_error() -> None:
    known = [Calibrated("甘肃", 0.00792, 0.0, 0.189)]
    found = done(regionalised(county(), "甲县", nation(), known))
    assert found.delta == 0.0
    assert "甘肃" in found.calibrated_on.zh
    spread = found.high - found.low
    free = found.low > 1.0
    np.testing.assert_allclose(spread[free], 0.9 * 2 * 0.189, atol=1e-9)


def test_a_county_smaller_than_every_province_is_said_to_be_extrapolated() -> None:
    assert not done(regionalised(county(), "甲县", nation())).extrapolated
    small = done(regionalised(county(scale=0.001), "甲县", nation()))
    assert small.extrapolated
    assert small.share == pytest.approx(0.00792e-3, rel=0.01)
    assert small.as_json()["extrapolated"]


def test_smaller_places_buy_more_outside() -> None:
    large, small = (done(regionalised(county(scale=s), "甲县", nation())) for s in (1.0, 0.001))
    assert small.local_inputs_least < large.local_inputs_least < 1.0
    assert (small.bought_outside >= -1e-6).all()


def test_absent_and_unknown_sectors_are_dropped_and_told_apart() -> None:
    found = done(regionalised(county(s02=0.0, s03=NAN), "甲县", nation()))
    assert {d.what: d.why.en for d in found.dropped} == {
        "02": "the place has none of this sector",
        "03": "the figure of the place is unknown, not zero",
    }
    assert len(found.codes) == 40


def test_sectors_without_a_figure_may_supply_nothing_or_all() -> None:
    """Half of the inputs come from them: neither zero nor enough can be taken for known."""
    whole = done(regionalised(county(), "甲县", nation()))
    some = done(regionalised(county(s12=NAN, s25=NAN, s29=NAN), "甲县", nation()))
    assert whole.covered == 1.0
    assert whole.local_inputs_least == whole.local_inputs_most
    np.testing.assert_allclose(whole.most, whole.multiplier)
    assert 0.5 < some.covered < 0.9
    assert some.local_inputs_least < whole.local_inputs_least < some.local_inputs_most
    assert some.local_inputs_most - some.local_inputs_least <= 1.0 - some.covered
    assert (some.multiplier < some.most).all()
    kept = [whole.codes.index(code) for code in some.codes]
    assert (some.high > whole.high[kept]).mean() > 0.9


def test_a_sector_the_place_has_none_of_is_known_to_supply_nothing() -> None:
    found = done(regionalised(county(s12=0.0), "甲县", nation()))
    assert found.covered == 1.0
    assert found.local_inputs_least == found.local_inputs_most


def test_value_added_stands_in_for_output_on_both_sides() -> None:
    table = gansu(2017)
    counted = Counted("value added", "万元", 2017, "假设")
    mine = industry_table(
        counted, ["甲县"], table.classification, table.codes, [table.value_added_sum]
    )
    found = done(regionalised(mine, "甲县", nation()))
    assert found.measure == "value added"
    whole = nation().value_added_sum.sum()
    assert found.share == pytest.approx(table.value_added_sum.sum() / whole, rel=1e-6)


def test_divisions_of_the_national_standard_are_carried_over_the_bridge() -> None:
    from feidi.records.classification import classification

    counted = Counted("output", "万元", 2020, "假设")
    standard = classification("GB/T 4754-2017")
    mine = industry_table(counted, ["甲县"], standard, ["01", "27", "26", "51"], [[50, 10, 5, 20]])
    found = done(regionalised(mine, "甲县", nation()))
    assert found.codes == ("01", "12", "28")
    assert found.output.tolist() == [50.0, 15.0, 20.0]


def test_another_edition_without_a_bridge_is_refused() -> None:
    users = Classification("某县行业", ("01",), (both("农业"),))
    counted = Counted("output", "万元", 2020, "假设")
    found = regionalised(industry_table(counted, ["甲县"], users, ["01"], [[5]]), "甲县", nation())
    assert isinstance(found, tuple)
    assert [p.code for p in found] == ["DI006"]
    old = industry_table(counted, ["甲县"], gansu(2012).classification, ["01"], [[5]])
    found = regionalised(old, "甲县", nation())
    assert isinstance(found, tuple)
    assert [p.code for p in found] == ["DI006"]


def test_a_place_without_a_figure_is_refused() -> None:
    found = regionalised(county(scale=0.0), "甲县", nation())
    assert isinstance(found, tuple)
    assert [p.code for p in found] == ["DI009"]
    found = regionalised(county(), "乙县", nation())
    assert isinstance(found, tuple)
    assert [p.code for p in found] == ["DI008"]


def test_units_are_never_mixed_with_the_nations() -> None:
    """In 亿元 the county would look ten thousand times smaller."""
    found = regionalised(replace(county(), unit="亿元"), "甲县", nation())
    assert isinstance(found, tuple)
    assert [p.code for p in found] == ["DI010"]
    assert "“亿元”" in found[0].what.zh
    assert "“万元”" in found[0].what.zh


def test_negative_value_added_is_told_from_absence() -> None:
    mine = replace(county(s04=-5.0), measure="value added")
    found = done(regionalised(mine, "甲县", nation()))
    assert [d.why.en for d in found.dropped] == ["the figure of the place is negative"]


def test_what_is_bought_outside_holds_imports_as_well() -> None:
    found = done(regionalised(county(), "甲县", nation()))
    table = nation()
    assert table.imported is not None
    inputs = (table.intermediate + table.imported) / table.output @ found.output
    outside = (1 - found.local_inputs_least) * inputs.sum()
    assert found.bought_outside.sum() == pytest.approx(outside)
    assert (found.bought_outside <= inputs + 1e-6).all()
