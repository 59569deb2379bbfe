"""Packing anew keeps every rule, finds the best of small models, and says what it cannot do."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from feidi.site.model import Assembly, Model
from feidi.site.solve import fixing, kernels, prove, search, solve
from feidi.site.solve.choices import choices_of, feasible, ground_of
from feidi.site.solve.decomposed import blocks_of, decompose
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.raising import raised
from feidi.site.solve.repacking import repacked
from feidi.site.solve.watch import UNWATCHED, Progress, patient

PARKS, PROJECTS = 3, 8


def parks(seed: int, *, partners: bool = True, tenant: bool = False) -> Model:
    """Return projects that may go to parks with two quotas, and partners who gain together."""
    chance = np.random.default_rng(seed)
    made = Assembly()
    park, project = np.divmod(np.arange(PARKS * PROJECTS), PROJECTS)
    x = made.columns(len(park), cost=chance.integers(5, 40, len(park)).astype(float), block=park)
    made.rows(project, x, 1.0, upper=np.ones(PROJECTS), fact="once")
    for _ in range(2):
        use = chance.integers(2, 9, PROJECTS).astype(float)[project]
        made.rows(park, x, use, upper=np.full(PARKS, 13.0), fact="quota")
    if partners:
        pairs = chance.permutation(PROJECTS)[: 2 * (PROJECTS // 2)].reshape(-1, 2)
        pair, there = np.divmod(np.arange(len(pairs) * PARKS), PARKS)
        z = made.columns(len(pair), cost=9.0, block=there)
        for side in (0, 1):
            other = x[there * PROJECTS + pairs[pair, side]]
            both = np.concatenate([z, other])
            signs = np.repeat([1.0, -1.0], len(z))
            made.rows(np.tile(np.arange(len(z)), 2), both, signs, upper=0.0, fact="partners")
    if tenant:
        made.rows(np.zeros(1, np.int64), x[:1], 1.0, lower=np.ones(1), fact="stays")
    return made.model("max")


def start_of(model: Model) -> NDArray[np.float64]:
    """Return some point that keeps every row, of no great worth."""
    found = search(replace(model, cost=np.zeros_like(model.cost)), workers=1, work=1.0)
    assert found.x is not None
    return found.x


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("tenant", [False, True])
def test_it_finds_the_best_of_a_small_model_and_keeps_every_row(seed: int, tenant: bool) -> None:
    model = parks(seed, tenant=tenant)
    best = prove(model)
    found = repacked(model, start_of(model), cycles=2, seed=seed)
    assert found is not None
    assert found.x is not None
    assert model.violation(found.x) <= 1e-9
    assert found.value == pytest.approx(model.value(found.x))
    assert found.value == pytest.approx(best.value)


def test_the_same_seed_gives_the_same_point() -> None:
    model = parks(7)
    start = start_of(model)
    one, other = (repacked(model, start, cycles=1, seed=5) for _ in range(2))
    assert one is not None
    assert other is not None
    assert one.x is not None
    assert other.x is not None
    assert (one.x == other.x).all()


@pytest.mark.parametrize("seed", range(4))
def test_opening_every_place_without_noise_is_exact(seed: int) -> None:
    model = parks(seed)
    found = choices_of(model)
    assert found is not None
    chosen = found.chosen(start_of(model))
    assert chosen is not None
    assert feasible(found, chosen)
    held = np.asarray(found.uses[chosen].sum(axis=0)).ravel()
    room = found.limit - held
    ground = ground_of(found, np.zeros(len(found.rows)))
    kernels.repack(ground, chosen, room, np.ones(PARKS, bool), 0.0, 10**9)
    assert -kernels.total_cost(ground, chosen) == pytest.approx(prove(model).value)
    # what is left of every row is what the choices leave
    after = np.asarray(found.uses[chosen].sum(axis=0)).ravel()
    assert room == pytest.approx(found.limit - after)


def test_a_point_goes_to_choices_and_back() -> None:
    model = parks(3)
    best = prove(model)
    found = choices_of(model)
    assert found is not None
    assert best.x is not None
    chosen = found.chosen(best.x)
    assert chosen is not None
    assert model.value(found.point(chosen, len(model.cost))) == pytest.approx(best.value)


def test_a_tenant_has_no_other_choice() -> None:
    found = choices_of(parks(3, tenant=True))
    assert found is not None
    assert found.first[1] - found.first[0] == 1
    assert found.column[0] == 0


def test_models_of_another_kind_and_broken_starts_are_left_alone() -> None:
    model = parks(1)
    loose = replace(model, block=np.full(len(model.cost), -1))
    assert choices_of(loose) is None
    part = replace(model, whole=np.zeros(len(model.cost), bool))
    assert choices_of(part) is None
    uneven = replace(model, cost=model.cost - np.arange(len(model.cost)) * (model.cost == 9.0))
    assert choices_of(uneven) is None
    assert repacked(loose, np.zeros(len(model.cost))) is None
    crowded = np.zeros(len(model.cost))
    crowded[:PROJECTS] = 1.0
    assert repacked(model, crowded) is None


def test_compiled_and_numpy_knapsacks_take_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from feidi.site.solve import decomposed

    made = Assembly()
    chance = np.random.default_rng(2)
    agent, job = np.divmod(np.arange(60), 20)
    x = made.columns(60, cost=chance.integers(5, 30, 60).astype(float), block=agent)
    made.rows(job, x, 1.0, lower=np.ones(20), upper=1.0, fact="one agent each")
    made.rows(agent, x, chance.integers(2, 9, 60).astype(float), upper=np.full(3, 40.0), fact="r")
    model = made.model("min")
    assert blocks_of(model) is not None
    told = []
    for fast in (True, False):
        monkeypatch.setattr(decomposed, "compiled", lambda fast=fast: fast)
        parts = decompose(model, value=300.0, rounds=80)
        assert parts is not None
        told.append((parts.bound, parts.prices.tolist()))
    assert told[0] == told[1]


@pytest.mark.parametrize("seed", range(8))
def test_a_raised_bound_is_never_beyond_the_best_point_and_comes_to_it(seed: int) -> None:
    chance = np.random.default_rng(seed)
    made = Assembly()
    agent, job = np.divmod(np.arange(18), 6)
    use = chance.integers(2, 9, 18).astype(float)
    x = made.columns(18, cost=chance.integers(5, 30, 18).astype(float), block=agent)
    made.rows(job, x, 1.0, lower=np.ones(6), upper=1.0, fact="one agent each")
    made.rows(agent, x, use, upper=np.full(3, 13.0), fact="room")
    model = made.model("max" if seed % 2 else "min")
    points = []
    for chosen in product(range(3), repeat=6):
        point = np.zeros(18)
        point[np.array(chosen) * 6 + np.arange(6)] = 1.0
        if model.violation(point) == 0.0:
            points.append(point)
    points.sort(key=model.value)
    worst, best = (points[0], points[-1]) if model.sense == "max" else (points[-1], points[0])
    parts = decompose(model, value=model.value(worst), rounds=60)
    assert parts is not None
    told = fixing.swings(model, parts)
    assert told is not None
    begun = Outcome("feasible", model.value(worst), parts.bound, worst)
    end = raised(model, begun, told, UNWATCHED)
    assert end.status == "optimal"
    assert end.value == end.bound == model.value(best)
    assert end.x is not None
    assert model.violation(end.x) <= 1e-9


def test_solve_gives_the_same_value_without_compiled_loops(monkeypatch: pytest.MonkeyPatch) -> None:
    from feidi.site.solve import together

    model = parks(4)
    with_them = solve(model)
    monkeypatch.setattr(together, "compiled", lambda: False)
    assert solve(model).value == with_them.value


class Granted:
    """A watch with a number of seconds left that the test sets."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.heard: list[Progress] = []

    def left(self) -> float:
        return self.seconds

    def stopped(self) -> bool:
        return False

    def tell(self, progress: Progress) -> None:
        self.heard.append(progress)


def test_a_proof_that_comes_close_is_granted_more_time() -> None:
    whole = Granted(10.0)
    part = patient(whole, (0.2, 0.7), 0.01)
    assert part.left() == pytest.approx(2.0)
    part.tell(Progress("proof", 100.0, 100.5))
    assert part.left() == pytest.approx(7.0)
    whole.seconds = 2.0
    assert part.stopped()
    part.tell(Progress("proof", 100.0, 110.0))
    assert part.left() == pytest.approx(-6.0)
    assert len(whole.heard) == 2
