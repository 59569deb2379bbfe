"""One model, two solvers, the same answers; figures are made whole exactly or refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from feidi.site.model import Assembly, Model, Unscalable, scaled
from feidi.site.solve import core, improve, prove, relax, search


def knapsacks(values: list[int], uses: list[list[int]], limits: list[int]) -> Model:
    made = Assembly()
    x = made.columns(len(values), cost=np.array(values, float), block=np.arange(len(values)))
    for i, (use, limit) in enumerate(zip(uses, limits, strict=True)):
        owner = np.zeros(len(values), np.int64)
        made.rows(owner, x, np.array(use, float), upper=float(limit), fact=("quota", i))
    return made.model("max")


CASES = st.integers(1, 7).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(0, 30), min_size=n, max_size=n),
        st.lists(st.lists(st.integers(0, 9), min_size=n, max_size=n), min_size=2, max_size=2),
        st.lists(st.integers(0, 25), min_size=2, max_size=2),
    )
)


@settings(max_examples=25, deadline=None)
@given(CASES)
def test_both_solvers_find_what_trying_everything_finds(
    case: tuple[list[int], list[list[int]], list[int]],
) -> None:
    values, uses, limits = case
    points = np.array(np.meshgrid(*[[0, 1]] * len(values))).reshape(len(values), -1).T
    fits = (points @ np.array(uses).T <= np.array(limits)).all(axis=1)
    best = (points @ np.array(values))[fits].max()
    model = knapsacks(*case)
    by_highs, by_cpsat = prove(model), search(model, workers=1)
    assert (by_highs.value, by_highs.status) == (best, "optimal")
    assert (by_cpsat.value, by_cpsat.bound) == (best, best)
    assert improve(model, np.zeros(len(values)), rounds=6, size=len(values)).value == best
    assert relax(model).value >= best - 1e-6


def test_a_continuous_model_is_solved_with_its_prices() -> None:
    made = Assembly()
    x = made.columns(2, cost=np.array([3.0, 5.0]), upper=np.inf, whole=False)
    limit = made.rows(np.array([0, 1, 2, 2]), np.array([0, 1, 0, 1]), np.array([1.0, 2, 3, 2]),
                      upper=np.array([4.0, 12, 18]), fact=["a", "b", "c"])  # fmt: skip
    found = relax(made.model("max"))
    assert found.value == pytest.approx(36.0)
    assert found.row_duals[limit].tolist() == pytest.approx([0.0, 1.5, 1.0])
    with pytest.raises(Unscalable):
        search(made.model("max"))
    assert x.tolist() == [0, 1]


def test_the_matrix_is_that_of_another_solver() -> None:
    rng = np.random.default_rng(3)
    uses = rng.integers(1, 9, (3, 30)).tolist()
    model = knapsacks(rng.integers(1, 30, 30).tolist(), uses, [40, 50, 60])
    other = milp(
        -model.cost,
        integrality=np.ones(30, np.int64),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(model.rows, model.row_lower, model.row_upper),
    )
    assert prove(model).value == -(other.fun or 0.0)


def test_facts_that_clash_are_named_and_no_others() -> None:
    made = Assembly()
    x = made.columns(4)
    made.rows(np.array([0, 0]), x[:2], 1.0, upper=1.0, fact="one parcel")
    made.rows(np.array([0]), x[:1], 1.0, lower=1.0, fact="a stays")
    made.rows(np.array([0]), x[1:2], 1.0, lower=1.0, fact="b stays")
    made.rows(np.array([0]), x[2:3], 1.0, lower=1.0, fact="c stays")
    model = made.model("max")
    facts = ("one parcel", "a stays", "b stays", "c stays")
    assert set(core(model, facts) or ()) == {"one parcel", "a stays", "b stays"}
    assert core(model.relaxed({"b stays"}), facts) is None
    assert prove(model).status == "infeasible"
    open_, slack = model.elastic(["one parcel"], 5.0)
    assert prove(open_).value == -5.0
    assert len(slack) == 2


def test_figures_are_made_whole_exactly_or_refused() -> None:
    whole, factor = scaled(np.array([0.1, 0.25, 3.0]))
    assert (whole.tolist(), factor) == ([2, 5, 60], 20)
    for figures in ([1 / 3], [np.inf], [2.0**60]):
        with pytest.raises(Unscalable):
            scaled(np.array(figures))


def test_a_row_with_decimals_holds_to_the_last_digit() -> None:
    made = Assembly()
    x = made.columns(3, cost=1.0)
    made.rows(np.zeros(3, np.int64), x, np.array([0.1, 0.2, 0.3]), upper=0.3, fact="water")
    assert search(made.model("max"), workers=1).value == 2.0
