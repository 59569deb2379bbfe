"""The bound by whole blocks is never on the wrong side of the best, and keeps blocks whole."""

import numpy as np
import pytest

from feidi.site.model.assembly import Assembly
from feidi.site.plan.flat import flat_model
from feidi.site.plan.master import master_model
from feidi.site.plan.multipliers import multipliers
from feidi.site.solve import parted_bound, prove, relax
from tiny_sites import best, tiny


@pytest.mark.parametrize("years", [1, 2])
@pytest.mark.parametrize("nodes", [None, 1])
@pytest.mark.parametrize("seed", range(4))
def test_no_plan_is_above_it(seed: int, nodes: int | None, years: int) -> None:
    problem = tiny(seed, projects=3, parcels=5, years=years)
    top = best(problem)
    upper, constant = master_model(problem, multipliers(problem))
    assert parted_bound(upper.model, nodes=nodes) + constant >= top
    whole = flat_model(problem).model
    assert top <= parted_bound(whole, nodes=nodes) <= relax(whole).value + 1e-2


def test_a_tenant_that_stays_asks_nothing_of_other_parks() -> None:
    problem = tiny(1)
    problem.fixed[2] = int(np.flatnonzero(problem.pair_project == 2)[-1])
    model = flat_model(problem).model
    value = prove(model).value
    assert value is not None
    assert parted_bound(model) >= value


def test_one_block_is_solved_to_the_end() -> None:
    a = Assembly()
    x = a.columns(3, cost=np.array([10.0, 9.0, 4.0]), block=0)
    a.rows(np.zeros(3, np.int64), x, np.array([5.0, 4.0, 3.0]), upper=np.array([8.0]), fact="room")
    assert parted_bound(a.model("max")) == pytest.approx(14.0, abs=1e-3)


def test_partners_that_do_not_fit_one_park_earn_nothing() -> None:
    """Two partners, room for one a park: halves of both would earn the bonus, wholes do not."""
    a = Assembly()
    y = a.columns(4, cost=1.0, block=np.array([0, 0, 1, 1]))
    z = a.columns(2, cost=10.0, block=np.array([0, 1]))
    park = np.array([0, 0, 1, 1])
    a.rows(np.zeros(4, np.int64), y, 1.0, upper=np.array([4.0]), fact="all")
    a.rows(park, y, 1.0, upper=np.ones(2), fact="quota")
    for side in (y[[0, 2]], y[[1, 3]]):
        entries = np.concatenate([z, side])
        a.rows(np.array([0, 1, 0, 1]), entries, np.array([1.0, 1, -1, -1]), upper=0.0, fact="z")
    model = a.model("max")
    assert relax(model).value == pytest.approx(12.0)
    assert parted_bound(model) == pytest.approx(2.0, abs=1e-3)


@pytest.mark.parametrize("seed", range(5))
def test_a_least_cost_is_never_below_it(seed: int) -> None:
    rng = np.random.default_rng(seed)
    a, jobs, places = Assembly(), 6, 3
    job, place = np.divmod(np.arange(jobs * places), places)
    x = a.columns(len(job), cost=rng.integers(1, 20, len(job)).astype(float), block=place)
    a.rows(job, x, 1.0, lower=np.ones(jobs), upper=np.ones(jobs), fact="each once")
    use = rng.integers(3, 9, len(job)).astype(float)
    a.rows(place, x, use, upper=np.full(places, 20.0), fact="room")
    model = a.model("min")
    least = prove(model)
    assert least.value is not None
    assert relax(model).value - 1e-2 <= parted_bound(model) <= least.value


def test_a_column_in_no_block_leaves_it_open() -> None:
    a = Assembly()
    a.columns(1, cost=1.0)
    assert parted_bound(a.model("max")) == np.inf
