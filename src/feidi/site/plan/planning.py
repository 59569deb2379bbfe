"""From a problem to a plan: bound, first plan, neighbourhood search, proof where it is small."""

from dataclasses import dataclass
from math import inf

import numpy as np

from feidi.site.model.model import Floats
from feidi.site.model.narrowing import NEAR
from feidi.site.plan.certify import certified
from feidi.site.plan.flat import SitingModel, flat_model, pairs_of, point_of
from feidi.site.plan.greedy import greedy
from feidi.site.plan.master import master_model, parcels_for, park_point
from feidi.site.plan.multipliers import Multipliers, bound_of, multipliers
from feidi.site.plan.nearness import neighbour_parks
from feidi.site.plan.plan import Plan
from feidi.site.problem import SitingProblem
from feidi.site.solve.compiled import compiled
from feidi.site.solve.highs import prove
from feidi.site.solve.neighbourhood import improve
from feidi.site.solve.parted import parted_bound
from feidi.site.solve.repacking import repacked
from feidi.site.solve.watch import UNWATCHED, Progress, Watch, part_of, quiet

# up to this many pairs the whole model is given to branch and bound at the end
SMALL = 6000


@dataclass(frozen=True)
class Effort:
    """How hard to try, in steps that are the same on every machine.

    cycles: of packing parks anew (compiled loops, the extra `fast`); None for as many as a watch
    that has an end allows, and none where it has no end. rounds: neighbourhoods tried at park
    level, then `polish` with their parcels. nodes: of branch and bound, of small problems and of
    each park. shares: of the time of a watch that has an end, for packing, the two searches and
    the bound by whole parks; the proof has the rest. seed: of all chance. With the same effort
    and seed the plan is the same, unless the watch ends a step early, or parks are packed on one
    machine and cannot be on the other.
    """

    rounds: int | None = None
    polish: int | None = None
    nodes: int | None = None
    shares: tuple[float, float, float, float] = (0.15, 0.35, 0.2, 0.2)
    seed: int = 0
    work: float = 0.3
    cycles: int | None = None


@dataclass(frozen=True, eq=False)
class Search:
    """A problem with its models and prices, while a plan is sought."""

    problem: SitingProblem
    prices: Multipliers
    bound: float
    flat: SitingModel
    effort: Effort
    watch: Watch

    def told(self, where: str, x: Floats) -> None:
        """Tell the watch how far the search is."""
        self.watch.tell(Progress(where, self.flat.model.value(x), self.bound))


STEADY = Effort(rounds=60, polish=20, nodes=500, cycles=0)


def plan(problem: SitingProblem, watch: Watch = UNWATCHED, effort: Effort | None = None) -> Plan:
    """Which project on which parcels of which park, and how far is that from the best?

    Prices of quotas and parcels give the bound; the projects worth most at those prices make a
    first plan; neighbourhood search betters it, first at park level and then with parcels and
    distances; small problems end with branch and bound from that plan. Whenever the watch says
    stop, the best plan so far is returned with its certificate. Without an effort, a watch with
    an end sets it, else `STEADY`.
    """
    if effort is None:
        effort = STEADY if watch.left() == inf else Effort()
    prices = multipliers(problem, watch)
    bound = bound_of(problem, prices)
    flat = flat_model(problem)
    search = Search(problem, prices, bound, flat, effort, watch)
    pairs, years = greedy(problem, prices)
    x = point_of(flat, problem, pairs, years)
    search.told("first plan", x)
    granted = watch.left()
    if not watch.stopped():
        x = _by_parks(search, x, granted)
    if not watch.stopped():
        x = _by_parcels(search, x, granted)
    searched = inf
    if not watch.stopped():
        searched = _by_whole_parks(search, granted)
    if not watch.stopped() and len(problem.pair_lot) <= SMALL:
        x, proven = _to_the_end(search, x)
        searched = min(searched, proven)
    pairs, years = pairs_of(flat, problem, x)
    return certified(problem, pairs, years, prices, searched, effort.seed)


def _by_parks(search: Search, x: Floats, granted: float) -> Floats:
    """Return a better point, found at park level and then given its parcels."""
    problem, effort = search.problem, search.effort
    upper, constant = master_model(problem, search.prices)
    start = park_point(upper, problem, *pairs_of(search.flat, problem, x))
    start = _packed(search, upper, start, search.bound - constant, granted)
    found = improve(
        upper.model,
        start,
        _share(search, 1, granted),
        seed=effort.seed,
        rounds=effort.rounds,
        choose=neighbour_parks(problem, upper),
        bound=search.bound - constant,
        work=effort.work,
    )
    if found.x is None:
        return x
    placed = parcels_for(search.flat, upper, found.x, search.watch, effort.seed)
    search.told("parcels", placed)
    better = search.flat.model.better(search.flat.model.value(placed), search.flat.model.value(x))
    kept = (
        not len(np.flatnonzero(problem.fixed >= 0)) or search.flat.model.violation(placed) <= NEAR
    )
    return placed if better and kept else x


def _share(search: Search, which: int, granted: float) -> Watch:
    """Return a watch for one step of `Effort.shares`."""
    if granted == inf:
        return search.watch
    return part_of(search.watch, search.effort.shares[which] * granted)


def _packed(
    search: Search, upper: SitingModel, start: Floats, bound: float, granted: float
) -> Floats:
    """Return a better point of the parks, packed anew where that is compiled and asked for."""
    effort = search.effort
    unending = effort.cycles is None and granted == inf
    if not compiled() or effort.cycles == 0 or unending:
        return start
    watch = quiet(_share(search, 0, granted))
    found = repacked(upper.model, start, watch, seed=effort.seed, cycles=effort.cycles, bound=bound)
    return start if found is None or found.x is None else found.x


def _by_parcels(search: Search, x: Floats, granted: float) -> Floats:
    """Return a better point, found a few parks at a time with all their parcels."""
    effort = search.effort
    found = improve(
        search.flat.model,
        x,
        _share(search, 2, granted),
        seed=effort.seed,
        rounds=effort.polish,
        size=2,
        choose=neighbour_parks(search.problem, search.flat),
        bound=search.bound,
        work=4 * effort.work,
    )
    return x if found.x is None else found.x


def _by_whole_parks(search: Search, granted: float) -> float:
    """Return the bound that sees partners share a park: each park solved whole (§SI3)."""
    problem, effort = search.problem, search.effort
    upper, constant = master_model(problem, search.prices)
    watch = _share(search, 3, granted)
    bound = parted_bound(upper.model, watch, nodes=effort.nodes, seed=effort.seed) + constant
    return bound if abs(bound) < inf else inf


def _to_the_end(search: Search, x: Floats) -> tuple[Floats, float]:
    """Return the point and bound that branch and bound comes to from a point."""
    model = search.flat.model
    found = prove(model, search.watch, start=x, seed=search.effort.seed, nodes=search.effort.nodes)
    if found.status == "infeasible":
        # tenants that contradict each other: what is said of them comes from the readers
        return x, inf
    better = found.x is not None and model.better(model.value(found.x), model.value(x))
    sound = better and found.x is not None and model.violation(found.x) <= NEAR
    return (found.x if sound and found.x is not None else x), found.bound
