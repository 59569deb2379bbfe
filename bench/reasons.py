"""Prints the CPU time of the reason of each project left out of the county case.

`python -m bench.reasons`: 40 projects, 160 parcels, 4 parks, bonus 2 %. The bar is 5 s a reason.
"""

import sys
from time import process_time

import numpy as np

from bench.siting_cases import SIZES, case
from feidi.site.plan.plan import pairs_of_plan
from feidi.site.plan.planning import Effort, plan
from feidi.site.reasons.reasons import reasons
from feidi.site.solve.watch import Progress, Unwatched

# a plan is needed, not the best one
SHORT = Effort(rounds=12, polish=6, nodes=0)
BAR = 5.0


class Laps(Unwatched):
    """Notes the CPU time each reason took."""

    def __init__(self) -> None:
        self.laps: list[float] = []
        self.last = process_time()

    def tell(self, progress: Progress) -> None:
        """Take the time since the last reason."""
        if progress.where != "reasons":
            return
        now = process_time()
        self.laps.append(now - self.last)
        self.last = now


def main() -> int:
    """Plan, ask for reasons, print; 1 where one took longer than the bar."""
    problem = case(SIZES["county"])
    made = plan(problem, effort=SHORT)
    pairs, years = pairs_of_plan(problem, made)
    print(f"plan: value {made.certificate.value:,}, gap {made.certificate.searched_gap or 0:.2%}")
    watch = Laps()
    found = reasons(problem, pairs, years, watch)
    for reason, seconds in zip(found, watch.laps, strict=True):
        loss = "–" if reason.price is None else f"{reason.price.share:.1%}"
        facts = len(reason.conflict)
        print(
            f"{reason.project:<5}{reason.kind:<10}loss {loss:>6}  facts {facts}  {seconds:5.2f} s"
        )
    longest = float(np.max(watch.laps, initial=0.0))
    met = longest <= BAR
    print(f"longest {longest:.2f} CPU-s, bar {BAR:.0f} s: {'met' if met else 'missed'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
