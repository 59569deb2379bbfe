"""All ways together: proof, sharper bound, neighbourhood search, and proof from what it found."""

from dataclasses import dataclass, replace
from math import inf

import numpy as np

from feidi.site.model.model import Model
from feidi.site.model.narrowing import Narrowed, narrowed
from feidi.site.model.scaling import Unscalable
from feidi.site.solve.compiled import compiled
from feidi.site.solve.cpsat import search
from feidi.site.solve.decomposed import Decomposed, decompose
from feidi.site.solve.fixing import Swings, promising, swings, undecided
from feidi.site.solve.highs import prove
from feidi.site.solve.location import locate
from feidi.site.solve.neighbourhood import improve
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.raising import raised
from feidi.site.solve.repacking import repacked
from feidi.site.solve.watch import UNWATCHED, Watch, gap_of, part_of, patient, quiet

# of the time left at each step: the first proof (the longer part where it comes within a gap of
# NEAR), the bound by knapsacks, dives, packing anew and proof by patterns (where they are
# compiled), the searches by CP-SAT of few columns and of few blocks, raising the bound; the second
# proof has the rest
FIRST, NEAR = (0.15, 0.6), 0.001
KNAPSACKS, DIVES, PACKING, CORE = 0.2, 0.9, 0.15, 0.4
PATTERNS, SEARCH, RAISING = 0.8, 0.3, 0.8
# where value and bound are this close, in whole numbers, the bound is raised before any search
CLOSE, EARLY = 6, 0.6
# value and bound are one within this: what sums of a few thousand figures lose
SAME = 1e-12
# blocks freed at first in the search: of all columns, and of the promising ones alone
FEW, WIDE = 3, 6
# columns of a search of few, for every one that the point it starts from takes
FEWER = 1.6
# deterministic seconds of one neighbourhood: many short ones find more than few long ones
SHORT = 0.3


@dataclass(frozen=True)
class Steps:
    """Steps of `solve`, the same on every machine with the same extras installed.

    nodes: of each proof. rounds: of the search. cycles: of the packing. dives: among patterns.
    """

    nodes: int | None = 2000
    rounds: int | None = 40
    cycles: int | None = 3
    dives: int | None = 10


# only the watch ends a step
OPEN_END = Steps(None, None, None, None)


@dataclass(frozen=True)
class Wishes:
    """What the caller of `solve` asked for."""

    gap: float
    seed: int
    steps: Steps


def solve(
    model: Model,
    watch: Watch = UNWATCHED,
    *,
    gap: float = 0.0,
    seed: int = 0,
    steps: Steps | None = None,
) -> Outcome:
    """What is the best point of a model, and how good can any point be, by every means here?

    Sites of which so many are open are located by branches of our own. Of all other models
    HiGHS is first. What it does not close is bounded by decomposition where the model is made
    of knapsacks, where these hold few rows each by dives among their fillings, searched a few
    blocks at a time (packed anew by compiled loops where there are any), proven by patterns (all
    fillings that a point good enough can hold; compiled too),
    searched by CP-SAT among the columns that the bound leaves promising, its bound raised step
    by step, and given to HiGHS again from the best point, without the columns in which no
    better point can differ. gap: how close value
    and bound must come. steps: the same result on every machine; by default set where the watch
    has no end.
    """
    if steps is None:
        steps = Steps() if watch.left() == inf else OPEN_END
    placed = locate(model, watch, gap=gap, nodes=steps.nodes)
    if placed is not None:
        return placed
    parted = bool(model.whole.all() and (model.block >= 0).any())
    granted = patient(watch, FIRST, NEAR) if parted else watch
    first = prove(model, granted, gap=gap, seed=seed, nodes=steps.nodes)
    if not parted or first.x is None or first.status == "optimal" or _over(watch):
        return first
    wishes = Wishes(gap, seed, steps)
    found, parts = _bounded(model, first, _part(watch, KNAPSACKS))
    told = None if parts is None else swings(model, parts)
    if compiled():
        found = _dived(model, found, _part(watch, DIVES), parts, wishes)
    found = _packed(model, found, _part(watch, PACKING), wishes)
    found = _combed(model, found, _part(watch, CORE), told, wishes)
    if compiled():
        found = _partitioned(model, found, _part(watch, PATTERNS), parts, wishes)
    elif abs((found.value or inf) - found.bound) <= CLOSE:
        found = _raised(model, found, _part(watch, EARLY), told, wishes)
    found = _searched(model, found, _part(watch, SEARCH), told, wishes)
    found = _raised(model, found, _part(watch, RAISING), told, wishes)
    if _closed(found, gap) or _over(watch):
        return found
    return _proven(model, found, watch, told, wishes)


