"""Loops over fillings of knapsacks, compiled; imported only where numba is installed."""

import numpy as np
import numpy.typing as npt
from numba import njit

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
NEAR = 1e-9


@njit(nogil=True, cache=True)
def rests(worth: Floats, use: Ints, room: int) -> Floats:
    """Return what items from each one on can add at best in each room: (items + 1) x (room + 1)."""
    count = len(worth)
    best = np.zeros((count + 1, room + 1))
    for item in range(count - 1, -1, -1):
        gain, size = worth[item], use[item]
        for place in range(room + 1):
            most = best[item + 1, place]
            if size <= place:
                most = max(most, best[item + 1, place - size] + gain)
            best[item, place] = most
    return best


@njit(nogil=True, cache=True)
def listed(
    item: tuple[Floats, Ints], best: Floats, least: float, most: int, into: tuple[Ints, Ints]
) -> tuple[int, int]:
    """List the fillings of a knapsack worth `least` or more, depth first, cut off by `best`.

    item: what each is worth, and uses. into: start and items of the fillings, one after the
    other (one start more than there are); both empty where they are only counted. Returns how
    many fillings there are, `most` + 1 where there are more than `most`, and how many items
    they hold.
    """
    worth, use = item
    start, items = into
    count, room = len(worth), best.shape[1] - 1
    held, depth, here, total = np.empty(count, np.int64), 0, 0, 0.0
    found, width = 0, 0
    while found <= most:
        if here < count and total + best[here, room] >= least - NEAR:
            gain, size = worth[here], use[here]
            if size <= room and total + gain + best[here + 1, room - size] >= least - NEAR:
                held[depth] = here
                depth, room, total = depth + 1, room - size, total + gain
            here += 1
            continue
        if here == count and total >= least - NEAR:
            if len(start):
                items[width : width + depth] = held[:depth]
                start[found + 1] = width + depth
            found, width = found + 1, width + depth
        if depth == 0:
            break
        depth -= 1
        room, total = room + use[held[depth]], total - worth[held[depth]]
        here = held[depth] + 1
    return found, width


@njit(nogil=True, cache=True)
def met_twice(start: Ints, rows: Ints, share: Floats, count: int) -> Floats:
    """Return, for every three rows i < j < k, the share of the patterns that hold two or more.

    start, rows: the sorted rows of each pattern, one pattern after the other.
    """
    met = np.zeros((count, count, count))
    for p in range(len(share)):
        inside = np.zeros(count, np.bool_)
        inside[rows[start[p] : start[p + 1]]] = True
        for one in range(start[p], start[p + 1]):
            for two in range(one + 1, start[p + 1]):
                i, j = rows[one], rows[two]
                for k in range(count):
                    if k > j:
                        met[i, j, k] += share[p]
                    elif not inside[k] and k < i:
                        met[k, i, j] += share[p]
                    elif not inside[k] and i < k < j:
                        met[i, k, j] += share[p]
    return met
