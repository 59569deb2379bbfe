"""Public instances reach their published optima, proven, through the layer that siting uses."""

from pathlib import Path

import numpy as np
import pytest
from bench.instance_models import model_of
from bench.instances import Instance, instances

from feidi.site.model import Assembly
from feidi.site.solve import Steps, decomposed_bound, layout, relax, solve

CASES = Path(__file__).parents[2] / "cases" / "or"
STEPS = Steps(nodes=500, rounds=5)


@pytest.mark.parametrize("one", instances(CASES), ids=lambda one: str(one.name))
def test_it_reaches_the_published_optimum_with_proof(one: Instance) -> None:
    if one.family == "qap":
        found = layout(one.data["flow"], one.data["distance"])
    else:
        found = solve(model_of(one), steps=STEPS)
    assert found.status == "optimal"
    assert found.value == pytest.approx(one.upper, rel=1e-8)
    assert found.bound == pytest.approx(one.upper, rel=1e-8)


@pytest.mark.parametrize("one", instances(CASES, ("gap",)), ids=lambda one: str(one.name))
def test_knapsacks_bound_better_than_the_relaxation_and_truly(one: Instance) -> None:
    model = model_of(one)
    bound = decomposed_bound(model, value=one.upper)
    assert bound is not None
    assert one.upper <= bound <= relax(model).value + 1e-6


def test_a_model_without_knapsacks_has_no_such_bound() -> None:
    made = Assembly()
    x = made.columns(3, cost=1.0, block=np.array([0, 0, 1]))
    made.rows(np.zeros(3, np.int64), x, 1.0, upper=1.0, fact="all")
    assert decomposed_bound(made.model("max"), value=1.0) is None
