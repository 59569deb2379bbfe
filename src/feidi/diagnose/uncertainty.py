"""How sure is a location quotient? Exact Poisson limits for counts, seeded draws for money."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.stats import gamma

from feidi.diagnose.quotients import slq
from feidi.quantities.words import Words

Array = npt.NDArray[np.float64]
# of counts, where limits are not known exactly
SEED, DRAWS = 0, 2000


@dataclass(frozen=True)
class Counting:
    """Figures are counts that could have come out otherwise: exact Poisson (Garwood) limits.

    grain: how much comes at once. Jobs come in firms: give the mean size of a firm where it
    is known; 1 treats every job as independent and gives the narrowest interval.
    level: probability that the interval covers, between 0 and 1.
    """

    grain: float = 1.0
    level: float = 0.95

    @property
    def words(self) -> Words:
        """How the interval was made."""
        return Words(
            f"泊松精确区间（Garwood），置信度 {self.level:.0%}，每 {self.grain:g} 个算一次计数",
            f"exact Poisson limits (Garwood), {self.level:.0%}, one count for every {self.grain:g}",
        )

    def limits(self, place: Array, reference: Array) -> tuple[Array, Array]:
        """Return lower and upper limits of each quotient, the reference taken as known.

        A count k has limits gamma(alpha/2; k) and gamma(1 - alpha/2; k + 1); the lower limit
        of 0 is 0. Source: Garwood (1936), Biometrika 28.

        >>> low, high = Counting().limits(np.array([0.0, 100.0]), np.array([50.0, 50.0]))
        >>> low.round(3).tolist(), high.round(3).tolist()
        ([0.0, 1.627], [0.074, 2.433])
        """
        count = place / self.grain
        tail = (1.0 - self.level) / 2.0
        with np.errstate(invalid="ignore"):
            low = np.where(count > 0, gamma.ppf(tail, np.maximum(count, 1e-300)), 0.0)
            high = gamma.ppf(1.0 - tail, count + 1.0)
        per_count = slq(place, reference) / np.where(count > 0, count, 1.0)
        one = np.where(count > 0, per_count, self._of_one(place, reference))
        return low * one, high * one

    def drawn(self, place: Array, reference: Array) -> tuple[Array, Array]:
        """Return counts as they could have come out, draws x industries; the reference is known.

        Rates by Jeffreys' prior, gamma(k + 1/2), so that a count of none is not sure to be none.
        """
        chance = np.random.default_rng(SEED)
        shape = (DRAWS, len(place))
        rates = chance.gamma(np.nan_to_num(place / self.grain) + 0.5, size=shape)
        return np.where(np.isnan(place), np.nan, rates * self.grain), np.asarray(reference)

    def _of_one(self, place: Array, reference: Array) -> Array:
        """What one grain would be worth in quotient, for industries the place has none of."""
        known = ~np.isnan(place) & ~np.isnan(reference)
        total = np.where(known, place, 0.0).sum()
        everywhere = np.where(known, reference, 0.0).sum()
        worth = np.full(place.shape, np.nan)
        np.divide(
            self.grain * everywhere, reference * total, out=worth, where=known & (reference > 0)
        )
        return worth


@dataclass(frozen=True)
class Revision:
    """Figures may be revised: every cell is drawn anew with a relative error, `draws` times.

    error: relative standard error of a cell, as 0.05; a statement about the statistics that
    somebody must make (a census revision, a bureau's note). seed: the same seed gives the
    same limits. Cells are lognormal and independent, of the place and of the reference.
    """

    error: float
    seed: int
    draws: int = DRAWS
    level: float = 0.95

    @property
    def words(self) -> Words:
        """How the interval was made."""
        return Words(
            f"参数自助法，单格相对误差 {self.error:.1%}，{self.draws:,} 次，种子 {self.seed}，"
            f"置信度 {self.level:.0%}",
            f"parametric bootstrap, relative error of a cell {self.error:.1%}, {self.draws:,} "
            f"draws, seed {self.seed}, {self.level:.0%}",
        )

    def limits(self, place: Array, reference: Array) -> tuple[Array, Array]:
        """Return lower and upper limits of each quotient.

        >>> low, high = Revision(0.1, seed=1).limits(np.array([30.0, 70.0]), np.array([1.0, 1.0]))
        >>> bool(low[0] < 0.6 < high[0])
        True
        """
        quotients = slq(*self.drawn(place, reference))
        tail = (1.0 - self.level) / 2.0
        low, high = np.quantile(quotients, [tail, 1.0 - tail], axis=0)
        return low, high

    def drawn(self, place: Array, reference: Array) -> tuple[Array, Array]:
        """Return the figures as they might be revised, draws x industries."""
        chance = np.random.default_rng(self.seed)
        spread = float(np.sqrt(np.log1p(self.error**2)))
        shape = (self.draws, len(place))
        one, other = (
            figures * np.exp(chance.normal(-(spread**2) / 2.0, spread, shape))
            for figures in (place, reference)
        )
        return one, other


Uncertainty = Counting | Revision


def as_json(uncertainty: Uncertainty) -> dict[str, Any]:
    """Return how an interval was made, for machines."""
    kind = "poisson" if isinstance(uncertainty, Counting) else "bootstrap"
    return {"kind": kind, "words": uncertainty.words._asdict(), "level": uncertainty.level}
