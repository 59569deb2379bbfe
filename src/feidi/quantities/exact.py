"""Integer arithmetic over arrays that never wraps: what does not fit in int64 is an error.

Amounts are int64 arrays of the smallest unit (fen). A product by a fraction goes through
quotient and remainder, so that no intermediate leaves int64; where even that would not fit,
Python's own integers take over and the result is checked on its way back.
"""

from fractions import Fraction
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from feidi.quantities.rounding import Mode

Amounts = npt.NDArray[np.int64]
LIMIT = int(np.iinfo(np.int64).max)


class AmountTooLarge(ArithmeticError):
    """An amount left the range of int64 (about 9.2e18 fen); nothing was computed from it."""


class Ratios(NamedTuple):
    """Exact fractions, one a lane: numerators and positive denominators of one shape.

    int64, or Python's own integers (dtype object) where a fraction is too fine for int64.
    """

    num: Amounts
    den: Amounts

    @classmethod
    def of(cls, values: list[Fraction]) -> "Ratios":
        """Return the fractions as two arrays.

        >>> Ratios.of([Fraction(1, 10**30)]).den.tolist() == [10**30]
        True
        """
        parts = [f.numerator for f in values], [f.denominator for f in values]
        fits = all(abs(n) <= LIMIT for n in (*parts[0], *parts[1]))
        num, den = (np.array(part, np.int64 if fits else object) for part in parts)
        return cls(num, den)

    def at(self, index: "int | slice | npt.NDArray[np.intp]") -> "Ratios":
        """Return the fractions at `index` of the last axis."""
        return Ratios(self.num[..., index], self.den[..., index])


def as_amounts(values: "list[int] | npt.NDArray[np.object_]") -> Amounts:
    """Return whole numbers as an int64 array; raise where one does not fit."""
    try:
        return np.asarray(values, dtype=np.int64)
    except OverflowError as error:
        message = "an amount does not fit in int64 (about 9.2e18)"
        raise AmountTooLarge(message) from error


def add(left: Amounts, right: Amounts) -> Amounts:
    """Return left + right; raise `AmountTooLarge` where a sum leaves int64.

    >>> add(np.array([1]), np.array([2]))
    array([3])
    """
    result = left + right
    if bool(np.any(((left ^ result) & (right ^ result)) < 0)):
        message = f"a sum leaves int64: {np.max(np.abs(left))} + {np.max(np.abs(right))}"
        raise AmountTooLarge(message)
    return result


def subtract(left: Amounts, right: Amounts) -> Amounts:
    """Return left - right, checked like `add`."""
    result = left - right
    if bool(np.any(((left ^ right) & (left ^ result)) < 0)):
        message = f"a difference leaves int64: {np.max(np.abs(left))} - {np.max(np.abs(right))}"
        raise AmountTooLarge(message)
    return result


class Sums:
    """Exact sums of any number of amounts, place by place.

    Amounts are added plainly as long as no sum can have left int64, by the size of the largest
    and their number; before it could, what has come together is put away in halves.
    """

    def __init__(self, size: int) -> None:
        self._plain = np.zeros(size, np.int64)
        self._halves: tuple[Amounts, Amounts] | None = None
        self._bound = 0

    def add(self, where: npt.NDArray[np.intp], amounts: Amounts) -> None:
        """Add each amount to its place."""
        largest = max(int(np.max(amounts, initial=0)), -int(np.min(amounts, initial=0)))
        if self._bound + largest * len(amounts) > LIMIT:
            self._put_away()
            if largest * len(amounts) > LIMIT:
                self._add_halves(where, amounts)
                return
        self._bound += largest * len(amounts)
        np.add.at(self._plain, where, amounts)

    def total(self) -> Amounts:
        """Return the sums; raise `AmountTooLarge` where one leaves int64."""
        if self._halves is None:
            return self._plain
        self._put_away()
        return _joined(*self._halves)

    def _add_halves(self, where: npt.NDArray[np.intp], amounts: Amounts) -> None:
        high, low = self._opened()
        np.add.at(high, where, amounts >> 32)
        np.add.at(low, where, amounts & 0xFFFFFFFF)

    def _put_away(self) -> None:
        high, low = self._opened()
        high += self._plain >> 32
        low += self._plain & 0xFFFFFFFF
        self._plain[:] = 0
        self._bound = 0

    def _opened(self) -> tuple[Amounts, Amounts]:
        if self._halves is None:
            self._halves = np.zeros_like(self._plain), np.zeros_like(self._plain)
        return self._halves


