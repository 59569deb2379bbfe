"""What is known while sets of sites are looked at."""

from dataclasses import dataclass, field

import numpy as np

from feidi.site.model.model import Ints
from feidi.site.solve.decomposed import SAFE
from feidi.site.solve.location.interchange import exchanged
from feidi.site.solve.location.place import Place

# once so many sets were exchanged to their end, only those this near to the best one are
FIRST, NEAR = 40, 0.05
# what sums of a few thousand figures lose, in shares
ROUNDING = 1e-9


@dataclass
class Search:
    """The best set of sites so far, as of a minimum. whole: every set costs a whole number."""

    place: Place
    whole: bool
    chosen: Ints
    value: float
    seen: set[bytes] = field(default_factory=set)

    def target(self) -> float:
        """Return what a better set costs less than: rounding errors are no better sets."""
        return self.value - (1.0 - SAFE if self.whole else ROUNDING * max(1.0, abs(self.value)))

    def found(self, chosen: Ints) -> None:
        """Note a set of sites, made as good as exchanges make it where it is near the best."""
        known = np.sort(chosen).tobytes()
        far = self.place.value(chosen) >= self.value + abs(self.value) * NEAR
        if known in self.seen or (far and len(self.seen) >= FIRST):
            return
        self.seen.add(known)
        better = exchanged(self.place, chosen)
        if better is not None and self.place.value(better) < self.value - SAFE:
            self.chosen, self.value = better, self.place.value(better)
