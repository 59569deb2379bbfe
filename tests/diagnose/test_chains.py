"""Input-output tables: Gansu as published, total against local, re-exports, empty sectors."""

from dataclasses import replace

import numpy as np
import pytest

from feidi.diagnose.chains import ChainDiagnosis, chain_diagnosis
from feidi.diagnose.inverse import inverse, per_column
from feidi.diagnose.io_balance import column_gaps, io_problems, rounding, row_gaps
from feidi.diagnose.leakage import leakage
from feidi.diagnose.local_use import intermediate_by_origin, local_shares, without_empty
from feidi.diagnose.multipliers import all_multipliers
from feidi.quantities.words import Words, both
from feidi.records.classification import Classification
from feidi.records.io_table import InputOutputTable
from industry_cases import gansu, nation


def done(found: object) -> ChainDiagnosis:
    assert isinstance(found, ChainDiagnosis), found
    return found


def table(
    flows: list[list[float]], final: list[float], bought: list[float], sold: list[float]
) -> InputOutputTable:
    """A balanced competitive table of invented sectors: value added is what is left."""
    n = len(flows)
    z, zeros = np.array(flows, dtype=float), np.zeros(n)
    output = z.sum(axis=1) + final + sold - np.array(bought)
    added = output - z.sum(axis=0)
    codes = tuple(f"S{i}" for i in range(1, n + 1))
    return InputOutputTable(
        place="某省",
        year=2020,
        unit="万元",
        classification=Classification("假设", codes, tuple(map(both, codes))),
        codes=codes,
        intermediate=z,
        final=np.array(final)[:, None],
        final_names=(Words("居民消费", "household consumption"),),
        exports=zeros,
        outflows=np.array(sold),
        imports=zeros,
        inflows=np.array(bought),
        residual=zeros,
        value_added=np.vstack([added * 0.6, added * 0.4]),
        value_added_names=(Words("劳动者报酬", "compensation"), Words("营业盈余", "surplus")),
        output=output,
        kind="competitive",
        source="假设",
    )


SMALL = table([[10, 40], [20, 30]], [50, 60], [25, 10], [5, 20])


@pytest.mark.parametrize("year", [2012, 2017])
def test_the_tables_of_gansu_balance(year: int) -> None:
    assert not list(io_problems(gansu(year)))
    # to the cent of 万元 that they are rounded to
    assert np.abs(row_gaps(gansu(year))).max() < 0.1
    assert np.abs(column_gaps(gansu(year))).max() < 0.1


def test_value_added_of_gansu_is_the_published_gdp() -> None:
    assert gansu(2012).value_added_sum.sum() / 1e4 == pytest.approx(5658.1, abs=0.05)
    assert gansu(2017).value_added_sum.sum() / 1e4 == pytest.approx(7334.1, abs=0.05)


def test_the_national_table_balances() -> None:
    assert not list(io_problems(nation()))


def test_total_is_not_local_in_a_competitive_table() -> None:
    """Gansu 2017: quoting 2.47 would overstate the local effect, 1.77, by 40 %."""
    found = done(chain_diagnosis(gansu(2017)))
    assert found.weighted("total") == pytest.approx(2.4656, abs=5e-5)
    assert found.weighted("local") == pytest.approx(1.7670, abs=5e-5)
    assert found.weighted("total") / found.weighted("local") == pytest.approx(1.4, abs=0.01)


@pytest.mark.parametrize(("code", "total", "local"), [("01", 1.9585, 1.5083), ("14", 3.265, 1.9208),
                                                      ("42", 1.7828, 1.4362)])  # fmt: skip
def test_output_multipliers_of_gansu_by_sector(code: str, total: float, local: float) -> None:
    found = done(chain_diagnosis(gansu(2017)))
    at = found.codes.index(code)
    whole, here = found.of("output", "total"), found.of("output")
    assert whole is not None
    assert here is not None
    assert whole.values[at] == pytest.approx(total, abs=5e-5)
    assert here.values[at] == pytest.approx(local, abs=5e-5)


def test_all_value_added_is_found_again_where_nothing_is_taken_out() -> None:
    """Total coefficients: what one yuan of sales pays in the end is one yuan of value added."""
    whole = done(chain_diagnosis(gansu(2017))).of("value added", "total")
    assert whole is not None
    np.testing.assert_allclose(whole.values, 1.0, atol=1e-6)


