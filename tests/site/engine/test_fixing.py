"""Bounds of single columns hold for every point, and what they decide no better point changes."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from feidi.site.model import Assembly, Model
from feidi.site.solve import Steps, fixing, solve
from feidi.site.solve.decomposed import decompose
from feidi.site.solve.fixing import promising, swings, undecided

AGENTS, JOBS = 3, 6


def assignment(seed: int) -> Model:
    """Return jobs for agents with little room, to be maximised or minimised by turns."""
    chance = np.random.default_rng(seed)
    made = Assembly()
    agent, job = np.divmod(np.arange(AGENTS * JOBS), JOBS)
    use = chance.integers(2, 9, AGENTS * JOBS).astype(float)
    x = made.columns(len(job), cost=chance.integers(5, 30, len(job)).astype(float), block=agent)
    made.rows(job, x, 1.0, lower=np.ones(JOBS), upper=1.0, fact="one agent each")
    made.rows(agent, x, use, upper=np.full(AGENTS, 12.0), fact="room")
    return made.model("max" if seed % 2 else "min")


def points(model: Model) -> Iterator[NDArray[np.float64]]:
    """Yield every point of the model."""
    for chosen in product(range(AGENTS), repeat=JOBS):
        x = np.zeros(AGENTS * JOBS)
        x[np.array(chosen) * JOBS + np.arange(JOBS)] = 1.0
        if model.violation(x) == 0.0:
            yield x


@pytest.mark.parametrize("seed", range(12))
def test_every_point_keeps_within_the_bounds_of_its_columns(seed: int) -> None:
    model = assignment(seed)
    every = list(points(model))
    assert every
    parts = decompose(model, value=model.value(every[0]), rounds=60)
    assert parts is not None
    told = swings(model, parts)
    assert told is not None
    sign = 1.0 if model.sense == "max" else -1.0
    for x in every:
        bound = np.where(x == 1.0, told.taken, told.left)
        assert (sign * bound >= sign * model.value(x) - 1e-6).all()


@pytest.mark.parametrize("seed", range(12))
def test_no_better_point_differs_in_a_decided_column(seed: int) -> None:
    model = assignment(seed)
    every = sorted(points(model), key=model.value)
    worst = every[0] if model.sense == "max" else every[-1]
    parts = decompose(model, value=model.value(worst), rounds=60)
    assert parts is not None
    told = swings(model, parts)
    assert told is not None
    decided = 0
    for x in every:
        free = undecided(model, told, x)
        decided += int((~free).sum())
        better = [o for o in every if model.better(model.value(o), model.value(x))]
        assert all((o == x)[~free].all() for o in better)
    assert decided > 0


@pytest.mark.parametrize("seed", range(12))
def test_all_means_together_find_the_best_point_and_prove_it(seed: int) -> None:
    model = assignment(seed)
    values = [model.value(x) for x in points(model)]
    best = max(values) if model.sense == "max" else min(values)
    sign = 1.0 if model.sense == "max" else -1.0
    for nodes in (0, 1):
        short = solve(model, steps=Steps(nodes=nodes, rounds=3))
        assert sign * short.bound >= sign * best - 1e-6
        assert short.x is None or model.violation(short.x) == 0.0
    found = solve(model)
    assert found.status == "optimal"
    assert found.value == best


def test_promising_columns_hold_the_point_and_the_best_bounds() -> None:
    model = assignment(1)
    x = next(points(model))
    parts = decompose(model, value=model.value(x))
    assert parts is not None
    told = swings(model, parts)
    assert told is not None
    near = promising(model, told, x, each=1)
    assert near[x == 1.0].all()
    assert near[told.taken.argmax()]
    assert JOBS <= near.sum() <= 2 * JOBS


def test_tables_too_large_are_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    model = assignment(1)
    values = [model.value(x) for x in points(model)]
    monkeypatch.setattr(fixing, "MOST", 10)
    parts = decompose(model, value=values[0])
    assert parts is not None
    assert swings(model, parts) is None
    assert solve(model).value == max(values)
