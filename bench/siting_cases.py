"""Generated siting cases: parks on a plane, parcels on a grid, projects with needs and partners."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from feidi.site.model.model import Flags, Floats, Ints
from feidi.site.problem import Apart, SitingProblem

Chance = np.random.Generator
STEP = 260.0
QUOTAS = ("water", "power", "steam", "wastewater", "energy")
# total needs are this many times the quotas
SHORT = 1.15


@dataclass(frozen=True)
class Size:
    """Projects, parcels and parks; how many parks and parcels a project may look at."""

    name: str
    projects: int
    parcels: int
    parks: int
    looks_at: int = 10**6
    lots: int = 10**6


SIZES = {
    "county": Size("county", 40, 160, 4),
    "region": Size("region", 200, 800, 20),
    "province": Size("province", 2000, 8000, 100, 6, 60),
}


def case(size: Size, bonus: float = 0.02, seed: int = 1) -> SitingProblem:
    """Return a case: everybody optional, one project a parcel, values in ten thousand yuan.

    bonus: share of the mean of both partners' values gained where they stand in one park; 1.5
    pairs of partners a project. Needs exceed every quota in all 1.15 times.
    """
    rng = np.random.default_rng(seed)
    many, parks, parcels = size.projects, size.parks, size.parcels
    park_of = np.arange(parcels) * parks // parcels
    place, area, zone, quality = _land(rng, park_of, parks)
    need_area = rng.lognormal(np.log(25_000), 0.5, many)
    # all draw water, power and energy; some draw no steam and give no wastewater
    draws = rng.random((many, len(QUOTAS))) < np.array([1.0, 1.0, 0.4, 0.6, 1.0])
    needs = draws * np.round(
        need_area[:, None] / 1000 * rng.lognormal(0, 0.4, (many, len(QUOTAS))), 1
    )
    asked = rng.choice(3, many, p=[0.45, 0.35, 0.2])
    tax = rng.lognormal(np.log(18), 0.35, many) * need_area / 666.67
    fits = zone[None, :] >= asked[:, None]
    fits &= (area[None, :] >= need_area[:, None]) & (area[None, :] <= 3 * need_area[:, None])
    fits &= _looked_at(rng, size, park_of)
    project, parcel = _thinned(rng, fits, size.lots)
    excess = (area[parcel] - need_area[project]) / need_area[project]
    # access and ground of a parcel count with its quality; more land than needed costs
    worth = np.rint(tax[project] * (1 + 0.15 * quality[parcel] - 0.03 * excess))
    share = rng.dirichlet(np.full(parks, 20.0))
    quotas = np.round(needs.sum(axis=0) * share[:, None] / SHORT, 1)
    edges = _edges(rng, many)
    gain = np.rint(bonus * tax[edges].mean(axis=1))
    return SitingProblem(
        projects=tuple(f"P{i}" for i in range(many)),
        parks=tuple(f"K{i}" for i in range(parks)),
        parcels=tuple(f"D{i}" for i in range(parcels)),
        resources=QUOTAS,
        park_of=park_of,
        lots=tuple((i,) for i in range(parcels)),
        pair_project=project,
        pair_lot=parcel,
        parts=worth[:, None],
        part_names=("value",),
        weights=np.ones(1),
        needs=needs,
        quotas=quotas[:, :, None],
        edges=edges,
        bonus=gain,
        apart=_rules(rng, asked, place, area),
    )


def _land(rng: Chance, park_of: Ints, parks: int) -> tuple[Floats, Floats, Ints, Floats]:
    """Return where parcels lie, their areas, zone classes and quality from 0 to 1."""
    parcels = len(park_of)
    a_park = parcels // parks
    side = int(np.ceil(np.sqrt(a_park)))
    at = np.arange(parcels) % a_park
    centre = rng.uniform(0, 12_000 * np.sqrt(parks), (parks, 2))
    grid = np.stack([at % side, at // side], axis=1) * STEP
    place = centre[park_of] + grid + rng.normal(0, 20, (parcels, 2))
    area = np.minimum(rng.lognormal(np.log(40_000), 0.45, parcels), 60_000 * 2.5)
    chemical = np.arange(parks) % 4 == 0
    zone = np.where(chemical[park_of], rng.choice([1, 2], parcels, p=[0.3, 0.7]), 0)
    zone = np.where(chemical[park_of], zone, rng.choice([0, 1], parcels, p=[0.5, 0.5]))
    quality = rng.beta(2, 2, parcels)
    return place, area, zone, quality


def _looked_at(rng: Chance, size: Size, park_of: Ints) -> Flags:
    """Return which parcels lie in the parks that a project looks at."""
    if size.looks_at >= size.parks:
        return np.ones((size.projects, len(park_of)), bool)
    order = rng.random((size.projects, size.parks)).argsort(axis=1)[:, : size.looks_at]
    seen = np.zeros((size.projects, size.parks), bool)
    np.put_along_axis(seen, order, True, axis=1)
    return seen[:, park_of]


def _thinned(rng: Chance, fits: Flags, most: int) -> tuple[Ints, Ints]:
    """Return the pairs, at most so many a project."""
    project, parcel = np.nonzero(fits)
    order = np.lexsort((rng.random(len(project)), project))
    rank = np.arange(len(project)) - np.searchsorted(project, project)
    kept = np.sort(order[rank < most])
    return project[kept], parcel[kept]


def _edges(rng: Chance, many: int) -> Ints:
    """Return 1.5 different pairs of partners a project."""
    pairs = rng.integers(0, many, (4 * many, 2))
    pairs = np.unique(np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1), axis=0)
    return pairs[np.sort(rng.permutation(len(pairs))[: 3 * many // 2])]


def _rules(rng: Chance, asked: Ints, place: Floats, area: Floats) -> tuple[Apart, ...]:
    """Return the distances: hazards from the sensitive and from each other, and minor ones."""
    many = len(asked)
    hazard = (asked == 2) & (rng.random(many) < 0.6)
    minor = ~hazard & (asked >= 1) & (rng.random(many) < 0.3)
    sensitive = (asked == 0) & (rng.random(many) < 0.35)
    radius = np.sqrt(area) / 2
    tree = cKDTree(place)
    found = []
    for name, metres, one, other in (
        ("hazard-sensitive", 550.0, hazard, sensitive),
        ("hazard-hazard", 300.0, hazard, hazard),
        ("minor-sensitive", 300.0, minor, sensitive),
    ):
        near = tree.query_pairs(metres + 2 * radius.max(), output_type="ndarray")
        far = np.linalg.norm(place[near[:, 0]] - place[near[:, 1]], axis=1)
        near = near[far - radius[near].sum(axis=1) < metres]
        found.append(Apart(name, metres, one, other, np.sort(near, axis=1)))
    return tuple(found)
