"""Rows that shares of patterns break and no choice of them can."""

import numpy as np
from scipy.sparse import csr_array

from feidi.site.model.model import Floats, Ints
from feidi.site.solve.patterns.kernels import met_twice

# a row is added where it is broken by this, so many at once, and one of a row in so many of them
BROKEN, MOST, EACH = 0.02, 40, 5
# three of more rows than these are not looked for: their table would be too large
ROWS = 200


def subsets(inside: csr_array, share: Floats) -> Ints:
    """Which three rows are held twice by patterns of more than one share together?

    Of three rows that each take one, one pattern at most can hold two: subset rows. inside:
    patterns x rows of ones. Returns threes x 3 column numbers, the most broken first.
    """
    held = np.asarray(inside.sum(axis=0)).ravel()
    kept = np.sort(np.argsort(-held, kind="stable")[:ROWS])
    some = csr_array(inside[:, kept])
    some.eliminate_zeros()
    some.sort_indices()
    met = met_twice(some.indptr.astype(np.int64), some.indices.astype(np.int64), share, len(kept))
    found = np.argwhere(met > 1 + BROKEN)
    order = np.argsort(-met[tuple(found.T)], kind="stable")
    seen = np.zeros(len(kept), np.int64)
    chosen: list[Ints] = []
    for three in found[order]:
        if len(chosen) == MOST:
            break
        if seen[three].max() < EACH:
            seen[three] += 1
            chosen.append(kept[three])
    return np.array(chosen, np.int64).reshape(-1, 3)
