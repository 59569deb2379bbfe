"""Lots: single parcels, and parcels that touch and may be given together."""

from collections import defaultdict

import numpy as np

from feidi.records.nearness import neighbours_within
from feidi.records.parcel import Parcel

# parcels drawn from the same border lie this near; a street between them is wider
TOUCH_M = 1.0


def touching(parcels: tuple[Parcel, ...]) -> dict[int, set[int]]:
    """Return, for each parcel, those of the same park that touch it."""
    near = neighbours_within([parcel.shape for parcel in parcels], TOUCH_M)
    found: dict[int, set[int]] = defaultdict(set)
    for i, j in near.tolist():
        if parcels[i].park == parcels[j].park:
            found[i].add(j)
            found[j].add(i)
    return found


def joined(beside: dict[int, set[int]], most: int) -> set[tuple[int, ...]]:
    """Return every connected set of 2 to `most` parcels, each once, its parcels in order.

    >>> sorted(joined({0: {1}, 1: {0, 2}, 2: {1}}, 3))
    [(0, 1), (0, 1, 2), (1, 2)]
    """
    ring: set[tuple[int, ...]] = {(i,) for i in beside}
    found: set[tuple[int, ...]] = set()
    for _ in range(most - 1):
        ring = {
            tuple(sorted((*lot, more)))
            for lot in ring
            for i in lot
            for more in beside[i]
            if more not in lot
        }
        found |= ring
    return found


def needed_together(areas: np.ndarray, least: float) -> bool:
    """Say whether a lot of several parcels is just enough: without any one it would be too small.

    >>> needed_together(np.array([3.0, 4.0]), 6.0), needed_together(np.array([3.0, 7.0]), 6.0)
    (True, False)
    """
    return bool(areas.sum() - areas.min() < least)
