"""What does a place live on more than others do? Location quotients with their intervals."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from feidi.diagnose.dropped import Dropped, listed
from feidi.diagnose.places import Figures, figures_of
from feidi.diagnose.quotients import slq
from feidi.diagnose.uncertainty import Uncertainty, as_json
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words
from feidi.records.industry_table import ASSUMED, IndustryTable

# limits are read as they are written
DECIMALS = 2


@dataclass(frozen=True)
class Quotient:
    """One industry of the place. low, high: limits of the quotient, NaN where none was asked.

    amount, reference_amount: in the unit of the table. share, reference_share: of the totals
    over the industries that are known on both sides. assumed: the figure is an assumption.
    """

    code: str
    name: Words
    value: float
    low: float
    high: float
    amount: float
    reference_amount: float
    share: float
    reference_share: float
    assumed: bool

    @property
    def above(self) -> bool:
        """Whether the interval lies above 1, as it is written: 1.00 is not above (§DI3)."""
        return round(self.low, DECIMALS) > 1.0

    @property
    def below(self) -> bool:
        """Whether the interval lies below 1, as it is written."""
        return round(self.high, DECIMALS) < 1.0

    @property
    def reading(self) -> Words:
        """What the interval allows to say."""
        if self.above:
            return Words("高于参照", "above the reference")
        if self.below:
            return Words("低于参照", "below the reference")
        return Words("区间跨 1，不能断言", "the interval spans 1: nothing can be said")

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "code": self.code,
            "name": self.name._asdict(),
            "lq": self.value,
            "low": None if np.isnan(self.low) else self.low,
            "high": None if np.isnan(self.high) else self.high,
            "amount": self.amount,
            "reference_amount": self.reference_amount,
            "assumed": self.assumed,
            "reading": self.reading._asdict(),
        }


@dataclass(frozen=True)
class LocationQuotients:
    """The quotients of a place, by falling lower limit (by value where there is no interval)."""

    place: str
    reference: str
    measure: str
    unit: str
    year: int
    edition: str
    source: str
    uncertainty: Uncertainty | None
    rows: tuple[Quotient, ...]
    dropped: tuple[Dropped, ...]

    def of(self, code: str) -> Quotient:
        """Return the quotient of one industry."""
        return next(row for row in self.rows if row.code == code)

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "place": self.place,
            "reference": self.reference,
            "measure": self.measure,
            "unit": self.unit,
            "year": self.year,
            "classification": self.edition,
            "source": self.source,
            "interval": as_json(self.uncertainty) if self.uncertainty else None,
            "rows": [row.as_json() for row in self.rows],
            "dropped": listed(self.dropped),
        }


def location_quotients(
    table: IndustryTable, place: str, reference: str = "", uncertainty: Uncertainty | None = None
) -> LocationQuotients | tuple[Problem, ...]:
    """Which industries does a place have more of than the reference, and how sure is that?

    LQ[i] = (x[i] / sum x) / (X[i] / sum X), x of the place, X of the reference: a place of
    the table, or "" for the sum of all its places. Totals run over the industries known on
    both sides. Rules (§DI3): an industry the reference has none of is dropped and named; one
    only the place has none of has LQ 0 and an upper limit; missing, suppressed and negative
    cells are dropped and named, never read as zero. Sorted by the lower limit, so that a
    large quotient on a tiny base does not come first.
    Problems: DI008 a place is not in the table, DI009 nothing can be compared.
    Source: Isard (1960), ch. 7; limits in docs/methods/location-quotient.md.

    >>> from feidi.diagnose.uncertainty import Counting
    >>> from feidi.records.classification import classification
    >>> from feidi.records.industry_table import Counted, industry_table
    >>> table = industry_table(Counted("employment", "人", 2024, "假设"), ["甲县", "乙市"],
    ...     classification("GB/T 4754-2017"), ["17", "27"], [[3, 97], [700, 300]])
    >>> for q in location_quotients(table, "甲县", uncertainty=Counting()).rows:
    ...     print(q.code, round(q.low, 2), round(q.value, 2), round(q.high, 2), q.reading.en)
    27 2.18 2.69 3.28 above the reference
    17 0.01 0.05 0.14 below the reference
    """
    found = figures_of(table, place, reference)
    if not found.ok:
        return found.problems
    rows = _rows(table, found, uncertainty)
    by_low = sorted(rows, key=lambda q: (q.low if uncertainty else q.value, q.value), reverse=True)
    kept = {row.code for row in rows}
    return LocationQuotients(
        place=place,
        reference=reference or found.reference_name.zh,
        measure=table.measure,
        unit=table.unit,
        year=table.year,
        edition=table.classification.id,
        source=table.source,
        uncertainty=uncertainty,
        rows=tuple(by_low),
        dropped=tuple(
            Dropped(code, table.name(code), found.why_not(i))
            for i, code in enumerate(table.codes)
            if code not in kept
        ),
    )


def _rows(table: IndustryTable, found: Figures, uncertainty: Uncertainty | None) -> list[Quotient]:
    known = found.shared
    mine, whole = (np.where(known, figures, np.nan) for figures in (found.place, found.reference))
    value = slq(mine, whole)
    nothing = np.full(value.shape, np.nan)
    # limits of counts are those of single persons or firms, whatever the unit of the table
    ones = mine * table.ones, whole * table.ones
    low, high = uncertainty.limits(*ones) if uncertainty else (nothing, nothing)
    return [
        Quotient(
            code=code,
            name=table.name(code),
            value=float(value[i]),
            low=float(low[i]),
            high=float(high[i]),
            amount=float(mine[i]),
            reference_amount=float(whole[i]),
            share=float(mine[i] / mine[known].sum()),
            reference_share=float(whole[i] / whole[known].sum()),
            assumed=bool(found.place_status[i] == ASSUMED),
        )
        for i, code in enumerate(table.codes)
        if not np.isnan(value[i])
    ]
