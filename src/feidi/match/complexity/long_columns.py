"""Columns of a long table: text to codes, text to numbers, and where either cannot be read."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from math import isfinite
from typing import Any, NamedTuple, Protocol

import numpy as np

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.match.complexity.value_table import Counts, Flags, Floats
from feidi.quantities.words import Words

# so many rows are named one by one; the rest is counted
_NAMED = 20
# so many rows tell whether a column is sorted, so that equal labels stand together
_SAMPLE = 1000


class Columns(Protocol):
    """Anything that gives a column for its name: a dict of arrays, or a data frame."""

    def __getitem__(self, name: str, /) -> Any:
        """Return the column of that name."""
        ...


class Coded(NamedTuple):
    """A column of labels as codes into labels in order, -1 where there is none."""

    codes: Counts
    labels: tuple[str, ...]

    def at(self, rows: Counts) -> "Coded":
        """Return some rows, each with a label, and the labels that occur in them."""
        codes = self.codes[rows]
        there = np.zeros(len(self.labels), np.bool_)
        there[codes] = True
        labels = tuple(name for name, used in zip(self.labels, there, strict=True) if used)
        return Coded((np.cumsum(there) - 1)[codes], labels)


def coded(column: Any) -> Coded:
    """Return a column of labels as codes into the labels that occur, in order.

    column: text or whole numbers in an array, list or pandas column, or `Coded` already.

    >>> coded(["b", "a", None, "b"])
    Coded(codes=array([ 1,  0, -1,  1]), labels=('a', 'b'))
    """
    if isinstance(column, Coded):
        return _in_order(column.codes, _occurring(column.codes, column.labels))
    categories = getattr(column, "cat", None)
    if categories is not None and hasattr(categories, "codes"):
        codes = np.asarray(categories.codes)
        return _in_order(codes, _occurring(codes, categories.categories.tolist()))
    # a pandas column numbers its own labels, whatever it keeps text in
    numbers_itself = hasattr(column, "factorize")
    rows: Any = column.array if numbers_itself else np.asarray(column)
    starts = _run_starts(rows)
    met = rows if starts is None else rows[starts]
    codes, names = met.factorize() if numbers_itself else _as_met(met.tolist())
    if starts is not None:
        codes = np.repeat(codes, np.diff(starts, append=len(rows)))
    # the column's own way to a list is several times faster than asking it label by label
    return _in_order(codes, names if isinstance(names, list) else names.tolist())


def _occurring(codes: Counts, names: Sequence[Any]) -> list[Any]:
    """Return names of which some may not occur, empty where they do not."""
    # where a row has no label, its code -1 falls on what follows the last name
    there = np.zeros(len(names) + 1, np.bool_)
    there[codes] = True
    return [name if used else "" for name, used in zip(names, there[:-1], strict=True)]


def _as_met(labels: list[Any]) -> tuple[Counts, list[Any]]:
    """Return labels as codes into those that differ, in the order in which they were met."""
    # a label met for the first time gets the next number: one look-up a label
    number: defaultdict[Any, int] = defaultdict(count().__next__)
    codes = np.fromiter(map(number.__getitem__, labels), np.int64, len(labels))
    return codes, list(number)


def _run_starts(rows: Any) -> Counts | None:
    """Return where a run of equal labels starts; None where most runs are of one row."""
    if len(rows) <= _SAMPLE:
        return None
    sample = rows[: _SAMPLE + 1]
    changed = sample[1:] != sample[:-1]
    # where a column says neither yes nor no of a missing label, its rows are taken one by one
    if not isinstance(changed, np.ndarray) or np.count_nonzero(changed) > _SAMPLE // 4:
        return None
    changes = np.flatnonzero(rows[1:] != rows[:-1]) + 1
    return np.concatenate([np.zeros(1, np.int64), changes])


def _in_order(codes: Counts, names: list[Any]) -> Coded:
    """Return codes of labels in any order as codes into labels in order, each once."""
    plain = all(type(name) is str for name in names)
    texts = list(map(str.strip, names)) if plain else [_text(name) for name in names]
    labels = tuple(sorted(set(texts) - {""}))
    place = {label: i for i, label in enumerate(labels)}
    new = np.array([place.get(text, -1) for text in [*texts, ""]], np.int64)
    there = np.array_equal(new[:-1], np.arange(len(labels)))
    return Coded(codes if there else new[codes], labels)


def _text(name: Any) -> str:
    """Return a label as text; empty where there is none."""
    if name is None or (isinstance(name, float) and not isfinite(name)):
        return ""
    return str(name).strip()


def numbers(column: Any) -> Floats:
    """Return a column as numbers, NaN where it holds none.

    >>> numbers(["1.5", "many", None, 2])
    array([1.5, nan, nan, 2. ])
    """
    raw = np.asarray(column)
    if raw.dtype.kind in "iufb":
        return raw.astype(np.float64, copy=False)
    return np.array([_number(value) for value in raw.tolist()], np.float64)


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")


class Lines(NamedTuple):
    """The file and line that a row came from."""

    source: str
    first: int

    def problems(
        self, wrong: Flags, code: str, column: Any, said: tuple[Words, Words]
    ) -> Iterator[Problem]:
        """Name the first rows where something is wrong, and count the rest."""
        which = np.flatnonzero(wrong)
        what, fix = said
        for i in which[:_NAMED].tolist():
            echo = str(np.asarray(column)[i])
            yield Problem(code, At(self.source, self.first + i), what.fill(it=echo), fix, echo)
        if len(which) > _NAMED:
            more = Words(
                f"还有 {len(which) - _NAMED} 行有同样的问题",
                f"{len(which) - _NAMED} more rows like these",
            )
            yield Problem(code, At(self.source), more, fix)
