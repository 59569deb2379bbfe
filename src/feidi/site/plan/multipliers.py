"""Prices on what is short, and the bound they prove: no plan can be worth more."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from feidi.site.model.model import Floats
from feidi.site.plan.flat import SitingModel, flat_model
from feidi.site.plan.options import Options, options
from feidi.site.problem import SitingProblem
from feidi.site.solve.highs import relax
from feidi.site.solve.watch import UNWATCHED, Watch


@dataclass(frozen=True, eq=False)
class Multipliers:
    """What the bound is computed from, nothing else: prices of 0 or more.

    quota: K x R x T, price of a unit of each quota. parcel: price of each parcel. share: E x K,
    which part of a bonus is credited to partner a being in a park (partner b has the rest); any
    value from 0 to the bonus gives a true bound, the best ones a sharp one.
    """

    quota: Floats
    parcel: Floats
    share: Floats


def multipliers(problem: SitingProblem, watch: Watch = UNWATCHED) -> Multipliers:
    """Which prices prove the sharpest bound that the linear relaxation knows?

    They are the duals of the flat model without its distance rows, by the interior point
    method; whatever their quality, the bound computed from them is true. Stopped early, all
    prices are 0 and the bound is the sum of best values.
    """
    built = flat_model(replace(problem, apart=()))
    solved = relax(built.model, watch, interior=True)
    prices = solved.row_duals
    if len(prices) != len(built.model.facts) or not np.isfinite(prices).all():
        prices = np.zeros(len(built.model.facts))
    return _read(problem, built, prices)


def _read(problem: SitingProblem, built: SitingModel, prices: Floats) -> Multipliers:
    """Return the row duals by what they are the price of."""
    parks, parcels = (
        {name: i for i, name in enumerate(names)} for names in (problem.parks, problem.parcels)
    )
    resources = {name: i for i, name in enumerate(problem.resources)}
    years = {year: i for i, year in enumerate(problem.years)}
    quota, parcel = np.zeros(problem.quotas.shape), np.zeros(len(parcels))
    first: dict[int, float] = {}
    facts: list[Any] = list(built.model.facts)
    for row, (fact, price) in enumerate(zip(facts, prices.tolist(), strict=True)):
        kind = fact[0]
        if kind == "quota":
            quota[parks[fact[1]], resources[fact[2]], years[fact[3]]] = max(0.0, price)
        elif kind == "parcel":
            parcel[parcels[fact[1]]] = max(0.0, price)
        elif kind == "partners":
            first.setdefault(row, price)
    share = np.zeros((len(problem.edges), len(parks)))
    a_side = list(first.values())[: len(built.z)]
    share[built.z_edge, built.z_park] = np.clip(a_side, 0.0, problem.bonus[built.z_edge])
    return Multipliers(quota, parcel, share)


def bound_of(problem: SitingProblem, prices: Multipliers) -> float:
    """How much can no plan exceed, by these prices (§SI3)?

    sum over projects of the best (value of a pair - its parcels' prices - delay - needs at the
    quotas' prices + its shares of bonuses), 0 at least, tenants exactly one; plus all quotas
    and parcels at their prices. Lagrangian relaxation of quotas, parcels and partners
    (Geoffrion 1974). The independent checker computes the same anew.
    """
    chosen = options(problem)
    limited = np.where(np.isfinite(problem.quotas), problem.quotas, 0.0)
    quota = np.where(np.isfinite(problem.quotas), prices.quota, 0.0)
    drawn = np.einsum(
        "or,or->o", problem.needs[chosen.project], onward(quota)[chosen.park, :, chosen.year]
    )
    # the best of each place from each year on
    later = np.full((len(chosen.place_project), len(problem.years)), -np.inf)
    later[chosen.place, chosen.year] = -drawn - chosen.lost
    later = np.flip(np.maximum.accumulate(np.flip(later, 1), 1), 1)
    later += _credits(problem, prices, chosen)[chosen.place_project, chosen.place_park][:, None]
    pair, parcel = problem.covered()
    many = len(problem.pair_lot)
    net = problem.pair_value - np.bincount(pair, prices.parcel[parcel], minlength=many)
    net += later[chosen.pair_place, problem.pair_from]
    tenant = problem.fixed[problem.pair_project]
    open_ = (tenant < 0) | (tenant == np.arange(many))
    top = np.where(problem.fixed >= 0, -np.inf, 0.0)
    np.maximum.at(top, problem.pair_project[open_], net[open_])
    return float(top.sum() + (limited * quota).sum() + prices.parcel.sum())


def _credits(problem: SitingProblem, prices: Multipliers, chosen: Options) -> Floats:
    """Return what each project is credited for being in each park: its shares of bonuses."""
    credit = np.zeros((len(problem.projects), len(problem.parks)))
    can = np.zeros(credit.shape, bool)
    can[chosen.place_project, chosen.place_park] = True
    a, b = problem.edges[:, 0], problem.edges[:, 1]
    both = can[a] & can[b]
    np.add.at(credit, a, np.where(both, prices.share, 0.0))
    np.add.at(credit, b, np.where(both, problem.bonus[:, None] - prices.share, 0.0))
    return credit


def onward(prices: Floats) -> Floats:
    """Return what a unit drawn from each year on costs: the prices of that and later years."""
    return np.flip(np.cumsum(np.flip(prices, 2), 2), 2)
