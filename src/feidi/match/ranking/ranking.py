"""Which industries to go for: how often each comes first, and under which weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from feidi.evidence.problem import Problem
from feidi.match.absent import Absent
from feidi.match.given import Criterion, Given
from feidi.match.ranking.acceptability import Acceptability, acceptability
from feidi.match.ranking.layers import Layers
from feidi.match.ranking.scale import drawer
from feidi.match.ranking.table import EvidenceTable
from feidi.match.ranking.weights import draw_weights
from feidi.match.vetoes import Veto, Vetoes
from feidi.quantities.words import Words

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Ranked:
    """One industry with its figures by criterion and its place in the ranking.

    low, value, high: by criterion, in the criterion's own unit, NaN where not known.
    scaled: value from 0 worst to 1 best. ranks: share of draws with rank 1, 2, …
    first_under: the mean weights (by criterion) that make it first, NaN where none do.
    confidence: how surely it is first under those. undecided: limits whose figure is unknown.
    """

    industry: str
    name: Words
    low: Floats
    value: Floats
    high: Floats
    scaled: Floats
    ranks: Floats
    holistic: float
    expected_rank: float
    first_under: Floats
    confidence: float
    assumed: bool
    undecided: tuple[Veto, ...]

    @property
    def known(self) -> int:
        """By how many criteria something is known."""
        return int((~np.isnan(self.value)).sum())


@dataclass(frozen=True)
class Left:
    """An industry that has no rank, and why: the vetoes, or nothing known about it."""

    industry: str
    name: Words
    vetoes: tuple[Veto, ...]
    reason: Words


@dataclass(frozen=True, eq=False)
class Ranking:
    """Industries from the most to the least acceptable, and those apart.

    criteria: the columns of every figure. absent: criteria without evidence, with the reason;
    without: the same by the criterion's name.
    order: best first by holistic acceptability. margin: error of a share through drawing, 95 %.
    """

    criteria: tuple[Criterion, ...]
    absent: dict[str, Absent]
    without: tuple[tuple[Words, Words], ...]
    order: tuple[Ranked, ...]
    left: tuple[Left, ...]
    sources: dict[str, str]
    draws: int
    seed: int
    margin: float

    def by_layer(self, layer: str) -> tuple[str, ...]:
        """Return the industries, best first, by the mean scaled value of one layer alone.

        Industries of which nothing is known in the layer are not in it.
        """
        columns = [i for i, c in enumerate(self.criteria) if c.layer == layer]
        found = []
        for one in self.order:
            values = one.scaled[columns]
            if not np.isnan(values).all():
                found.append((-float(np.nanmean(values)), one.industry))
        return tuple(industry for _, industry in sorted(found))


def ranking(given: Given, computed: Layers, forbidden: Vetoes) -> "Ranking | Absent | Problem":
    """Which industries are good under which weights, and how surely?

    SMAA-2 (§M13): weights are drawn from all that agree with what is stated, figures from their
    bounds; vetoes are taken out first and never ranked (§M12); an industry of which nothing is
    known is not ranked. A criterion without any evidence is left out and named.
    Returns MA102 where the stated weights contradict each other.
    """
    table = EvidenceTable(given, computed)
    if not table.criteria:
        return Absent(Words("没有任何可用的依据", "there is no evidence to rank by"))
    codes = [c for c in table.codes if not forbidden.of(c) and table.known(c)]
    if not codes:
        return Absent(Words("所列行业都被否决或没有依据", "every industry is vetoed or unknown"))
    choices = given.choices
    weights = draw_weights(table.criteria, choices.draws, choices.seed)
    if weights is None:
        return _contradiction(table.criteria)
    measured = table.measured(codes)
    scaled = measured.scaled(table.criteria)
    found = acceptability(drawer(scaled, choices.seed), weights)
    rows = [
        _ranked(
            found,
            i,
            industry=code,
            name=table.name(code),
            low=measured.low[i],
            value=measured.value[i],
            high=measured.high[i],
            scaled=scaled.value[i],
            assumed=table.assumed(code),
            undecided=forbidden.undecided(code),
        )
        for i, code in enumerate(codes)
    ]
    return Ranking(
        criteria=table.criteria,
        absent=table.absent,
        without=tuple((c.name, table.absent[c.key].reason) for c in table.without),
        order=tuple(sorted(rows, key=lambda r: (-r.holistic, r.industry))),
        left=_left(table, forbidden),
        sources={c.key: table.source(c.key) for c in table.criteria},
        draws=choices.draws,
        seed=choices.seed,
        margin=found.margin,
    )


def _ranked(found: Acceptability, row: int, **figures: Any) -> Ranked:
    return Ranked(
        ranks=found.ranks[row],
        holistic=float(found.holistic[row]),
        expected_rank=float(found.expected_rank[row]),
        first_under=found.central[row],
        confidence=float(found.confidence[row]),
        **figures,
    )


def _left(table: EvidenceTable, forbidden: Vetoes) -> tuple[Left, ...]:
    left = []
    for code in table.codes:
        vetoed = forbidden.of(code)
        if vetoed:
            reason = Words(
                "；".join(v.words.zh for v in vetoed), "; ".join(v.words.en for v in vetoed)
            )
            left.append(Left(code, table.name(code), vetoed, reason))
        elif not table.known(code):
            nothing = Words("没有任何一项依据", "nothing is known by any criterion")
            left.append(Left(code, table.name(code), (), nothing))
    return tuple(left)


def _contradiction(criteria: Sequence[Criterion]) -> Problem:
    low, high = (sum(getattr(c, f"weight_{end}") for c in criteria) for end in ("low", "high"))
    orders = "、".join(f"{c.key} {c.order}" for c in criteria if c.order is not None) or "—"
    return Problem(
        "MA102",
        criteria[0].at,
        Words(
            f"没有权重同时满足所写的条件：下限合计 {low:.0%}，上限合计 {high:.0%}，次序 {orders}",
            f"no weights satisfy all that is stated: lower bounds add to {low:.0%}, upper bounds "
            f"to {high:.0%}, order {orders}",
        ),
        Words(
            "下限合计应不超过 100%，上限合计应不低于 100%，并与次序一致",
            "let the lower bounds add to 100% at most, the upper to 100% at least, and agree "
            "with the order",
        ),
    )
