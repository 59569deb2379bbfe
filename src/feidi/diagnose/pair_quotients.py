"""How far can a supplier in the place cover its buyers? CILQ, FLQ and AFLQ with their intervals."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from feidi.diagnose.quotients import Array, aflq, cilq, flq, slq
from feidi.diagnose.uncertainty import Uncertainty

Kind = Literal["cilq", "flq", "aflq"]
DELTA = 0.3


@dataclass(frozen=True, eq=False)
class PairQuotients:
    """value, low, high: n x n, row supplies column; NaN where the buyer is absent or unknown."""

    kind: Kind
    value: Array
    low: Array
    high: Array

    def ranked(self) -> Iterator[tuple[int, int]]:
        """Yield supplier and buyer, the pair whose lower limit is highest first."""
        known = np.argwhere(~np.isnan(self.low))
        order = np.argsort(-self.low[tuple(known.T)], kind="stable")
        yield from ((int(i), int(j)) for i, j in known[order])


def pair_quotients(
    place: Array, reference: Array, kind: Kind, uncertainty: Uncertainty, delta: float = DELTA
) -> PairQuotients:
    """Return a quotient of every supplier and buyer, with limits by draws of the figures.

    place, reference: one figure an industry. kind: which quotient; delta: of FLQ and AFLQ, whose
    size factor is drawn along. Every draw gives all quotients anew, so that supplier and buyer
    vary together; limits are quantiles at the level of the uncertainty, and the lower limit of 0 is
    0. One row of suppliers
    is held at a time.
    Source: Flegg & Webber (1997, 2000); percentile intervals, Efron & Tibshirani (1993), ch. 13.

    >>> from feidi.diagnose.uncertainty import Revision
    >>> have, all_of_it = np.array([30.0, 70.0]), np.array([100.0, 100.0])
    >>> found = pair_quotients(have, all_of_it, "cilq", Revision(0.1, seed=1))
    >>> found.value.round(2).tolist(), bool(found.low[0, 1] < found.value[0, 1] < found.high[0, 1])
    ([[1.0, 0.43], [2.33, 1.0]], True)
    >>> next(found.ranked())
    (1, 0)
    """
    value = _quotients(place, reference, kind, delta)
    many, whole = uncertainty.drawn(place, reference)
    whole = np.broadcast_to(whole, many.shape)
    tail = (1.0 - uncertainty.level) / 2.0
    low, high = (np.full(value.shape, np.nan) for _ in range(2))
    simple = slq(many, whole)
    share = np.nansum(many, axis=1) / np.nansum(whole, axis=1)
    known = ~np.isnan(value)
    for i in np.flatnonzero(known.any(axis=1)):
        row = _row(simple, share, int(i), kind, delta)[:, known[i]]
        low[i, known[i]], high[i, known[i]] = np.quantile(row, [tail, 1.0 - tail], axis=0)
    # as of a count: what is not there may be more, and not less
    low[value == 0] = 0.0
    return PairQuotients(kind, value, low, high)


def _quotients(place: Array, reference: Array, kind: Kind, delta: float) -> Array:
    simple = slq(place, reference)
    share = float(np.nansum(place) / np.nansum(reference))
    if kind == "cilq":
        return cilq(simple)
    return flq(simple, share, delta) if kind == "flq" else aflq(simple, share, delta)


def _row(simple: Array, share: Array, i: int, kind: Kind, delta: float) -> Array:
    """Return the quotients of one supplier with every buyer, draws x industries."""
    found = np.full(simple.shape, np.nan)
    supplier = np.broadcast_to(simple[:, i, None], simple.shape)
    np.divide(supplier, simple, out=found, where=simple > 0)
    if kind == "cilq":
        return found
    found[:, i] = simple[:, i]
    found *= (np.log2(1.0 + share) ** delta)[:, None]
    if kind == "flq":
        return found
    covered: Array = np.minimum(found, 1.0) * np.log2(1.0 + np.maximum(simple, 1.0))
    return covered
