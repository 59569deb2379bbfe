"""The Leontief and Ghosh inverses, by LU factorisation, and when they do not exist."""

import numpy as np
import numpy.typing as npt
from scipy.linalg import lu_factor, lu_solve

from feidi.quantities.words import Words

Array = npt.NDArray[np.float64]
EDGE = 1e-9


class Unsolvable(ValueError):
    """Coefficients without a meaningful inverse: what is wrong, and how to mend it."""

    def __init__(self, what: Words, fix: Words) -> None:
        super().__init__(what.zh)
        self.what = what
        self.fix = fix


def inverse(coefficients: npt.ArrayLike) -> Array:
    """Return (I - A)^-1 for n x n coefficients: everything that one unit sets in motion.

    With input coefficients A[i, j] = Z[i, j] / x[j] this is the Leontief inverse, with
    allocation coefficients B[i, j] = Z[i, j] / x[i] the Ghosh inverse. Raises `Unsolvable`
    where a chain uses up as much as it makes (largest eigenvalue of A from 1 on, where the
    sum I + A + A^2 + … has no end): no small number is added to make it work.
    Source: Leontief (1936); Ghosh (1958), Economica 25; Miller & Blair (2009), ch. 2, 12.

    >>> inverse([[0.15, 0.25], [0.20, 0.05]]).round(4)
    array([[1.2541, 0.33  ],
           [0.264 , 1.1221]])
    """
    a = np.asarray(coefficients, dtype=np.float64)
    if len(a) == 0:
        return a
    largest = float(np.abs(np.linalg.eigvals(a)).max())
    if largest >= 1.0 - EDGE:
        raise Unsolvable(
            Words(
                f"投入系数的最大特征值为 {largest:.6f}，不小于 1：某些部门用掉的不少于产出",
                f"the largest eigenvalue of the coefficients is {largest:.6f}, not below 1: some "
                "sectors use up all that they make",
            ),
            Words(
                "核对中间投入大于总产出的部门，或先把它们与相邻部门归并",
                "check sectors whose inputs exceed their output, or merge them with others",
            ),
        )
    factors = lu_factor(np.eye(len(a)) - a)
    return np.asarray(lu_solve(factors, np.eye(len(a))), dtype=np.float64)


def per_column(flows: npt.ArrayLike, output: npt.ArrayLike) -> Array:
    """Return Z[i, j] / x[j]; all output must be above zero.

    >>> per_column([[150, 500], [200, 100]], [1000, 2000])
    array([[0.15, 0.25],
           [0.2 , 0.05]])
    """
    return np.asarray(flows, dtype=np.float64) / np.asarray(output, dtype=np.float64)


def per_row(flows: npt.ArrayLike, output: npt.ArrayLike) -> Array:
    """Return Z[i, j] / x[i]; all output must be above zero.

    >>> per_row([[150, 500], [200, 100]], [1000, 2000])
    array([[0.15, 0.5 ],
           [0.1 , 0.05]])
    """
    return np.asarray(flows, dtype=np.float64) / np.asarray(output, dtype=np.float64)[:, None]


def closed(
    coefficients: npt.ArrayLike, pay: npt.ArrayLike, spending: npt.ArrayLike, within: float = 0.0
) -> Array:
    """Return A with households as one more sector: (n + 1) x (n + 1).

    pay: what households earn per unit of each sector's output (the new row). spending: what
    they buy of each sector per unit they earn (the new column). within: what they pay each
    other per unit they earn. Source: Miller & Blair (2009), §2.5.

    >>> closed([[0.1]], pay=[0.3], spending=[0.8])
    array([[0.1, 0.8],
           [0.3, 0. ]])
    """
    a = np.asarray(coefficients, dtype=np.float64)
    column = np.append(np.asarray(spending, dtype=np.float64), within)[:, None]
    return np.hstack([np.vstack([a, np.asarray(pay, dtype=np.float64)]), column])
