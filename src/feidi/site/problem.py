"""A siting problem as arrays: what is asked of the plan, before any model of it."""

from dataclasses import dataclass, field

import numpy as np

from feidi.quantities.words import Words
from feidi.site.model.model import Flags, Floats, Ints


@dataclass(frozen=True, eq=False)
class Apart:
    """Two classes of projects that keep a distance.

    first, second: one flag a project. near: the pairs of parcels (i, j), i < j, that lie closer
    than `metres`, edge to edge. A project of the first class on i and one of the second on j,
    or the other way round, is against the rule; one project alone never is.
    """

    name: str
    metres: float
    first: Flags
    second: Flags
    near: Ints


@dataclass(frozen=True)
class Filter:
    """How many lots one named rule took from a project, of those left by the rules before it."""

    project: int
    name: str
    words: Words
    before: int
    removed: int


@dataclass(frozen=True, eq=False)
class SitingProblem:
    """Which project on which lot of which park, from which year (§SI1)?

    A lot is one parcel or several that touch. A pair is a project and a lot that all filters
    admit. Shapes: P projects, K parks, I parcels, R resources, T years, L lots, A pairs, E
    edges, M parts of the objective.

    park_of: park of each parcel. lots: the parcels of each lot, all of one park.
    pair_project, pair_lot, pair_from: of each pair its project, lot, and the first year (an
    index into `years`) in which the lot can be used. parts: A x M, what a pair is
    worth by each part; weights: M.
    needs: P x R. quotas: K x R x T, infinite where nothing limits. earliest, latest: P,
    indices into years. delay: P, value lost for each year later than the earliest. edges: E x 2,
    projects a < b; bonus: E, value if both stand in one park. apart: distances. fixed: P, the
    pair a tenant stands on already, or -1. Values are whole numbers (`whole_values`), so that
    both solvers and the checker count the same.
    """

    projects: tuple[str, ...]
    parks: tuple[str, ...]
    parcels: tuple[str, ...]
    resources: tuple[str, ...]
    park_of: Ints
    lots: tuple[tuple[int, ...], ...]
    pair_project: Ints
    pair_lot: Ints
    parts: Floats
    part_names: tuple[str, ...]
    weights: Floats
    needs: Floats
    quotas: Floats
    edges: Ints
    bonus: Floats
    apart: tuple[Apart, ...] = ()
    years: tuple[int, ...] = (0,)
    earliest: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    latest: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    delay: Floats = field(default_factory=lambda: np.zeros(0))
    pair_from: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    fixed: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    filters: tuple[Filter, ...] = ()

    def __post_init__(self) -> None:
        """Fill what was left open: all years, no delay, no tenants."""
        many, pairs = len(self.projects), len(self.pair_project)
        for name, count, value in (
            ("earliest", many, 0),
            ("latest", many, len(self.years) - 1),
            ("delay", many, 0.0),
            ("pair_from", pairs, 0),
            ("fixed", many, -1),
        ):
            if not len(getattr(self, name)):
                object.__setattr__(self, name, np.full(count, value))

    @property
    def pair_value(self) -> Floats:
        """Return the weighted value of each pair, to the nearest whole number."""
        return np.rint(self.parts @ self.weights)

    @property
    def lot_park(self) -> Ints:
        """Return the park of each lot."""
        return self.park_of[[lot[0] for lot in self.lots]] if self.lots else self.park_of[:0]

    @property
    def pair_park(self) -> Ints:
        """Return the park of each pair."""
        return self.lot_park[self.pair_lot]

    def covered(self) -> tuple[Ints, Ints]:
        """Return, for every parcel of every pair's lot, the pair and the parcel."""
        sizes = np.array([len(lot) for lot in self.lots], np.int64)
        flat = np.array([i for lot in self.lots for i in lot], np.int64)
        first = np.concatenate([[0], np.cumsum(sizes)[:-1]]) if len(sizes) else sizes
        count = sizes[self.pair_lot]
        pair = np.repeat(np.arange(len(self.pair_lot)), count)
        start = np.repeat(first[self.pair_lot] - np.cumsum(count) + count, count)
        return pair, flat[start + np.arange(len(pair))]


def whole_values(problem: SitingProblem) -> bool:
    """Say whether bonuses and delays are whole numbers, as pair values always are."""
    figures = np.concatenate([problem.bonus, problem.delay])
    return bool((figures == np.rint(figures)).all())
