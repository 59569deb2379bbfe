"""Which columns can no better point have at 1, or at 0? By the knapsacks of every block."""

from dataclasses import dataclass
from math import inf

import numpy as np

from feidi.site.model.model import HALF, Flags, Floats, Ints, Model
from feidi.site.solve.decomposed import SAFE, Blocks, Decomposed, gains

# columns looked at in a search for every one that the point it starts from takes
EACH = 5
# figures in the tables of all blocks: 400 MB
MOST = 50_000_000


@dataclass(frozen=True, eq=False)
class Swings:
    """Bounds on the value of every point, one a column: with it at 1, and with it at 0."""

    taken: Floats
    left: Floats


def swings(model: Model, found: Decomposed) -> Swings | None:
    """How good can a point be that has a column at 1, and one that has it at 0?

    At the prices of a decomposition every block is filled once more for each of its columns:
    with the column, and without it. Two tables, of the columns before and of those after,
    give all of them at once: max over c of F[c] + G[room - c]. Any prices make true bounds.
    None where the tables would be too large. Source: Posta, Ferland and Michelon (2012),
    variable fixing for generalised assignment.
    """
    blocks, prices = found.blocks, found.prices
    if blocks.column.size * int(blocks.room.max() + 1) > MOST:
        return None
    sign = 1.0 if model.sense == "max" else -1.0
    gain, fixed = gains(model, blocks, prices)
    worth = np.where(blocks.column >= 0, gain[blocks.column], 0.0)
    taken, left, best = _fillings(blocks, worth)
    others = fixed + best.sum() - best[:, None]
    inside = blocks.column >= 0
    result = np.empty((2, len(gain)))
    result[0][blocks.column[inside]] = (others + taken)[inside]
    result[1][blocks.column[inside]] = (others + left)[inside]
    return Swings(sign * result[0], sign * result[1])


def _fillings(blocks: Blocks, worth: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the best fillings of every block with each item, without it, and free: arrays."""
    count, size = worth.shape
    top = int(blocks.room.max()) + 1
    places = np.arange(top)[None, :]
    after = np.zeros((size + 1, count, top))
    for item in reversed(range(size)):
        after[item] = _with(after[item + 1], places, blocks.use[:, item], worth[:, item])
    rest = blocks.room[:, None] - places
    before = np.zeros((count, top))
    taken, left = np.empty((count, size)), np.empty((count, size))
    for item in range(size):
        for use, into in ((blocks.use[:, item], taken), (np.zeros(count, np.int64), left)):
            room = rest - use[:, None]
            more = np.take_along_axis(after[item + 1], np.maximum(room, 0), 1)
            into[:, item] = np.where(room >= 0, before + more, -inf).max(axis=1)
        taken[:, item] += worth[:, item]
        before = _with(before, places, blocks.use[:, item], worth[:, item])
    free = np.take_along_axis(after[0], blocks.room[:, None], 1)[:, 0]
    return taken, left, free


def _with(table: Floats, places: Ints, use: Ints, worth: Floats) -> Floats:
    """Return the table of the best fillings when one more item of each block may be taken."""
    back = places - use[:, None]
    other = np.take_along_axis(table, np.maximum(back, 0), 1) + worth[:, None]
    return np.where(back >= 0, np.maximum(table, other), table)


def undecided(model: Model, told: Swings, x: Floats) -> Flags:
    """Which columns could differ from a point x in a point that is better than it?

    Where every cost is a whole number, better means better by 1.
    """
    sign = 1.0 if model.sense == "max" else -1.0
    whole = bool((model.cost == np.rint(model.cost)).all())
    least = sign * model.value(x) + (1.0 if whole else 0.0) - SAFE
    flipped = np.where(x > HALF, told.left, told.taken)
    return sign * flipped >= least


def promising(model: Model, told: Swings, x: Floats, each: float = EACH) -> Flags:
    """Which columns are worth a search around a point x: those best by their bound.

    each: how many for every column that is 1 in x; these are always among them.
    """
    sign = 1.0 if model.sense == "max" else -1.0
    count = min(len(x), int(each * (x > HALF).sum()))
    near = x > HALF
    near[np.argsort(-sign * told.taken, kind="stable")[:count]] = True
    return near
