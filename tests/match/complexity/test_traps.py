"""What is known to go wrong with complexity elsewhere, one test a trap."""

import numpy as np
import pytest

from feidi.match.complexity import (
    FEIDI,
    PYTHON,
    STATA,
    Named,
    Outside,
    SizeFilter,
    ValueTable,
    complexities,
    complexity,
    density,
    fitness,
    project,
    proximity,
    reflections,
    value_tables,
)
from match.complexity.made_up import cells, labels, latent, nested
from match.complexity.published import near, numbers, sitc, stata, toys


def test_trap_1_two_official_definitions_are_told_by_name_and_both_reproduced() -> None:
    one, other = complexity(stata(), STATA), complexity(stata(), PYTHON)
    near(one.eci, numbers("eci_stata_1995/expected_country.csv", "eci"))
    assert (one.convention.name, other.convention.name) == (
        "Growth Lab, Stata",
        "Growth Lab, Python",
    )
    assert np.abs(one.eci - other.eci).max() > 0.003


def test_trap_1_what_a_place_has_does_not_raise_its_own_density_by_default() -> None:
    alone = np.array([[True, False, False], [True, True, True], [False, True, True]])
    assert density(alone, proximity(alone))[0, 0] == 0
    assert density(alone, proximity(alone, diagonal=1.0))[0, 0] == 0.5
    assert FEIDI.diagonal == 0


def test_trap_2_pci_follows_from_eci_through_presence_and_is_never_signed_alone() -> None:
    for seed in range(20):
        found = complexity(latent(seed), PYTHON)
        means = (found.presence @ found.pci) / found.diversity
        near(found.eci, means, 1e-10)


def test_trap_2_the_correlation_with_diversity_is_reported_and_flagged_when_weak() -> None:
    weak = complexity(cells(np.random.default_rng(0).random((14, 30)) < 0.4), presence="given")
    strong = complexity(nested(12, 30), presence="given")
    assert 0 <= weak.sign_correlation < 0.2 < strong.sign_correlation
    assert "MA013" in {problem.code for problem in weak.problems}
    assert "MA013" not in {problem.code for problem in strong.problems}


def test_trap_3_islands_are_refused_and_what_is_cut_off_is_named() -> None:
    presence = np.array(toys()["two_islands"]["M"], np.float64)
    found = complexity(cells(presence > 0), presence="given")
    (problem,) = (p for p in found.problems if p.code == "MA007")
    assert found.refused
    assert np.isnan([*found.eci, *found.pci, *found.coi, *found.cog.ravel()]).all()
    assert "c05、c06、c07" in problem.what.zh
    assert "p07、p08、p09、p10、p11" in problem.what.en


def test_trap_3_an_island_left_out_by_name_lets_the_rest_be_ordered() -> None:
    presence = np.array(toys()["two_islands"]["M"], np.float64)
    without = SizeFilter(without=("c05", "c06", "c07"))
    found = complexity(cells(presence > 0), presence="given", size=without)
    rest = complexity(cells(presence[:5, :7] > 0), presence="given")
    assert not found.refused
    near(found.eci[:5], rest.eci)
    assert found.place_state[5:] == ("left out",) * 3
    assert found.industry_state[7:] == ("empty",) * 5


def test_trap_3_close_second_and_third_eigenvalues_are_warned_of_and_equal_ones_refused() -> None:
    ring = cells(np.eye(9, dtype=bool) | np.roll(np.eye(9, dtype=bool), 1, axis=1))
    equal = complexity(ring, presence="given")
    assert equal.refused
    assert "MA009" in {problem.code for problem in equal.problems}
    close = complexity(cells(np.random.default_rng(1).random((250, 400)) < 0.4), presence="given")
    assert "MA008" in {problem.code for problem in close.problems}
    assert not close.refused


def test_trap_4_reflections_drift_away_from_the_eigenvector_that_is_returned() -> None:
    table = latent(5)
    found = complexity(table, PYTHON)
    places, _ = reflections(found.presence, 60)

    def away(rounds: int) -> float:
        seen = places[rounds] - places[rounds].mean()
        seen /= np.sqrt(np.square(seen).mean())
        return float(min(np.abs(seen - found.eci).max(), np.abs(seen + found.eci).max()))

    assert away(10) < away(4)
    assert away(60) > 10 * min(away(rounds) for rounds in range(2, 30, 2))


def test_trap_4_early_reflections_are_those_of_the_published_network() -> None:
    from fractions import Fraction

    toy = toys()["hidalgo_hausmann_2009_toy"]
    places, industries = reflections(np.array(toy["M"]) > 0, 3)
    near(places, np.array([[float(Fraction(x)) for x in row] for row in toy["kc"]]), 1e-14)
    near(industries, np.array([[float(Fraction(x)) for x in row] for row in toy["kp"]]), 1e-14)


