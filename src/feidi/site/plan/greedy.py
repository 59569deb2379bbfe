"""A first plan: the projects worth most at the prices of what is short, one after the other."""

from dataclasses import dataclass

import numpy as np

from feidi.site.model.model import Flags, Floats, Ints
from feidi.site.plan.multipliers import Multipliers
from feidi.site.problem import SitingProblem

NEAR = 1e-9


@dataclass
class Ground:
    """What is still free while projects are placed."""

    problem: SitingProblem
    left: Floats
    taken: Flags
    near: list[list[tuple[int, int]]]
    classes: list[tuple[Flags, Flags]]
    on: Ints

    def room(self, project: int, park: int, year: int) -> bool:
        """Say whether a park has what a project draws, in its year and all later ones."""
        limits = self.left[park, :, year:]
        return bool((self.problem.needs[project][:, None] <= limits + NEAR * (1 + limits)).all())

    def apart(self, project: int, lot: tuple[int, ...]) -> bool:
        """Say whether a project keeps all distances on a lot."""
        for parcel in lot:
            for rule, other in self.near[parcel]:
                there = self.on[other]
                if there < 0:
                    continue
                first, second = self.classes[rule]
                if (first[project] and second[there]) or (second[project] and first[there]):
                    return False
        return True

    def place(self, project: int, pair: int, year: int) -> None:
        """Put a project on the lot of a pair."""
        lot = self.problem.lots[self.problem.pair_lot[pair]]
        self.taken[list(lot)] = True
        self.on[list(lot)] = project
        park = self.problem.park_of[lot[0]]
        self.left[park, :, year:] -= self.problem.needs[project][:, None]


def greedy(problem: SitingProblem, prices: Multipliers) -> tuple[Ints, Ints]:
    """Which pair and year for each project, if those worth most at the prices choose first?

    Tenants stand where they stand. Returns the pair (-1: not placed) and the year of each
    project; every rule is kept.
    """
    ground = _ground(problem)
    pairs, years = np.full(len(problem.projects), -1), problem.earliest.copy()
    for project in np.flatnonzero(problem.fixed >= 0).tolist():
        pair = int(problem.fixed[project])
        years[project] = max(problem.earliest[project], problem.pair_from[pair])
        ground.place(project, pair, int(years[project]))
        pairs[project] = pair
    parcel_price = np.array([prices.parcel[list(lot)].sum() for lot in problem.lots])
    drawn = np.einsum(
        "pr,kr->pk", problem.needs, np.where(np.isfinite(prices.quota), prices.quota, 0).sum(2)
    )
    late = problem.delay[problem.pair_project] * np.maximum(
        0, problem.pair_from - problem.earliest[problem.pair_project]
    )
    net = problem.pair_value - parcel_price[problem.pair_lot] - late
    net -= drawn[problem.pair_project, problem.pair_park]
    best = np.full(len(problem.projects), -np.inf)
    np.maximum.at(best, problem.pair_project, net)
    by_project = np.lexsort((-net, problem.pair_project))
    first = np.searchsorted(problem.pair_project[by_project], np.arange(len(best) + 1))
    for project in np.argsort(-best, kind="stable"):
        if pairs[project] >= 0:
            continue
        for pair in by_project[first[project] : first[project + 1]]:
            year = int(max(problem.earliest[project], problem.pair_from[pair]))
            lot = problem.lots[problem.pair_lot[pair]]
            fits = year <= problem.latest[project] and not ground.taken[list(lot)].any()
            if (
                fits
                and ground.room(project, int(problem.pair_park[pair]), year)
                and ground.apart(project, lot)
            ):
                ground.place(project, int(pair), year)
                pairs[project], years[project] = pair, year
                break
    return pairs, years


def _ground(problem: SitingProblem) -> Ground:
    """Return empty ground."""
    near: list[list[tuple[int, int]]] = [[] for _ in problem.parcels]
    for number, rule in enumerate(problem.apart):
        for i, j in rule.near.tolist():
            near[i].append((number, j))
            near[j].append((number, i))
    return Ground(
        problem,
        problem.quotas.copy(),
        np.zeros(len(problem.parcels), bool),
        near,
        [(rule.first, rule.second) for rule in problem.apart],
        np.full(len(problem.parcels), -1),
    )
