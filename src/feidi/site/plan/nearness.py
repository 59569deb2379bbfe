"""Which parks to look at together: those that the same projects and partners could go to."""

import numpy as np

from feidi.site.model.model import HALF, Floats, Ints
from feidi.site.plan.flat import SitingModel
from feidi.site.problem import SitingProblem
from feidi.site.solve.neighbourhood import Choice

# how much a pair of partners that are apart adds to two parks' being looked at together
PARTNERS = 3.0


def neighbour_parks(problem: SitingProblem, built: SitingModel) -> Choice:
    """Return the choice of parks to free next.

    The first park by chance; the others by chance weighted with the projects of its that could
    move there, and the partners that stand in one and the other.
    """
    chosen, count = built.options, len(problem.parks)
    can = np.zeros((len(problem.projects), count))
    can[chosen.place_project, chosen.place_park] = 1.0
    a, b = problem.edges[:, 0], problem.edges[:, 1]

    def choose(chance: np.random.Generator, size: int, x: Floats) -> Ints:
        park = np.full(len(problem.projects), -1)
        came = x[built.y] > HALF
        park[chosen.project[came]] = chosen.park[came]
        first = int(chance.integers(count))
        weight = can[park == first].sum(axis=0) + 1e-6
        for one, other in ((a, b), (b, a)):
            met = (park[one] == first) & (park[other] >= 0)
            np.add.at(weight, park[other[met]], PARTNERS)
        weight[first] = 0.0
        others = min(size, count) - 1
        if others <= 0:
            return np.array([first])
        more = chance.choice(count, others, replace=False, p=weight / weight.sum())
        return np.array([first, *more], np.int64)

    return choose