def test_households_add_to_every_multiplier() -> None:
    found = done(chain_diagnosis(gansu(2017)))
    for scope in ("local", "total"):
        for measure in ("output", "value added", "pay"):
            first, second = found.of(measure, scope), found.of(measure, scope, "II")
            assert first is not None
            assert second is not None
            assert (second.values > first.values).all()


def test_type_two_on_a_small_table_equals_the_closed_inverse() -> None:
    """Households earn 0.6 of value added and spend 110, more than they earn: all they earn."""
    second = done(chain_diagnosis(SMALL)).of("output", "total", "II")
    pay = SMALL.value_added[0] / SMALL.output
    whole = np.block([[per_column(SMALL.intermediate, SMALL.output), np.array([[50], [60]]) / 110],
                      [pay[None, :], np.zeros((1, 1))]])  # fmt: skip
    assert second is not None
    np.testing.assert_allclose(second.values, np.linalg.inv(np.eye(3) - whole)[:2, :2].sum(axis=0))


def test_local_type_two_lets_what_households_buy_outside_go_as_well() -> None:
    second = done(chain_diagnosis(SMALL)).of("output", "local", "II")
    share = np.array([0.75, 1 - 10 / 110])
    a = share[:, None] * per_column(SMALL.intermediate, SMALL.output)
    pay = SMALL.value_added[0] / SMALL.output
    spent = np.array([50, 60]) / 110 * share
    whole = np.block([[a, spent[:, None]], [pay[None, :], np.zeros((1, 1))]])
    assert second is not None
    np.testing.assert_allclose(second.values, np.linalg.inv(np.eye(3) - whole)[:2, :2].sum(axis=0))


def test_households_never_spend_more_than_they_spend_in_the_table() -> None:
    """Spending 11 of the 60 earned: the rest is saved."""
    thrifty = replace(SMALL, final=np.array([[5.0], [6.0]]))
    assert thrifty.pay is not None
    earned = thrifty.pay.sum()
    a = per_column(thrifty.intermediate, thrifty.output)
    whole = np.block([[a, np.array([[5], [6]]) / earned],
                      [(thrifty.pay / thrifty.output)[None, :], np.zeros((1, 1))]])  # fmt: skip
    found = {(m.measure, m.scope, m.kind): m for m in all_multipliers(thrifty)}
    np.testing.assert_allclose(
        found["output", "total", "II"].values, np.linalg.inv(np.eye(3) - whole)[:2, :2].sum(axis=0)
    )


def test_without_a_column_of_households_there_is_no_type_two() -> None:
    found = done(chain_diagnosis(nation()))
    assert found.of("output", kind="II") is None
    assert found.of("output", "total") is not None


def test_employment_is_counted_where_it_is_known() -> None:
    jobs = np.array([10.0, 40.0])
    found = done(chain_diagnosis(SMALL, jobs)).of("employment", "total")
    assert found is not None
    a = per_column(SMALL.intermediate, SMALL.output)
    np.testing.assert_allclose(found.values, jobs / SMALL.output @ inverse(a))
    assert done(chain_diagnosis(SMALL)).of("employment") is None


def test_local_shares_by_hand() -> None:
    """Used here 10 + 40 + 50 = 100, bought outside 25; and 110 with 10."""
    found = local_shares(SMALL)
    np.testing.assert_allclose(found.share, [0.75, 1 - 10 / 110])
    assert found.resold == ()
    here, outside = intermediate_by_origin(SMALL)
    np.testing.assert_allclose(here + outside, SMALL.intermediate)
    np.testing.assert_allclose(outside[0], [2.5, 10.0])


def test_a_province_that_sells_on_what_it_buys_divides_by_all_use() -> None:
    """Bought 150 of a product of which only 100 are used here: 100 more are sold on."""
    hub = table([[10, 40], [20, 30]], [50, 60], [150, 10], [100, 20])
    found = local_shares(hub)
    assert found.resold == ("S1",)
    np.testing.assert_allclose(found.share, [1 - 150 / 200, 1 - 10 / 110])


def test_no_sector_of_gansu_sells_on() -> None:
    assert local_shares(gansu(2017)).resold == ()


