"""Shares of listed patterns: the linear relaxation of set partitioning, with subset rows."""

from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csc_array, csr_array, hstack

from feidi.match.portfolio.solving import Quiet
from feidi.site.model.model import Flags, Floats, Ints, Model
from feidi.site.solve.decomposed import SAFE, Blocks
from feidi.site.solve.patterns.cuts import subsets
from feidi.site.solve.patterns.listing import Patterns
from feidi.site.solve.watch import UNWATCHED, Watch

# patterns in the relaxation at first, and brought in at once where they would gain
FIRST, MORE = 3000, 3000
# prices of the linking rows, and how far from them prices may go
Box = tuple[Floats, float]


@dataclass(frozen=True, eq=False)
class Mixed:
    """What prices of all rows prove of the patterns, as of a maximum.

    bound: of every point made of them. short: how far a point is below it, at least, that holds
    a pattern. prices: of the linking rows. share: of each pattern in the relaxation.
    """

    bound: float
    short: Floats
    prices: Floats
    share: Floats


class Mix:
    """The relaxation that takes shares of patterns: rows between blocks, one pattern a block.

    Rows: linking ones, one a block, then cuts. Patterns come in as they gain (column
    generation over a list). Points of the model and choices of patterns are the same; a pattern
    is refuted once no point as good as asked for can hold it.
    """

    def __init__(
        self, model: Model, blocks: Blocks, patterns: Patterns, box: Box | None = None
    ) -> None:
        linking = csr_array(csr_array(model.rows)[blocks.linking])
        count = len(blocks.room)
        ones = np.ones(len(patterns))
        places = (ones, (np.arange(len(patterns)), patterns.block))
        held = csr_array(patterns.taken @ linking.T)
        self.patterns = patterns
        self.matrix = csr_array(
            hstack([held, csr_array(places, shape=(len(patterns), count))], format="csr")
        )
        low, high = model.row_lower[blocks.linking], model.row_upper[blocks.linking]
        self.low = np.concatenate([low, np.ones(count)])
        self.high = np.concatenate([high, np.ones(count)])
        self.linking, self.blocks = len(low), count
        self.alive = np.ones(len(patterns), bool)
        self.inside: Ints = np.zeros(0, np.int64)
        single = np.array([(linking[[row]].data == 1).all() for row in range(len(low))], bool)
        self.packing = np.flatnonzero((high == 1) & single)
        self.solver = _begun(self.low, self.high, _price_ends(self, box))
        self.aside = self.solver.getNumCol()

    def solved(self, watch: Watch = UNWATCHED) -> Mixed:
        """Return what the best shares of the patterns that are alive prove."""
        if not len(self.inside):
            self._bring(self._nearest(FIRST))
        told = self._priced()
        while not (watch.stopped() or watch.left() <= 0):
            outside = self.alive.copy()
            outside[self.inside] = False
            better = np.flatnonzero(outside & (self._reduced > SAFE))
            if not len(better):
                break
            self._bring(better[np.argsort(-self._reduced[better], kind="stable")[:MORE]])
            told = self._priced()
        return told

    def refute(self, told: Mixed, target: float) -> None:
        """Leave out the patterns that no point worth `target` or more can hold."""
        self.narrow(self.alive & self.within(told, target))

    def within(self, told: Mixed, target: float) -> Flags:
        """Say which patterns a point worth `target` or more can hold."""
        return told.bound - told.short >= target - SAFE

    def narrow(self, alive: Flags) -> None:
        """Leave these patterns in, and no others, until it is told again."""
        changed = np.flatnonzero(alive[self.inside] != self.alive[self.inside])
        most = np.where(alive[self.inside[changed]], np.inf, 0.0)
        at = (changed + self.aside).astype(np.int32)
        self.solver.changeColsBounds(len(at), at, np.zeros(len(at)), most)
        self.alive = alive

    def sharpened(self, told: Mixed) -> int:
        """Add rows that the shares break: of three packing rows, one pattern may hold two.

        Returns how many. Source: Jepsen, Petersen, Spoorendonk and Pisinger (2008).
        """
        used = np.flatnonzero(told.share > SAFE)
        inside = csr_array(self.matrix[used][:, self.packing])
        found = self.packing[subsets(inside, told.share[used])]
        if len(found):
            rows = csc_array(self.matrix)
            held = [rows[:, three].sum(axis=1) > 1 + SAFE for three in found]
            self._cut(csr_array(np.array(held, float).T))
        return len(found)

    def choice(self, told: Mixed, target: float) -> tuple[Model, Ints]:
        """Return the model, as a minimum, of the patterns that a point worth `target` can hold.

        And which patterns these are.
        """
        kept = np.flatnonzero(self.alive & self.within(told, target))
        rows = csc_array(csr_array(self.matrix[kept]).T)
        many, count = len(kept), len(self.low)
        whole, nowhere = np.ones(many, bool), np.full(many, -1)
        facts = tuple(range(count))
        zeros, ones, cost = np.zeros(many), np.ones(many), -self.patterns.worth[kept]
        limits = (self.low, self.high)
        return Model("min", cost, zeros, ones, whole, nowhere, rows, *limits, facts), kept

    def _nearest(self, count: int) -> Ints:
        """Return the patterns to begin with: some of each block, the best for what they use."""
        held = np.asarray(self.matrix[:, : self.linking].sum(axis=1)).ravel()
        order = np.argsort(-self.patterns.worth / np.maximum(held, 1.0), kind="stable")
        rank = np.empty(len(order), np.int64)
        block = self.patterns.block[order]
        for one in range(self.blocks):
            mine = order[block == one]
            rank[mine] = np.arange(len(mine))
        return np.flatnonzero(rank < max(1, count // self.blocks))

    def _bring(self, which: Ints) -> None:
        """Bring patterns into the relaxation."""
        rows = csr_array(self.matrix[which])
        nothing, many = np.zeros(len(which)), np.full(len(which), np.inf)
        start, index = rows.indptr[:-1].astype(np.int32), rows.indices.astype(np.int32)
        worth = self.patterns.worth[which]
        told = (len(which), worth, nothing, many, rows.nnz, start, index, rows.data)
        self.solver.addCols(*told)
        self.inside = np.concatenate([self.inside, which])

    def _cut(self, held: csr_array) -> None:
        """Add rows of which every point may hold one: patterns x rows."""
        rows = csr_array(csr_array(held[self.inside]).T)
        count = rows.shape[0]
        low, high = np.full(count, -np.inf), np.ones(count)
        start, index = rows.indptr[:-1].astype(np.int32), rows.indices + self.aside
        told = (rows.nnz, start, index.astype(np.int32), rows.data)
        self.solver.addRows(count, low, high, *told)
        self.low, self.high = np.concatenate([self.low, low]), np.concatenate([self.high, high])
        self.matrix = csr_array(hstack([self.matrix, held], format="csr"))

    def _priced(self) -> Mixed:
        """Solve the relaxation as it stands; return what its prices prove, whatever they are."""
        self.solver.run()
        point = self.solver.getSolution()
        share = np.zeros(len(self.patterns))
        share[self.inside] = np.array(point.col_value)[self.aside :]
        y = np.array(point.row_dual)
        y = np.where(np.isinf(self.high), np.minimum(y, 0.0), y)
        y = np.where(np.isinf(self.low), np.maximum(y, 0.0), y)
        self._reduced = self.patterns.worth - self.matrix @ y
        best = np.full(self.blocks, -np.inf)
        np.maximum.at(best, self.patterns.block[self.alive], self._reduced[self.alive])
        limit = np.where(y >= 0, self.high, self.low)
        fixed = float((y * np.where(y == 0, 0.0, limit)).sum())
        short = best[self.patterns.block] - self._reduced
        return Mixed(fixed + float(best.sum()), short, y[: self.linking], share)


def _price_ends(mix: Mix, box: Box | None) -> tuple[Floats, Floats]:
    """Return between which prices each row may have: wide ones, and within a box where told.

    Prices so low stand for rows that no pattern helps to keep.
    """
    lowest = -4 * float(np.abs(mix.patterns.worth).max(initial=1.0)) - 1
    low = np.where(mix.low > 0, lowest, -np.inf)
    high = np.full(len(low), np.inf)
    if box is not None:
        low[: mix.linking], high[: mix.linking] = box[0] - box[1], box[0] + box[1]
    return low, high


def _begun(low: Floats, high: Floats, ends: tuple[Floats, Floats]) -> highspy.Highs:
    """Return HiGHS with rows, and the columns that keep their prices within ends."""
    solver = Quiet()  # type: ignore[no-untyped-call]
    solver.setOptionValue("threads", 1)
    solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    none = np.zeros(0, np.int32)
    solver.addRows(len(low), low, high, 0, none, none, np.zeros(0))
    for sign, end in zip((1.0, -1.0), ends, strict=True):
        rows = np.flatnonzero(np.isfinite(end)).astype(np.int32)
        count, start = len(rows), np.arange(len(rows), dtype=np.int32)
        least, most, figures = np.zeros(count), np.full(count, np.inf), np.full(count, sign)
        solver.addCols(count, sign * end[rows], least, most, count, start, rows, figures)
    return solver
