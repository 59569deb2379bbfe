"""The whole problem as one exact model: parks, parcels, quotas, distances, partners."""

from dataclasses import dataclass

import numpy as np

from feidi.site.model.assembly import Assembly
from feidi.site.model.model import HALF, Fact, Flags, Floats, Ints, Model
from feidi.site.plan.options import Options, options
from feidi.site.problem import Apart, SitingProblem


@dataclass(frozen=True, eq=False)
class SitingModel:
    """A model and which columns are which.

    y: one column an option. x: one a pair. z: one an (edge, park) in `z_edge`, `z_park`.
    """

    model: Model
    options: Options
    y: Ints
    x: Ints
    z: Ints
    z_edge: Ints
    z_park: Ints


def flat_model(problem: SitingProblem) -> SitingModel:
    """Which pairs, exactly, with every rule?

    Rows by fact: ("once", project), ("place", project, park), ("parcel", parcel),
    ("quota", park, resource, year), ("distance", rule, parcel, parcel), ("partners", a, b),
    ("stays", project), ("ready", project, park, year). Names, not numbers.
    """
    made, chosen = Assembly(), options(problem)
    y = made.columns(len(chosen.place), cost=-chosen.lost, block=chosen.park)
    x = made.columns(len(problem.pair_lot), cost=problem.pair_value, block=problem.pair_park)
    add_park_rows(made, problem, chosen, y)
    z, z_edge, z_park = add_partners(made, problem, chosen, y)
    _add_places(made, problem, chosen, (y, x))
    pair, parcel = problem.covered()
    used, owner = np.unique(parcel, return_inverse=True)
    made.rows(owner, x[pair], 1.0, upper=1.0, fact=[("parcel", problem.parcels[i]) for i in used])
    for rule in problem.apart:
        _add_distances(made, problem, rule, x)
    tenants = np.flatnonzero(problem.fixed >= 0)
    stays: list[Fact] = [("stays", problem.projects[p]) for p in tenants]
    made.rows(np.arange(len(tenants)), x[problem.fixed[tenants]], 1.0, lower=1.0, fact=stays)
    return SitingModel(made.model("max"), chosen, y, x, z, z_edge, z_park)


def add_park_rows(made: Assembly, problem: SitingProblem, chosen: Options, y: Ints) -> None:
    """Add what holds at park level: each project once, and the quotas of every year."""
    used, owner = np.unique(chosen.project, return_inverse=True)
    once: list[Fact] = [("once", problem.projects[p]) for p in used]
    made.rows(owner, y, 1.0, upper=1.0, fact=once)
    add_quotas(made, problem, chosen, y)


def add_quotas(made: Assembly, problem: SitingProblem, chosen: Options, y: Ints) -> None:
    """Add each limited resource of a park in each year: those who came by then draw on it."""
    for r, resource in enumerate(problem.resources):
        draw = problem.needs[chosen.project, r]
        for t, year in enumerate(problem.years):
            limits = problem.quotas[:, r, t]
            here = (draw > 0) & (chosen.year <= t) & np.isfinite(limits[chosen.park])
            parks, owner = np.unique(chosen.park[here], return_inverse=True)
            facts: list[Fact] = [("quota", problem.parks[k], resource, year) for k in parks]
            made.rows(owner, y[here], draw[here], upper=limits[parks], fact=facts)


def add_partners(
    made: Assembly, problem: SitingProblem, chosen: Options, y: Ints
) -> tuple[Ints, Ints, Ints]:
    """Add the value of partners in one park: z is at most either partner's being there."""
    count, parks = len(problem.projects), len(problem.parks)
    can = np.zeros((count, parks), bool)
    can[chosen.project, chosen.park] = True
    a, b = problem.edges[:, 0], problem.edges[:, 1]
    edge, park = np.nonzero(can[a] & can[b])
    z = made.columns(len(edge), cost=problem.bonus[edge], block=park)
    if not len(edge):
        return z, edge, park
    names = problem.projects
    facts: list[Fact] = [("partners", names[a[e]], names[b[e]]) for e in edge]
    came = chosen.project * parks + chosen.park
    for side in (a, b):
        here, there = _join(side[edge] * parks + park, came)
        owner = np.concatenate([np.arange(len(edge)), here])
        columns = np.concatenate([z, y[there]])
        signs = np.concatenate([np.ones(len(edge)), -np.ones(len(here))])
        made.rows(owner, columns, signs, upper=0.0, fact=facts)
    return z, edge, park


