"""Names as receipts write them -> the codes of cells: one code for every way to write a name."""

from collections.abc import Callable, Sequence
from functools import partial
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from feidi.folder.cell_values import read_kind, read_tax
from feidi.folder.columns import columns
from feidi.quantities.calendar import Cycle, Period, read_period
from feidi.quantities.folding import fold
from feidi.quantities.words import Unreadable
from feidi.records.cells import Codes

AXES = ("enterprise", "tax", "period", "kind")
NO_GROUP = ""


def _tax(text: str) -> str:
    """Return the tax's code; an unknown name stays, for the checker has told of it."""
    try:
        return read_tax(text)
    except Unreadable:
        return fold(text)


def _kind(text: str) -> str:
    try:
        return read_kind(text).value
    except Unreadable:
        return fold(text)


def period_of(cycle: Cycle, text: str) -> Period:
    """Return the period a text names, or the longer one of a cycle that contains it."""
    period = read_period(text)
    if period.months >= cycle:
        return period
    return Period(period.first - period.first % cycle, int(cycle))


READ: dict[str, Callable[[Any], Any]] = {
    "enterprise": fold,
    "tax": _tax,
    "kind": _kind,
    "line": tuple,
}


class Names:
    """The distinct values of one axis, in the order they were met. Safe for several threads."""

    def __init__(self, axis: str, cycle: Cycle = Cycle.MONTH) -> None:
        self._read = partial(period_of, cycle) if axis == "period" else READ[axis]
        self._code_as_said: dict[Any, int] = {}
        self._code: dict[Any, int] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._code)

    @property
    def values(self) -> tuple[Any, ...]:
        """Every value, by its code."""
        return tuple(self._code)

    def codes(self, said: Sequence[Any]) -> Codes:
        """Return the code of each value as said; raise `Unreadable` for a period that is none."""
        known = self._code_as_said
        with self._lock:
            for value in said:
                if value not in known:
                    known[value] = self._code.setdefault(self._read(value), len(self._code))
        return np.array([known[value] for value in said], np.int32)


class Ordered(NamedTuple):
    """The values met on one axis, in their order.

    codes: what each was before. now: the code of today for every code before.
    """

    values: tuple[Any, ...]
    codes: npt.NDArray[np.intp]
    now: Codes


def in_order(values: tuple[Any, ...], met: npt.NDArray[np.bool_]) -> Ordered:
    """Return the values that were met, sorted, so that codes do not depend on who came first."""
    codes = sorted(np.flatnonzero(met).tolist(), key=values.__getitem__)
    order = np.array(codes, np.intp)
    now: Codes = np.full(len(values), -1, np.int32)
    now[order] = np.arange(len(order))
    return Ordered(tuple(values[code] for code in codes), order, now)


def fields(header: Sequence[str]) -> dict[str, str]:
    """Return field -> the name this header gives it, in Chinese or in English.

    >>> fields(("编号", "amount"))
    {'id': '编号', 'amount': 'amount'}
    """
    wanted = {name: column.field for column in columns("receipts") for name in column.names}
    said = {name: wanted.get(fold(name).lower()) for name in header}
    return {field: name for name, field in said.items() if field is not None}
