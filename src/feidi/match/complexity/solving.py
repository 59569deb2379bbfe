"""Complexity of places and industries on one scale: solved, or taken from another result."""

from typing import NamedTuple

import numpy as np

from feidi.match.complexity.conventions import Convention
from feidi.match.complexity.eigen import ordering
from feidi.match.complexity.result import Complexity
from feidi.match.complexity.value_table import Flags, Floats


class Solved(NamedTuple):
    """Numbers of places and industries in deviations of ECI, not centred.

    ECI = places - centre and PCI = industries - centre, so that a place's ECI is the mean PCI of
    what it has. eigenvalues and sign: see `Ordering`.
    """

    places: Floats
    industries: Floats
    centre: float
    eigenvalues: tuple[float, float] = (float("nan"), float("nan"))
    sign: float = float("nan")


def solve(presence: Flags, shared: Floats, convention: Convention) -> Solved:
    """Solve the eigenproblem of a connected presence and scale it by the convention (§M2).

    shared: M U^-1 M', see `ordering`.
    """
    found = ordering(presence, shared)
    spread = deviation(found.places, presence.shape[1], convention)
    places = found.places / spread
    return Solved(places, found.industries / spread, float(places.mean()), found.values, found.sign)


def taken(presence: Flags, worth: Floats, scale_of: Complexity) -> Solved:
    """Give places the mean of what their industries are worth in another result (§M8)."""
    diversity = presence.sum(axis=1)
    return Solved(presence @ worth / diversity, worth, scale_of.scale.centre)


def worth_in(result: Complexity, industries: tuple[str, ...]) -> Floats:
    """Return what industries are worth in a result, by name; NaN where it cannot say."""
    known = dict(zip(result.industries, result.pci + result.scale.centre, strict=True))
    return np.array([known.get(name, np.nan) for name in industries], np.float64)


def deviation(column: Floats, industries: int, convention: Convention) -> float:
    """Return the deviation of one number a place, as the convention takes it."""
    squares = float(np.square(column - column.mean()).sum())
    if convention.spread == "places":
        return float(np.sqrt(squares / len(column)))
    return float(np.sqrt(industries * squares / (industries * len(column) - 1)))
