"""Sums over what pairs of places share, by the symmetric products of BLAS."""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.linalg import get_blas_funcs


class SharedPairs:
    """S[c, k] = sum_i x[i, c] x[i, k] for places c and k, over all rows x[i] added so far.

    S is symmetric, so only one triangle of it is computed and kept: half the work of a product.
    Rows are industries x places in the precision of the sums, in the order of C. triangle: S, of
    which only the upper triangle is filled.

    >>> pairs = SharedPairs(2)
    >>> pairs.add(np.array([[1.0, 3.0], [2.0, 0.0]]))
    >>> found = np.zeros((1, 2))
    >>> pairs.put(np.array([[1.0, 1.0]]), found)
    >>> found
    array([[ 8., 12.]])
    """

    def __init__(self, places: int, dtype: npt.DTypeLike = np.float64) -> None:
        self.dtype = np.dtype(dtype)
        self._syrk, self._symm = get_blas_funcs(("syrk", "symm"), dtype=self.dtype)
        self.triangle = np.zeros((places, places), self.dtype, order="F")

    def add(self, rows: npt.NDArray[Any]) -> None:
        """Add rows to the sums."""
        self._syrk(1.0, rows.T, beta=1.0, c=self.triangle, overwrite_c=True)

    def put(self, rows: npt.NDArray[Any], found: npt.NDArray[Any]) -> None:
        """Add rows @ S to what was found."""
        self._symm(1.0, self.triangle, rows.T, beta=1.0, c=found.T, overwrite_c=True)
