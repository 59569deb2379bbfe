"""Sites are located best, with proof, and only models of sites and clients are taken for such."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from feidi.site.model import Assembly, Model
from feidi.site.solve import Steps, prove, solve
from feidi.site.solve.location import branching, locate
from feidi.site.solve.location.interchange import exchanged, first_sites
from feidi.site.solve.location.place import place_of
from feidi.site.solve.location.pricing import first_prices, priced
from feidi.site.solve.location.search import Search

SITES, CLIENTS, WANTED = 9, 12, 3


def location(seed: int, *, sense: str = "min", whole: bool = True, holes: bool = False) -> Model:
    """Return sites to open and clients to serve, at chance; with holes not everyone everywhere."""
    chance = np.random.default_rng(seed)
    cost = chance.integers(1, 60, (SITES, CLIENTS)).astype(float)
    opening = chance.integers(0, 20, SITES).astype(float)
    if not whole:
        cost, opening = cost + chance.random(cost.shape), opening + chance.random(SITES)
    sign = -1.0 if sense == "max" else 1.0
    kept = np.ones(cost.shape, bool)
    if holes:
        kept = chance.random(cost.shape) < 0.7
        kept[0] = True
    site, client = np.nonzero(kept)
    made = Assembly()
    y = made.columns(SITES, cost=sign * opening, block=np.arange(SITES))
    x = made.columns(len(site), cost=sign * cost[kept], whole=False, block=site)
    made.rows(np.zeros(SITES, np.int64), y, 1.0, lower=float(WANTED), upper=float(WANTED), fact="n")
    made.rows(client, x, 1.0, lower=np.ones(CLIENTS), upper=1.0, fact="served")
    owner = np.tile(np.arange(len(x)), 2)
    signs = np.repeat([1.0, -1.0], len(x))
    made.rows(owner, np.concatenate([x, y[site]]), signs, upper=0.0, fact="open")
    return made.model("max" if sense == "max" else "min")


def best_of(model: Model) -> float:
    """Return the cheapest of all sets of sites, as of a minimum."""
    place = place_of(model)
    assert place is not None
    return min(place.value(np.array(chosen)) for chosen in combinations(range(SITES), WANTED))


CASES = [
    (seed, {"sense": sense, "whole": whole, "holes": holes})
    for seed, (sense, whole, holes) in enumerate(
        [
            ("min", True, False),
            ("min", False, False),
            ("max", True, True),
            ("max", False, True),
            ("min", True, True),
            ("min", False, True),
        ]
    )
]


@pytest.mark.parametrize("few", [0, 1_500], ids=["branched", "finished"])
@pytest.mark.parametrize(("seed", "told"), CASES)
def test_it_finds_the_best_of_all_sets_with_proof(
    seed: int, told: dict[str, bool], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(branching, "FEW", few)
    model = location(seed, **told)  # type: ignore[arg-type]
    found = locate(model)
    assert found is not None
    assert found.x is not None
    assert found.status == "optimal"
    sign = -1.0 if model.sense == "max" else 1.0
    assert sign * model.value(found.x) == pytest.approx(best_of(model), rel=1e-9)
    assert found.bound == pytest.approx(found.value, rel=1e-6)
    assert model.violation(found.x) == 0.0
    assert prove(model).value == pytest.approx(found.value, rel=1e-6)
    assert solve(model).value == found.value


@pytest.mark.parametrize("few", [0, 1_500], ids=["branched", "finished"])
@pytest.mark.parametrize("seed", range(6))
def test_a_gap_wished_for_makes_no_bound_false(
    seed: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(branching, "FEW", few)
    model = location(seed, whole=seed % 2 == 0)
    found = locate(model, gap=0.1)
    assert found is not None
    assert found.value is not None
    best = best_of(model)
    assert found.bound <= best * (1 + 1e-9)
    assert found.value >= best * (1 - 1e-9)
    assert found.value - found.bound <= 0.1 * found.value + 1e-9


@pytest.mark.parametrize("seed", range(5))
def test_prices_bound_every_set_whatever_they_are(seed: int) -> None:
    model = location(seed)
    place = place_of(model)
    assert place is not None
    chosen = first_sites(place)
    assert chosen is not None
    search = Search(place, True, chosen, place.value(chosen))
    price = np.random.default_rng(seed).normal(20, 20, CLIENTS)
    for start in (first_prices(place), price):
        told = priced(place, np.zeros(SITES, np.int64), start, search, rounds=30)
        assert told.bound <= best_of(model) + 1e-6


def test_exchanges_end_where_no_single_one_is_better() -> None:
    place = place_of(location(3))
    assert place is not None
    chosen = exchanged(place, np.arange(WANTED))
    assert chosen is not None
    for out in range(WANTED):
        for into in set(range(SITES)) - set(chosen.tolist()):
            other = chosen.copy()
            other[out] = into
            assert place.value(other) >= place.value(chosen) - 1e-9


def test_a_client_that_no_set_serves_leaves_the_model_to_others() -> None:
    model = location(0)
    served = np.flatnonzero(model.rows[[1]].toarray()[0])
    none = model.with_bounds(served, 0.0, 0.0)
    assert place_of(none) is None
    assert solve(none).status == "infeasible"


def other_models() -> dict[str, Model]:
    """Return models that are nearly those of a location."""
    model = location(0)
    count = len(model.facts)
    capacity = model.with_rows(model.rows.tocsr()[[1]], np.array([-np.inf]), np.ones(1), "room")
    weights = np.ones(count)
    weights[0] = 2.0
    doubled: NDArray[np.float64] = model.rows.toarray() * weights[:, None]
    rows = type(model.rows)(doubled)
    low = np.where(np.arange(count) == 0, 0.0, model.row_lower)
    return {
        "one more row": capacity,
        "another weight": replace(model, rows=rows),
        "all whole": replace(model, whole=np.ones_like(model.whole)),
        "nothing whole": replace(model, whole=np.zeros_like(model.whole)),
        "wider": replace(model, upper=2 * model.upper),
        "at most so many": replace(model, row_lower=low),
    }


@pytest.mark.parametrize("name", other_models())
def test_other_models_are_not_taken_for_locations(name: str) -> None:
    assert place_of(other_models()[name]) is None
    assert locate(other_models()[name]) is None


class Ended:
    """A watch that has ended."""

    def left(self) -> float:
        return 0.0

    def stopped(self) -> bool:
        return True

    def tell(self, progress: object) -> None:
        pass


def test_a_watch_that_has_ended_leaves_a_plan_and_a_true_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(branching, "FEW", 0)
    model = location(2)
    found = locate(model, Ended())
    assert found is not None
    assert found.value is not None
    assert found.bound <= best_of(model) <= found.value


def test_so_many_branches_give_the_same_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(branching, "FEW", 0)
    monkeypatch.setattr(branching, "ROOT", 1)
    monkeypatch.setattr(branching, "ROUNDS", 1)
    model = location(5)
    one, other = (solve(model, steps=Steps(nodes=2)) for _ in range(2))
    assert one.nodes == other.nodes == 3
    assert (one.value, one.bound) == (other.value, other.bound)
    assert one.bound <= best_of(model)
