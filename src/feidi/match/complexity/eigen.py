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


def ordering(presence: Flags, shared: Floats | None = None) -> Ordering:
    """Which one number for places and one for industries say most about who does what?

    The second eigenvector of D^-1 M U^-1 M', where D holds diversities and U ubiquities. Scaled by
    D^1/2 the matrix is symmetric, so it is solved on the shorter side by a symmetric solver,
    and its known first eigenvector (eigenvalue 1) is taken out beforehand. The sign makes
    places' numbers grow with diversity; industries' follow from places' through M and are
    never signed alone.

    presence: places x industries, connected, nothing empty, at least two of each.
    shared: M U^-1 M' where it is known already; its upper triangle is enough.
    Source: Hidalgo and Hausmann (2009), PNAS 106(26); Mealy, Farmer and Teytelboym (2019),
    Science Advances 5(1), for the eigenvector.
    """
    diverse = np.count_nonzero(presence, axis=1).astype(np.float64)
    ubiquitous = np.count_nonzero(presence, axis=0).astype(np.float64)
    if len(diverse) <= len(ubiquitous):
        known = _shared(presence, ubiquitous) if shared is None else shared
        places, values = _second(known, diverse)
        industries = (places @ presence) / ubiquitous / (values[0] or np.nan)
    else:
        industries, values = _second(_shared(presence.T, diverse), ubiquitous)
        places = (presence @ industries) / diverse
    sign = _correlation(places, diverse)
    turn = -1.0 if sign < 0 or (np.isnan(sign) and _leans_down(places)) else 1.0
    return Ordering(turn * places, turn * industries, values, turn * sign)


def _shared(links: Flags, margins: Floats) -> Floats:
    """Return links rate links', where rate is 1 over the margins of what is summed over."""
    rooted = links / np.sqrt(margins)
    shared: Floats = rooted @ rooted.T
    return shared


def _second(shared: Floats, margins: Floats) -> tuple[Floats, tuple[float, float]]:
    """Return the second eigenvector of shared over margins, and eigenvalues two and three."""
    root = np.sqrt(margins)
    matrix = shared / np.outer(root, root)
    matrix -= np.outer(root, root / margins.sum())
    size = len(margins)
    values, vectors = eigh(
        matrix,
        lower=False,
        subset_by_index=(size - 2, size - 1),
        overwrite_a=True,
        check_finite=False,
    )
    return vectors[:, 1] / root, (float(values[1]), float(values[0]))


def _correlation(one: Floats, other: Floats) -> float:
    """Return Pearson's correlation, NaN where one of them does not vary."""
    a, b = one - one.mean(), other - other.mean()
    size = np.sqrt((a @ a) * (b @ b))
    return float(a @ b / size) if size > 0 else float("nan")


def _leans_down(places: Floats) -> bool:
    """Say whether the largest deviation is a negative one: a sign where nothing else gives one."""
    return bool(places[np.argmax(np.abs(places))] < 0)
