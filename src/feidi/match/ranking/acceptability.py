"""How often is each alternative first, second, …, over all weights and all possible values?"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
# alternatives' values for draws start to stop: (stop - start) x alternatives x criteria
Drawer = Callable[[int, int], Floats]
CHUNK = 1_000


@dataclass(frozen=True, eq=False)
class Acceptability:
    """The descriptive measures of SMAA-2, alternatives in the order given.

    ranks: alternatives x ranks, the share of draws in which the alternative has the rank;
    rows and columns sum to 1 (equal scores share their ranks evenly). holistic: ranks weighed
    by how good they are. central: alternatives x criteria, the mean weight of the draws in
    which the alternative is first, NaN where it never is. confidence: the share of value draws
    in which it is first under its central weight. draws: how many were made.
    """

    ranks: Floats
    holistic: Floats
    central: Floats
    confidence: Floats
    draws: int

    @property
    def expected_rank(self) -> Floats:
        """The mean rank, 1 the best."""
        mean: Floats = self.ranks @ np.arange(1.0, self.ranks.shape[1] + 1)
        return mean

    @property
    def margin(self) -> float:
        """The largest error of a share through drawing, at 95 %: 1.96 sqrt(1/4 / draws)."""
        return float(0.98 / np.sqrt(self.draws))


def acceptability(values: Drawer, weights: Floats) -> Acceptability:
    """Which alternatives are good under which preferences, and how sure is that?

    score = sum over criteria of weight x value; b[i, r] = share of draws in which i has rank r.
    Holistic: sum over r of (ranks - r) / (ranks - 1) b[i, r]: 1 for always first, 0 for always
    last (linear meta-weights). An alternative that could be best under some weights has a
    central weight; a low confidence there means that its own values are too uncertain.

    values: gives draws x alternatives x criteria, scaled to 0 worst, 1 best. weights: draws x
    criteria. Source: Lahdelma & Salminen (2001), SMAA-2, Operations Research 49(3), 444-454.

    >>> exact = np.array([[1.0, 0.0], [0.0, 1.0], [0.6, 0.6]])
    >>> weights = np.array([[0.9, 0.1], [0.5, 0.5], [0.1, 0.9], [0.45, 0.55]])
    >>> found = acceptability(lambda a, b: np.broadcast_to(exact, (b - a, 3, 2)), weights)
    >>> found.ranks[:, 0].tolist()
    [0.25, 0.25, 0.5]
    """
    draws, criteria = weights.shape
    alternatives = values(0, 1).shape[1]
    counts = np.zeros((alternatives, alternatives))
    sums = np.zeros((alternatives, criteria))
    for start in range(0, draws, CHUNK):
        stop = min(start + CHUNK, draws)
        drawn = weights[start:stop]
        scores = np.einsum("dac,dc->da", values(start, stop), drawn)
        _count(scores, drawn, counts, sums)
    first = counts[:, 0:1]
    central = np.divide(sums, first, out=np.full_like(sums, np.nan), where=first > 0)
    ranks = counts / draws
    good = np.linspace(1.0, 0.0, alternatives) if alternatives > 1 else np.ones(1)
    confidence = _confidence(values, central, draws)
    return Acceptability(ranks, ranks @ good, central, confidence, draws)


def _count(scores: Floats, weights: Floats, counts: Floats, sums: Floats) -> None:
    """Add to counts (alternatives x ranks) and to sums of the weights under which one is first."""
    alternatives = scores.shape[1]
    order = np.argsort(-scores, axis=1, kind="stable")
    ranked = np.take_along_axis(scores, order, axis=1)
    tied = (ranked[:, 1:] == ranked[:, :-1]).any(axis=1)
    clear = order[~tied]
    cells = clear * alternatives + np.arange(alternatives)
    counts += np.bincount(cells.ravel(), minlength=counts.size).reshape(counts.shape)
    np.add.at(sums, clear[:, 0], weights[~tied])
    for draw in np.flatnonzero(tied):
        # those tied share the ranks that they hold together
        equal = scores[draw][:, None] == scores[draw]
        held = np.zeros_like(counts)
        held[order[draw], np.arange(alternatives)] = 1.0
        shares = equal @ held / equal.sum(axis=1)[:, None]
        counts += shares
        sums += np.outer(shares[:, 0], weights[draw])


def _confidence(values: Drawer, central: Floats, draws: int) -> Floats:
    found = np.full(len(central), np.nan)
    able = np.flatnonzero(~np.isnan(central[:, 0]))
    wins = np.zeros(len(able))
    for start in range(0, draws, CHUNK):
        drawn = values(start, min(start + CHUNK, draws))
        scores = np.einsum("dac,bc->dba", drawn, central[able])
        best = scores == scores.max(axis=2, keepdims=True)
        own = best[:, np.arange(len(able)), able]
        wins += (own / best.sum(axis=2)).sum(axis=0)
    found[able] = wins / draws
    return found
