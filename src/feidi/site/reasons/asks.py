"""What would a park have to grant, so that a project fits and nobody has to move?"""

import numpy as np

from feidi.site.model.model import Flags, Ints
from feidi.site.problem import SitingProblem
from feidi.site.reasons.reason import Ask

NEAR = 1e-9


def used_of(problem: SitingProblem, pairs: Ints, years: Ints) -> np.ndarray:
    """Return what a plan draws of every quota: K x R x T, by those who came by each year."""
    used = np.zeros(problem.quotas.shape)
    for project in np.flatnonzero(pairs >= 0):
        park = problem.pair_park[pairs[project]]
        used[park, :, years[project] :] += problem.needs[project][:, None]
    return used


def ask_of(problem: SitingProblem, pairs: Ints, years: Ints, project: int) -> Ask | None:
    """Which park can take a project beside the plan, if it grants how much more?

    Plain sums, no solver: a lot is free if none of its parcels is taken and every distance to
    those placed is kept; what is missing of a quota is the project's need less what is left.
    Of all parks the one that is short of the fewest things, then of the smallest share of its
    limits, then the one that gains most. None where no lot is free.
    """
    free = np.flatnonzero(_free_pairs(problem, pairs, project))
    used = used_of(problem, pairs, years)
    best: tuple[tuple[float, ...], Ask] | None = None
    for park in np.unique(problem.pair_park[free]):
        here = free[problem.pair_park[free] == park]
        pair = int(here[np.argmax(problem.pair_value[here])])
        first = int(max(problem.earliest[project], problem.pair_from[pair]))
        if first > problem.latest[project]:
            continue
        missing = _missing(problem, used, project, int(park), first)
        late = problem.delay[project] * (first - problem.earliest[project])
        parcels = tuple(problem.parcels[i] for i in problem.lots[problem.pair_lot[pair]])
        gain = float(problem.pair_value[pair] - late) + _bonus(problem, pairs, project, int(park))
        limits = {(r, y): problem.quotas[park, r, t] for r, y, t, _ in missing}
        share = sum(amount / max(limits[r, y], 1.0) for r, y, _, amount in missing)
        more = tuple((problem.resources[r], y, amount) for r, y, _, amount in missing)
        key = (float(len({r for r, *_ in missing})), share, -gain)
        if best is None or key < best[0]:
            best = (key, Ask(problem.parks[park], parcels, more, gain))
    return None if best is None else best[1]


def _missing(
    problem: SitingProblem, used: np.ndarray, project: int, park: int, first: int
) -> list[tuple[int, int, int, float]]:
    """Return (resource, year, its index, amount missing); of equal years in a row the first."""
    found: list[tuple[int, int, int, float]] = []
    for r in range(len(problem.resources)):
        before = 0.0
        for t in range(first, len(problem.years)):
            limit = problem.quotas[park, r, t]
            over = used[park, r, t] + problem.needs[project, r] - limit
            short = over if over > NEAR * (1 + limit) and problem.needs[project, r] > 0 else 0.0
            if short > before + NEAR:
                found.append((r, problem.years[t], t, float(np.round(short, 9))))
            before = max(before, short)
    return found


def _bonus(problem: SitingProblem, pairs: Ints, project: int, park: int) -> float:
    """Return the value of partners that are in the park already."""
    a, b = problem.edges[:, 0], problem.edges[:, 1]
    other = np.where(a == project, b, a)
    mine = (a == project) | (b == project)
    placed = pairs[other] >= 0
    there = placed & (problem.pair_park[pairs[other]] == park)
    return float(problem.bonus[mine & there].sum())


def _free_pairs(problem: SitingProblem, pairs: Ints, project: int) -> Flags:
    """Return which pairs of a project keep clear of all that is placed."""
    on = np.full(len(problem.parcels), -1)
    for other in np.flatnonzero(pairs >= 0):
        on[list(problem.lots[problem.pair_lot[pairs[other]]])] = other
    barred = on >= 0
    for rule in problem.apart:
        for mine, others in ((rule.first, rule.second), (rule.second, rule.first)):
            if mine[project]:
                hostile = (on >= 0) & others[on]
                i, j = rule.near[:, 0], rule.near[:, 1]
                barred[i[hostile[j]]] = True
                barred[j[hostile[i]]] = True
    clear = np.array([not barred[list(lot)].any() for lot in problem.lots], bool)
    found: Flags = (problem.pair_project == project) & clear[problem.pair_lot]
    return found
