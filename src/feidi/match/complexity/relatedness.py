"""Which industries go together, and how near is a place to one it does not have?"""

import numpy as np

from feidi.match.complexity.value_table import Flags, Floats

# single precision holds every whole number up to here, so counts of places are exact in it
EXACT = 1 << 24


def proximity(presence: Flags, diagonal: float = 0.0) -> Floats:
    """How likely is one industry where the other is, whichever way is less likely?

    phi[i, j] = both[i, j] / max(u[i], u[j]), the smaller of two conditional frequencies: `both`
    counts places with both, u places with one. presence: places x industries.
    diagonal: an industry's proximity to itself; 0, because what a place has must not tell
    whether it will have it (§M4), or 1. An industry present nowhere is near to nothing (0).
    Returns industries x industries, symmetric, from 0 to 1.
    Source: Hidalgo, Klinger, Barabasi and Hausmann (2007), Science 317.

    >>> proximity(np.array([[True, True, False], [True, False, True], [True, True, True]]))
    array([[0.        , 0.66666667, 0.66666667],
           [0.66666667, 0.        , 0.5       ],
           [0.66666667, 0.5       , 0.        ]])
    """
    if presence.shape[0] >= EXACT:
        message = "more places than single precision can count"
        raise OverflowError(message)
    links = presence.astype(np.float32)
    both = links.T @ links
    ubiquity = np.maximum(np.diag(both), 1)
    found: Floats = np.divide(both, np.maximum(ubiquity[:, None], ubiquity), dtype=np.float64)
    np.fill_diagonal(found, diagonal)
    return found


def density(presence: Flags, near: Floats) -> Floats:
    """How much of what is near to an industry does a place already have?

    density[c, i] = sum_j M[c, j] phi[j, i] / sum_j phi[j, i]. presence: places x industries;
    near: their proximity. Returns places x industries, from 0 to 1; NaN for an industry near to
    nothing. Distance is 1 - density.
    Source: Hidalgo, Klinger, Barabasi and Hausmann (2007), Science 317.

    >>> have = np.array([[True, True, False], [True, False, True], [True, True, True]])
    >>> density(have, proximity(have))[0].round(4)
    array([0.5   , 0.5714, 1.    ])
    """
    found: Floats = presence.astype(np.float64) @ near
    found /= reach(near)
    return found


def reach(near: Floats) -> Floats:
    """Return how near an industry is to all others together; NaN where to none."""
    sums = near.sum(axis=0)
    return np.where(sums > 0, sums, np.nan)
