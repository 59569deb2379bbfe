"""How full is each quota, and what is one more unit of it worth?"""

from dataclasses import dataclass

import numpy as np

from feidi.site.model.model import Ints
from feidi.site.plan.multipliers import Multipliers
from feidi.site.problem import SitingProblem
from feidi.site.reasons.asks import used_of


@dataclass(frozen=True)
class QuotaWorth:
    """One quota of a park in one year.

    used, limit: in the resource's unit. worth: by how much the certified bound rises for each
    further unit, the dual price of the linear relaxation; it holds as long as the same things
    stay short, and is a bound on the worth to the plan, not a promise: whole projects fit or
    do not, which is what an `Ask` says.
    """

    park: str
    resource: str
    year: int
    used: float
    limit: float
    worth: float

    @property
    def share(self) -> float:
        """Return the part of the limit that is used, 1 where the limit is 0."""
        return self.used / self.limit if self.limit else 1.0


def quota_worths(
    problem: SitingProblem, pairs: Ints, years: Ints, prices: Multipliers
) -> tuple[QuotaWorth, ...]:
    """Return every limited quota by park and resource; of all years the one used most."""
    used = used_of(problem, pairs, years)
    found = []
    for k, park in enumerate(problem.parks):
        for r, resource in enumerate(problem.resources):
            limits = problem.quotas[k, r]
            if not np.isfinite(limits).any() or not problem.needs[:, r].any():
                continue
            with np.errstate(divide="ignore", invalid="ignore"):
                share = np.where(np.isfinite(limits), used[k, r] / limits, -1.0)
            t = int(np.argmax(np.nan_to_num(share, nan=0.0)))
            worth = float(prices.quota[k, r].sum())
            found.append(
                QuotaWorth(
                    park, resource, problem.years[t], float(used[k, r, t]), float(limits[t]), worth
                )
            )
    return tuple(found)
