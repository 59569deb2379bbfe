"""Sets of sites found by adding and exchanging: good ones, without a proof."""

from math import inf

import numpy as np

from feidi.site.model.model import Floats, Ints
from feidi.site.solve.decomposed import SAFE
from feidi.site.solve.location.place import Place


def first_sites(place: Place) -> Ints | None:
    """Return sites added one by one, each the one that saves most, then exchanged.

    None where they leave a client without a site.
    """
    inside = np.isfinite(place.cost)
    far = float(np.abs(place.cost[inside]).max(initial=0.0)) * 2 + 1
    cost = np.where(inside, place.cost, far)
    nearest, chosen = np.full(len(cost), far), np.zeros(0, np.int64)
    for _ in range(place.sites):
        total = np.minimum(nearest[:, None], cost).sum(axis=0) + place.opening
        total[chosen] = inf
        chosen = np.append(chosen, total.argmin())
        nearest = np.minimum(nearest, cost[:, chosen[-1]])
    return exchanged(place, chosen)


def exchanged(place: Place, chosen: Ints) -> Ints | None:
    """Return a set that no exchange of an open site for a closed one makes cheaper.

    None where the set leaves a client without a site. Source: Teitz and Bart (1968).
    """
    chosen, value = chosen.copy(), place.value(chosen)
    while np.isfinite(value):
        total = _exchanges(place, chosen)
        out, into = np.unravel_index(total.argmin(), total.shape)
        if not total[out, into] < value - SAFE:
            return chosen
        value, chosen[out] = float(total[out, into]), into
    return None


def _exchanges(place: Place, chosen: Ints) -> Floats:
    """Return what a set costs with each open site (row) given up for each other one (column).

    A client whose site is given up goes to its second, or to the one that comes (Whitaker 1983).
    """
    here = np.arange(len(place.cost))
    near = place.cost[:, chosen]
    first = near.argmin(axis=1)
    one = near[here, first]
    near = near.copy()
    near[here, first] = inf
    two = near.min(axis=1)
    kept = np.minimum(one[:, None], place.cost)
    lost = np.where(np.isinf(place.cost) & np.isinf(two)[:, None], inf, 0.0)
    lost += np.minimum(np.minimum(two[:, None], place.cost), np.finfo(float).max) - kept
    total = np.tile(kept.sum(axis=0) + place.opening, (len(chosen), 1))
    np.add.at(total, first, lost)
    total += place.opening[chosen].sum() - place.opening[chosen][:, None]
    total[:, chosen] = inf
    return total
