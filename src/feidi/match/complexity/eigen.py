"""The eigenvector that orders places and industries, by a symmetric solver."""

from typing import NamedTuple

import numpy as np
from scipy.linalg import eigh

from feidi.match.complexity.value_table import Flags, Floats


class Ordering(NamedTuple):
    """The second eigenvector, in the solver's own scale.

    places: one number a place; industries: so scaled that a place's number is the mean of its
    industries'. values: the second and third eigenvalue. sign: correlation of `places` with
    diversity, never negative; NaN where all places are equally diverse.
    """

    places: Floats
    industries: Floats
    values: tuple[float, float]
    sign: float


def ordering(presence: Flags) -> Ordering:
    """Which one number for places and one for industries say most about who does what?

    The second eigenvector of D^-1 M U^-1 M', where D holds diversities and U ubiquities. Scaled by
    D^1/2 the matrix is symmetric, so it is solved on the shorter side by a symmetric solver,
    and its known first eigenvector (eigenvalue 1) is taken out beforehand. The sign makes
    places' numbers grow with diversity; industries' follow from places' through M and are
    never signed alone.

    presence: places x industries, connected, nothing empty, at least two of each.
    Source: Hidalgo and Hausmann (2009), PNAS 106(26); Mealy, Farmer and Teytelboym (2019),
    Science Advances 5(1), for the eigenvector.
    """
    diverse = np.count_nonzero(presence, axis=1).astype(np.float64)
    ubiquitous = np.count_nonzero(presence, axis=0).astype(np.float64)
    of_place, of_industry = np.sqrt(diverse), np.sqrt(ubiquitous)
    scaled: Floats = presence / of_place[:, None]
    scaled /= of_industry
    if len(diverse) <= len(ubiquitous):
        vector, values = _second(scaled, diverse)
        industries = (vector @ scaled) / of_industry / (values[0] or np.nan)
        places = vector / of_place
    else:
        vector, values = _second(scaled.T, ubiquitous)
        industries = vector / of_industry
        places = (scaled @ vector) / of_place
    sign = _correlation(places, diverse)
    turn = -1.0 if sign < 0 or (np.isnan(sign) and _leans_down(places)) else 1.0
    return Ordering(turn * places, turn * industries, values, turn * sign)


def _second(scaled: Floats, margins: Floats) -> tuple[Floats, tuple[float, float]]:
    """Return the second eigenvector of scaled @ scaled', and eigenvalues two and three."""
    first = np.sqrt(margins / margins.sum())
    matrix = scaled @ scaled.T
    matrix -= np.outer(first, first)
    size = len(margins)
    values, vectors = eigh(
        matrix, subset_by_index=(size - 2, size - 1), overwrite_a=True, check_finite=False
    )
    return vectors[:, 1], (float(values[1]), float(values[0]))


def _correlation(one: Floats, other: Floats) -> float:
    """Return Pearson's correlation, NaN where one of them does not vary."""
    a, b = one - one.mean(), other - other.mean()
    size = np.sqrt((a @ a) * (b @ b))
    return float(a @ b / size) if size > 0 else float("nan")


def _leans_down(places: Floats) -> bool:
    """Say whether the largest deviation is a negative one: a sign where nothing else gives one."""
    return bool(places[np.argmax(np.abs(places))] < 0)
