"""Does everything hang together? Components of the graph of places and industries."""

import numpy as np

from feidi.match.complexity.value_table import Counts, Flags


def islands(presence: Flags) -> tuple[Counts, Counts]:
    """Which places and industries hang together through what is present where?

    presence: places x industries. Returns for each place and each industry the number of its
    component, 0 for the first place's and so on; -1 for what has no presence at all.

    >>> islands(np.array([[True, True, False], [False, False, True], [False, True, False]]))
    (array([0, 1, 0]), array([0, 0, 1]))
    """
    of_place = np.full(presence.shape[0], -1)
    of_industry = np.full(presence.shape[1], -1)
    count = 0
    for start in range(presence.shape[0]):
        if of_place[start] < 0 and presence[start].any():
            rows, columns = _reached(presence, start)
            of_place[rows], of_industry[columns] = count, count
            count += 1
    return of_place, of_industry


def _reached(presence: Flags, start: int) -> tuple[Flags, Flags]:
    """Return the places and industries that can be reached from one place."""
    rows: Flags = np.zeros(presence.shape[0], np.bool_)
    rows[start] = True
    while True:
        columns: Flags = np.any(presence[rows], axis=0)
        wider: Flags = np.any(presence[:, columns], axis=1)
        if wider.all():
            return wider, np.any(presence, axis=0)
        if np.array_equal(wider, rows):
            return rows, columns
        rows = wider
