"""From records of land to the arrays of a siting problem."""

from dataclasses import dataclass
from datetime import date
from math import inf

import numpy as np

from feidi.records.area import in_mu
from feidi.records.land import Land
from feidi.records.nearness import neighbours_within
from feidi.records.resource import resources
from feidi.site.model.model import Floats, Ints
from feidi.site.plan.admitting import Lots, admitted, places_nearby
from feidi.site.plan.lots import joined, touching
from feidi.site.plan.unpriced import unpriced
from feidi.site.plan.weights import PARTS, Ground, Weights
from feidi.site.problem import Apart, Filter, SitingProblem

FEN = 100.0


@dataclass(frozen=True, eq=False)
class Pairs:
    """The admitted pairs, the pair each tenant stands on, and what each rule took."""

    project: Ints
    lot: Ints
    fixed: Ints
    filters: tuple[Filter, ...]


def siting_problem(
    land: Land,
    weights: Weights | None = None,
    ground: Ground | None = None,
    day: date | None = None,
) -> SitingProblem:
    """What is to be planned on a land, as arrays?

    weights, ground: the user's choice. day: on which the distances must be in force; None
    takes all. A tenant stands on the parcels named, whatever the rules say of them. Land that a
    quota of land is drawn by is the largest lot a project could be given, so that the quota
    holds on any of them. Values are in yuan, to the nearest whole one. Raises ValueError where
    land prices count and a parcel has none (`unpriced`).
    """
    weights, ground = weights or Weights(), ground or Ground()
    _refuse_unpriced(land, weights)
    lots = _lots(land, ground, day)
    pairs = _pairs(lots)
    years = land.years or (0,)
    names = _limited(land, years)
    number = {project.id: i for i, project in enumerate(land.projects)}
    tax = np.array([p.tax_fen_mu * in_mu(p.area_min_m2) / FEN for p in land.projects])
    edges, close = _partners(land, number)
    ready = np.array(
        [max(land.parcels[i].available_from for i in lots.lots[lot]) for lot in pairs.lot], np.int64
    )
    ready[pairs.fixed[pairs.fixed >= 0]] = 0
    return SitingProblem(
        projects=tuple(number),
        parks=tuple(park.id for park in land.parks),
        parcels=tuple(parcel.id for parcel in land.parcels),
        resources=names,
        park_of=_park_of(land),
        lots=lots.lots,
        pair_project=pairs.project,
        pair_lot=pairs.lot,
        parts=_parts(lots, pairs, tax),
        part_names=tuple(PARTS),
        weights=np.array(
            [weights.tax, weights.investment, weights.intensity, weights.land, weights.utilities]
        ),
        needs=_needs(lots, pairs, names),
        quotas=_quotas(land, names, years),
        edges=edges,
        bonus=np.rint(weights.partners * close * tax[edges].mean(axis=1)),
        apart=_apart(land, day),
        years=years,
        earliest=np.array([_first(years, p.earliest, bool(p.fixed_on)) for p in land.projects]),
        latest=np.array([0 if p.fixed_on else _last(years, p.latest) for p in land.projects]),
        delay=np.rint(weights.delay * tax),
        pair_from=np.searchsorted(np.array(years), ready).astype(np.int64),
        fixed=pairs.fixed,
        filters=pairs.filters,
    )


def _refuse_unpriced(land: Land, weights: Weights) -> None:
    if missing := unpriced(land, weights):
        raise ValueError(missing[0].what.en)


def _limited(land: Land, years: tuple[int, ...]) -> tuple[str, ...]:
    """Return the resources that some park limits in some year."""
    return tuple(
        code
        for code in resources()
        if any(park.quota(code, year) is not None for park in land.parks for year in years)
    )


def _first(years: tuple[int, ...], year: int, tenant: bool) -> int:
    """Return the index of the first year a project may come in."""
    return 0 if tenant else int(np.searchsorted(np.array(years), year))


def _last(years: tuple[int, ...], year: int | None) -> int:
    """Return the index of the last year a project may come in, -1 where there is none."""
    if year is None:
        return len(years) - 1
    return int(np.searchsorted(np.array(years), year, "right")) - 1


def _park_of(land: Land) -> Ints:
    """Return the park of each parcel."""
    number = {park.id: i for i, park in enumerate(land.parks)}
    return np.array([number[parcel.park] for parcel in land.parcels], np.int64)


