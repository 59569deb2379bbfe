"""Receipts summed to cells: the only part of a settlement that grows with the receipts."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feidi.quantities.calendar import Period

Codes = npt.NDArray[np.int32]
PIECE = 1 << 15


@dataclass(frozen=True)
class Cells:
    """Sums of receipts by (enterprise, tax, period, kind), one row a cell, in no order.

    enterprise, tax, period, kind: codes into `enterprises`, `taxes`, `periods` and
    `kinds` (names as the receipts write them). amount: int64 fen.
    """

    enterprise: Codes
    tax: Codes
    period: Codes
    kind: Codes
    amount: npt.NDArray[np.int64]
    enterprises: tuple[str, ...]
    taxes: tuple[str, ...]
    periods: tuple[Period, ...]
    kinds: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.amount)

    def pieces(self) -> Iterator[slice]:
        """Yield all cells in runs whose work fits a processor's cache."""
        for start in range(0, len(self), PIECE):
            yield slice(start, start + PIECE)
