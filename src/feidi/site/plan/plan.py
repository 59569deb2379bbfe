"""A plan and its certificate, as they are written down: what stands where, and how good it is."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from feidi.site.model.model import Floats, Ints
from feidi.site.problem import SitingProblem

FORMAT = 1


@dataclass(frozen=True)
class Placement:
    """One project placed: on which parcels of which park, from which year."""

    project: str
    park: str
    parcels: tuple[str, ...]
    year: int


@dataclass(frozen=True)
class QuotaUse:
    """How much of a park's quota is drawn in a year; limit None where there is none."""

    park: str
    resource: str
    year: int
    used: float
    limit: float | None


@dataclass(frozen=True)
class DistanceKept:
    """A distance rule over the plan: pairs of placed projects it is about, and those too near."""

    rule: str
    metres: float
    pairs: int
    broken: int


@dataclass(frozen=True)
class Prices:
    """The multipliers that prove the bound, those that are not 0, by name.

    quotas: (park, resource, year, price). parcels: (parcel, price). shares: (project a, project
    b, park, part of the bonus credited to a).
    """

    quotas: tuple[tuple[str, str, int, float], ...]
    parcels: tuple[tuple[str, float], ...]
    shares: tuple[tuple[str, str, str, float], ...]


@dataclass(frozen=True)
class Certificate:
    """How good a plan is, in figures that anyone can recompute.

    value: of the plan. bound: no plan is worth more, recomputable from `prices` and the inputs
    alone. searched: a sharper bound by branch and bound of the whole or of each park, None where
    none was found: that one is the solver's word and cannot be recomputed without a solver.
    parts: what the value is made of before weighting, by name. bonus, delay: value gained by
    partners, lost by coming late. seed: of all chance in the search.
    """

    value: int
    bound: int
    searched: int | None
    parts: tuple[tuple[str, float], ...]
    bonus: int
    delay: int
    quotas: tuple[QuotaUse, ...]
    distances: tuple[DistanceKept, ...]
    prices: Prices
    seed: int

    @property
    def best_bound(self) -> int:
        """Return the sharper of the two bounds."""
        return self.bound if self.searched is None else min(self.bound, self.searched)

    @property
    def gap(self) -> float | None:
        """Return (bound - value) / value by the bound that can be recomputed; None at 0."""
        return (self.bound - self.value) / self.value if self.value else None

    @property
    def searched_gap(self) -> float | None:
        """Return (bound - value) / value by the sharper bound; None at 0."""
        return (self.best_bound - self.value) / self.value if self.value else None


@dataclass(frozen=True)
class Plan:
    """Which project stands where, in the order of the projects, and how good that is."""

    placements: tuple[Placement, ...]
    certificate: Certificate

    def as_json(self) -> dict[str, Any]:
        """Return the plan as plain values, what a plan file holds."""
        told = {"format": FORMAT, **asdict(self)}
        told["certificate"]["gap"] = self.certificate.gap
        return told

    @staticmethod
    def from_json(told: dict[str, Any]) -> "Plan":
        """Read a plan back; what is missing or of another form raises KeyError or TypeError."""
        said = dict(told["certificate"])
        said.pop("gap")
        prices = said.pop("prices")
        certificate = Certificate(
            **{
                **said,
                "parts": tuple((str(n), float(v)) for n, v in said["parts"]),
                "quotas": tuple(QuotaUse(**use) for use in said["quotas"]),
                "distances": tuple(DistanceKept(**kept) for kept in said["distances"]),
                "prices": Prices(*(tuple(tuple(row) for row in prices[k]) for k in PRICED)),
            }
        )
        placements = tuple(
            Placement(**{**one, "parcels": tuple(one["parcels"])}) for one in told["placements"]
        )
        return Plan(placements, certificate)


PRICED = ("quotas", "parcels", "shares")


def pairs_of_plan(problem: SitingProblem, plan: Plan) -> tuple[Ints, Ints]:
    """Return the pair (-1: not placed) and year (an index) of each project of a plan."""
    lots = {frozenset(lot): i for i, lot in enumerate(problem.lots)}
    parcels = {name: i for i, name in enumerate(problem.parcels)}
    projects = {name: i for i, name in enumerate(problem.projects)}
    pairs = np.full(len(projects), -1)
    years = problem.earliest.copy()
    key = {
        (p, lot): a
        for a, (p, lot) in enumerate(
            zip(problem.pair_project.tolist(), problem.pair_lot.tolist(), strict=True)
        )
    }
    for one in plan.placements:
        lot = lots[frozenset(parcels[name] for name in one.parcels)]
        pairs[projects[one.project]] = key[projects[one.project], lot]
        years[projects[one.project]] = problem.years.index(one.year)
    return pairs, years


def named_prices(problem: SitingProblem, quota: Floats, parcel: Floats, share: Floats) -> Prices:
    """Return multipliers by name, zeros left out."""
    parks, names = problem.parks, problem.projects
    return Prices(
        tuple(
            (parks[k], problem.resources[r], problem.years[t], float(quota[k, r, t]))
            for k, r, t in np.argwhere(quota > 0).tolist()
        ),
        tuple((problem.parcels[i], float(parcel[i])) for i in np.flatnonzero(parcel).tolist()),
        tuple(
            (*(names[p] for p in problem.edges[e].tolist()), parks[k], float(share[e, k]))
            for e, k in np.argwhere(share > 0).tolist()
        ),
    )
