"""Whole units shared out by weights, exactly: the published methods, and one for amounts in lanes.

Every method hands out all units. Where two parties have exactly the same claim to a unit, the
one listed first gets it, or the tie is refused, as the caller says.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from feidi.quantities.exact import Amounts, Ratios, as_amounts

Weights = Sequence[int]
Claim = Callable[[int, int], Fraction]
FIRST, REFUSE = "first", "refuse"


class Tied(ArithmeticError):
    """Two parties claim the last unit with equal right, and nothing says whose it is."""


def largest_remainder(units: int, weights: Weights, ties: str = FIRST) -> list[int]:
    """Hand out whole quotas, then one unit each by the largest fraction left (Hamilton).

    >>> largest_remainder(44, [21878, 9713, 4167, 3252, 1065])
    [24, 11, 5, 3, 1]
    """
    total = _sum_of(weights)
    given = [units * w // total for w in weights]
    claims = [Fraction(units * w % total, total) for w in weights]
    for i in _best(claims, units - sum(given), ties):
        given[i] += 1
    return given


def fowler_allocate(units: int, weights: Weights) -> list[int]:
    """Hand out whole quotas; what is left goes one by one to those listed first.

    >>> fowler_allocate(5, [3, 7])
    [2, 3]
    """
    total = _sum_of(weights)
    given = [units * w // total for w in weights]
    for i in range(units - sum(given)):
        given[i] += 1
    return given


def dhondt(units: int, weights: Weights, ties: str = FIRST) -> list[int]:
    """Hand out each unit to the largest weight / (units held + 1) (Jefferson)."""
    return _by_divisors(units, weights, lambda w, held: Fraction(w, held + 1), ties)


def sainte_lague(units: int, weights: Weights, ties: str = FIRST) -> list[int]:
    """Hand out each unit to the largest weight / (2 x units held + 1) (Webster)."""
    return _by_divisors(units, weights, lambda w, held: Fraction(w, 2 * held + 1), ties)


def adams(units: int, weights: Weights, ties: str = FIRST) -> list[int]:
    """Give everybody one unit first, then each by the largest weight / units held."""
    return _one_each_first(units, weights, Fraction, ties)


def huntington_hill(units: int, weights: Weights, ties: str = FIRST) -> list[int]:
    """Give everybody one unit first, then by the largest weight² / (held x (held + 1))."""

    def claim(weight: int, held: int) -> Fraction:
        return Fraction(weight * weight, held * (held + 1))

    return _one_each_first(units, weights, claim, ties)


def quota_method(units: int, weights: Weights, ties: str = FIRST) -> list[int]:
    """Hand out each unit as D'Hondt does, but to nobody beyond its quota rounded up.

    Balinski and Young: a party may get its next unit only while that stays within the quota
    of as many units as are then handed out.

    >>> quota_method(26, [9061, 7179, 5259, 3319, 1182])
    [10, 7, 5, 3, 1]
    """
    total = _sum_of(weights)
    given = [0] * len(weights)
    for size in range(1, units + 1):
        claims = [
            Fraction(w, held + 1) if held * total < w * size else Fraction(-1)
            for w, held in zip(weights, given, strict=True)
        ]
        given[_best(claims, 1, ties)[0]] += 1
    return given


def above_threshold(weights: Weights, share: Fraction) -> list[int]:
    """Return the weights with those below a share of their sum set to nothing.

    >>> above_threshold([96, 4], Fraction(5, 100))
    [96, 0]
    """
    total = sum(weights)
    return [w if w >= share * total else 0 for w in weights]


def by_largest_remainder(amounts: Amounts, shares: Sequence[Ratios], grain: int) -> list[Amounts]:
    """Return each lane's parts of an amount, in whole grains, adding up to all of it.

    Each part is rounded down to the grain; the grains left go one each to the largest
    fractions, the party listed first where two are equal; what is less than a grain goes to
    the next in that order. Symmetric about zero. The shares of a lane add up to one.

    >>> thirds = [Ratios.of([Fraction(1, 3)])] * 3
    >>> [part.tolist() for part in by_largest_remainder(np.array([100]), thirds, 1)]
    [[34], [33], [33]]
    """
    size: npt.NDArray[np.object_] = np.abs(amounts.astype(object))
    nums = np.stack([s.num.astype(object) for s in shares])
    dens = np.stack([s.den.astype(object) for s in shares]) * grain
    common = np.lcm.reduce(dens, axis=0)
    floors = size * nums // dens
    claims = (size * nums - floors * dens) * (common // dens)
    place = np.argsort(np.argsort(-claims, axis=0, kind="stable"), axis=0, kind="stable")
    rest = size - (floors * grain).sum(axis=0)
    left, odd = rest // grain, rest % grain
    parts = (floors + (place < left)) * grain + np.where(place == left, odd, 0)
    sign = np.where(amounts < 0, -1, 1)
    return [as_amounts((part * sign).tolist()) for part in parts]


def _sum_of(weights: Weights) -> int:
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        message = f"weights {list(weights)} share out nothing"
        raise ValueError(message)
    return total


def _best(claims: list[Fraction], many: int, ties: str) -> list[int]:
    """Return who has the `many` largest claims, earlier listed first among equals."""
    order = sorted(range(len(claims)), key=lambda i: (-claims[i], i))
    if ties == REFUSE and 0 < many < len(order):
        last, after = order[many - 1], order[many]
        if claims[last] == claims[after]:
            message = f"parties {last + 1} and {after + 1} claim the same unit"
            raise Tied(message)
    return order[:many]


def _by_divisors(units: int, weights: Weights, claim: Claim, ties: str) -> list[int]:
    _sum_of(weights)
    given = [0] * len(weights)
    return _hand_on(units, weights, given, claim, ties)


def _one_each_first(units: int, weights: Weights, claim: Claim, ties: str) -> list[int]:
    _sum_of(weights)
    positive = [Fraction(w) for w in weights]
    first = set(_best(positive, min(units, sum(w > 0 for w in weights)), ties))
    given = [int(i in first) for i in range(len(weights))]
    if units <= len(first):
        return given
    return _hand_on(
        units - len(first),
        weights,
        given,
        lambda w, held: claim(w, held) if w else Fraction(-1),
        ties,
    )


def _hand_on(units: int, weights: Weights, given: list[int], claim: Claim, ties: str) -> list[int]:
    """Hand out the units one by one to the largest claim; ties matter for the last one only."""
    for left in range(units, 0, -1):
        claims = [claim(w, held) for w, held in zip(weights, given, strict=True)]
        given[_best(claims, 1, ties if left == 1 else FIRST)[0]] += 1
    return given
