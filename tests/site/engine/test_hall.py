"""At park level no more projects are let in than there are parcels that could take any of them."""

import numpy as np
import pytest

from feidi.site.plan.master import master_model
from feidi.site.plan.multipliers import Multipliers, multipliers
from feidi.site.problem import SitingProblem
from feidi.site.solve import prove
from tiny_sites import best, tiny


def without_prices(problem: SitingProblem) -> Multipliers:
    """Parcels that cost nothing: only the rows speak of them."""
    return Multipliers(
        np.zeros(problem.quotas.shape),
        np.zeros(len(problem.parcels)),
        np.zeros((len(problem.edges), len(problem.parks))),
    )


@pytest.mark.parametrize("seed", range(30))
def test_the_bound_stays_true(seed: int) -> None:
    problem = tiny(seed, projects=5)
    for prices in (without_prices(problem), multipliers(problem)):
        built, constant = master_model(problem, prices)
        top = prove(built.model).value
        assert top is not None
        assert top + constant >= best(problem) - 1e-6


def test_three_projects_do_not_share_the_only_parcel_of_a_park() -> None:
    problem = tiny(0, projects=4, parcels=5)
    object.__setattr__(problem, "pair_project", np.arange(4))
    object.__setattr__(problem, "pair_lot", np.ones(4, np.int64))
    object.__setattr__(problem, "parts", np.full((4, 2), 10.0))
    object.__setattr__(problem, "pair_from", np.zeros(4, np.int64))
    built, _ = master_model(problem, without_prices(problem))
    facts = [f for f in built.model.facts if isinstance(f, tuple) and f[0] == "parcels"]
    assert facts == [("parcels", "K1", 1, 0)]
    point = prove(built.model).x
    assert point is not None
    assert point[built.y].sum() <= 1
