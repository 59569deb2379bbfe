"""Whole fillings of blocks, listed: all that a point good enough can be made of."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from feidi.site.model.model import Floats, Ints, Model
from feidi.site.solve.decomposed import Blocks, gains
from feidi.site.solve.patterns.kernels import listed, rests

# a reach grows from this share of the bound, step by step, until it holds too many patterns
FIRST, STEP = 1e-5, 1.5


@dataclass(frozen=True, eq=False)
class Priced:
    """The knapsacks of a model at prices of the rows between them, as of a maximum.

    gain: of each column. tables: of each block, see `rests`. bound: of every point.
    """

    blocks: Blocks
    prices: Floats
    gain: Floats
    tables: tuple[Floats, ...]
    bound: float

    def members(self, block: int) -> Ints:
        """Return the columns of a block."""
        return self.blocks.column[block, : self.tables[block].shape[0] - 1]

    def best(self, block: int) -> float:
        """Return what the best filling of a block is worth."""
        return float(self.tables[block][0, -1])


@dataclass(frozen=True, eq=False)
class Patterns:
    """Fillings of blocks, as of a maximum.

    taken: patterns x columns of the model. block, worth: of each; worth without prices.
    """

    taken: csr_array
    block: Ints
    worth: Floats

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.block)

    def point(self, chosen: Ints) -> Floats:
        """Return the point of the model that some of them make together."""
        return np.asarray(self.taken[chosen].sum(axis=0), np.float64).ravel()

    def only(self, kept: Ints) -> "Patterns":
        """Return some of them."""
        return Patterns(csr_array(self.taken[kept]), self.block[kept], self.worth[kept])


def priced(model: Model, blocks: Blocks, prices: Floats) -> Priced:
    """How good can no point be at these prices, and what can each block add to it?"""
    gain, fixed = gains(model, blocks, prices)
    tables = []
    for block, room in enumerate(blocks.room.tolist()):
        inside = blocks.column[block] >= 0
        worth = gain[blocks.column[block, inside]]
        tables.append(rests(worth, blocks.use[block, inside], room))
    best = sum(float(table[0, -1]) for table in tables)
    return Priced(blocks, prices, gain, tuple(tables), fixed + best)


def patterns_within(model: Model, at: Priced, reach: float, most: int) -> Patterns | None:
    """Which fillings of each block are worth at most `reach` less than its best? None: too many.

    A point worth the bound less `reach` holds no others, whatever the prices: what every block
    falls short of its best adds up. Source: Baldacci, Christofides and Mingozzi (2008), who
    list the routes of vehicles so.
    """
    parts, left = [], most
    for block in range(len(at.tables)):
        columns = at.members(block)
        worth, use = at.gain[columns], at.blocks.use[block, : len(columns)]
        told = ((worth, use), at.tables[block], at.best(block) - reach)
        nothing = np.zeros(0, np.int64)
        count, width = listed(*told, left, (nothing, nothing))
        left -= count
        if left < 0:
            return None
        start, items = np.zeros(count + 1, np.int64), np.empty(width, np.int64)
        listed(*told, count, (start, items))
        entries = (np.ones(width), columns[items], start)
        parts.append(csr_array(entries, shape=(count, len(model.cost))))
    taken = csr_array(vstack(parts, format="csr"))
    owner = np.repeat(np.arange(len(parts)), [part.shape[0] for part in parts])
    sign = 1.0 if model.sense == "max" else -1.0
    return Patterns(taken, owner, np.asarray(taken @ (sign * model.cost)))


def nearest_patterns(
    model: Model, at: Priced, most: int, step: float = STEP
) -> tuple[Patterns, float] | None:
    """Return the patterns of the widest reach, of growing ones, that holds at most so many."""
    reach, found = FIRST * max(1.0, abs(at.bound)), None
    wider = patterns_within(model, at, reach, most)
    while wider is not None:
        found = (wider, reach)
        if reach > sum(abs(at.best(block)) for block in range(len(at.tables))):
            break  # nothing lies beyond
        reach *= step
        wider = patterns_within(model, at, reach, most)
    return found


def joined(one: Patterns, other: Patterns) -> Patterns:
    """Return the patterns of both."""
    taken = csr_array(vstack([one.taken, other.taken], format="csr"))
    block = np.concatenate([one.block, other.block])
    return Patterns(taken, block, np.concatenate([one.worth, other.worth]))
