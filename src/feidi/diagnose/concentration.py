"""How lopsided is a place, or an industry? Krugman, Gini, Herfindahl, Ellison-Glaeser."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from feidi.diagnose.dropped import Dropped, listed
from feidi.diagnose.places import figures_of
from feidi.evidence.problem import Problem
from feidi.records.industry_table import IndustryTable

Array = npt.NDArray[np.float64]


def shares(amounts: npt.ArrayLike) -> Array:
    """Return amounts over their sum, along the last axis; NaN where the sum is zero.

    >>> shares([1, 3])
    array([0.25, 0.75])
    """
    x = np.asarray(amounts, dtype=np.float64)
    total = x.sum(axis=-1, keepdims=True)
    share: Array = np.divide(x, total, out=np.full(x.shape, np.nan), where=total > 0)
    return share


def krugman(place: npt.ArrayLike, other: npt.ArrayLike) -> float:
    """How different are two places? The sum of absolute differences of industry shares, 0 to 2.

    K = sum |s[i] - t[i]|. 0: the same structure; 2: no industry in common. `other` may hold
    several places as rows: then t is the plain mean of their shares.
    Source: Krugman (1991), Geography and Trade.

    >>> krugman([20, 10, 70, 0, 0], [0, 0, 0, 60, 40])
    2.0
    """
    against = np.atleast_2d(shares(other)).mean(axis=0)
    return float(np.abs(shares(place) - against).sum())


def gini(amounts: npt.ArrayLike, reference: npt.ArrayLike) -> float:
    """How unevenly are location quotients spread? The locational Gini, 0 to 1.

    With R the n quotients in rising order, G = 2 / (n^2 mean R) sum i (R[i] - mean R).
    A place's industries against the nation's: specialisation. An industry's places against
    all industries of the places: concentration. Cells where the reference has none are left
    out. Source: Farhauer & Kröll (2013), Standorttheorien; Krugman (1991).

    >>> round(gini([700, 600, 500, 10000, 40000], [30000, 15000, 10000, 60000, 50000]), 7)
    0.6222222
    """
    whole = np.asarray(reference, dtype=np.float64)
    some = whole > 0
    quotients = np.sort(shares(np.asarray(amounts, dtype=np.float64)[some]) / shares(whole[some]))
    n, middle = len(quotients), quotients.mean()
    rank = np.arange(1, n + 1)
    return float(2.0 / (n**2 * middle) * (rank * (quotients - middle)).sum())


def herfindahl(amounts: npt.ArrayLike) -> float:
    """How much stands in few industries? The sum of squared shares, 1/n to 1.

    Source: Hirschman (1964), American Economic Review 54.

    >>> round(herfindahl([20, 50, 20, 10]), 12)
    0.34
    """
    return float((shares(amounts) ** 2).sum())


def normalised_herfindahl(amounts: npt.ArrayLike) -> float:
    """Return the Herfindahl index from 0 (all equal) to 1 (all in one).

    >>> round(normalised_herfindahl([20, 50, 20, 10]), 12)
    0.12
    """
    n = np.asarray(amounts).shape[-1]
    return (herfindahl(amounts) - 1.0 / n) / (1.0 - 1.0 / n) if n > 1 else 1.0


def ellison_glaeser(
    industry: npt.ArrayLike, total: npt.ArrayLike, plant_herfindahl: float
) -> float:
    """Is an industry more concentrated than plants thrown at random would be?

    gamma = (G - (1 - sum x^2) H) / ((1 - sum x^2)(1 - H)), G = sum (s - x)^2, with s the
    places' shares of the industry, x of everything, H the Herfindahl of its plants' sizes.
    0: as darts would fall; above 0.05: concentrated; NaN for a single plant (H = 1).
    Source: Ellison & Glaeser (1997), Journal of Political Economy 105(5).

    >>> round(ellison_glaeser([80, 20], [50, 50], plant_herfindahl=0.1), 6)
    0.288889
    """
    s, x = shares(industry), shares(total)
    spread, rest = float(((s - x) ** 2).sum()), 1.0 - float((x**2).sum())
    scale = rest * (1.0 - plant_herfindahl)
    return (spread - rest * plant_herfindahl) / scale if scale > 0 else float("nan")


@dataclass(frozen=True)
class Specialisation:
    """How special the structure of a place is, over the industries known on both sides.

    krugman: 0 to 2. gini: 0 to 1. herfindahl: 1/n to 1; normalised: 0 to 1; equivalent: the
    number of equal industries with the same index. industries: how many were compared.
    """

    place: str
    reference: str
    measure: str
    year: int
    krugman: float
    gini: float
    herfindahl: float
    normalised: float
    industries: int
    dropped: tuple[Dropped, ...]

    @property
    def equivalent(self) -> float:
        """Number of industries of equal size with the same Herfindahl index."""
        return 1.0 / self.herfindahl

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "place": self.place,
            "reference": self.reference,
            "measure": self.measure,
            "year": self.year,
            "krugman": self.krugman,
            "gini": self.gini,
            "herfindahl": self.herfindahl,
            "herfindahl_normalised": self.normalised,
            "equivalent_industries": self.equivalent,
            "industries": self.industries,
            "dropped": listed(self.dropped),
        }


def specialisation(
    table: IndustryTable, place: str, reference: str = ""
) -> Specialisation | tuple[Problem, ...]:
    """How special is the structure of a place against a reference ("" is all places)?

    Problems and rules as `location_quotients`. Unknown cells are left out on both sides.

    >>> from feidi.records.classification import classification
    >>> from feidi.records.industry_table import Counted, industry_table
    >>> table = industry_table(Counted("employment", "人", 2024, "假设"), ["甲县", "全省"],
    ...     classification("GB/T 4754-2017"), ["17", "27"], [[3, 97], [700, 300]])
    >>> round(specialisation(table, "甲县", "全省").krugman, 3)
    1.34
    """
    found = figures_of(table, place, reference)
    if not found.ok:
        return found.problems
    known = found.shared
    mine, whole = found.place[known], found.reference[known]
    return Specialisation(
        place=place,
        reference=reference or found.reference_name.zh,
        measure=table.measure,
        year=table.year,
        krugman=krugman(mine, whole),
        gini=gini(mine, whole),
        herfindahl=herfindahl(mine),
        normalised=normalised_herfindahl(mine),
        industries=int(known.sum()),
        dropped=tuple(
            Dropped(code, table.name(code), found.why_not(i))
            for i, code in enumerate(table.codes)
            if not known[i]
        ),
    )
