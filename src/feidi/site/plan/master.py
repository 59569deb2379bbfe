"""The upper of two levels: which project to which park, parcels standing in by their prices."""

import numpy as np

from feidi.site.model.assembly import Assembly
from feidi.site.model.model import HALF, Floats, Ints
from feidi.site.model.narrowing import narrowed
from feidi.site.plan.flat import SitingModel, add_park_rows, add_partners
from feidi.site.plan.hall import add_hall_rows
from feidi.site.plan.multipliers import Multipliers
from feidi.site.plan.options import options
from feidi.site.problem import SitingProblem
from feidi.site.solve.cpsat import search
from feidi.site.solve.watch import UNWATCHED, Watch, part_of, quiet

# deterministic seconds and wall seconds for the parcels of one park
WORK = 4.0
WALL = 20.0


def master_model(problem: SitingProblem, prices: Multipliers) -> tuple[SitingModel, float]:
    """Which project to which park, if every parcel costs its price?

    Each option is worth the best of its pairs less the parcels' prices; the prices of all
    parcels come on top as a constant. The best value plus that constant is a true bound of the
    whole problem (parcels' rows relaxed, distances left out): returns the model and the
    constant. Hall rows keep out more projects than there are parcels for. Worths are rounded
    up, so that whole values keep the bound true.
    """
    made, chosen = Assembly(), options(problem)
    pair, parcel = problem.covered()
    lots = np.bincount(pair, prices.parcel[parcel], minlength=len(problem.pair_lot))
    best = np.full(len(chosen.place_project), -np.inf)
    kept = problem.fixed[problem.pair_project]
    open_ = (kept < 0) | (kept == np.arange(len(lots)))
    np.maximum.at(best, chosen.pair_place[open_], (problem.pair_value - lots)[open_])
    worth = np.ceil(best[chosen.place] - chosen.lost - 1e-9)
    impossible = ~np.isfinite(worth)
    upper = np.where(impossible, 0.0, 1.0)
    y = made.columns(
        len(worth), cost=np.where(impossible, 0.0, worth), upper=upper, block=chosen.park
    )
    add_park_rows(made, problem, chosen, y)
    add_hall_rows(made, problem, chosen, y)
    z, z_edge, z_park = add_partners(made, problem, chosen, y)
    tenants = np.flatnonzero(problem.fixed >= 0)
    owner, option = np.nonzero(chosen.project[None, :] == tenants[:, None])
    stays = [("stays", problem.projects[p]) for p in tenants]
    made.rows(owner, y[option], 1.0, lower=1.0, fact=list(stays))
    built = SitingModel(made.model("max"), chosen, y, y[:0], z, z_edge, z_park)
    return built, float(prices.parcel.sum())


def park_point(built: SitingModel, problem: SitingProblem, pairs: Ints, years: Ints) -> Floats:
    """Return the point of the master in which projects are in the parks of their pairs."""
    x = np.zeros(len(built.model.cost))
    park = np.full(len(problem.projects), -1)
    placed = np.flatnonzero(pairs >= 0)
    park[placed] = problem.pair_park[pairs[placed]]
    chosen = built.options
    x[built.y] = (park[chosen.project] == chosen.park) & (years[chosen.project] == chosen.year)
    a, b = problem.edges[built.z_edge].T
    x[built.z] = (park[a] == built.z_park) & (park[b] == built.z_park)
    return x


def parcels_for(
    flat: SitingModel, upper: SitingModel, point: Floats, watch: Watch = UNWATCHED, seed: int = 0
) -> Floats:
    """Which parcels for a choice of parks? Returns a point of the flat model.

    Park after park, since parcels of different parks never meet: the projects chosen for it
    are given parcels with all distances; whoever finds none is left out.
    """
    model, x = flat.model, np.zeros(len(flat.model.cost))
    wanted = np.zeros(len(model.cost), bool)
    wanted[flat.y] = point[upper.y] > HALF
    come = np.zeros(len(flat.options.place_project), bool)
    come[flat.options.place[point[upper.y] > HALF]] = True
    wanted[flat.x] = come[flat.options.pair_place]
    wanted[flat.z] = point[upper.z] > HALF
    for park in np.unique(flat.options.park):
        small = narrowed(model, wanted & (model.block == park), x)
        if not len(small.columns):
            continue
        found = search(small.model, quiet(part_of(watch, WALL)), seed=seed, workers=1, work=WORK)
        if found.x is not None:
            x = small.widened(found.x)
    return x
