"""Would the ranking have found the firms that did come? Judged by history, never by eye."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from feidi.match.absent import Absent
from feidi.match.firms.scoring import FirmScore
from feidi.match.given import Arrival, FirmFact
from feidi.quantities.words import Words

Flags = npt.NDArray[np.bool_]
FIRST = 20
RESAMPLES = 1_000


@dataclass(frozen=True)
class Measured:
    """NDCG and hit rate of one order, with 95 % bootstrap intervals."""

    ndcg: float
    ndcg_low: float
    ndcg_high: float
    hit_rate: float
    hit_low: float
    hit_high: float


@dataclass(frozen=True)
class Backtest:
    """How an order made as at a day fares against the firms that came after it.

    firms: ranked; came: how many of them came later. first: the length of the list the hit rate
    is about. by_score, by_size, by_chance: three orders. unranked_came: firms that came and
    had no rank. by_chance has exact expected values and no interval. left_out: what was not
    used because it has no date, or one after as_at.
    """

    as_at: date
    firms: int
    came: int
    first: int
    by_score: Measured
    by_size: Measured | None
    by_chance_ndcg: float
    by_chance_hit: float
    unranked_came: tuple[str, ...]
    left_out: tuple[Words, ...] = ()


def ndcg(came: Flags, first: int | None = None) -> float:
    """How near is an order to the one with all that came at its head?

    DCG = sum over positions i of came[i] / log2(i + 1), over the DCG of the best order; 1 the
    best. NaN where none came. first: look at so many positions only.
    Source: Järvelin & Kekäläinen (2002), ACM Transactions on Information Systems 20(4).

    >>> round(ndcg(np.array([True, False, True])), 4)
    0.9197
    """
    length = len(came) if first is None else min(first, len(came))
    gains = 1 / np.log2(np.arange(2, length + 2))
    best = gains[: min(int(came.sum()), length)].sum()
    return float((gains * came[:length]).sum() / best) if best > 0 else float("nan")


def hit_rate(came: Flags, first: int = FIRST) -> float:
    """Which part of the first so many did come? NaN for an empty order.

    >>> hit_rate(np.array([True, False, True, False]), first=2)
    0.5
    """
    return float(came[:first].mean()) if len(came) else float("nan")


def tested(
    scores: Sequence[FirmScore],
    arrivals: Sequence[Arrival],
    facts: Sequence[FirmFact],
    as_at: date,
    seed: int,
) -> "Backtest | Absent":
    """Would those who came after `as_at` have stood high in an order made on that day? §M19.

    scores: made with `Given.as_at` = as_at, so that no later fact is in them and firms that had
    come already have no score. Baselines: the order by last known revenue, and chance (exact:
    hit rate = share that came, NDCG = share x mean discount). Intervals: 1,000 bootstrap
    samples of the ranked firms, seeded.
    """
    after = {a.firm for a in arrivals if a.day > as_at}
    ranked = [s for s in scores if s.score is not None]
    came = np.array([s.firm.id in after for s in ranked], dtype=np.bool_)
    if not came.any():
        return Absent(
            Words(
                f"{as_at} 之后来的企业没有一家在当时有排名",
                f"none of the firms that came after {as_at} had a rank then",
            )
        )
    gains = 1 / np.log2(np.arange(2, len(came) + 2))
    share = float(came.mean())
    sized = _by_size(ranked, facts, as_at)
    missed = after - {s.firm.id for s in ranked}
    return Backtest(
        as_at,
        len(ranked),
        int(came.sum()),
        FIRST,
        _measured(came, seed),
        None if sized is None else _measured(came[sized], seed),
        share * float(gains.sum()) / float(gains[: int(came.sum())].sum()),
        share,
        tuple(sorted(missed)),
    )


def _by_size(
    ranked: Sequence[FirmScore], facts: Sequence[FirmFact], as_at: date
) -> npt.NDArray[np.int64] | None:
    """Return the order by last known revenue, unknown ones last; None where none is known."""
    revenue: dict[str, float] = {}
    for fact in sorted(facts, key=lambda f: (f.day, f.value)):
        if fact.fact == "revenue" and fact.day <= as_at:
            revenue[fact.firm] = fact.value
    if not revenue:
        return None
    keys = [(-revenue.get(s.firm.id, -np.inf), s.firm.id) for s in ranked]
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)


def _measured(came: Flags, seed: int) -> Measured:
    chance = np.random.default_rng(seed)
    rows = np.sort(chance.integers(0, len(came), (RESAMPLES, len(came))), axis=1)
    samples = [(ndcg(drawn), hit_rate(drawn)) for drawn in came[rows]]
    # samples into which none that came was drawn have no NDCG
    ends = np.nanpercentile(np.array(samples), [2.5, 97.5], axis=0)
    return Measured(
        ndcg(came),
        float(ends[0, 0]),
        float(ends[1, 0]),
        hit_rate(came),
        float(ends[0, 1]),
        float(ends[1, 1]),
    )