def _raised(
    model: Model, found: Outcome, watch: Watch, told: Swings | None, wishes: Wishes
) -> Outcome:
    """Return an outcome with its bound raised step by step, where columns have bounds."""
    if told is None or _closed(found, wishes.gap):
        return found
    return raised(model, found, told, watch, gap=wishes.gap, nodes=wishes.steps.nodes)


def _packed(model: Model, found: Outcome, watch: Watch, wishes: Wishes) -> Outcome:
    """Return an outcome with the best point that packing anew finds, where it is compiled."""
    if found.x is None or not compiled() or _closed(found, wishes.gap):
        return found
    better = repacked(
        model,
        found.x,
        quiet(watch),
        seed=wishes.seed,
        cycles=wishes.steps.cycles,
        bound=found.bound,
        gap=wishes.gap,
    )
    if better is None:
        return found
    return _sharper(replace(found, value=better.value, x=better.x), None, model)


def _bounded(model: Model, found: Outcome, watch: Watch) -> tuple[Outcome, Decomposed | None]:
    """Return an outcome with the bound by knapsacks, and the prices that prove it."""
    if found.value is None:
        return found, None
    parts = decompose(model, watch, value=found.value)
    if parts is None:
        return found, None
    if compiled():
        from feidi.site.solve.patterns.sharpening import sharpened

        parts = sharpened(model, parts, watch)
    return _sharper(found, parts.bound, model), parts


def _dived(
    model: Model, found: Outcome, watch: Watch, parts: Decomposed | None, wishes: Wishes
) -> Outcome:
    """Return an outcome with the best point that dives among fillings of knapsacks find."""
    if parts is None or _closed(found, wishes.gap):
        return found
    from feidi.site.solve.patterns.diving import dived

    seed, dives, gap = wishes.seed, wishes.steps.dives, wishes.gap
    return dived(model, found, parts, watch, seed=seed, dives=dives, gap=gap)


def _partitioned(
    model: Model, found: Outcome, watch: Watch, parts: Decomposed | None, wishes: Wishes
) -> Outcome:
    """Return an outcome with what all fillings of knapsacks prove that are good enough."""
    if parts is None or _closed(found, wishes.gap):
        return found
    from feidi.site.solve.patterns.proving import partitioned

    gap, nodes = wishes.gap, wishes.steps.nodes
    return partitioned(model, found, parts, quiet(watch), gap=gap, nodes=nodes)


def _proven(
    model: Model, found: Outcome, watch: Watch, told: Swings | None, wishes: Wishes
) -> Outcome:
    """Return an outcome with what HiGHS proves of the columns that are not decided."""
    if found.x is None:
        return found
    free = np.ones(len(model.cost), bool) if told is None else undecided(model, told, found.x)
    if not free.any():
        return replace(found, bound=model.value(found.x), status="optimal")
    small = narrowed(model, free, found.x)
    start = found.x[small.columns]
    gap, seed, nodes = wishes.gap, wishes.seed, wishes.steps.nodes
    last = prove(small.model, watch, start=start, gap=gap, seed=seed, nodes=nodes)
    return _joined(model, found, small, last)


def _combed(
    model: Model, found: Outcome, watch: Watch, told: Swings | None, wishes: Wishes
) -> Outcome:
    """Return an outcome with the best point of few columns: its own and the most promising."""
    if found.x is None or told is None or _closed(found, wishes.gap):
        return found
    small = narrowed(model, promising(model, told, found.x, FEWER), found.x)
    work = inf if wishes.steps.rounds is None else SHORT * wishes.steps.rounds
    start = found.x[small.columns]
    try:
        better = search(
            small.model, quiet(watch), start=start, seed=wishes.seed, workers=2, work=work
        )
    except Unscalable:
        return found
    x = found.x if better.x is None else small.widened(better.x)
    return _sharper(replace(found, value=model.value(x), x=x), None, model)


def _searched(
    model: Model, found: Outcome, watch: Watch, told: Swings | None, wishes: Wishes
) -> Outcome:
    """Return an outcome with the best point of a neighbourhood search."""
    if found.x is None or _closed(found, wishes.gap):
        return found
    near = None if told is None else promising(model, told, found.x)
    small = narrowed(model, np.ones(len(found.x), bool) if near is None else near, found.x)
    size = WIDE if near is not None else FEW
    held = model.value(found.x) - small.model.value(found.x[small.columns])
    try:
        better = improve(
            small.model,
            found.x[small.columns],
            quiet(watch),
            seed=wishes.seed,
            rounds=wishes.steps.rounds,
            size=size,
            bound=found.bound - held,
            gap=wishes.gap,
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
