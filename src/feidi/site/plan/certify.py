"""From places to a plan with its certificate: every figure counted from the problem."""

from math import floor, inf

import numpy as np

from feidi.site.model.model import Ints
from feidi.site.plan.multipliers import Multipliers, bound_of
from feidi.site.plan.plan import Certificate, DistanceKept, Placement, Plan, QuotaUse, named_prices
from feidi.site.problem import Apart, SitingProblem

# the bound is a sum of floats: it is moved up by more than they can be wrong
SAFE = 1e-9


def certified(
    problem: SitingProblem,
    pairs: Ints,
    years: Ints,
    prices: Multipliers,
    searched: float = inf,
    seed: int = 0,
) -> Plan:
    """Return the plan in which project p stands on pairs[p] from years[p], and how good it is.

    searched: a bound that a solver found; infinite where there is none.
    """
    placed = np.flatnonzero(pairs >= 0)
    park = np.full(len(pairs), -1)
    park[placed] = problem.pair_park[pairs[placed]]
    together = (park[problem.edges[:, 0]] == park[problem.edges[:, 1]]) & (
        park[problem.edges[:, 0]] >= 0
    )
    late = years[placed] - problem.earliest[placed]
    bonus = round(problem.bonus[together].sum())
    delay = round((problem.delay[placed] * late).sum())
    value = round(problem.pair_value[pairs[placed]].sum()) + bonus - delay
    by_part = problem.parts[pairs[placed]].sum(axis=0)
    bound = bound_of(problem, prices)
    certificate = Certificate(
        value=value,
        bound=whole_bound(bound),
        searched=whole_bound(searched) if searched < inf else None,
        parts=tuple(zip(problem.part_names, by_part.tolist(), strict=True)),
        bonus=bonus,
        delay=delay,
        quotas=_uses(problem, park, years),
        distances=tuple(_kept(problem, rule, pairs) for rule in problem.apart),
        prices=named_prices(problem, prices.quota, prices.parcel, prices.share),
        seed=seed,
    )
    placements = tuple(
        Placement(
            problem.projects[p],
            problem.parks[park[p]],
            tuple(problem.parcels[i] for i in problem.lots[problem.pair_lot[pairs[p]]]),
            problem.years[years[p]],
        )
        for p in placed.tolist()
    )
    return Plan(placements, certificate)


def whole_bound(bound: float) -> int:
    """Return a bound moved up by what floats may be wrong, down to a whole number.

    Values are whole, so no plan lies between.

    >>> whole_bound(17.6), whole_bound(18.0)
    (17, 18)
    """
    return floor(bound + SAFE * max(1.0, abs(bound)))


def _uses(problem: SitingProblem, park: Ints, years: Ints) -> tuple[QuotaUse, ...]:
    """Return what is drawn of every quota that limits, and the quota."""
    uses = []
    for t, year in enumerate(problem.years):
        for k, name in enumerate(problem.parks):
            drawn = problem.needs[(park == k) & (years <= t)].sum(axis=0)
            for r, resource in enumerate(problem.resources):
                limit = float(problem.quotas[k, r, t])
                if limit < inf:
                    uses.append(QuotaUse(name, resource, year, float(drawn[r]), limit))
    return tuple(uses)


def _kept(problem: SitingProblem, rule: Apart, pairs: Ints) -> DistanceKept:
    """Return how many pairs of placed projects a rule is about, and how many are too near."""
    on = np.full(len(problem.parcels), -1)
    for p in np.flatnonzero(pairs >= 0).tolist():
        on[list(problem.lots[problem.pair_lot[pairs[p]]])] = p
    placed = pairs >= 0
    first, second = rule.first & placed, rule.second & placed
    both = int((first & second).sum())
    about = int(first.sum()) * int(second.sum()) - both - both * (both - 1) // 2
    one, other = on[rule.near[:, 0]], on[rule.near[:, 1]]
    met = (one >= 0) & (other >= 0) & (one != other)
    one, other = one[met], other[met]
    wrong = (first[one] & second[other]) | (second[one] & first[other])
    near = np.unique(np.sort(np.stack([one[wrong], other[wrong]]), axis=0), axis=1)
    return DistanceKept(rule.name, rule.metres, about, near.shape[1])
