"""Tiny siting problems that can be solved by trying everything."""

from collections.abc import Sequence
from itertools import product

import numpy as np

from feidi.site.problem import Apart, SitingProblem


def tiny(seed: int, *, projects: int = 4, parcels: int = 5, years: int = 1) -> SitingProblem:
    """Return a problem of two parks with every kind of rule in it."""
    rng = np.random.default_rng(seed)
    park_of = np.arange(parcels) % 2
    single = [(i,) for i in range(parcels)]
    lots = [*single, (0, 2), (1, 3)]
    fits = rng.random((projects, len(lots))) < 0.7
    project, lot = np.nonzero(fits)
    worth = rng.integers(5, 60, (len(project), 2)).astype(float)
    needs = rng.integers(1, 8, (projects, 2)) / 2
    quotas = np.cumsum(rng.integers(4, 14, (2, 2, years)), axis=2) / 2
    edges = np.array([(0, 1), (1, 2), (0, 3)])[: projects - 1]
    near = np.array([(i, j) for i in range(parcels) for j in range(i) if rng.random() < 0.4])
    near = np.sort(near.reshape(-1, 2), axis=1)
    hazard, sensitive = rng.random((2, projects)) < 0.5
    return SitingProblem(
        projects=tuple(f"P{i}" for i in range(projects)),
        parks=("K0", "K1"),
        parcels=tuple(f"D{i}" for i in range(parcels)),
        resources=("water", "energy"),
        park_of=park_of,
        lots=tuple(lots),
        pair_project=project,
        pair_lot=lot,
        parts=worth,
        part_names=("tax", "investment"),
        weights=np.array([1.0, 0.5]),
        needs=needs,
        quotas=quotas,
        edges=edges,
        bonus=rng.integers(0, 20, len(edges)).astype(float),
        apart=(
            Apart("hazard-sensitive", 500.0, hazard, sensitive, near),
            Apart("hazard-hazard", 300.0, hazard, hazard, near[:2]),
        ),
        years=tuple(range(2027, 2027 + years)),
        earliest=rng.integers(0, years, projects),
        delay=rng.integers(0, 9, projects).astype(float),
        pair_from=rng.integers(0, years, len(project)),
    )


def value(problem: SitingProblem, pairs: Sequence[int], years: Sequence[int]) -> float | None:
    """Return what a plan is worth by its definition, None where it breaks a rule."""
    placed = [p for p, pair in enumerate(pairs) if pair >= 0]
    late = (years[p] < max(problem.earliest[p], problem.pair_from[pairs[p]]) for p in placed)
    on = _on(problem, pairs)
    if any(late) or on is None or _too_near(problem, on):
        return None
    park = {p: int(problem.park_of[problem.lots[problem.pair_lot[pairs[p]]][0]]) for p in placed}
    for t, k in product(range(len(problem.years)), range(len(problem.parks))):
        drawn = sum((problem.needs[p] for p in placed if park[p] == k and years[p] <= t), 0.0)
        if np.any(drawn > problem.quotas[k, :, t] + 1e-9):
            return None
    worth = sum(float(problem.pair_value[pairs[p]]) for p in placed)
    worth -= sum(float(problem.delay[p] * (years[p] - problem.earliest[p])) for p in placed)
    for (a, b), gain in zip(problem.edges.tolist(), problem.bonus.tolist(), strict=True):
        worth += gain if a in park and b in park and park[a] == park[b] else 0.0
    return worth


def _on(problem: SitingProblem, pairs: Sequence[int]) -> dict[int, int] | None:
    """Return who stands on each parcel, None where two do."""
    on: dict[int, int] = {}
    for p, pair in enumerate(pairs):
        for parcel in problem.lots[problem.pair_lot[pair]] if pair >= 0 else ():
            if parcel in on:
                return None
            on[parcel] = p
    return on


def _too_near(problem: SitingProblem, on: dict[int, int]) -> bool:
    """Say whether two placed projects are against a distance rule."""
    return any(
        (rule.first[on[i]] and rule.second[on[j]]) or (rule.first[on[j]] and rule.second[on[i]])
        for rule in problem.apart
        for i, j in rule.near.tolist()
        if i in on and j in on and on[i] != on[j]
    )


def best(problem: SitingProblem) -> float:
    """Return the best value of all plans, by trying every one."""
    open_: list[list[tuple[int, int]]] = []
    for p in range(len(problem.projects)):
        pairs = np.flatnonzero(problem.pair_project == p).tolist()
        years = range(len(problem.years))
        open_.append([(-1, 0), *((pair, year) for pair in pairs for year in years)])
    worths = (
        value(problem, [pair for pair, _ in choice], [year for _, year in choice])
        for choice in product(*open_)
    )
    return max(worth for worth in worths if worth is not None)
