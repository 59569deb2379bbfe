"""The best set of sites, proven: bounds by prices, sites ruled out by them, then branches."""

from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from math import ceil, inf

import numpy as np

from feidi.site.model.model import HALF, Flags, Floats, Ints, Model
from feidi.site.model.narrowing import narrowed
from feidi.site.solve.decomposed import SAFE
from feidi.site.solve.highs import prove
from feidi.site.solve.location.interchange import first_sites
from feidi.site.solve.location.place import Place, place_of
from feidi.site.solve.location.pricing import CLOSED, OPEN, Priced, first_prices, priced
from feidi.site.solve.location.search import Search
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.watch import UNWATCHED, Progress, Watch, quiet

# rounds of prices at the root, and of every other node, which begins from its parent's
ROOT, ROUNDS = 2_000, 150
# so few columns are left to HiGHS whole
FEW = 1_500


@dataclass(frozen=True, eq=False)
class Node:
    """Sets of sites that have some sites and have not some others."""

    fixed: Ints
    price: Floats


def locate(
    model: Model, watch: Watch = UNWATCHED, *, gap: float = 0.0, nodes: int | None = None
) -> Outcome | None:
    """Which sites are best, and how good can any set of them be? None: another kind of model.

    At prices of the clients (`priced`) most sites are decided: no better set has them, or none
    lacks them. The rest is branched on, the branch with the loosest bound first: with the site
    that saves most, and without it. Sets met on the way are exchanged site by site. Sources:
    Cornuejols, Fisher and Nemhauser (1977); Beasley (1985), whose p-medians are in the tests.
    """
    place = place_of(model)
    chosen = None if place is None else first_sites(place)
    if place is None or chosen is None:
        return None
    whole = bool((model.cost == np.rint(model.cost)).all())
    search = Search(place, whole, chosen, place.value(chosen))
    sign = -1.0 if model.sense == "max" else 1.0
    nothing = np.zeros(len(place.opening), np.int64)
    root = priced(place, nothing, first_prices(place), search, ROOT, watch)
    search.found(root.taken)
    free = _left(place, root, search.target(), len(model.cost))
    if free.sum() <= FEW:
        bound, done = _finished(model, search, free, watch, (gap, nodes))
    else:
        bound, done = _branched(search, Node(nothing, root.price), watch, (gap, nodes, sign))
    return _told(model, search, max(bound, root.bound), gap, done)


def _told(model: Model, search: Search, bound: float, gap: float, nodes: int) -> Outcome:
    """Return the best set with a bound, as a minimum, of every set."""
    sign = -1.0 if model.sense == "max" else 1.0
    bound = min(float(ceil(bound - SAFE)) if search.whole else bound, search.value)
    x = search.place.point(search.chosen, len(model.cost))
    closed = search.value - bound <= gap * abs(search.value) or bound > search.target()
    return Outcome("optimal" if closed else "feasible", model.value(x), sign * bound, x, nodes)


def _left(place: Place, told: Priced, target: float, width: int) -> Flags:
    """Say which columns, of `width`, a set that costs at most `target` can have above 0."""
    rest = place.cost - told.price[:, None]
    more = np.maximum(told.worth - told.worth[told.taken].max(), 0.0)
    room = target - told.bound
    free = np.zeros(width, bool)
    free[place.open[more <= room]] = True
    near = (more[None, :] + np.maximum(rest, 0.0) <= room) & (place.served >= 0)
    free[place.served[near]] = True
    return free


def _finished(
    model: Model, search: Search, free: Flags, watch: Watch, wishes: tuple[float, int | None]
) -> tuple[float, int]:
    """Ask HiGHS for the few columns that a better set can have; return bound and nodes."""
    gap, nodes = wishes
    served = search.place.served
    if not np.where(served >= 0, free[served], False).any(axis=1).all():
        return search.value, 0  # no better set serves every client
    small = narrowed(model, free, np.zeros(len(free)))
    last = prove(small.model, quiet(watch), gap=gap, nodes=nodes)
    if last.x is not None:
        search.found(np.flatnonzero(small.widened(last.x)[search.place.open] > HALF))
    return min((-1.0 if model.sense == "max" else 1.0) * last.bound, search.value), last.nodes


def _branched(
    search: Search, root: Node, watch: Watch, limits: tuple[float, int | None, float]
) -> tuple[float, int]:
    """Look at branch after branch; return the bound of every set and how many were looked at.

    limits: the gap wanted, how many branches, and the sign of the model's sense.
    """
    gap, nodes, sign = limits
    order = count()
    heap = [(-inf, next(order), root)]
    done = 0
    while heap:
        bound = heap[0][0]
        enough = search.value - bound <= gap * abs(search.value)
        stopped = watch.stopped() or watch.left() <= 0
        if bound > search.target() or enough or stopped or (nodes is not None and done > nodes):
            return bound, done
        _, _, node = heappop(heap)
        told = _looked_at(search, node, watch)
        if told is not None:
            for child in told[1]:
                heappush(heap, (max(bound, told[0]), next(order), child))
        done += 1
        lowest = heap[0][0] if heap else search.value
        watch.tell(Progress("proof", sign * search.value, sign * lowest))
    return search.value, done


def _looked_at(search: Search, node: Node, watch: Watch) -> tuple[float, tuple[Node, ...]] | None:
    """Return the bound of a branch and what it parts into; None where no better set is in it."""
    place, fixed = search.place, node.fixed
    told = priced(place, fixed, node.price, search, ROUNDS, watch)
    if not np.isfinite(told.worth[told.taken]).all():
        return None
    search.found(told.taken)
    if told.bound > search.target():
        return None
    fixed = _decided(search, fixed, told)
    free = told.taken[fixed[told.taken] == 0]
    if not len(free):
        return None  # the sites taken are all there are, and they were looked at
    site = free[told.worth[free].argmin()]
    parts = []
    for way in (OPEN, CLOSED):
        child = fixed.copy()
        child[site] = way
        parts.append(Node(child, told.price))
    return told.bound, tuple(parts)


def _decided(search: Search, known: Ints, told: Priced) -> Ints:
    """Return the sites that a better set has, and has not, beside those known."""
    fixed = known.copy()
    room = search.target() - told.bound
    inside = np.zeros(len(known), bool)
    inside[told.taken] = True
    free = (known == 0) & np.isfinite(told.worth)
    last = told.worth[inside & free].max(initial=-inf)
    after = told.worth[~inside & free].min(initial=inf)
    fixed[free & ~inside & (told.worth - last > room)] = CLOSED
    fixed[free & inside & (after - told.worth > room)] = OPEN
    return fixed