def test_shares_of_a_noncompetitive_table_are_as_published() -> None:
    found = local_shares(nation())
    oil = nation().codes.index("03")
    local, imported = nation().intermediate.sum(axis=1), nation().imported
    assert imported is not None
    assert found.share[oil] == pytest.approx(local[oil] / (local[oil] + imported.sum(axis=1)[oil]))
    assert 0.4 < found.share[oil] < 0.6


def empty_sector() -> InputOutputTable:
    """Tibet's case: the third product is used but not made."""
    return table([[10, 40, 0], [20, 30, 0], [5, 15, 0]], [50, 60, 10], [25, 10, 30], [5, 20, 0])


def test_a_sector_that_makes_nothing_is_dropped_and_named() -> None:
    whole = empty_sector()
    assert whole.output[2] == 0
    found = done(chain_diagnosis(whole))
    assert found.codes == ("S1", "S2")
    assert [d.what for d in found.dropped] == ["S3"]
    assert "本地使用 30 万元" in found.dropped[0].why.zh
    assert "S3" in {leak.code for leak in found.leakage}


def test_no_small_number_takes_the_place_of_a_zero_output() -> None:
    """The other sectors' multipliers are those of the table without the empty one."""
    whole, without = empty_sector(), without_empty(empty_sector())[0]
    np.testing.assert_array_equal(without.intermediate, whole.intermediate[:2, :2])
    found = done(chain_diagnosis(whole)).of("output", "total")
    assert found is not None
    a = whole.intermediate[:2, :2] / whole.output[:2]
    np.testing.assert_allclose(found.values, inverse(a).sum(axis=0))


def test_a_product_that_is_not_made_stays_in_the_leakage_table() -> None:
    leak = next(leak for leak in leakage(empty_sector()) if leak.code == "S3")
    assert leak.amount == pytest.approx(30.0)
    assert leak.share == 1.0
    assert not leak.feasible
    assert [(b.code, b.amount) for b in leak.buyers] == [("S2", 15.0), ("", 10.0), ("S1", 5.0)]


def test_an_aggregate_without_an_inverse_is_refused() -> None:
    """Two sectors that live on nothing but each other."""
    bad = table([[0, 100], [100, 0]], [0, 0], [0, 0], [0, 0])
    found = chain_diagnosis(bad)
    assert isinstance(found, tuple)
    assert [p.code for p in found] == ["DI015"]
    assert "最大特征值为 1.000000" in found[0].what.zh


def test_linkages_are_normalised_to_the_mean_and_key_sectors_are_above_on_both_sides() -> None:
    found = done(chain_diagnosis(gansu(2017))).linkages["local"]
    back, fore = found.normalised
    assert back.mean() == pytest.approx(1.0)
    assert fore.mean() == pytest.approx(1.0)
    assert {"04", "24", "25"} <= set(found.key)
    assert all(back[found.codes.index(c)] > 1 < fore[found.codes.index(c)] for c in found.key)


def test_what_leaks_adds_up_to_what_is_bought_outside() -> None:
    whole = gansu(2017)
    leaks = leakage(whole)
    total = sum(leak.amount for leak in leaks)
    # negative stock changes buy nothing outside
    assert total == pytest.approx((whole.imports + whole.inflows).sum(), rel=0.01)
    for leak in leaks:
        by_sectors = sum(buyer.amount for buyer in leak.buyers if buyer.code)
        assert leak.by_sectors >= by_sectors - 1e-6


def test_what_could_be_made_here_comes_first_and_deposits_are_not_proposed() -> None:
    leaks = leakage(gansu(2017))
    feasible = [leak for leak in leaks if leak.feasible]
    assert list(leaks[: len(feasible)]) == feasible
    assert [leak.amount for leak in feasible] == sorted((x.amount for x in feasible), reverse=True)
    mining = [leak for leak in leaks if leak.code in {"02", "03", "04", "05"}]
    assert len(mining) == 4
    assert not any(leak.feasible for leak in mining)


def test_half_of_what_is_used_must_be_made_here_already() -> None:
    leaks = {leak.code: leak for leak in leakage(gansu(2017))}
    assert {
        code for code in leaks if leaks[code].made_here >= 0.5 and not leaks[code].feasible
    } <= {"02", "03", "04", "05"}
    apparel = leaks["08"]
    assert round(apparel.made_here, 2) == 0.07
    assert not apparel.feasible
    assert sum(leak.feasible for leak in leaks.values()) < len(leaks) * 0.7


