"""Where every cell belongs: which sum of which scope, by lane, settlement period and fiscal rule.

Everything that depends on the enterprise alone, and everything that depends on tax, period and
kind alone, is worked out once in a table, so that a cell costs a few look-ups, whatever the
number of agreements. Cells are looked at in pieces that fit the processor's cache.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from feidi.clauses.timeline import Timeline
from feidi.quantities.calendar import Period
from feidi.quantities.exact import Amounts, Sums
from feidi.records.cells import Cells

PIECE = 1 << 15
NOWHERE = -1
Indices = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


@dataclass
class Layer:
    """One scope of each agreement: the sums its cells go to.

    base: for each enterprise the first sum of its lane. row: which row of `inner` holds for
    it. inner: for each way of covering, where a (tax, period, kind) goes from the base on,
    NOWHERE where it is not covered. size: how many sums there are.
    """

    base: Indices
    row: Indices
    inner: list[Indices]
    size: int = 0
    _rows: dict[Hashable, int] = field(default_factory=dict)

    def row_of(self, key: Hashable, inner: Callable[[], Indices]) -> int:
        """Return the row for a way of covering, made once for all agreements that share it."""
        if key not in self._rows:
            self._rows[key] = len(self.inner)
            self.inner.append(inner())
        return self._rows[key]

    @cached_property
    def table(self) -> Indices:
        """All rows of `inner`, one after another."""
        return np.concatenate(self.inner)


class Places:
    """The cells of many agreements. agreement: of every enterprise, -1 for none."""

    def __init__(self, cells: Cells, agreement: Indices, timelines: Sequence[Timeline]) -> None:
        self.cells, self.agreement = cells, agreement
        self.kinds_of_cell = len(cells.taxes) * len(cells.periods) * len(cells.kinds)
        lines = {(line.cycle, line.first, line.count): line for line in timelines}
        row = {key: i for i, key in enumerate(lines)}
        which = np.array([row[line.cycle, line.first, line.count] for line in timelines], np.intp)
        self._clock = which[agreement] if len(which) else agreement
        self._t = np.array([periods_of(line, cells.periods) for line in lines.values()], np.intp)
        self.layers: list[Layer] = []

    def layer(self, rank: int) -> Layer:
        """Return the layer of the agreements' scopes of one rank: their first, second ..."""
        while len(self.layers) <= rank:
            firms = len(self.agreement)
            nowhere = np.full(self.kinds_of_cell, NOWHERE, np.intp)
            self.layers.append(Layer(np.zeros(firms, np.intp), np.zeros(firms, np.intp), [nowhere]))
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
        unclaimed = []
        for piece, placed in self._pieces():
            claimed = np.zeros(len(self.cells.amount[piece]), np.bool_)
            for book, (layer, inner) in zip(books, placed, strict=True):
                covered = inner >= 0
                claimed |= covered
                where = layer.base[self.cells.enterprise[piece]] + inner
                amount = self.cells.amount[piece]
                if not covered.all():
                    where, amount = where[covered], amount[covered]
                book.add(where, amount)
            left = ~claimed & (self.agreement[self.cells.enterprise[piece]] >= 0)
            unclaimed.append(np.flatnonzero(left) + piece.start)
        return [book.total() for book in books], np.concatenate([np.zeros(0, np.intp), *unclaimed])

    def claimed(self) -> Flags:
        """Return which cells some scope covers."""
        result = np.zeros(len(self.cells), np.bool_)
        for piece, placed in self._pieces():
            for _, inner in placed:
                result[piece] |= inner >= 0
        return result

    def _pieces(self) -> Iterator[tuple[slice, list[tuple[Layer, Indices]]]]:
        cells = self.cells
        periods, kinds = len(cells.periods), len(cells.kinds)
        for start in range(0, len(cells), PIECE):
            piece = slice(start, start + PIECE)
            what = cells.tax[piece] * (periods * kinds) + cells.period[piece] * kinds
            what += cells.kind[piece]
            enterprise = cells.enterprise[piece]
            yield (
                piece,
                [
                    (layer, layer.table[layer.row[enterprise] * self.kinds_of_cell + what])
                    for layer in self.layers
                ],
            )


def periods_of(line: Timeline, periods: Sequence[Period]) -> list[int]:
    """Return the settlement period that contains each period whole; -1 where none does."""
    found = [line.index_of(period) for period in periods]
    return [NOWHERE if t is None else t for t in found]
