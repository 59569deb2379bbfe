"""Values with their intervals, put on one scale from 0 (worst) to 1 (best) and drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feidi.match.given import Criterion
from feidi.match.ranking.acceptability import CHUNK, Drawer

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Measured:
    """Values of alternatives by criteria with their bounds, each alternatives x criteria.

    NaN where nothing is known.
    """

    low: Floats
    value: Floats
    high: Floats

    def scaled(self, criteria: Sequence[Criterion]) -> "Measured":
        """Return the values from 0, the worst bound of any alternative, to 1, the best.

        A criterion by which all are equal is 0 for all: it tells nothing apart. One by which
        nothing at all is known stays NaN.
        """
        known = ~np.isnan(self.value)
        worst = np.min(np.where(known, self.low, np.inf), axis=0)
        best = np.max(np.where(known, self.high, -np.inf), axis=0)
        span = np.where(best > worst, best - worst, 1.0)
        parts = [(part - worst) / span for part in (self.low, self.value, self.high)]
        turned = np.array([not c.more_is_better for c in criteria])
        low = np.where(turned, 1 - parts[2], parts[0])
        high = np.where(turned, 1 - parts[0], parts[2])
        return Measured(low, np.where(turned, 1 - parts[1], parts[1]), high)


def drawer(scaled: Measured, seed: int) -> Drawer:
    """Return a drawer of values: triangular between the bounds, likeliest at the value.

    What is not known is drawn evenly from the whole scale, 0 to 1: it is carried as ignorance
    and never replaced by a figure. Every chunk has its own stream, so draws can be repeated.
    """
    low = np.nan_to_num(scaled.low, nan=0.0)
    high = np.nan_to_num(scaled.high, nan=1.0)
    unknown = np.isnan(scaled.value)
    mode = np.where(unknown, 0.5, scaled.value)
    span = np.where(high > low, high - low, 1.0)
    turn = np.where(high > low, (mode - low) / span, 0.5)

    def draw(start: int, stop: int) -> Floats:
        chance = np.random.default_rng([seed, 1 + start // CHUNK])
        even = chance.random((stop - start, *low.shape))
        rising = np.sqrt(even * turn)
        falling = 1 - np.sqrt((1 - even) * (1 - turn))
        bent = np.where(even < turn, rising, falling)
        drawn: Floats = low + (high - low) * np.where(unknown, even, bent)
        return drawn

    return draw
