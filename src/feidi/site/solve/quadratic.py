"""Facilities to places at the least flow times distance: quadratic assignment, proven."""

from dataclasses import dataclass
from math import ceil, inf

import numpy as np
from scipy.optimize import linear_sum_assignment

from feidi.site.model.model import Floats, Ints
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.watch import UNWATCHED, Progress, Watch

SAFE = 1e-6
STARTS = 20


@dataclass(frozen=True, eq=False)
class Layout:
    """flow: between facilities. far: distance between places. order: facilities as branched."""

    flow: Floats
    far: Floats
    order: Ints

    def value(self, at: Ints) -> float:
        """Return the flow times distance of facilities at places."""
        return float((self.flow * self.far[np.ix_(at, at)]).sum())

    def bound(self, at: tuple[int, ...]) -> tuple[float, Ints]:
        """How little can a layout cost whose first facilities stand at `at`? And where are all?

        Every other facility at every free place costs at least its flow to those that stand,
        and its flows to the others, largest to nearest; the cheapest assignment of these sums
        is the bound. Source: Gilmore (1962), Lawler (1963).
        """
        count, n = len(at), len(self.order)
        stand, places = self.order[:count], np.array(at, np.int64)
        open_ = self.order[count:]
        free = np.setdiff1d(np.arange(n), places)
        flow, far = self.flow, self.far
        fixed = (flow[stand[:, None], stand] * far[places[:, None], places]).sum()
        cost = flow[open_[:, None], stand] @ far[free[:, None], places].T
        cost += flow[stand[:, None], open_].T @ far[places[:, None], free]
        cost += flow[open_, open_][:, None] * far[free, free]
        cost += _others(flow[open_[:, None], open_]) @ _others(far[free[:, None], free])[:, ::-1].T
        row, column = linear_sum_assignment(cost)
        every = np.empty(n, np.int64)
        every[stand], every[open_[row]] = places, free[column]
        return float(fixed + cost[row, column].sum()), every


def _others(square: Floats) -> Floats:
    """Return every row of a square without its diagonal, in ascending order."""
    n = len(square)
    rest = square[~np.eye(n, dtype=bool)].reshape(n, max(n - 1, 0))
    return np.sort(rest, axis=1)


def layout(flow: Floats, far: Floats, watch: Watch = UNWATCHED, *, seed: int = 0) -> Outcome:
    """At which places do facilities cause the least flow times distance?

    Minimises the sum over i, j of flow[i, j] * far[place of i, place of j]; both n x n. Depth
    first, bounded by Gilmore and Lawler; the point x has n x n columns, 1 where facility i is at
    place k. Meant for a dozen facilities: beyond, the tree outgrows every time limit.

    >>> flow = np.array([[0, 5, 1], [5, 0, 2], [1, 2, 0]])
    >>> far = np.array([[0, 1, 2], [1, 0, 1], [2, 1, 0]])
    >>> found = layout(flow, far)
    >>> found.status, found.value, found.x.reshape(3, 3).argmax(axis=1)
    ('optimal', 18.0, array([0, 1, 2]))
    """
    n = len(flow)
    order = np.argsort(-(flow + flow.T).sum(axis=1), kind="stable")
    told = Layout(np.asarray(flow, np.float64), np.asarray(far, np.float64), order)
    whole = bool((told.flow == np.rint(flow)).all() and (told.far == np.rint(far)).all())
    best = _exchanged(told, seed)
    value = told.value(best)
    step = 1.0 - SAFE if whole else SAFE
    nodes, stack = 0, [(-inf, tuple[int, ...]())]
    while stack and not (watch.stopped() or watch.left() <= 0):
        below, at = stack.pop()
        if below > value - step:
            continue
        children = []
        for place in set(range(n)) - set(at):
            nodes += 1
            bound, every = told.bound((*at, place))
            if (new := told.value(every)) < value:
                best, value = every, new
            if len(at) < n - 2 and bound <= value - step:
                children.append((bound, (*at, place)))
        stack.extend(sorted(children, reverse=True))
        watch.tell(Progress("proof", value, min((value, *(one for one, _ in stack)))))
    bound = min([value, *(one for one, _ in stack)])
    x = np.zeros((n, n))
    x[np.arange(n), best] = 1.0
    bound = ceil(bound - SAFE) if whole and bound > -inf else bound
    return Outcome("optimal" if bound >= value else "feasible", value, bound, x.ravel(), nodes)


def _exchanged(told: Layout, seed: int) -> Ints:
    """Return the best of some layouts by chance that no exchange of two makes better."""
    chance, n = np.random.default_rng(seed), len(told.flow)
    best = np.arange(n)
    for _ in range(STARTS):
        at = chance.permutation(n)
        value, moved = told.value(at), True
        while moved:
            moved = False
            for i in range(n):
                for j in range(i):
                    other = at.copy()
                    other[i], other[j] = at[j], at[i]
                    if (new := told.value(other)) < value:
                        at, value, moved = other, new, True
        if value < told.value(best):
            best = at
    return best
