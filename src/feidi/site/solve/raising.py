"""A bound raised step by step: is there any point this good? No: then none is better."""

from dataclasses import replace
from math import inf

import numpy as np
from scipy.sparse import csr_array

from feidi.site.model.model import Flags, Floats, Model
from feidi.site.model.narrowing import Narrowed, narrowed
from feidi.site.solve.decomposed import SAFE
from feidi.site.solve.fixing import Swings
from feidi.site.solve.highs import prove
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.watch import UNWATCHED, Watch, quiet

# a distance of value and bound is crossed in about so many steps, each of 1 at least
STEPS = 12


def raised(
    model: Model,
    found: Outcome,
    told: Swings,
    watch: Watch = UNWATCHED,
    *,
    gap: float = 0.0,
    nodes: int | None = None,
) -> Outcome:
    """How far can the bound of an outcome be raised by asking for points that reach it?

    For a target just within the bound, only columns that some point of that value may have at 1
    are left (`swings`): a small model, given to HiGHS with the objective between bound and
    target. None there: the target is passed by no point, and the next one is asked for. A point
    there is the best of all, or close to it. Whole costs only; others come back as they are.
    nodes: of each question. Source: Posta, Ferland and Michelon (2012).
    """
    sign = 1.0 if model.sense == "max" else -1.0
    whole = bool((model.cost == np.rint(model.cost)).all() and model.whole.all())
    if not whole or found.value is None or abs(found.bound) == inf:
        return found
    bound = np.floor(sign * found.bound + SAFE)
    value = sign * found.value
    while bound > value and bound - value > gap * abs(value):
        target = max(value + 1, bound - max(1.0, (bound - value) // STEPS) + 1)
        asked = _asked(model, sign * told.taken >= target - SAFE, (target, bound))
        answer = _NOBODY if asked is None else prove(asked.model, quiet(watch), nodes=nodes)
        if answer.status == "infeasible":
            bound = target - 1
        elif answer.x is None or asked is None:
            break
        else:
            x = asked.widened(answer.x)
            found = replace(found, value=model.value(x), x=x)
            value = sign * model.value(x)
            bound = min(bound, np.floor(sign * answer.bound + SAFE))
            if answer.status != "optimal":
                break
        if watch.stopped() or watch.left() <= 0:
            break
    status = "optimal" if bound <= value else found.status
    return replace(found, bound=sign * bound, status=status)


_NOBODY = Outcome("infeasible", None, -inf, None)


def _asked(model: Model, free: Flags, ends: tuple[float, float]) -> Narrowed | None:
    """Return the model of some columns whose objective lies between two ends.

    None where a row that asks for something is left without columns.
    """
    nothing: Floats = np.zeros(len(model.cost))
    rows = csr_array(model.rows[:, np.flatnonzero(free)])
    empty = np.diff(rows.indptr) == 0
    if (empty & ((model.row_lower > 0) | (model.row_upper < 0))).any():
        return None
    small = narrowed(model, free, nothing)
    sign = 1.0 if model.sense == "max" else -1.0
    low, high = (np.array([end]) for end in sorted((sign * ends[0], sign * ends[1])))
    cost = csr_array(small.model.cost[None, :])
    return replace(small, model=small.model.with_rows(cost, low, high, "value"))
