"""The method of reflections, as first published; kept to show how it relates to the eigenvector."""

import numpy as np

from feidi.match.complexity.value_table import Flags, Floats


def reflections(presence: Flags, rounds: int) -> tuple[Floats, Floats]:
    """What do places and industries look like, seen in each other so many times?

    k_c[0] is diversity, k_p[0] ubiquity; k_c[n] is the mean k_p[n - 1] of a place's
    industries, and the other way round. presence: places x industries, nothing empty.
    Returns rounds + 1 rows each.
    Do not rank by it: differences shrink each round, and after some thirty rounds what is left is
    rounding (§M3). `complexity` solves for the limit instead.
    Source: Hidalgo and Hausmann (2009), PNAS 106(26).

    >>> places, industries = reflections(np.array([[True, True], [False, True]]), 1)
    >>> places[1], industries[1]
    (array([1.5, 2. ]), array([2. , 1.5]))
    """
    links = presence.astype(np.float64)
    by_place, by_industry = links.sum(axis=1), links.sum(axis=0)
    places, industries = [by_place], [by_industry]
    for _ in range(rounds):
        one, other = links @ industries[-1] / by_place, places[-1] @ links / by_industry
        places.append(one)
        industries.append(other)
    return np.array(places), np.array(industries)
