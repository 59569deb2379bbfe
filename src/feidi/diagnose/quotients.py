"""The location quotients of the literature, on plain arrays: SLQ, CILQ, FLQ, AFLQ."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def slq(place: npt.ArrayLike, reference: npt.ArrayLike) -> Array:
    """How many times its share in the reference does an industry have in the place?

    SLQ[i] = (x[i] / sum x) / (X[i] / sum X). Shapes: (..., n) and (n,) or the same shape.
    Returns NaN where the reference has none of an industry or a figure is NaN, and 0 where
    only the place has none. Both totals run over the industries known on both sides.
    Source: Isard (1960), Methods of Regional Analysis, ch. 7.

    >>> slq([30, 70], [100, 100])
    array([0.6, 1.4])
    """
    x, whole = np.broadcast_arrays(
        np.asarray(place, dtype=np.float64), np.asarray(reference, dtype=np.float64)
    )
    known = ~np.isnan(x) & ~np.isnan(whole)
    x, whole = np.where(known, x, 0.0), np.where(known, whole, 0.0)
    total, all_of_it = x.sum(axis=-1, keepdims=True), whole.sum(axis=-1, keepdims=True)
    quotient = np.full(x.shape, np.nan)
    np.divide(x * all_of_it, whole * total, out=quotient, where=known & (whole * total > 0))
    return quotient


def cilq(simple: npt.ArrayLike) -> Array:
    """How large is a supplier in the place against its buyer, both against the reference?

    CILQ[i, j] = SLQ[i] / SLQ[j], n x n from the n simple quotients: row supplies column.
    NaN where the buyer is absent (SLQ[j] = 0). Source: Miller & Blair (2009), §8.2.

    >>> cilq([0.5, 2.0])
    array([[1.  , 0.25],
           [4.  , 1.  ]])
    """
    q = np.asarray(simple, dtype=np.float64)
    quotient = np.full((len(q), len(q)), np.nan)
    buyer = np.broadcast_to(q, quotient.shape)
    np.divide(q[:, None], buyer, out=quotient, where=buyer > 0)
    return quotient


def size_factor(share: float, delta: float) -> float:
    """Return lambda = log2(1 + share) ** delta: smaller places import more.

    share: the place's output over the reference's, from 0 to 1. delta: from 0 (size does
    not matter, lambda = 1) upwards. Source: Flegg & Webber (1997), Regional Studies 31(8).

    >>> size_factor(1.0, 0.3), size_factor(0.01, 0.0)
    (1.0, 1.0)
    """
    return float(np.log2(1.0 + share) ** delta)


def flq(simple: npt.ArrayLike, share: float, delta: float) -> Array:
    """How much of what its buyers need can a supplier in the place be expected to cover?

    FLQ[i, j] = CILQ[i, j] * lambda, and SLQ[i] * lambda on the diagonal. Multiply national
    coefficients by min(FLQ, 1). Shapes and NaN as `cilq`.
    Source: Flegg, Webber & Elliott (1995), Flegg & Webber (1997).

    >>> flq([0.5, 2.0], share=1.0, delta=0.3)
    array([[0.5 , 0.25],
           [4.  , 2.  ]])
    """
    q = np.asarray(simple, dtype=np.float64)
    quotient = cilq(q)
    np.fill_diagonal(quotient, q)
    return quotient * size_factor(share, delta)


def aflq(simple: npt.ArrayLike, share: float, delta: float) -> Array:
    """Return min(FLQ, 1), raised where the buying industry is concentrated in the place.

    AFLQ[i, j] = min(FLQ[i, j], 1) * log2(1 + SLQ[j]) where SLQ[j] > 1, else min(FLQ, 1).
    The result multiplies national coefficients as it is and may exceed 1.
    Source: Flegg & Webber (2000), Regional Studies 34(6).

    >>> aflq([0.5, 3.0], share=1.0, delta=0.3)
    array([[0.5       , 0.33333333],
           [1.        , 2.        ]])
    """
    q = np.asarray(simple, dtype=np.float64)
    return np.minimum(flq(q, share, delta), 1.0) * np.log2(1.0 + np.maximum(q, 1.0))
