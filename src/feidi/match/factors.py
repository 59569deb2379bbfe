"""Scores that are products: each factor shown, none ever filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from feidi.quantities.words import Words


@dataclass(frozen=True)
class Factor:
    """One factor of a score, 0 to 1, or None where it is not known; and the sentence for it."""

    key: str
    name: Words
    value: float | None
    words: Words


def score(factors: Sequence[Factor]) -> float | None:
    """Return the geometric mean of the known factors, None where none is known. §M17.

    The order is that of the product where all are known; a mean keeps scores with a different
    number of known factors on one scale, and the number known is always shown beside it.

    >>> no = Words("", "")
    >>> score([Factor("a", no, 0.9, no), Factor("b", no, 0.4, no), Factor("c", no, None, no)])
    0.6
    """
    known = [f.value for f in factors if f.value is not None]
    return round(prod(known) ** (1 / len(known)), 12) if known else None


def standing_among(values: Sequence[float], value: float) -> float:
    """Return the part of `values` below `value`, equal ones counted half: 0 to 1.

    >>> standing_among([1.0, 2.0, 2.0, 5.0], 2.0)
    0.5
    """
    below = sum(v < value for v in values)
    equal = sum(v == value for v in values)
    return (below + equal / 2) / len(values)


def known(factors: Sequence[Factor]) -> int:
    """Return how many factors are known."""
    return sum(f.value is not None for f in factors)


def share(value: float) -> str:
    """Return a share as it is said in a sentence."""
    return f"{value:.0%}"
