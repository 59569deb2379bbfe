"""No more projects in a park than parcels that could take any of them (Hall, 1935)."""

import numpy as np
from scipy.sparse import csr_array

from feidi.site.model.assembly import Assembly
from feidi.site.model.model import Fact, Ints
from feidi.site.plan.options import Options
from feidi.site.problem import SitingProblem


def add_hall_rows(made: Assembly, problem: SitingProblem, chosen: Options, y: Ints) -> None:
    """Add a row for every set of parcels that more projects depend on than it has parcels.

    For each project of a park: all projects whose admissible parcels there are among its own
    stand on different parcels of that set. Where parcels are rows of their own these follow;
    at park level, where parcels are prices, they keep out choices no parcel can carry.
    """
    pair, parcel = problem.covered()
    shape = (len(chosen.place_project), len(problem.parcels))
    covers = csr_array((np.ones(len(pair)), (chosen.pair_place[pair], parcel)), shape=shape)
    covers.data[:] = 1.0
    for park, name in enumerate(problem.parks):
        places = np.flatnonzero(chosen.place_park == park)
        sets = np.unique(covers[places].toarray() > 0, axis=0)
        within = covers[places] @ (~sets).T.astype(np.float64) == 0
        for number in np.flatnonzero(within.sum(axis=0) > sets.sum(axis=1)):
            columns = y[np.isin(chosen.place, places[within[:, number]])]
            limit = float(sets[number].sum())
            fact: Fact = ("parcels", name, int(limit), int(number))
            made.rows(np.zeros(len(columns), np.int64), columns, 1.0,
                      upper=np.array([limit]), fact=fact)  # fmt: skip
