"""A bound on sets of sites: what each site saves at prices of the clients."""

from dataclasses import dataclass
from math import inf

import numpy as np

from feidi.site.model.model import Floats, Ints
from feidi.site.solve.decomposed import SAFE
from feidi.site.solve.location.place import Place
from feidi.site.solve.location.search import Search
from feidi.site.solve.watch import UNWATCHED, Watch

# rounds without a better bound after which the step is halved, and the last step of all
PATIENCE, SMALLEST = 15, 1e-3
OPEN, CLOSED = 1, -1
# sets met are looked at every so many rounds
EVERY = 75


@dataclass(frozen=True, eq=False)
class Priced:
    """What prices of clients prove of the sets of sites that are not ruled out.

    bound: of them, infinite where there is none. worth: what each site adds, infinite where
    closed. taken: the best set at the prices.
    """

    bound: float
    price: Floats
    worth: Floats
    taken: Ints


def first_prices(place: Place) -> Floats:
    """Return the prices to begin with: between a client's cheapest site and the next."""
    low = np.sort(place.cost, axis=1)[:, :2]
    return np.where(np.isinf(low[:, -1]), low[:, 0], low.mean(axis=1))


def priced(
    place: Place, fixed: Ints, start: Floats, search: Search, rounds: int, watch: Watch = UNWATCHED
) -> Priced:
    """How cheap can no set of sites be? By prices of the clients, better round by round.

    Every client pays its price; a site saves where it serves for less, and the best so many are
    open (Lagrangian relaxation of Cornuejols, Fisher and Nemhauser 1977). Prices rise for
    clients that none serves and fall where several do. fixed: OPEN, CLOSED, or 0 for each site.
    search: told of sets met on the way; the value of its best sets the length of steps, and
    prices end where no better set is left.
    """
    active = np.flatnonzero(fixed != CLOSED)
    best = Priced(-inf, start, np.full(len(fixed), inf), active)
    if len(active) < place.sites or (fixed == OPEN).sum() > place.sites:
        return Priced(inf, start, best.worth, active)
    cost, opening, forced = place.cost[:, active], place.opening[active], fixed[active] == OPEN
    price, scale, since = start, 1.0, 0
    for done in range(rounds):
        rest = cost - price[:, None]
        worth = opening + np.minimum(rest, 0.0).sum(axis=0)
        taken = np.argpartition(np.where(forced, -inf, worth), place.sites - 1)[: place.sites]
        bound = float(price.sum() + worth[taken].sum())
        since += 1
        if bound > best.bound + SAFE:
            best, since = Priced(bound, price, _spread(worth, active, fixed), active[taken]), 0
        if done % EVERY == 0:
            search.found(active[taken])
        if best.bound > search.target() or watch.stopped() or watch.left() <= 0:
            break
        slope = 1.0 - (rest[:, taken] < 0).sum(axis=1)
        if not slope.any() or scale < SMALLEST:
            break
        if since > PATIENCE:
            scale, since, price = scale / 2, 0, best.price
            continue
        price = price + scale * max(search.value - bound, SAFE) / (slope @ slope) * slope
    return best


def _spread(worth: Floats, active: Ints, fixed: Ints) -> Floats:
    """Return what each site adds, of those that are active."""
    wide = np.full(len(fixed), inf)
    wide[active] = worth
    return wide
