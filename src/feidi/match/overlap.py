"""Staggered differentiation 错位发展: how alike are the two places, and where do both push?"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from feidi.match.given import Pair, Plan
from feidi.match.standing import quotients
from feidi.quantities.words import Words
from feidi.records.industry_table import IndustryTable


@dataclass(frozen=True)
class Shared:
    """One industry in both portfolios; shares are parts of each place's total, 0 to 1.

    common: the smaller share. difference: sender's less host's. lq_*: against the whole, NaN
    where not known. both_specialised: both quotients above 1. both_push: in the plans of both.
    """

    industry: str
    name: Words
    sender: float
    host: float
    lq_sender: float
    lq_host: float
    both_push: bool

    @property
    def common(self) -> float:
        """The part of the two portfolios that overlaps here."""
        return min(self.sender, self.host)

    @property
    def difference(self) -> float:
        """How much larger the share is in the sender."""
        return self.sender - self.host

    @property
    def both_specialised(self) -> bool:
        """Whether both are more specialised than the whole."""
        return self.lq_sender > 1 and self.lq_host > 1


@dataclass(frozen=True)
class Overlap:
    """How alike two portfolios are, over the industries known for both.

    similarity: Finger-Kreinin, sum of the smaller shares, 0 nothing in common to 1 the same.
    krugman: sum of absolute differences of shares, 0 to 2; 2 (1 - similarity).
    industries: largest overlap first. unknown: industries of which a figure is missing.
    pushed_by_both: industries in the plans of both places, in any case.
    """

    similarity: float
    krugman: float
    industries: tuple[Shared, ...]
    unknown: tuple[str, ...]
    pushed_by_both: tuple[str, ...]


def overlap(table: IndustryTable, pair: Pair, plans: Iterable[Plan] = ()) -> Overlap:
    """How much do the two places' portfolios overlap, and in which industries? §M14.

    With p, q the shares of each place: Finger-Kreinin sum min(p, q); Krugman sum |p - q|.
    Industries with a missing figure in either place are left out of both and named.
    Source: Finger & Kreinin (1979), Economic Journal 89; Krugman (1991), Geography and Trade.

    >>> import numpy as np
    >>> from feidi.records.classification import classification
    >>> from feidi.records.industry_table import Counted, industry_table
    >>> table = industry_table(Counted("output", "万元", 2017, "虚构 invented"),
    ...     ["甲县", "乙区", "全国"], classification("CN-IO-42-2017"), ["01", "02", "03"],
    ...     [[60, 40, 0], [20, 40, 40], [50, 30, 20]])
    >>> found = overlap(table, Pair("甲县", "乙区", "全国"))
    >>> round(found.similarity, 12), round(found.krugman, 12)
    (0.6, 0.8)
    """
    here, there = table.row(pair.sender), table.row(pair.host)
    known = ~np.isnan(here) & ~np.isnan(there)
    shares = []
    for row in (here, there):
        total = row[known].sum()
        shares.append(row / total if total > 0 else np.full(len(row), np.nan))
    pushed = {
        place: {p.industry for p in plans if p.place == place} for place in (pair.sender, pair.host)
    }
    both = pushed[pair.sender] & pushed[pair.host]
    quotient = [quotients(table, place, pair.whole) for place in (pair.sender, pair.host)]
    rows = [
        Shared(
            code,
            table.name(code),
            float(shares[0][i]),
            float(shares[1][i]),
            float(quotient[0][i]),
            float(quotient[1][i]),
            code in both,
        )
        for i, code in enumerate(table.codes)
        if known[i]
    ]
    distance = float(np.abs(shares[0] - shares[1])[known].sum())
    return Overlap(
        float(np.minimum(*shares)[known].sum()),
        distance,
        tuple(sorted(rows, key=lambda r: (-r.common, r.industry))),
        tuple(code for i, code in enumerate(table.codes) if not known[i]),
        tuple(sorted(both)),
    )