def _join(keys: Ints, others: Ints) -> tuple[Ints, Ints]:
    """Return every (i, j) with keys[i] equal to others[j]."""
    order = np.argsort(others, kind="stable")
    first = np.searchsorted(others[order], keys, "left")
    last = np.searchsorted(others[order], keys, "right")
    count = last - first
    i = np.repeat(np.arange(len(keys)), count)
    j = np.arange(len(i)) - np.repeat(np.cumsum(count) - count - first, count)
    return i, order[j]


def _add_places(
    made: Assembly, problem: SitingProblem, chosen: Options, columns: tuple[Ints, Ints]
) -> None:
    """Add that who comes to a park stands on a lot of it, one that is ready by then."""
    y, x = columns
    names = [
        (problem.projects[p], problem.parks[k])
        for p, k in zip(chosen.place_project, chosen.place_park, strict=True)
    ]
    owner = np.concatenate([chosen.place, chosen.pair_place])
    signs = np.concatenate([np.ones(len(y)), -np.ones(len(x))])
    both = np.concatenate([y, x])
    made.rows(owner, both, signs, lower=0.0, upper=0.0, fact=[("place", *name) for name in names])
    for t, year in enumerate(problem.years[:-1]):
        late = np.zeros(len(names), bool)
        late[chosen.pair_place[problem.pair_from > t]] = True
        came = (chosen.year <= t) & late[chosen.place]
        ready = (problem.pair_from <= t) & late[chosen.pair_place]
        places, owner = np.unique(
            np.concatenate([chosen.place[came], chosen.pair_place[ready]]), return_inverse=True
        )
        signs = np.concatenate([np.ones(came.sum()), -np.ones(ready.sum())])
        facts: list[Fact] = [("ready", *names[i], year) for i in places]
        made.rows(owner, np.concatenate([y[came], x[ready]]), signs, upper=0.0, fact=facts)


def _add_distances(made: Assembly, problem: SitingProblem, rule: Apart, x: Ints) -> None:
    """Add one row for every pair of near parcels and order of the two classes (§SI2).

    All projects of the first class on parcel i and all of the second on j: at most one of them.
    Exact because a parcel holds one project. A lot of several parcels that covers both counts
    once: the entries of one row are a set, and a project never keeps a distance from itself.
    """
    first, second = _on(problem, rule.first), _on(problem, rule.second)
    ways = [rule.near] if (rule.first == rule.second).all() else [rule.near, rule.near[:, ::-1]]
    for near in ways:
        met = near[first[0][near[:, 0]] & second[0][near[:, 1]]]
        i, one = _join(met[:, 0], first[2])
        j, other = _join(met[:, 1], second[2])
        entries = np.stack(
            [np.concatenate([i, j]), np.concatenate([first[1][one], second[1][other]])]
        )
        owner, pair = np.unique(entries, axis=1)
        names = problem.parcels
        facts: list[Fact] = [("distance", rule.name, names[a], names[b]) for a, b in met]
        made.rows(owner, x[pair], 1.0, upper=1.0, fact=facts)


def _on(problem: SitingProblem, members: Flags) -> tuple[Flags, Ints, Ints]:
    """Return which parcels a class can stand on, and each (pair, parcel) of the class."""
    pair, parcel = problem.covered()
    of_class = members[problem.pair_project[pair]]
    held = np.zeros(len(problem.parcels), bool)
    held[parcel[of_class]] = True
    return held, pair[of_class], parcel[of_class]


def point_of(built: SitingModel, problem: SitingProblem, pairs: Ints, years: Ints) -> Floats:
    """Return the point of the model in which project p stands on pairs[p] (-1: nowhere)."""
    x = np.zeros(len(built.model.cost))
    placed = np.flatnonzero(pairs >= 0)
    x[built.x[pairs[placed]]] = 1.0
    place = built.options.pair_place[pairs[placed]]
    key = built.options.place * len(problem.years) + built.options.year
    _, option = _join(place * len(problem.years) + years[placed], key)
    x[built.y[option]] = 1.0
    park = np.full(len(problem.projects), -1)
    park[placed] = problem.pair_park[pairs[placed]]
    a, b = problem.edges[built.z_edge].T
    x[built.z] = (park[a] == built.z_park) & (park[b] == built.z_park)
    return x


def pairs_of(built: SitingModel, problem: SitingProblem, x: Floats) -> tuple[Ints, Ints]:
    """Return the pair (-1: nowhere) and the year of every project in a point of the model."""
    pairs = np.full(len(problem.projects), -1)
    years = np.zeros(len(problem.projects), np.int64)
    taken = np.flatnonzero(x[built.x] > HALF)
    pairs[problem.pair_project[taken]] = taken
    came = np.flatnonzero(x[built.y] > HALF)
    years[built.options.project[came]] = built.options.year[came]
    return pairs, years
