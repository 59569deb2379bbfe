"""Neighbourhood search: free a few blocks of columns, hold the rest, solve, repeat."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf

import numpy as np

from feidi.site.model.model import Floats, Ints, Model
from feidi.site.model.narrowing import narrowed
from feidi.site.solve.cpsat import search
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.watch import UNWATCHED, Progress, Watch, part_of, quiet

# blocks to free next: told the chance, how many, and the point held now
Choice = Callable[[np.random.Generator, int, Floats], Ints]
# deterministic seconds one neighbourhood may take, and the wall seconds at most
WORK = 1.0
WALL = 10.0
FEWEST = 2


@dataclass
class Pace:
    """How many blocks are freed: more while small neighbourhoods are exhausted, fewer when cut.

    size: blocks, a fraction is kept so that the pace turns slowly.
    """

    size: float
    most: int
    grow: float = field(default=0.1)

    def whole(self) -> int:
        """Return the number of blocks to free."""
        return int(self.size)

    def learn(self, exhausted: bool, gained: bool) -> None:
        """Grow where a neighbourhood was proven to hold nothing better, shrink where cut off."""
        if exhausted and not gained:
            self.size = min(self.size + self.grow, float(self.most))
        elif not exhausted:
            self.size = max(self.size - 3 * self.grow, float(FEWEST))


def improve(  # noqa: PLR0913 - each is one wish of the caller
    model: Model,
    start: Floats,
    watch: Watch = UNWATCHED,
    *,
    seed: int = 0,
    rounds: int | None = None,
    size: int = 3,
    choose: Choice | None = None,
    bound: float = inf,
    gap: float = 0.0,
    work: float = WORK,
) -> Outcome:
    """How much better than `start` can a point be made, a few blocks at a time?

    The columns of `size` blocks are freed and all others held, CP-SAT solves what is left and
    the better point is kept, equals included so that plateaus are walked. bound, gap: end once
    the value is this close to a known bound. The same seed and `rounds` give the same point on
    every machine as long as the watch does not end the search.
    """
    chance = np.random.default_rng(seed)
    blocks = np.unique(model.block[model.block >= 0])
    choose = choose or (lambda rng, n, _x: rng.choice(blocks, n, replace=False))
    pace = Pace(float(min(size, len(blocks))), len(blocks))
    best, value = start, model.value(start)
    done = 0
    while not _ended(watch, rounds, done) and abs(bound - value) > gap * abs(value):
        freed = choose(chance, pace.whole(), best)
        free = np.isin(model.block, freed) | (model.block < 0)
        small = narrowed(model, free, best)
        found = search(
            small.model,
            quiet(part_of(watch, WALL)),
            start=best[small.columns],
            seed=seed + done,
            workers=1,
            work=work,
        )
        gained = False
        if found.x is not None:
            point = small.widened(found.x)
            new = model.value(point)
            gained = model.better(new, value)
            if gained or new == value:
                best, value = point, new
        pace.learn(found.status in {"optimal", "infeasible"}, gained)
        watch.tell(Progress("search", value, bound))
        done += 1
    return Outcome("feasible", value, bound, best, done)


def _ended(watch: Watch, rounds: int | None, done: int) -> bool:
    """Say whether the search is over."""
    return (rounds is not None and done >= rounds) or watch.stopped() or watch.left() <= 0
