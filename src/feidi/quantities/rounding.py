"""Rounding modes, symmetric about zero, for one fraction and for arrays of them (§R2)."""

from enum import Enum

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]


class Mode(Enum):
    """How the part below the grain is treated; named by the size of the amount, not its sign."""

    DOWN = "down"
    UP = "up"
    HALF_UP = "half-up"
    HALF_EVEN = "half-even"

    def lifts(self, whole: Whole, left: Whole, den: Whole) -> npt.NDArray[np.bool_]:
        """Say for each lane whether whole + left/den (0 <= left < den) rounds up to whole + 1."""
        if self is Mode.DOWN:
            return np.zeros(left.shape, np.bool_)
        if self is Mode.UP:
            return np.asarray(left > 0)
        half = left - (den - left)
        if self is Mode.HALF_UP:
            return np.asarray(half >= 0)
        return np.asarray((half > 0) | ((half == 0) & ((whole & 1) == 1)))

    def round_ratio(self, num: int, den: int) -> int:
        """Return num/den rounded to a whole number.

        >>> [Mode.HALF_EVEN.round_ratio(n, 2) for n in (1, 3, -3)]
        [0, 2, -2]
        """
        whole, left = divmod(abs(num), den)
        if self is Mode.UP:
            whole += left > 0
        elif self is Mode.HALF_UP:
            whole += 2 * left >= den
        elif self is Mode.HALF_EVEN:
            whole += 2 * left > den or (2 * left == den and whole % 2 == 1)
        return -whole if num < 0 else whole
