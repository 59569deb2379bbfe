"""Add every row to its place: compiled where numba is installed, else NumPy; the same sums."""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from feidi.records.cells import Codes

NEVER = np.iinfo(np.int32).max
Seen = npt.NDArray[np.bool_]
Sums = npt.NDArray[np.int64]


class Rows(NamedTuple):
    """Rows of receipts: codes, and what turns codes into a place of a table of sums.

    of_enterprise: column of each enterprise. of_line: line of each (tax, period, kind).
    booked_on: days since 1970; looked at where `last_day` is not NEVER.
    """

    enterprise: npt.NDArray[Any]
    tax: npt.NDArray[Any]
    period: npt.NDArray[Any]
    kind: npt.NDArray[Any]
    amount: Sums
    booked_on: Codes
    of_enterprise: Codes
    of_line: Codes
    last_day: int


def _one_by_one(rows: Any, sums: Sums, seen_lines: Seen, seen_columns: Seen) -> int:
    """Take one row after the other, which is fastest when compiled."""
    enterprise, tax, period, kind, amount, booked_on, of_enterprise, of_line, last_day = rows
    dated = last_day != NEVER
    sizes = 0
    for i in range(len(amount)):
        if dated and booked_on[i] > last_day:
            continue
        line = of_line[tax[i], period[i], kind[i]]
        column = of_enterprise[enterprise[i]]
        value = amount[i]
        sums[line, column] += value
        seen_lines[line] = True
        seen_columns[column] = True
        sizes |= value ^ (value >> 63)
    return sizes


def _side_by_side(rows: Rows, sums: Sums, seen_lines: Seen, seen_columns: Seen) -> int:
    """Take all rows at once, as NumPy likes it."""
    line = rows.of_line[rows.tax, rows.period, rows.kind]
    column = rows.of_enterprise[rows.enterprise]
    amount = rows.amount
    if rows.last_day != NEVER:
        kept = rows.booked_on <= rows.last_day
        line, column, amount = line[kept], column[kept], amount[kept]
    np.add.at(sums.reshape(-1), line * np.int64(sums.shape[1]) + column, amount)
    seen_lines[line] = True
    seen_columns[column] = True
    return int(np.bitwise_or.reduce(amount ^ (amount >> 63), initial=0))


Scatter = Callable[[Rows, Sums, Seen, Seen], int]


@cache
def scatter(*, compiled: bool) -> Scatter:
    """Return the function that adds rows to their places.

    It returns a number with at least as many bits as the largest amount, from which the
    caller proves that no sum can have left int64.
    """
    if not compiled:
        return _side_by_side
    from numba import njit

    loop: Scatter = njit(nogil=True, cache=True)(_one_by_one)
    return loop


def numba_is_here() -> bool:
    """Say whether the optional extra `fast` is installed."""
    return find_spec("numba") is not None
