"""What does it cost to force a project in, and whom does it push out?"""

from dataclasses import replace

import numpy as np

from feidi.site.model.model import HALF, Floats, Ints, Model
from feidi.site.model.narrowing import narrowed
from feidi.site.plan.flat import SitingModel, pairs_of
from feidi.site.problem import SitingProblem
from feidi.site.reasons.reason import Price
from feidi.site.solve.cpsat import search
from feidi.site.solve.watch import UNWATCHED, Watch, quiet

# deterministic seconds for one park, and for the whole model once a plan with the project is known
WORK_PARK, WORK_ALL = 0.25, 0.7
# parks looked at first, those where the project is worth most
MOST_PARKS = 6
# larger models are repaired park by park, not solved whole
WHOLE = 12_000


def forced(built: SitingModel, project: str) -> Model:
    """Return the model in which a project must be placed."""
    low = built.model.row_lower.copy()
    low[built.model.fact_rows([("once", project)])] = 1.0
    return replace(built.model, row_lower=low)


def price_of(
    problem: SitingProblem,
    built: SitingModel,
    point: Floats,
    project: int,
    watch: Watch = UNWATCHED,
) -> Price | None:
    """What does forcing one project in cost, held against a plan (§SI21)?

    point: the plan as a point of the model. Park after park the plan is repaired with the
    project in it, all else held; then those pushed out, and in models that are small enough
    everything, are free to settle anew from the best repair. None where no plan has it.
    """
    model = forced(built, problem.projects[project])
    quiet_watch = quiet(watch)
    best = _repaired(problem, built, model, (point, project), quiet_watch)
    exact = False
    if len(model.cost) <= WHOLE:
        found = search(model, quiet_watch, start=best, workers=1, work=WORK_ALL)
        if found.x is not None and (best is None or model.value(found.x) >= model.value(best)):
            best, exact = found.x, found.status == "optimal"
    elif best is not None:
        best = _resettled(built, model, point, best, quiet_watch)
    return None if best is None else _told(problem, built, (point, best), project, exact)


def _repaired(
    problem: SitingProblem, built: SitingModel, model: Model, held: tuple[Floats, int], watch: Watch
) -> Floats | None:
    """Return the best point that has the project in some park, other parks as they are."""
    point, project = held
    own = problem.pair_project == project
    own_columns = built.x[own]
    worth = {
        int(k): float(problem.pair_value[own & (problem.pair_park == k)].max())
        for k in np.unique(problem.pair_park[own])
    }
    best: Floats | None = None
    for park in sorted(worth, key=lambda k: (-worth[k], k))[:MOST_PARKS]:
        free = (model.block == park) & (model.upper > 0)
        small = narrowed(model, free, point)
        found = search(small.model, watch, workers=1, work=WORK_PARK)
        if found.x is None:
            continue
        new = small.widened(found.x)
        # where none of its lots is left free in this park, the small model has lost the project
        if not new[own_columns].any():
            continue
        if best is None or model.value(new) > model.value(best):
            best = new
    return best


def _resettled(
    built: SitingModel, model: Model, point: Floats, best: Floats, watch: Watch
) -> Floats:
    """Return a point at least as good, those that were pushed out free to go anywhere."""
    chosen = built.options
    lost = np.setdiff1d(chosen.project[point[built.y] > HALF], chosen.project[best[built.y] > HALF])
    free = np.zeros(len(model.cost), bool)
    free[built.y] = np.isin(chosen.project, lost)
    free[built.x] = np.isin(chosen.place_project[chosen.pair_place], lost)
    small = narrowed(model, free, best)
    found = search(small.model, watch, start=best[small.columns], workers=1, work=WORK_PARK)
    return best if found.x is None else small.widened(found.x)


def _told(
    problem: SitingProblem,
    built: SitingModel,
    points: tuple[Floats, Floats],
    project: int,
    exact: bool,
) -> Price:
    """Return the price as values."""
    before, after = (pairs_of(built, problem, x)[0] for x in points)
    value = built.model.value(points[0])
    pair = int(after[project])
    return Price(
        problem.parks[problem.pair_park[pair]],
        parcels_of(problem, pair),
        value - built.model.value(points[1]),
        value,
        _named(problem, np.flatnonzero((before >= 0) & (after < 0))),
        _named(problem, np.flatnonzero((before >= 0) & (after >= 0) & (before != after))),
        exact,
    )


def parcels_of(problem: SitingProblem, pair: int) -> tuple[str, ...]:
    """Return the names of the parcels of a pair's lot."""
    return tuple(problem.parcels[i] for i in problem.lots[problem.pair_lot[pair]])


def _named(problem: SitingProblem, projects: Ints) -> tuple[str, ...]:
    return tuple(problem.projects[p] for p in projects)