def test_investment_buys_most_of_the_construction_that_is_bought_outside() -> None:
    building = next(leak for leak in leakage(gansu(2017)) if leak.code == "27")
    assert building.by_final_use > 10 * building.by_sectors
    assert building.buyers[0].code == ""
    assert building.buyers[0].name in gansu(2017).final_names
    assert building.as_json()["by_final_use"] == building.by_final_use


def test_the_leakage_of_a_noncompetitive_table_is_what_sectors_import() -> None:
    imported = nation().imported
    assert imported is not None
    assert sum(leak.amount for leak in leakage(nation())) == pytest.approx(imported.sum())


def test_an_unbalanced_row_is_named_with_its_gap() -> None:
    output = SMALL.output.copy()
    bad = replace(SMALL, final=SMALL.final + np.array([[0.0], [17.5]]))
    (problem,) = io_problems(bad)
    assert problem.code == "DI011"
    assert problem.said == "S2"
    assert (
        f"= {output[1] + 17.5:,.2f}，总产出 = {output[1]:,.2f}，相差 +17.50 万元" in problem.what.zh
    )


def test_an_unbalanced_column_is_named_with_its_gap() -> None:
    bad = replace(SMALL, value_added=SMALL.value_added - np.array([[20.0, 0.0], [0.0, 0.0]]))
    (problem,) = io_problems(bad)
    assert (problem.code, problem.said) == ("DI012", "S1")
    assert "a gap of -20.00 万元" in problem.what.en


def test_negative_output_is_refused() -> None:
    output = SMALL.output.copy()
    output[0] = -5.0
    codes = {p.code for p in io_problems(replace(SMALL, output=output))}
    assert "DI014" in codes


def test_an_unknown_cell_is_not_zero() -> None:
    flows = SMALL.intermediate.copy()
    flows[1, 0] = np.nan
    (problem,) = io_problems(replace(SMALL, intermediate=flows))
    assert (problem.code, problem.said) == ("DI013", "S2")
    found = chain_diagnosis(replace(SMALL, intermediate=flows))
    assert isinstance(found, tuple)


def test_an_official_residual_is_no_gap() -> None:
    assert np.abs(gansu(2012).residual).max() > 1e4
    without = replace(gansu(2012), residual=np.zeros(42))
    assert {p.code for p in io_problems(without)} == {"DI011"}


def test_the_answer_for_machines_says_local_and_total_apart() -> None:
    said = done(chain_diagnosis(gansu(2017))).as_json()
    assert said["output_multiplier"]["local"] == pytest.approx(1.767, abs=5e-4)
    assert said["output_multiplier"]["total"] == pytest.approx(2.4656, abs=5e-4)
    assert {m["scope"] for m in said["multipliers"]} == {"local", "total"}


def test_what_rounding_explains_is_no_gap() -> None:
    """A table in whole 万元: a small sector's cells may miss its total by a few."""
    n = len(gansu(2017))
    whole = gansu(2017)
    rounded = replace(
        whole,
        intermediate=np.rint(whole.intermediate / 100),
        final=np.rint(whole.final / 100),
        exports=np.rint(whole.exports / 100),
        outflows=np.rint(whole.outflows / 100),
        imports=np.rint(whole.imports / 100),
        inflows=np.rint(whole.inflows / 100),
        residual=np.rint(whole.residual / 100),
        value_added=np.rint(whole.value_added / 100),
        output=np.rint(whole.output / 100),
    )
    assert rounding(rounded) == pytest.approx(4 * np.sqrt((n + 6) / 12))
    assert 1.0 < np.abs(row_gaps(rounded)).max() < rounding(rounded)
    assert not list(io_problems(rounded))
    wrong = rounded.output.copy()
    wrong[20] += 10.0
    found = list(io_problems(replace(rounded, output=wrong)))
    assert [(p.code, p.said) for p in found] == [("DI011", "21"), ("DI012", "21")]


def test_figures_that_are_not_rounded_are_allowed_nothing_for_it() -> None:
    assert rounding(gansu(2017)) == pytest.approx(0.01 * 4 * np.sqrt(48 / 12))
    assert rounding(replace(SMALL, output=SMALL.output * np.pi)) == 0.0
