"""Which pieces of land lie within a distance of each other, edge to edge, in metres."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from shapely import STRtree
from shapely.geometry.base import BaseGeometry


def pairs_within(
    shapes: Sequence[BaseGeometry], others: Sequence[BaseGeometry], metres: float
) -> NDArray[np.int64]:
    """Which of `shapes` lie within a distance of which of `others`?

    The distance is between the nearest edges, 0 where they touch or overlap; a pair at exactly
    `metres` counts. Returns one row (index in shapes, index in others) a pair, in order.

    >>> from shapely import box
    >>> pairs_within([box(0, 0, 1, 1), box(9, 0, 10, 1)], [box(3, 0, 4, 1)], 2).tolist()
    [[0, 0]]
    """
    if not len(shapes) or not len(others):
        return np.zeros((0, 2), dtype=np.int64)
    found = STRtree(others).query(np.asarray(shapes), predicate="dwithin", distance=metres)
    order = np.lexsort((found[1], found[0]))
    return found.T[order].astype(np.int64)


def neighbours_within(shapes: Sequence[BaseGeometry], metres: float) -> NDArray[np.int64]:
    """Which pieces of one set lie within a distance of each other? Each pair once, i < j.

    >>> from shapely import box
    >>> neighbours_within([box(0, 0, 1, 1), box(1, 0, 2, 1), box(9, 0, 10, 1)], 0).tolist()
    [[0, 1]]
    """
    both = pairs_within(shapes, shapes, metres)
    return both[both[:, 0] < both[:, 1]]
