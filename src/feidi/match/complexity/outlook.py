"""What would come within reach? Density, complexity outlook index and outlook gain."""

from typing import NamedTuple

import numpy as np

from feidi.match.complexity.value_table import Flags, Floats


class Outlook(NamedTuple):
    """density, gain: places x industries. chances: one number a place, not standardised."""

    density: Floats
    chances: Floats
    gain: Floats


def outlook(presence: Flags, near: Floats, sums: Floats, worth: Floats) -> Outlook:
    """How good are a place's chances, and what would each new industry add to them?

    chances[c] = sum_i (1 - M[c, i]) density[c, i] worth[i], the outlook index (COI);
    gain[c, i] = (1 - M[c, i]) sum_j (1 - M[c, j]) phi[i, j] worth[j] / sum_k phi[j, k], the gain
    (COG); 0 where the industry is already there.

    presence: places x industries. near: proximity, industries x industries, symmetric; sums: its
    `reach`. worth: complexity of industries in the scale of the eigenvector, not centred (§M5).
    Source: Hausmann, Hidalgo et al. (2014), The Atlas of Economic Complexity, MIT Press, ch. 2.

    >>> have = np.array([[True, True, False], [True, False, True]])
    >>> near = np.array([[0.0, 0.5, 0.5], [0.5, 0.0, 0.25], [0.5, 0.25, 0.0]])
    >>> found = outlook(have, near, near.sum(axis=0), np.array([1.0, 2.0, 4.0]))
    >>> found.chances, found.gain[0]
    (array([4., 2.]), array([0., 0., 0.]))
    """
    places = presence.shape[0]
    lacking = 1.0 - presence
    # one product for both: the large matrix is read once
    both = np.empty((2 * places, presence.shape[1]))
    both[:places] = presence
    np.multiply(lacking, np.nan_to_num(worth / sums), out=both[places:])
    both = both @ near
    density, gain = both[:places], both[places:]
    density /= sums
    gain *= lacking
    lacking *= np.nan_to_num(density)
    return Outlook(density, lacking @ worth, gain)