@pytest.mark.slow
def test_trap_5_a_tiny_territory_ranks_among_the_first_unless_a_size_is_stated() -> None:
    every = complexity(sitc(), presence="given")
    first = {every.places[i] for i in np.argsort(-every.eci)[:6]}
    assert {"sgs", "hmd", "smr"} <= first
    sized = complexity(sitc(), presence="given", size=SizeFilter(diversity=150))
    order = np.argsort(-np.nan_to_num(sized.eci, nan=-9.0))
    assert not {sized.places[i] for i in order[:12]} & {"sgs", "hmd", "smr"}
    assert {"sgs", "hmd", "smr"} <= {place for place, _ in sized.left_out}
    (problem,) = (p for p in sized.problems if p.code == "MA010")
    assert str(len(sized.left_out)) in problem.what.en


def test_trap_5_a_county_is_projected_and_leaves_the_outside_as_it_was() -> None:
    table = latent(7)
    solved = complexity(table, FEIDI)
    before = solved.eci.tobytes()
    county = ValueTable(table.values[:1] * 1e-4, ("county",), table.industries)
    seen = project(Outside.of(solved), county)
    assert solved.eci.tobytes() == before
    near(seen.eci, solved.eci[:1], 1e-12)
    near(seen.density, solved.density[:1], 1e-12)
    near(seen.coi, solved.coi[:1], 1e-12)
    near(seen.cog, solved.cog[:1], 1e-12)


def test_trap_6_an_empty_place_is_a_flagged_row_and_leaves_the_others_alone() -> None:
    table = latent(2)
    full = complexity(table)
    values = np.vstack([table.values, np.zeros(len(table.industries))])
    found = complexity(ValueTable(values, (*table.places, "nobody"), table.industries))
    near(found.eci[:-1], full.eci)
    near(found.density[:-1], full.density)
    assert np.isnan(found.eci[-1])
    assert found.place_state[-1] == "empty"
    assert any(p.code == "MA006" and "nobody" in p.what.en for p in found.problems)
    assert not found.refused


def test_trap_6_repeated_rows_are_refused_or_added_and_never_dropped() -> None:
    rows = {"place": ["a", "a", "b"], "industry": ["x", "x", "x"], "value": [1.0, 2.0, 4.0]}
    refused = value_tables(rows, source="jobs.csv")
    assert refused.tables == ()
    assert [(p.code, str(p.at)) for p in refused.problems] == [("MA004", "jobs.csv:3")]
    added = value_tables(rows, duplicates="add")
    assert added.tables[0].values.tolist() == [[3.0], [4.0]]
    assert [problem.code for problem in added.problems] == ["MA005"]


def test_trap_6_a_missing_number_is_located_and_not_read_as_zero() -> None:
    rows = {"place": ["a", "b"], "industry": ["x", "x"], "value": [1.0, float("nan")]}
    found = value_tables(rows)
    assert [(p.code, p.at.line) for p in found.problems] == [("MA002", 3)]


def test_trap_6_two_tests_of_presence_never_make_a_two() -> None:
    table = latent(4)
    people = np.linspace(1, 5, len(table.places))
    with_people = ValueTable(table.values, table.places, table.industries, 0, people)
    both = complexity(with_people, presence="both")
    assert both.rpop is not None
    np.testing.assert_array_equal(both.presence, (both.rca >= 1) & (both.rpop >= 1))


def test_trap_7_fitness_stops_when_ranks_hold_and_says_so() -> None:
    found = fitness(sitc(), sitc().values > 0)
    assert found.settled
    assert 50 < found.rounds < 5000
    assert (found.fitness > 0).all()
    longer = fitness(sitc(), sitc().values > 0, rounds=found.rounds + 30)
    np.testing.assert_array_equal(np.argsort(longer.fitness), np.argsort(found.fitness))


def test_trap_7_vanishing_fitness_on_nested_data_is_reported() -> None:
    table = nested(30, 30)
    found = fitness(table, table.values > 0)
    assert found.vanishing
    assert set(found.vanishing) < set(table.places)
    np.testing.assert_array_equal(np.argsort(-found.fitness), np.arange(30))


def test_trap_8_years_can_only_be_compared_with_one_pci_for_all() -> None:
    years = [latent(9), latent(9, richer=1.5)]
    own = list(complexities(years))
    assert all(abs(float(found.eci.mean())) < 1e-12 for found in own)
    fixed = list(complexities(years, scale_of=own[0]))
    near(fixed[0].eci, own[0].eci, 1e-10)
    near(fixed[1].eci, (fixed[1].presence @ own[0].pci) / fixed[1].diversity, 1e-10)
    assert abs(float(fixed[1].eci.mean())) > 1e-3


def test_trap_8_a_place_absent_from_one_year_is_reported() -> None:
    rows = {
        "place": ["a", "b", "a"],
        "industry": ["x", "x", "x"],
        "value": [1, 2, 3],
        "year": [2016, 2016, 2017],
    }
    found = value_tables(rows, Named(year="year"))
    assert [(p.code, "b" in p.what.en, p.at.clause) for p in found.problems] == [
        ("MA016", True, "2017")
    ]


@pytest.mark.parametrize("column", ["place", "industry"])
def test_labels_of_the_made_up_tables_are_in_order(column: str) -> None:
    names = labels("c" if column == "place" else "p", 12)
    assert list(names) == sorted(names)
