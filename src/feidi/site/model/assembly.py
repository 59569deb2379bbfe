"""Columns and rows collected as index arrays, then one sparse matrix."""

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csc_array

from feidi.site.model.model import Fact, Flags, Floats, Ints, Model, Sense


@dataclass
class Assembly:
    """Collects the parts of a `Model`; every call adds many columns or rows at once.

    >>> a = Assembly()
    >>> x = a.columns(2, cost=np.array([3.0, 2.0]))
    >>> _ = a.rows(np.array([0, 0]), x, 1.0, upper=1.0, fact="one of them")
    >>> a.model("max").rows.toarray()
    array([[1., 1.]])
    """

    _columns: list[tuple[Floats, Floats, Floats, Flags, Ints]] = field(default_factory=list)
    _entries: list[tuple[Ints, Ints, Floats]] = field(default_factory=list)
    _limits: list[tuple[Floats, Floats]] = field(default_factory=list)
    _facts: list[Fact] = field(default_factory=list)
    _width: int = 0

    def columns(
        self,
        count: int,
        *,
        cost: Floats | float = 0.0,
        upper: Floats | float = 1.0,
        whole: bool = True,
        block: Ints | int = -1,
    ) -> Ints:
        """Add `count` columns from 0 to `upper`; return their numbers."""
        wide = np.full(count, cost) if np.isscalar(cost) else np.asarray(cost, np.float64)
        self._columns.append(
            (
                np.asarray(wide, np.float64),
                np.zeros(count),
                np.broadcast_to(np.asarray(upper, np.float64), count),
                np.full(count, whole),
                np.broadcast_to(np.asarray(block, np.int64), count),
            )
        )
        self._width += count
        return np.arange(self._width - count, self._width)

    def rows(
        self,
        owner: Ints,
        columns: Ints,
        coefficients: Floats | float,
        *,
        lower: Floats | float = -np.inf,
        upper: Floats | float = np.inf,
        fact: Fact | list[Fact],
    ) -> Ints:
        """Add rows; entry i stands in the new row `owner[i]` (0, 1, ...) and in `columns[i]`.

        fact: what the rows say, a list of one label a row, or one label for all of them.
        lower, upper: numbers, one a row, or one for all. How many rows there are is the
        length of whichever is a list; with none, the highest owner says.
        """
        count = _count(owner, lower, upper, fact)
        first = len(self._facts)
        entries = np.broadcast_to(np.asarray(coefficients, np.float64), len(owner))
        self._entries.append((np.asarray(owner) + first, np.asarray(columns), entries))
        self._limits.append(
            (
                np.broadcast_to(np.asarray(lower, np.float64), count),
                np.broadcast_to(np.asarray(upper, np.float64), count),
            )
        )
        self._facts.extend(fact if isinstance(fact, list) else [fact] * count)
        return np.arange(first, first + count)

    def model(self, sense: Sense) -> Model:
        """Return the model; entries that meet in one place of the matrix are added up."""
        cost, lower, upper, whole, block = (
            np.concatenate(parts) for parts in zip(*self._columns, strict=True)
        )
        row, column, entry = (
            np.concatenate(parts) if self._entries else np.zeros(0)
            for parts in (zip(*self._entries, strict=True) if self._entries else ((), (), ()))
        )
        low, high = (
            np.concatenate(parts) if self._limits else np.zeros(0)
            for parts in (zip(*self._limits, strict=True) if self._limits else ((), ()))
        )
        shape = (len(self._facts), self._width)
        rows = csc_array((entry, (row.astype(np.int32), column.astype(np.int32))), shape=shape)
        return Model(sense, cost, lower, upper, whole, block, rows, low, high, tuple(self._facts))


def _count(owner: Ints, *sized: object) -> int:
    """Return how many rows are added: as many as a list has, or as owners name."""
    for value in sized:
        if isinstance(value, list) or (isinstance(value, np.ndarray) and value.ndim):
            return len(value)
    return int(owner.max()) + 1 if len(owner) else 0
