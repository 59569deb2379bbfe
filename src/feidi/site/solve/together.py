"""All ways together: proof, sharper bound, neighbourhood search, and proof from what it found."""

from dataclasses import dataclass, replace
from math import inf

import numpy as np

from feidi.site.model.model import Flags, Model
from feidi.site.model.narrowing import Narrowed, narrowed
from feidi.site.model.scaling import Unscalable
from feidi.site.solve.decomposed import decompose
from feidi.site.solve.fixing import promising, swings, undecided
from feidi.site.solve.highs import prove
from feidi.site.solve.neighbourhood import improve
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.watch import UNWATCHED, Watch, gap_of, part_of, quiet

# of the time left: for the first proof, then for the search, the rest for the second proof
FIRST, SEARCH = 0.2, 0.5
# value and bound are one within this: what sums of a few thousand figures lose
SAME = 1e-12
# blocks freed at first in the search: of all columns, and of the promising ones alone
FEW, WIDE = 3, 6
# deterministic seconds of one neighbourhood: many short ones find more than few long ones
SHORT = 0.3


@dataclass(frozen=True)
class Steps:
    """Steps of `solve`, the same on every machine: nodes of each proof, rounds of search."""

    nodes: int = 2000
    rounds: int = 40


def solve(
    model: Model,
    watch: Watch = UNWATCHED,
    *,
    gap: float = 0.0,
    seed: int = 0,
    steps: Steps | None = None,
) -> Outcome:
    """What is the best point of a model, and how good can any point be, by every means here?

    HiGHS first; what it does not close is bounded by decomposition where the model is made of
    knapsacks, searched a few blocks at a time by CP-SAT among the columns that the bound leaves
    promising, and given to HiGHS again from the best point, without the columns in which no
    better point can differ. gap: how close value and bound must come. steps: the same result on
    every machine; by default set where the watch has no end.
    """
    if steps is None and watch.left() == inf:
        steps = Steps()
    nodes, rounds = (None, None) if steps is None else (steps.nodes, steps.rounds)
    parted = bool(model.whole.all() and (model.block >= 0).any())
    granted = _part(watch, FIRST) if parted else watch
    first = prove(model, granted, gap=gap, seed=seed, nodes=nodes)
    if (
        not parted
        or first.x is None
        or first.value is None
        or first.status == "optimal"
        or _over(watch)
    ):
        return first
    parts = decompose(model, _part(watch, FIRST), value=first.value)
    found = first if parts is None else _sharper(first, parts.bound, model)
    told = None if parts is None else swings(model, parts)
    if not _closed(found, gap):
        near = None if told is None else promising(model, told, first.x)
        found = _searched(model, found, quiet(_part(watch, SEARCH)), near, (seed, rounds, gap))
    if _closed(found, gap) or _over(watch) or found.x is None:
        return found
    free = np.ones(len(model.cost), bool) if told is None else undecided(model, told, found.x)
    if not free.any():
        return replace(found, bound=model.value(found.x), status="optimal")
    small = narrowed(model, free, found.x)
    start = found.x[small.columns]
    last = prove(small.model, watch, start=start, gap=gap, seed=seed, nodes=nodes)
    return _joined(model, found, small, last)


def _searched(
    model: Model,
    found: Outcome,
    watch: Watch,
    near: Flags | None,
    wishes: tuple[int, int | None, float],
) -> Outcome:
    """Return an outcome with the best point of a neighbourhood search.

    near: the columns worth a look. wishes: seed, rounds, gap.
    """
    seed, rounds, gap = wishes
    if found.x is None:
        return found
    small = narrowed(model, np.ones(len(found.x), bool) if near is None else near, found.x)
    size = WIDE if near is not None else FEW
    held = model.value(found.x) - small.model.value(found.x[small.columns])
    try:
        better = improve(
            small.model,
            found.x[small.columns],
            watch,
            seed=seed,
            rounds=rounds,
            size=size,
            bound=found.bound - held,
            gap=gap,
            work=SHORT,
        )
    except Unscalable:
        return found
    assert better.x is not None  # noqa: S101 - a search that began with a point has one
    x = small.widened(better.x)
    return _sharper(replace(found, value=model.value(x), x=x), None, model)


def _joined(model: Model, found: Outcome, small: Narrowed, last: Outcome) -> Outcome:
    """Return the better point of the whole and of its rest, and the tighter bound.

    The rest holds every point better than the one found, and that point too, so that its bound
    is one of the whole.
    """
    held = model.value(small.held)
    bound = _tighter(found.bound, last.bound + held, model)
    nodes = found.nodes + last.nodes
    if last.x is None:
        return _sharper(replace(found, nodes=nodes), bound, model)
    x = small.widened(last.x)
    value = model.value(x)
    if found.value is None or model.better(value, found.value):
        found = replace(found, value=value, x=x)
    if last.status == "optimal":
        bound = _tighter(bound, value, model)
    return _sharper(replace(found, nodes=nodes), bound, model)


def _part(watch: Watch, share: float) -> Watch:
    """Return a watch that grants a share of what is left."""
    return part_of(watch, share * watch.left())


def _over(watch: Watch) -> bool:
    """Say whether nothing more is to be tried."""
    return watch.stopped() or watch.left() <= 0


def _tighter(one: float, other: float, model: Model) -> float:
    """Return the tighter of two bounds."""
    return min(one, other) if model.sense == "max" else max(one, other)


def _sharper(found: Outcome, bound: float | None, model: Model) -> Outcome:
    """Return an outcome with the tighter bound; where it meets the value, the optimum.

    A bound a rounding error beyond the value is the value.
    """
    tight = found.bound if bound is None else _tighter(found.bound, bound, model)
    if found.value is not None and abs(tight - found.value) <= SAME * abs(found.value):
        tight = found.value
    status = "optimal" if gap_of(found.value, tight) <= 0 else found.status
    return replace(found, bound=tight, status=status)


def _closed(found: Outcome, gap: float) -> bool:
    """Say whether value and bound are close enough."""
    return gap_of(found.value, found.bound) <= gap