def sum_into(where: npt.NDArray[np.intp], amounts: Amounts, size: int) -> Amounts:
    """Return for each of `size` places the exact sum of the amounts that name it."""
    sums = Sums(size)
    sums.add(where, amounts)
    return sums.total()


def sum_periods(amounts: Amounts) -> Amounts:
    """Return the exact sum over the last axis, checked like `sum_into`."""
    high = np.sum(amounts >> 32, axis=-1, dtype=np.int64)
    low = np.sum(amounts & 0xFFFFFFFF, axis=-1, dtype=np.int64)
    return _joined(np.atleast_1d(high), np.atleast_1d(low))


def _joined(high: Amounts, low: Amounts) -> Amounts:
    """Return high * 2**32 + low; raise where it leaves int64."""
    high = high + (low >> 32)
    if bool(np.any(high > 0x7FFFFFFF)) or bool(np.any(high < -0x80000000)):
        message = "a sum of amounts leaves int64"
        raise AmountTooLarge(message)
    return (high << 32) + (low & 0xFFFFFFFF)


def portion(amounts: Amounts, ratios: Ratios, mode: Mode = Mode.DOWN, grain: int = 1) -> Amounts:
    """Return amounts x ratio, rounded to a multiple of `grain` in the given mode.

    Rounding is symmetric about zero (§R2): a refund of an amount takes back exactly what the
    amount gave. Ratios must not be negative.

    >>> portion(np.array([10, -10]), Ratios.of([Fraction(1, 3)] * 2))
    array([ 3, -3])
    >>> portion(np.array([1000]), Ratios.of([Fraction(2, 3)]), Mode.HALF_UP, 100)
    array([700])
    """
    num, den = np.broadcast_arrays(ratios.num, ratios.den * grain)
    top = int(np.max(num, initial=0))
    bottom = int(np.max(ratios.den, initial=1)) * grain
    if int(np.min(amounts, initial=0)) < -LIMIT or bottom * max(top, 1) > LIMIT:
        return _portion_of_any_size(amounts, ratios, mode, grain)
    size = np.abs(amounts)
    largest = int(np.max(size, initial=0))
    if largest * top <= LIMIT - grain:
        product = size * num
        whole = product // den
        left = product - whole * den
    else:
        quotient = size // den
        if int(np.max(quotient, initial=0)) > (LIMIT // grain - 1) // top - 1:
            return _portion_of_any_size(amounts, ratios, mode, grain)
        rest = (size - quotient * den) * num
        carried = rest // den
        whole = quotient * num + carried
        left = rest - carried * den
    if mode is not Mode.DOWN:
        whole = whole + mode.lifts(whole, left, den)
    whole = whole * grain if grain > 1 else whole
    return np.asarray(np.where(amounts < 0, -whole, whole))


def _portion_of_any_size(amounts: Amounts, ratios: Ratios, mode: Mode, grain: int) -> Amounts:
    shape = np.broadcast_shapes(amounts.shape, ratios.num.shape)
    rows = zip(
        np.broadcast_to(amounts, shape).ravel().tolist(),
        np.broadcast_to(ratios.num, shape).ravel().tolist(),
        np.broadcast_to(ratios.den, shape).ravel().tolist(),
        strict=True,
    )
    results = [mode.round_ratio(a * n, d * grain) * grain for a, n, d in rows]
    return as_amounts(results).reshape(shape)
