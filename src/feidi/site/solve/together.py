"""All ways together: proof, sharper bound, neighbourhood search, and proof from what it found."""

from dataclasses import dataclass, replace
from math import inf

from feidi.site.model.model import Model
from feidi.site.model.scaling import Unscalable
from feidi.site.solve.decomposed import decomposed_bound
from feidi.site.solve.highs import prove
from feidi.site.solve.neighbourhood import improve
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.watch import UNWATCHED, Watch, gap_of, part_of, quiet

# of the time left: for the first proof, then for the search, the rest for the second proof
FIRST, SEARCH = 0.3, 0.6


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
    interior: bool = False,
) -> Outcome:
    """What is the best point of a model, and how good can any point be, by every means here?

    HiGHS first; what it does not close is bounded by decomposition where the model is made of
    knapsacks, searched a few blocks at a time by CP-SAT, and given to HiGHS again from the best
    point. gap: how close value and bound must come. steps: the same result on every machine;
    by default set where the watch has no end. interior: relaxations by the interior point
    method, for models in which they are the hard part, such as quadratic assignment.
    """
    if steps is None and watch.left() == inf:
        steps = Steps()
    nodes, rounds = (None, None) if steps is None else (steps.nodes, steps.rounds)
    parted = bool(model.whole.all() and (model.block >= 0).any()) and not interior
    granted = _part(watch, FIRST) if parted else watch
    first = prove(model, granted, gap=gap, seed=seed, nodes=nodes, interior=interior)
    if (
        not parted
        or first.x is None
        or first.value is None
        or first.status == "optimal"
        or _over(watch)
    ):
        return first
    bound = decomposed_bound(model, _part(watch, FIRST), value=first.value)
    found = _sharper(first, bound, model)
    if not _closed(found, gap):
        try:
            better = improve(
                model,
                first.x,
                quiet(_part(watch, SEARCH)),
                seed=seed,
                rounds=rounds,
                bound=found.bound,
                gap=gap,
            )
            found = replace(found, value=better.value, x=better.x)
        except Unscalable:
            pass
    if _closed(found, gap) or _over(watch):
        return found
    last = prove(model, watch, start=found.x, gap=gap, seed=seed, nodes=nodes)
    if last.value is not None and found.value is not None:
        keep = last if not model.better(found.value, last.value) else found
        found = replace(keep, bound=_tighter(found.bound, last.bound, model), nodes=last.nodes)
    return _sharper(found, None, model)


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
    """Return an outcome with the tighter bound; where it meets the value, the optimum."""
    tight = found.bound if bound is None else _tighter(found.bound, bound, model)
    status = "optimal" if gap_of(found.value, tight) <= 0 else found.status
    return replace(found, bound=tight, status=status)


def _closed(found: Outcome, gap: float) -> bool:
    """Say whether value and bound are close enough."""
    return gap_of(found.value, found.bound) <= gap
