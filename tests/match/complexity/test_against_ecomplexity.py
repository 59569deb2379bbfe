"""The Growth Lab's Python package, in its own convention, on random tables."""

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from feidi.match.complexity import PYTHON, Complexity, ValueTable, complexity
from match.complexity.made_up import labels, latent
from match.complexity.published import near

pytest.importorskip("ecomplexity")
pytestmark = pytest.mark.filterwarnings("ignore")
COLUMNS = ("rca", "eci", "pci", "density", "coi", "cog", "diversity", "ubiquity")


def theirs(table: ValueTable, threshold: float = 1.0) -> dict[str, npt.NDArray[Any]]:
    """What the package returns, in order of places and industries."""
    import pandas as pd
    from ecomplexity import ecomplexity

    n, m = table.values.shape
    frame = pd.DataFrame(
        {
            "t": 2000,
            "c": np.repeat(np.array(table.places, object), m),
            "p": np.tile(np.array(table.industries, object), n),
            "v": table.values.ravel(),
        }
    )
    found = ecomplexity(
        frame,
        {"time": "t", "loc": "c", "prod": "p", "val": "v"},
        rca_mcp_threshold=threshold,
        check_logsupermodularity=False,
        verbose=False,
    )
    found = found.sort_values(["c", "p"])
    return {name: found[name].to_numpy(np.float64) for name in COLUMNS}


def random_table(seed: int, places: int, industries: int) -> ValueTable:
    rng = np.random.default_rng(seed)
    values = rng.lognormal(0, 2, (places, industries)) * (rng.random((places, industries)) < 0.7)
    return ValueTable(values, labels("c", places), labels("p", industries))


def assert_equal(found: Complexity, wanted: dict[str, npt.NDArray[Any]], within: float) -> None:
    """Equal as far as the gap of the eigenvalues lets any two solvers be equal."""
    table = found.table()
    second, third = found.eigenvalues
    for name in COLUMNS:
        near(table[name].astype(np.float64), wanted[name], within / (second - third))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("places", "industries"), [(12, 40), (31, 42), (40, 15)])
def test_random_tables_give_the_same(seed: int, places: int, industries: int) -> None:
    table = random_table(seed, places, industries)
    found = complexity(table, PYTHON)
    assert not found.refused
    assert_equal(found, theirs(table), 1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_tables_made_by_capabilities_give_the_same(seed: int) -> None:
    table = latent(seed, 20, 60)
    assert_equal(complexity(table, PYTHON), theirs(table), 1e-12)


def test_where_an_empty_place_blanks_all_of_theirs_only_its_own_row_is_blank_here() -> None:
    table = latent(1, 20, 60)
    # a place like all others together is just below a threshold above one in every industry
    values = np.vstack([table.values, table.values.sum(axis=0)])
    ordinary = ValueTable(values, labels("c", 21), table.industries)
    high = replace(PYTHON, threshold=1.0 + 1e-9)
    found = complexity(ordinary, high)
    assert np.isnan(theirs(ordinary, high.threshold)["eci"]).all()
    assert found.place_state == ("",) * 20 + ("empty",)
    assert np.isfinite(found.eci[:-1]).all()
    assert np.isnan(found.eci[-1])