def _lots(land: Land, ground: Ground, day: date | None) -> Lots:
    """Return single parcels, those that touch together, and what tenants stand on."""
    number = {parcel.id: i for i, parcel in enumerate(land.parcels)}
    found = [(i,) for i in range(len(land.parcels))]
    more = joined(touching(land.parcels), ground.together) if ground.together > 1 else set()
    for project in land.projects:
        if len(project.fixed_on) > 1:
            more.add(tuple(sorted(number[name] for name in project.fixed_on)))
    return Lots(land, ground, (*found, *sorted(more)), places_nearby(land, day))


def _pairs(lots: Lots) -> Pairs:
    """Return the admitted pairs; a tenant has one, what it stands on."""
    parcel = {one.id: i for i, one in enumerate(lots.land.parcels)}
    at = {lot: i for i, lot in enumerate(lots.lots)}
    projects: list[int] = []
    places: list[int] = []
    filters: list[Filter] = []
    fixed = np.full(len(lots.land.projects), -1)
    for number, project in enumerate(lots.land.projects):
        if project.fixed_on:
            fixed[number] = len(projects)
            open_ = np.array([at[tuple(sorted(parcel[name] for name in project.fixed_on))]])
        else:
            flags, took = admitted(lots, number)
            open_ = np.flatnonzero(flags)
            filters.extend(took)
        projects.extend([number] * len(open_))
        places.extend(open_.tolist())
    return Pairs(np.array(projects, np.int64), np.array(places, np.int64), fixed, tuple(filters))


def _parts(lots: Lots, pairs: Pairs, tax: Floats) -> Floats:
    """Return what each pair is worth by each part, in yuan; costs are negative."""
    land, connect = lots.land, dict(lots.ground.connect_yuan)
    rows = []
    for p, lot in zip(pairs.project.tolist(), pairs.lot.tolist(), strict=True):
        project, parcels = land.projects[p], [land.parcels[i] for i in lots.lots[lot]]
        mu = sum(parcel.mu for parcel in parcels)
        price = sum((parcel.price_fen_mu or 0) * parcel.mu for parcel in parcels) / FEN
        there = frozenset.intersection(*(parcel.utilities for parcel in parcels))
        missing = sum(connect.get(name, 0.0) for name in project.utilities - there)
        invested = project.investment_fen / FEN
        rows.append((float(tax[p]), invested, invested / mu, -price, -missing))
    return np.array(rows, np.float64).reshape(-1, len(PARTS))


def _needs(lots: Lots, pairs: Pairs, names: tuple[str, ...]) -> Floats:
    """Return what each project draws of each resource; of land its largest lot, in mu."""
    land = lots.land
    needs = np.array([[p.need(name) for name in names] for p in land.projects], np.float64)
    needs = needs.reshape(len(land.projects), len(names))
    if "land" in names:
        mu = np.array([sum(land.parcels[i].mu for i in lot) for lot in lots.lots])
        np.maximum.at(needs[:, names.index("land")], pairs.project, np.round(mu[pairs.lot], 2))
    return needs


def _quotas(land: Land, names: tuple[str, ...], years: tuple[int, ...]) -> Floats:
    """Return the quotas, parks x resources x years, infinite where nothing limits."""
    found = [
        [
            [inf if (limit := park.quota(name, year)) is None else limit for year in years]
            for name in names
        ]
        for park in land.parks
    ]
    return np.array(found, np.float64).reshape(len(land.parks), len(names), len(years))


def _partners(land: Land, number: dict[str, int]) -> tuple[Ints, Floats]:
    """Return each pair of partners once, a < b, and how close the closer says they are."""
    close: dict[tuple[int, int], float] = {}
    for i, project in enumerate(land.projects):
        for partner in project.partners:
            pair = (min(i, number[partner.project]), max(i, number[partner.project]))
            close[pair] = max(close.get(pair, 0.0), partner.weight)
    edges = np.array(sorted(close), np.int64).reshape(-1, 2)
    return edges, np.array([close[pair] for pair in sorted(close)], np.float64)


def _apart(land: Land, day: date | None) -> tuple[Apart, ...]:
    """Return the distances between classes of projects that are in force."""
    shapes = [parcel.shape for parcel in land.parcels]
    classes = {p.hazard for p in land.projects} | {"sensitive"}
    found = []
    for rule in land.distances:
        in_force = day is None or rule.in_force(day)
        if not in_force or not {rule.first, rule.second} <= classes:
            continue
        first, second = (
            np.array(
                [p.sensitive if name == "sensitive" else p.hazard == name for p in land.projects],
                bool,
            )
            for name in (rule.first, rule.second)
        )
        # at exactly the distance the rule is kept
        near = neighbours_within(shapes, np.nextafter(rule.metres, 0.0))
        name = f"{rule.first} - {rule.second} ({rule.document})"
        found.append(Apart(name, rule.metres, first, second, near))
    return tuple(found)
