"""How strongly a place stands in each industry, and which of it is not known."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feidi.records.industry_table import IndustryTable

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Bounded:
    """Figures with the bounds between which they lie; value is NaN where nothing is known."""

    low: Floats
    value: Floats
    high: Floats


def quotients(table: IndustryTable, place: str, whole: str) -> Floats:
    """How specialised is the place, against the whole, in each industry?

    LQ[i] = (x[i] / x) / (X[i] / X), totals over the industries of which both figures are known.
    NaN where one is not known, or where the whole has none of the industry (§M10).

    Returns one number an industry of the table.
    """
    here, there = table.row(place), table.row(whole)
    known = ~np.isnan(here) & ~np.isnan(there)
    total, wide = here[known].sum(), there[known].sum()
    found = np.full(len(here), np.nan)
    usable = known & (there > 0)
    if total > 0 and wide > 0:
        found[usable] = (here[usable] / total) / (there[usable] / wide)
    return found


def cover(quotient: Floats) -> Bounded:
    """Which part of the use of an industry's product can the place supply by itself?

    min(1, LQ), the simple location quotient as purchase coefficient; 0 to 1 where not known.
    Source: Miller & Blair (2009), Input-Output Analysis, section 8.2.
    """
    known = np.isnan(quotient)
    level = np.minimum(quotient, 1.0)
    return Bounded(np.where(known, 0.0, level), level, np.where(known, 1.0, level))


def either(one: Bounded, other: Bounded) -> Bounded:
    """Return what the better supplied of two places can cover."""
    low, high = np.maximum(one.low, other.low), np.maximum(one.high, other.high)
    value = np.where((one.value >= 1) | (other.value >= 1), 1.0, np.maximum(one.value, other.value))
    return Bounded(low, value, high)


def without(one: Bounded, other: Bounded) -> Bounded:
    """Return what the first can cover of the part that the second cannot."""
    return Bounded(
        one.low * (1 - other.high), one.value * (1 - other.value), one.high * (1 - other.low)
    )


def weighed(shares: Floats, level: Bounded) -> Bounded:
    """Return the mean of levels weighed by each column of shares (rows industries).

    low and high hold what is not known at its worst and best; value is the mean of what is
    known, NaN where nothing of a column is. A column without shares is NaN throughout.
    """
    total = shares.sum(axis=0)
    total = np.where(total > 0, total, np.nan)
    low, high = (part @ shares / total for part in (level.low, level.high))
    known = ~np.isnan(level.value)
    weight = known @ shares
    value = np.where(known, level.value, 0.0) @ shares / np.where(weight > 0, weight, np.nan)
    return Bounded(low, np.clip(value, low, high), high)
