"""The small model left when most columns are held where they are."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csc_array, csr_array

from feidi.site.model.model import Flags, Floats, Ints, Model

NEAR = 1e-9


@dataclass(frozen=True, eq=False)
class Narrowed:
    """A model of some columns of another; `columns` are their numbers there."""

    model: Model
    columns: Ints
    held: Floats

    def widened(self, x: Floats) -> Floats:
        """Return the point of the whole model that a point of the small one stands for."""
        full = self.held.copy()
        full[self.columns] = x
        return full


def narrowed(model: Model, free: Flags, x: Floats) -> Narrowed:
    """Return the model of the `free` columns, all others held at `x`.

    Columns that no longer fit under some row of positive numbers are left out as well, and so
    are the rows that can no longer bind: what is left is often a tenth of the columns.
    """
    held = np.where(free, 0.0, x)
    columns = np.flatnonzero(free)
    rows = csr_array(model.rows[:, columns])
    used = np.diff(rows.indptr) > 0
    taken = model.rows @ held
    low, high = (model.row_lower - taken)[used], (model.row_upper - taken)[used]
    rows = csr_array(rows[used])
    fits = _fitting(rows, high, model.upper[columns])
    columns, rows = columns[fits], csr_array(csc_array(rows)[:, np.flatnonzero(fits)])
    binding = _binding(rows, low, high, model.upper[columns])
    keep = np.flatnonzero(used)[binding]
    small = replace(
        model,
        cost=model.cost[columns],
        lower=model.lower[columns],
        upper=model.upper[columns],
        whole=model.whole[columns],
        block=model.block[columns],
        rows=csc_array(rows[binding]),
        row_lower=low[binding],
        row_upper=high[binding],
        facts=tuple(model.facts[i] for i in keep),
    )
    return Narrowed(small, columns, held)


def _fitting(rows: csr_array, high: Floats, upper: Floats) -> Flags:
    """Say which columns can be 1 beside nothing else under every row of positive numbers."""
    count = np.diff(rows.indptr)
    owner = np.repeat(np.arange(len(count)), count)
    mixed = np.zeros(len(count), bool)
    mixed[owner[rows.data < 0]] = True
    limit = np.where(mixed, np.inf, high)
    unit = upper[rows.indices] <= 1
    over = unit & (rows.data > limit[owner] + NEAR * np.maximum(1.0, np.abs(limit[owner])))
    fits = np.ones(len(upper), bool)
    fits[rows.indices[over]] = False
    return fits


def _binding(rows: csr_array, low: Floats, high: Floats, upper: Floats) -> Flags:
    """Say which rows some point within the columns' bounds could break."""
    up, down = rows.copy(), rows.copy()
    up.data, down.data = np.maximum(rows.data, 0.0), np.minimum(rows.data, 0.0)
    return (up @ upper > high) | (down @ upper < low)
