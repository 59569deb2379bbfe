"""Decimal figures as whole numbers, exactly, for a solver that knows whole numbers alone."""

from fractions import Fraction
from math import gcd, lcm

import numpy as np

from feidi.site.model.model import Floats, Ints

# a decimal figure read into a float is within this of the decimal that was written
MOST_DIGITS = 9
LARGEST = 2**53


class Unscalable(ValueError):
    """Figures that no common whole number of their unit can hold."""


def scaled(figures: Floats) -> tuple[Ints, int]:
    """By which whole number must figures be multiplied to be whole, and what are they then?

    A float stands for the shortest decimal that reads as it (0.1 is one tenth), the way the
    figure was written in its table. The result is exact in that sense; figures with more than
    nine decimals, infinite ones, or ones that grow beyond 2**53 raise `Unscalable`.

    >>> scaled(np.array([0.5, 1.25]))
    (array([2, 5]), 4)
    """
    whole = np.rint(figures)
    if not np.isfinite(figures).all():
        message = "an infinite figure cannot be made whole"
        raise Unscalable(message)
    factor = 1
    if not (whole == figures).all():
        parts = [Fraction(repr(float(f))) for f in np.unique(figures)]
        factor = lcm(*(part.denominator for part in parts))
        if factor > 10**MOST_DIGITS:
            message = f"more than {MOST_DIGITS} decimals in {figures[whole != figures][0]!r}"
            raise Unscalable(message)
        whole = np.rint(figures * factor)
    if np.abs(whole).max(initial=0.0) > LARGEST:
        message = f"{np.abs(figures).max()!r} times {factor} is above 2**53"
        raise Unscalable(message)
    return whole.astype(np.int64), factor


def shortened(figures: Ints) -> tuple[Ints, int]:
    """Divide figures by what divides them all; return them and the divisor."""
    common = gcd(*(int(f) for f in np.unique(figures))) or 1
    return figures // common, common
