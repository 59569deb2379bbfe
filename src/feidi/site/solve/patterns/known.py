"""What is known of a model while its patterns are looked at, and what was asked for."""

from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from feidi.site.model.model import Floats, Model
from feidi.site.solve.decomposed import SAFE, whole_bound
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.patterns.listing import (
    STEP,
    Patterns,
    Priced,
    nearest_patterns,
    patterns_within,
)
from feidi.site.solve.watch import Watch

# value and bound are one within this: what sums of a few thousand figures lose
ROUNDING = 1e-9


@dataclass
class Known:
    """What is known so far, as of a maximum: the best point, the bound of every point."""

    model: Model
    whole: bool
    x: Floats
    bound: float

    @classmethod
    def of(cls, model: Model, x: Floats, bound: float) -> "Known":
        """Return what is known of a model: a point, and a bound in the model's own sense."""
        whole = bool((model.cost == np.rint(model.cost)).all())
        return cls(model, whole, x, bound if model.sense == "max" else -bound)

    def told(self, found: Outcome) -> Outcome:
        """Return an outcome with the point and the bound known, in the model's own sense."""
        status = "optimal" if self.bound <= self.value else found.status
        bound = self.bound if self.model.sense == "max" else -self.bound
        value = self.model.value(self.x)
        return replace(found, value=value, bound=bound, x=self.x, status=status)

    @property
    def value(self) -> float:
        """Return what the best point is worth."""
        return self._worth(self.x)

    def next(self) -> float:
        """Return the least worth of a better point; of one as good where worths are not whole."""
        return self.value + 1.0 if self.whole else self.value

    def refuted(self, target: float) -> None:
        """Note that no point is worth `target`."""
        self.bounded(target - 1.0 if self.whole else target)

    def bounded(self, bound: float) -> None:
        """Note a bound of every point that is better than the best one known."""
        self.bound = max(min(self.bound, whole_bound(self.model, bound)), self.value)
        if self.bound - self.value <= ROUNDING * abs(self.value):
            self.bound = self.value

    def found(self, x: Floats) -> None:
        """Note a point."""
        if self._worth(x) > self.value:
            self.x = x

    def _worth(self, x: Floats) -> float:
        """Return what a point is worth."""
        return self.model.value(x) * (1.0 if self.model.sense == "max" else -1.0)


@dataclass(frozen=True)
class Wishes:
    """What the caller of `partitioned` asked for."""

    gap: float
    nodes: int | None
    watch: Watch

    def over(self, known: Known) -> bool:
        """Say whether nothing more is asked for."""
        close = known.bound - known.value <= self.gap * abs(known.value)
        return close or self.watch.stopped() or self.watch.left() <= 0


def listed_for(
    at: Priced, known: Known, most: int, step: float = STEP
) -> tuple[Patterns, float] | None:
    """Return all patterns of points worth a target or more, as low as `most` of them allow.

    None where a point as good is ruled out already.
    """
    target = known.next()
    patterns = patterns_within(known.model, at, at.bound - target, most)
    if patterns is not None:
        return patterns, target
    near = nearest_patterns(known.model, at, most, step)
    if near is None:
        return None
    reached = at.bound - near[1]
    reached = float(ceil(reached - SAFE)) if known.whole else reached
    return (near[0], reached) if reached <= known.bound else None
