"""A mixed-integer linear model as arrays: what both solvers are given."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array, hstack, vstack

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Sense = Literal["max", "min"]
# what a row says, such as ("quota", "K1", "energy"): reasons switch facts off by this label
Fact = Hashable
# a column of a whole point above this is 1: solvers give it to within a millionth
HALF = 0.5


@dataclass(frozen=True, eq=False)
class Model:
    """Maximise or minimise cost . x where row_lower <= rows . x <= row_upper, lower <= x <= upper.

    cost, lower, upper: one number a column. whole: the columns that are whole numbers.
    block: the neighbourhood a column is freed with in `improve`, -1 where always free.
    rows: sparse, one row a condition. facts: what each row says, one label a row.
    """

    sense: Sense
    cost: Floats
    lower: Floats
    upper: Floats
    whole: Flags
    block: Ints
    rows: csc_array
    row_lower: Floats
    row_upper: Floats
    facts: tuple[Fact, ...]

    def value(self, x: Floats) -> float:
        """Return the objective of a point."""
        return float(self.cost @ x)

    def better(self, one: float, other: float) -> bool:
        """Say whether one objective is better than another."""
        return one > other if self.sense == "max" else one < other

    def violation(self, x: Floats) -> float:
        """By how much does a point break the row, bound or wholeness it breaks most? 0: none."""
        held = self.rows @ x
        broken = [
            self.row_lower - held,
            held - self.row_upper,
            self.lower - x,
            x - self.upper,
            np.abs(x - np.round(x))[self.whole],
        ]
        return max(0.0, *(float(part.max()) for part in broken if part.size))

    def with_bounds(self, columns: Ints, lower: Floats | float, upper: Floats | float) -> "Model":
        """Return the model with other bounds of some columns, as to force a project in."""
        low, high = self.lower.copy(), self.upper.copy()
        low[columns], high[columns] = lower, upper
        return replace(self, lower=low, upper=high)

    def with_rows(self, rows: csr_array, lower: Floats, upper: Floats, fact: Fact) -> "Model":
        """Return the model with more rows, all of which say one fact."""
        return replace(
            self,
            rows=csc_array(vstack([self.rows, rows])),
            row_lower=np.concatenate([self.row_lower, lower]),
            row_upper=np.concatenate([self.row_upper, upper]),
            facts=self.facts + (fact,) * len(lower),
        )

    def fact_rows(self, facts: Iterable[Fact]) -> Ints:
        """Return the rows that say one of some facts."""
        wanted = set(facts)
        return np.array([i for i, fact in enumerate(self.facts) if fact in wanted], np.int64)

    def relaxed(self, facts: Iterable[Fact]) -> "Model":
        """Return the model in which some facts bind nothing."""
        open_ = self.fact_rows(facts)
        low, high = self.row_lower.copy(), self.row_upper.copy()
        low[open_], high[open_] = -np.inf, np.inf
        return replace(self, row_lower=low, row_upper=high)

    def elastic(self, facts: Iterable[Fact], price: float) -> "tuple[Model, Ints]":
        """What would more of some facts' limits be worth? Each unit broken costs `price`.

        Returns the model and its new columns, two a row: what is missing below, then above.
        """
        opened = self.fact_rows(facts)
        count = 2 * len(opened)
        row, column = np.repeat(opened, 2), np.arange(count)
        signs = np.tile([1.0, -1.0], len(opened))
        more = csc_array((signs, (row, column)), shape=(len(self.facts), count))
        cost = np.full(count, -price if self.sense == "max" else price)
        wider = replace(
            self,
            cost=np.concatenate([self.cost, cost]),
            lower=np.concatenate([self.lower, np.zeros(count)]),
            upper=np.concatenate([self.upper, np.full(count, np.inf)]),
            whole=np.concatenate([self.whole, np.zeros(count, bool)]),
            block=np.concatenate([self.block, np.full(count, -1)]),
            rows=csc_array(hstack([self.rows, more])),
        )
        return wider, len(self.cost) + column
