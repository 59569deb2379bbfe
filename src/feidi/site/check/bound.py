"""The bound of a certificate, from its prices and the problem: sums and maxima, no solver."""

from collections import defaultdict
from math import fsum, inf

from feidi.site.plan.plan import Prices
from feidi.site.problem import SitingProblem

# what rounding may lose of all terms together: each is a product or sum of a few floats
ROUNDING = 1e-12

Quota = dict[tuple[int, int, int], float]
Credit = dict[tuple[int, int], float]


def recomputed_bound(problem: SitingProblem, prices: Prices) -> float | None:
    """How much can no plan exceed, by prices named in a certificate? None where they are none.

    For prices of 0 or more on quotas (u), parcels (w) and shares of bonuses (s):
    sum u * quota + sum w + sum over projects of max(0, value of the pair - w of its parcels -
    u * needs in its year and later - delay + its shares). A plan keeps every quota and gives no
    parcel twice, and a bonus is at most the shares of both its partners, so no plan is worth
    more. What the sums may lose by rounding is taken off, for the caller to forgive.
    """
    quota = _quota_prices(problem, prices)
    parcel = _parcel_prices(problem, prices)
    credit = _credits(problem, prices)
    if quota is None or parcel is None or credit is None:
        return None
    terms = list(parcel.values())
    terms += [price * float(problem.quotas[key]) for key, price in quota.items()]
    terms += _tops(problem, quota, parcel, credit)
    return fsum(terms) - ROUNDING * (len(problem.resources) + 1) * fsum(abs(t) for t in terms)


def _tops(
    problem: SitingProblem, quota: Quota, parcel: dict[int, float], credit: Credit
) -> list[float]:
    """Return the most each project is worth at the prices, 0 at least unless it is a tenant."""
    top = {p: (-inf if problem.fixed[p] >= 0 else 0.0) for p in range(len(problem.projects))}
    drawn: dict[tuple[int, int, int], float] = {}
    values, parks = problem.pair_value.tolist(), problem.pair_park.tolist()
    soonest, fixed = problem.pair_from.tolist(), problem.fixed.tolist()
    both = zip(problem.pair_project.tolist(), problem.pair_lot.tolist(), strict=True)
    for pair, (p, lot) in enumerate(both):
        if fixed[p] >= 0 and fixed[p] != pair:
            continue
        k, first = parks[pair], int(problem.earliest[p])
        net = values[pair] - fsum(parcel.get(i, 0.0) for i in problem.lots[lot])
        net += credit.get((p, k), 0.0)
        for t in range(max(first, soonest[pair]), int(problem.latest[p]) + 1):
            if (p, k, t) not in drawn:
                drawn[p, k, t] = _drawn(problem, quota, p, (k, t))
            top[p] = max(top[p], net - drawn[p, k, t] - float(problem.delay[p]) * (t - first))
    return list(top.values())


def _drawn(problem: SitingProblem, quota: Quota, project: int, since: tuple[int, int]) -> float:
    """Return what a project's needs cost in a park from a year on."""
    park, year = since
    return fsum(
        quota.get((park, r, t), 0.0) * float(problem.needs[project, r])
        for r in range(len(problem.resources))
        for t in range(year, len(problem.years))
    )


def _quota_prices(problem: SitingProblem, prices: Prices) -> Quota | None:
    """Return the prices of quotas by number, None where one is no price of a quota."""
    parks, resources = (
        {name: i for i, name in enumerate(names)} for names in (problem.parks, problem.resources)
    )
    years = {year: i for i, year in enumerate(problem.years)}
    found: Quota = {}
    for park, resource, year, price in prices.quotas:
        if park not in parks or resource not in resources or year not in years:
            return None
        key = (parks[park], resources[resource], years[year])
        if not 0 <= price < inf or problem.quotas[key] == inf or key in found:
            return None
        found[key] = price
    return found


def _parcel_prices(problem: SitingProblem, prices: Prices) -> dict[int, float] | None:
    """Return the prices of parcels by number, None where one is no price of a parcel."""
    parcels = {name: i for i, name in enumerate(problem.parcels)}
    found: dict[int, float] = {}
    for name, price in prices.parcels:
        if name not in parcels or not 0 <= price < inf or parcels[name] in found:
            return None
        found[parcels[name]] = price
    return found


def _credits(problem: SitingProblem, prices: Prices) -> Credit | None:
    """Return what each project is credited for each park: a its share, b the rest."""
    shares = _shares(problem, prices)
    if shares is None:
        return None
    can: dict[int, set[int]] = defaultdict(set)
    for p, k in zip(problem.pair_project.tolist(), problem.pair_park.tolist(), strict=True):
        can[p].add(k)
    credit: Credit = defaultdict(float)
    for (a, b), gain in zip(problem.edges.tolist(), problem.bonus.tolist(), strict=True):
        for k in can[a] & can[b]:
            share = shares.pop((a, b, k), 0.0)
            if share > gain:
                return None
            credit[a, k] += share
            credit[b, k] += gain - share
    return None if shares else credit


def _shares(problem: SitingProblem, prices: Prices) -> Quota | None:
    """Return the shares by number, None where one is no share."""
    projects = {name: i for i, name in enumerate(problem.projects)}
    parks = {name: i for i, name in enumerate(problem.parks)}
    found: Quota = {}
    for a, b, park, share in prices.shares:
        key = (projects.get(a, -1), projects.get(b, -1), parks.get(park, -1))
        if min(key) < 0 or not share >= 0 or key in found:
            return None
        found[key] = share
    return found
