"""Where the receipts of an enterprise go: a place of its own, or that of its group."""

from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from feidi.folder.engines.names import NO_GROUP, Names
from feidi.quantities.folding import fold
from feidi.records.cells import Codes
from feidi.records.grouping import Grouping

LARGEST_NUMBER = 1 << 25
Numbers = npt.NDArray[np.integer[Any]]


class NotForScan(Exception):
    """A scan cannot answer, or not in the room it has; the message says why."""


class OwnPlaces:
    """Every enterprise by its own name, in the order they are met."""

    def __init__(self) -> None:
        self._names = Names("enterprise")
        self._of_number = np.full(0, -1, np.int32)
        self._lock = Lock()

    @property
    def names(self) -> tuple[str, ...]:
        """The enterprises, by place."""
        return self._names.values

    def of_texts(self, texts: Sequence[str | None]) -> Codes:
        """Return the place of each enterprise named."""
        return self._names.codes(texts)

    def of_numbers(self, numbers: Numbers) -> Codes:
        """Return a table from each of these numbers to the place of the enterprise so called."""
        largest = _largest(numbers)
        with self._lock:
            table = _longer(self._of_number, largest, -1)
            new = np.unique(numbers[table[numbers] < 0])
            table[new] = self._names.codes([str(number) for number in new.tolist()])
            self._of_number = table
            return table


class GroupPlaces:
    """The group of every enterprise; the last place is for those without one."""

    def __init__(self, grouping: Grouping) -> None:
        self.names = (*grouping.names, NO_GROUP)
        self._grouping = grouping
        self._of_text: dict[str, int] | None = None
        self._of_number: Codes | None = None
        self._lock = Lock()

    @property
    def _nobody(self) -> int:
        return len(self.names) - 1

    def of_texts(self, texts: Sequence[str | None]) -> Codes:
        """Return the place of the group of each enterprise named."""
        with self._lock:
            known = self._of_text
            if known is None:
                ids = (fold(str(e)) for e in self._grouping.enterprises.tolist())
                known = dict(zip(ids, self._grouping.group.tolist(), strict=True))
                self._of_text = known
            for text in texts:
                if text is not None and text not in known:
                    known[text] = known.get(fold(text), self._nobody)
        return np.array([known.get(text or "", self._nobody) for text in texts], np.int32)

    def of_numbers(self, numbers: Numbers) -> Codes:
        """Return a table from each of these numbers to the place of the enterprise's group."""
        largest = _largest(numbers)
        with self._lock:
            if self._of_number is None:
                self._of_number = self._by_number()
            self._of_number = _longer(self._of_number, largest, self._nobody)
            return self._of_number

    def _by_number(self) -> Codes:
        ids, group = self._grouping.enterprises, self._grouping.group
        if ids.dtype.kind not in "iu":
            texts = [str(e) for e in ids.tolist()]
            written = [text == str(int(text)) if text.isdecimal() else False for text in texts]
            ids = np.array([int(t) for t, w in zip(texts, written, strict=True) if w], np.int64)
            group = group[np.array(written, np.bool_)]
        kept = (ids >= 0) & (ids <= LARGEST_NUMBER)
        table = np.full(int(np.max(ids[kept], initial=-1)) + 1, self._nobody, np.int32)
        table[ids[kept]] = group[kept]
        return table


def _largest(numbers: Numbers) -> int:
    largest = int(np.max(numbers, initial=0))
    if int(np.min(numbers, initial=0)) < 0 or largest > LARGEST_NUMBER:
        message = f"enterprises numbered below 0 or above {LARGEST_NUMBER}"
        raise NotForScan(message)
    return largest


def _longer(table: Codes, largest: int, filler: int) -> Codes:
    missing = largest + 1 - len(table)
    if missing <= 0:
        return table
    return np.concatenate((table, np.full(missing + len(table) // 2, filler, np.int32)))
