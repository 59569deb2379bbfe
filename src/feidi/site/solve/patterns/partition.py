"""One pattern a block so that every row is held once: searched to the end, or as far as told."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from feidi.site.model.model import Flags, Floats, Ints
from feidi.site.solve.patterns.partition_kernels import Deck, Levels, Words, advanced
from feidi.site.solve.watch import UNWATCHED, Watch

# levels that are entered between two looks at the watch
AT_ONCE = 2_000
WORD = 64


@dataclass(frozen=True, eq=False)
class Choice:
    """What a search found. chosen: patterns, None where there are none. whole: left out nothing."""

    chosen: Ints | None
    whole: bool


class Partition:
    """Patterns that hold rows, of which each row is to be held once. held: patterns x rows.

    block: of each pattern, in ascending order.
    """

    def __init__(self, held: csr_array, block: Ints) -> None:
        self.held, self.block = csr_array(held), block
        self.held.sort_indices()
        self.blocks, self.rows = int(block.max(initial=-1)) + 1, held.shape[1]
        owner = np.repeat(np.arange(held.shape[0]), np.diff(self.held.indptr))
        row = self.held.indices
        self.bits: Words = np.zeros((-(-self.rows // WORD), held.shape[0]), np.uint64)
        bit = np.uint64(1) << (row % WORD).astype(np.uint64)
        np.bitwise_or.at(self.bits, (row // WORD, owner), bit)

    def beside(self, pick: int) -> Flags:
        """Say which patterns can stand beside one: of other blocks, and no row in common."""
        shared = (self.bits & self.bits[:, [pick]]).any(axis=0)
        free: Flags = ~shared & (self.block != self.block[pick])
        free[pick] = True
        return free

    def best(
        self, kept: Ints, lack: Floats, budget: float, most: int, watch: Watch = UNWATCHED
    ) -> Choice:
        """Which patterns, of some, hold every row once and lack least, `budget` at most?

        kept: their numbers, in ascending order. lack: of each, 0 or more; what a choice lacks
        is the sum. most: levels of the search entered at most. A choice that is not `whole` may
        be none where there is one, or not the best.
        """
        if len(np.unique(self.block[kept])) < self.blocks:
            return Choice(None, whole=True)
        deck, block = self._deck(kept), self.block[kept]
        levels = _begun(deck, block, np.append(lack, budget), (self.blocks, self.rows))
        entered = 0
        while levels.at[0] >= 0 and entered < most and not _over(watch):
            entered += advanced(deck, block, levels, min(AT_ONCE, most - entered))
        chosen = None if levels.best[0] < 0 else kept[levels.best]
        return Choice(chosen, whole=bool(levels.at[0] < 0))

    def _deck(self, kept: Ints) -> Deck:
        """Return some of the patterns, for the compiled search."""
        some = csr_array(self.held[kept])
        start, row = some.indptr.astype(np.int64), some.indices.astype(np.int64)
        return Deck(np.ascontiguousarray(self.bits[:, kept]), start, row)


def _begun(deck: Deck, block: Ints, told: Floats, shape: tuple[int, int]) -> Levels:
    """Return a search that begins. told: what each pattern lacks, then the budget."""
    (blocks, rows), (words, many) = shape, deck.held.shape
    found = Levels(
        pattern=np.empty((blocks, many), np.int64),
        lack=np.empty((blocks, many)),
        held=np.empty((blocks, words, many), np.uint64),
        edge=np.zeros((blocks, blocks + 1), np.int64),
        bound=np.zeros(blocks),
        offer=np.empty((blocks, many), np.int64),
        price=np.empty((blocks, many)),
        next=np.zeros(blocks, np.int64),
        many=np.zeros(blocks, np.int64),
        pick=np.zeros(blocks, np.int64),
        closed=np.zeros(blocks + rows, bool),
        at=np.array([0, 1]),
        budget=told[-1:].copy(),
        best=np.full(blocks, -1),
    )
    found.pattern[0], found.lack[0], found.held[0] = np.arange(many), told[:-1], deck.held
    found.edge[0] = np.searchsorted(block, np.arange(blocks + 1))
    return found


def _over(watch: Watch) -> bool:
    """Say whether to stop."""
    return watch.stopped() or watch.left() <= 0
