"""What must hold for any table."""

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from hypothesis import given, settings
from hypothesis import strategies as st

from feidi.match.complexity import (
    FEIDI,
    STATA,
    Complexity,
    Outside,
    ValueTable,
    complexity,
    project,
    rca,
    rpop,
    value_tables,
)
from match.complexity.made_up import labels, latent
from match.complexity.published import near

SEEDS = st.integers(0, 10_000)
FEW = settings(max_examples=25, deadline=None)


def arrays(found: Complexity) -> Iterator[bytes]:
    for name, column in found.table().items():
        yield name.encode()
        yield str(column.tolist()).encode() if column.dtype == object else column.tobytes()


def fingerprint(found: Complexity) -> str:
    return hashlib.sha256(b"".join(arrays(found))).hexdigest()


def long(table: ValueTable, order: npt.NDArray[np.int64]) -> dict[str, npt.NDArray[Any]]:
    n, m = table.values.shape
    columns: dict[str, npt.NDArray[Any]] = {
        "place": np.repeat(np.array(table.places, object), m),
        "industry": np.tile(np.array(table.industries, object), n),
        "value": table.values.ravel(),
    }
    return {name: column[order] for name, column in columns.items()}


@FEW
@given(SEEDS)
def test_the_order_of_rows_changes_no_byte(seed: int) -> None:
    table = latent(seed)
    order = np.arange(table.values.size)
    first = value_tables(long(table, order)).tables[0]
    other = value_tables(long(table, np.random.default_rng(seed).permutation(order))).tables[0]
    assert fingerprint(complexity(first)) == fingerprint(complexity(other))


@FEW
@given(SEEDS)
def test_the_order_of_parts_that_are_added_up_changes_no_byte(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.lognormal(0, 3, 12)
    columns = {"place": np.full(12, "a"), "industry": np.full(12, "x"), "value": values}
    mixed = {**columns, "value": rng.permutation(values)}
    one, other = (value_tables(c, duplicates="add").tables[0] for c in (columns, mixed))
    assert one.values.tobytes() == other.values.tobytes()


def test_the_same_table_gives_the_same_bytes_again() -> None:
    table = latent(3, 60, 300)
    assert len({fingerprint(complexity(table)) for _ in range(5)}) == 1


@FEW
@given(SEEDS)
def test_places_in_another_order_have_the_same_figures(seed: int) -> None:
    table = latent(seed)
    order = np.random.default_rng(seed).permutation(len(table.places))
    moved = ValueTable(table.values[order], tuple(table.places[i] for i in order), table.industries)
    one, other = complexity(table), complexity(moved)
    assert one.refused == other.refused
    gap = one.eigenvalues[0] - one.eigenvalues[1]
    if not one.refused and one.sign_correlation > 1e-6:
        near(other.eci, one.eci[order], 1e-12 / gap)
        near(other.cog, one.cog[order], 1e-11 / gap)
    near(other.density, one.density[order])


@FEW
@given(SEEDS, st.floats(1e-6, 1e6))
def test_rca_does_not_depend_on_the_unit(seed: int, unit: float) -> None:
    table = latent(seed)
    np.testing.assert_allclose(rca(table.values * unit), rca(table.values), rtol=1e-12)
    by_place = np.random.default_rng(seed).lognormal(0, 2, len(table.places))
    total = table.values.sum(axis=0)
    np.testing.assert_allclose(
        rca(table.values * by_place[:, None], total), rca(table.values, total), rtol=1e-12
    )


@FEW
@given(SEEDS)
def test_rpop_weighted_by_people_is_one_in_every_industry(seed: int) -> None:
    table = latent(seed)
    people = np.random.default_rng(seed).lognormal(0, 2, len(table.places))
    means = people @ rpop(table.values, people) / people.sum()
    np.testing.assert_allclose(means, 1, rtol=1e-12)


@FEW
@given(SEEDS)
def test_figures_stay_within_their_bounds(seed: int) -> None:
    found = complexity(latent(seed), FEIDI)
    assert ((found.density >= 0) & (found.density <= 1 + 1e-12)).all()
    assert (found.cog[found.presence] == 0).all()
    assert (found.diversity == found.presence.sum(axis=1)).all()
    assert 0 <= found.eigenvalues[1] <= found.eigenvalues[0] <= 1 + 1e-12
    near(np.array([found.eci.mean(), found.eci.std()]), np.array([0.0, 1.0]), 1e-10)


@FEW
@given(SEEDS)
def test_an_outside_place_projected_has_the_figures_it_has_there(seed: int) -> None:
    table = latent(seed)
    for convention in (FEIDI, STATA):
        solved = complexity(table, convention)
        if solved.refused:
            continue
        seen = project(Outside.of(solved), table)
        near(seen.eci, solved.eci, 1e-9)
        near(seen.density, solved.density)
        near(seen.coi, solved.coi, 1e-9)
        near(seen.cog, solved.cog, 1e-9)


def test_an_industry_unknown_outside_is_refused_and_one_not_listed_is_reported() -> None:
    table = latent(0)
    outside = Outside.of(complexity(table))
    strange = ValueTable(np.ones((1, 2)), ("county",), ("p00", "q"))
    seen = project(outside, strange)
    assert [problem.code for problem in seen.problems] == ["MA015"]
    assert np.isnan(seen.eci).all()
    part = ValueTable(np.ones((1, 2)), ("county",), ("p00", "p01"))
    assert [problem.code for problem in project(outside, part).problems] == ["MA017"]


def test_labels_in_columns_match_figures() -> None:
    table = ValueTable(latent(0).values, labels("c", 15), labels("p", 40), 2017)
    found = complexity(table)
    long_table = found.table()
    row = 3 * 40 + 7
    assert (long_table["place"][row], long_table["industry"][row]) == ("c03", "p07")
    assert long_table["density"][row] == found.density[3, 7]
    assert long_table["eci"][row] == found.by_place()["eci"][3]
    assert long_table["pci"][row] == found.by_industry()["pci"][7]
    assert long_table["distance"][row] == 1 - long_table["density"][row]
    assert {len(column) for column in long_table.values()} == {600}
