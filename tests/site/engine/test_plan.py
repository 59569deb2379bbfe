"""Plans are the best there is, certified, the same for a seed, and there at any time."""

import json

import numpy as np
import pytest

from feidi.site.plan.flat import flat_model
from feidi.site.plan.multipliers import bound_of, multipliers
from feidi.site.plan.plan import Plan, pairs_of_plan
from feidi.site.plan.planning import Effort, plan
from feidi.site.solve import Progress, prove, search
from tiny_sites import best, tiny, value

SHORT = Effort(rounds=8, polish=6, nodes=1000)


@pytest.mark.parametrize("seed", range(6))
def test_the_plan_is_the_best_of_all_plans(seed: int) -> None:
    problem = tiny(seed)
    found = plan(problem, effort=SHORT)
    assert found.certificate.value == best(problem)
    assert found.certificate.searched == found.certificate.value
    pairs, years = pairs_of_plan(problem, found)
    assert value(problem, pairs.tolist(), years.tolist()) == found.certificate.value


@pytest.mark.parametrize("seed", range(3))
def test_it_is_the_best_with_years_too(seed: int) -> None:
    problem = tiny(seed, projects=3, parcels=4, years=2)
    found = plan(problem, effort=SHORT)
    assert found.certificate.value == best(problem)


@pytest.mark.parametrize("seed", range(8))
def test_the_bound_is_true_whatever_the_prices(seed: int) -> None:
    problem = tiny(seed)
    prices = multipliers(problem)
    top = best(problem)
    assert bound_of(problem, prices) >= top - 1e-6
    rng = np.random.default_rng(seed)
    prices.quota[:] += rng.random(prices.quota.shape) * 5
    prices.parcel[:] += rng.random(prices.parcel.shape) * 5
    assert bound_of(problem, prices) >= top - 1e-6


def test_both_solvers_agree_on_the_whole_model() -> None:
    model = flat_model(tiny(11, projects=5, parcels=7)).model
    assert prove(model).value == search(model, workers=1).value


def test_a_tenant_stays() -> None:
    problem = tiny(1)
    fixed = problem.fixed.copy()
    fixed[2] = int(np.flatnonzero(problem.pair_project == 2)[-1])
    object.__setattr__(problem, "fixed", fixed)
    found = plan(problem, effort=SHORT)
    pairs, _ = pairs_of_plan(problem, found)
    assert pairs[2] == fixed[2]


def test_the_same_seed_gives_the_same_plan_and_the_file_reads_back() -> None:
    problem = tiny(4, projects=6, parcels=9)
    one, other = (plan(problem, effort=Effort(4, 3, 50, seed=7)) for _ in range(2))
    assert one == other
    assert Plan.from_json(json.loads(json.dumps(one.as_json()))) == one


class StopsAfter:
    """A watch that asks to stop after so many questions."""

    def __init__(self, questions: int) -> None:
        self.questions = questions

    def left(self) -> float:
        return 60.0

    def stopped(self) -> bool:
        self.questions -= 1
        return self.questions < 0

    def tell(self, progress: Progress) -> None:
        assert progress.value is None or progress.gap >= 0


@pytest.mark.parametrize("questions", [0, 1, 5, 20])
def test_stopped_at_any_time_there_is_a_certified_plan(questions: int) -> None:
    problem = tiny(9, projects=6, parcels=9)
    found = plan(problem, StopsAfter(questions))
    assert found.certificate.bound >= found.certificate.value >= 0
    pairs, years = pairs_of_plan(problem, found)
    assert value(problem, pairs.tolist(), years.tolist()) == found.certificate.value
