"""Where every cell belongs: which sum of which scope, by lane, settlement period and fiscal rule.

Everything that depends on the enterprise alone, and everything that depends on tax, period and
kind alone, is worked out once in a table, so that a cell costs a few look-ups, whatever the
number of agreements. Cells are looked at in pieces that fit the processor's cache.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from feidi.clauses.timeline import Timeline
from feidi.quantities.calendar import Period
from feidi.quantities.exact import Amounts, Sums
from feidi.records.cells import Cells

NOWHERE = -1
Indices = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


class Layer:
    """One scope of each agreement: the sums its cells go to.

    For each enterprise: base, the first sum of its lane; way, which row of `ways` says where
    a (tax, period) goes from there on, NOWHERE where it has no settlement period; cover, which
    row of `covers` says whether a (tax, kind) is covered. size: how many sums there are.
    """

    def __init__(self, cells: Cells) -> None:
        taxes, firms = len(cells.taxes), len(cells.enterprises)
        self.base = np.zeros(firms, np.intp)
        self.way = np.zeros(firms, np.intp)
        self.cover = np.zeros(firms, np.intp)
        # row 0 is for the enterprises that no scope covers
        self.ways = Rows(np.full((1, taxes, len(cells.periods)), NOWHERE, np.intp))
        self.covers = Rows(np.zeros((1, taxes, len(cells.kinds)), np.bool_))
        self.size = 0


class Rows:
    """A table that grows by rows of one shape."""

    def __init__(self, nothing: npt.NDArray[Any]) -> None:
        self._parts = [nothing]
        self._count = len(nothing)

    def append(self, rows: npt.NDArray[Any]) -> int:
        """Add rows; return the number of the first."""
        self._parts.append(rows)
        self._count += len(rows)
        return self._count - len(rows)

    @cached_property
    def table(self) -> npt.NDArray[Any]:
        """All rows, one after another."""
        return np.concatenate(self._parts).reshape(-1)


class Places:
    """The cells of many agreements. agreement: of every enterprise, -1 for none.

    lines: the timelines there are. clock: which of them each agreement has.
    """

    def __init__(
        self, cells: Cells, agreement: Indices, lines: Sequence[Timeline], clock: Indices
    ) -> None:
        self.cells, self.agreement, self.lines = cells, agreement, lines
        self._clock = clock[agreement] if len(clock) else agreement
        self._t = np.array([periods_of(line, cells.periods) for line in lines], np.intp)
        self.layers: list[Layer] = []

    def layer(self, rank: int) -> Layer:
        """Return the layer of the agreements' scopes of one rank: their first, second ..."""
        while len(self.layers) <= rank:
            self.layers.append(Layer(self.cells))
        return self.layers[rank]

    def t(self, at: Any = slice(None)) -> Indices:
        """Return the settlement period of cells; -1 where none contains the cell's whole."""
        cells = self.cells
        if not len(cells):
            return np.zeros(0, np.intp)
        return np.asarray(self._t[self._clock[cells.enterprise[at]], cells.period[at]])

    def sums(self) -> tuple[list[Amounts], Indices]:
        """Return the sums of every layer, and which cells of an agreement went to none."""
        books = [Sums(layer.size) for layer in self.layers]
        unclaimed = [np.zeros(0, np.intp)]
        for piece in self.cells.pieces():
            amount = self.cells.amount[piece]
            left = self.agreement[self.cells.enterprise[piece]] >= 0
            for book, (covered, where) in zip(books, self._placed(piece), strict=True):
                left &= ~covered
                if covered.all():
                    book.add(where, amount)
                else:
                    book.add(where[covered], amount[covered])
            unclaimed.append(np.flatnonzero(left) + piece.start)
        return [book.total() for book in books], np.concatenate(unclaimed)

    def claimed(self) -> Flags:
        """Return which cells some scope covers."""
        result = np.zeros(len(self.cells), np.bool_)
        for piece in self.cells.pieces():
            for covered, _ in self._placed(piece):
                result[piece] |= covered
        return result

    def _placed(self, piece: slice) -> Iterator[tuple[Flags, Indices]]:
        """Yield for every layer which cells it covers and the sums they go to."""
        cells = self.cells
        enterprise, tax = cells.enterprise[piece], cells.tax[piece]
        of_period = tax * len(cells.periods) + cells.period[piece]
        of_kind = tax * len(cells.kinds) + cells.kind[piece]
        periods, kinds = (len(cells.taxes) * len(n) for n in (cells.periods, cells.kinds))
        for layer in self.layers:
            where = layer.ways.table[layer.way[enterprise] * periods + of_period]
            covered = layer.covers.table[layer.cover[enterprise] * kinds + of_kind]
            yield covered & (where >= 0), layer.base[enterprise] + where


def periods_of(line: Timeline, periods: Sequence[Period]) -> list[int]:
    """Return the settlement period that contains each period whole; -1 where none does."""
    found = [line.index_of(period) for period in periods]
    return [NOWHERE if t is None else t for t in found]
