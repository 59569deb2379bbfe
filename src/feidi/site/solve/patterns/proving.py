"""Proof by patterns: all fillings that a point good enough can hold, the best choice of them."""

from math import ceil

import numpy as np
from scipy.sparse import csr_array

from feidi.site.model.model import Model
from feidi.site.solve.decomposed import SAFE, Blocks, Decomposed
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.patterns.choosing import choose
from feidi.site.solve.patterns.known import Known, Wishes, listed_for
from feidi.site.solve.patterns.listing import Patterns, priced
from feidi.site.solve.patterns.mixing import Mix, Mixed
from feidi.site.solve.watch import UNWATCHED, Progress, Watch, quiet

# patterns listed at once: each list reaches further than the last
LISTS = (6_000, 25_000, 100_000)
# patterns left in one question: each asks a little further than the last; of many more HiGHS
# would take minutes to prepare, and not hear the watch
ASKED = tuple(500 * 2**k for k in range(6))
# rounds of cuts of one list
CUTTING = 15


def partitioned(
    model: Model,
    found: Outcome,
    parts: Decomposed,
    watch: Watch = UNWATCHED,
    *,
    gap: float = 0.0,
    nodes: int | None = None,
) -> Outcome:
    """How good can a point be, by all fillings of blocks that a point good enough can hold?

    At the prices of a decomposition, what each filling falls short of its block's best is known,
    and what all fall short adds up: a point within a reach of the bound holds none that falls
    short by more. These few are listed whole, and the best choice of one for each block is a
    set partitioning problem, whose relaxation is sharp and sharpened by cuts; the patterns it
    does not refute go to HiGHS. Nothing there: the bound comes down by the reach, and a wider
    one is asked for. Something there: it is the best of all. nodes: of each question. Comes back
    as it was where even a narrow reach holds too many fillings, and where rows between blocks
    have figures below 0. Source: Baldacci, Christofides and Mingozzi (2008), for vehicle routes.
    """
    linking = csr_array(csr_array(model.rows)[parts.blocks.linking])
    if found.x is None or (linking.data < 0).any():
        return found
    known = Known.of(model, found.x, found.bound)
    wishes = Wishes(gap, nodes, watch)
    at = priced(model, parts.blocks, parts.prices)
    known.bounded(at.bound)
    for most in LISTS:
        if wishes.over(known):
            break
        listed = listed_for(at, known, most)
        if listed is None:
            continue
        if not _asked(at.blocks, listed, known, wishes):
            break
    return known.told(found)


def _asked(blocks: Blocks, listed: tuple[Patterns, float], known: Known, wishes: Wishes) -> bool:
    """Ask step by step for points worth more than a target, which hold only patterns listed.

    Returns whether there is more to be had of a longer list.
    """
    patterns, target = listed
    mix = Mix(known.model, blocks, patterns)
    told = _cut(mix, target, wishes.watch)
    if told is None:
        known.refuted(target)
        return True
    known.bounded(max(told.bound, target - 1.0 if known.whole else target))
    for most in ASKED:
        goal = _goal(mix, told, most, (target, known.whole))
        if goal > known.bound or wishes.over(known):
            continue
        if not _answered(mix, told, goal, known, wishes):
            return False
        if goal <= target:
            return True
    return False


def _cut(mix: Mix, target: float, watch: Watch) -> Mixed | None:
    """Sharpen a relaxation and refute what it can; None where no point is worth the target."""
    told = mix.solved(quiet(watch))
    for _ in range(CUTTING):
        if told.bound < target - SAFE:
            return None
        mix.refute(told, target)
        if watch.stopped() or watch.left() <= 0 or not mix.sharpened(told):
            break
        told = mix.solved(quiet(watch))
    return told


def _goal(mix: Mix, told: Mixed, most: int, lowest: tuple[float, bool]) -> float:
    """Return the lowest worth, down to a target, whose points hold only so many patterns."""
    target, whole = lowest
    short = np.sort(told.short[mix.alive])
    if most >= len(short):
        return target
    goal = told.bound - float(short[most - 1])
    return max(target, float(ceil(goal - SAFE)) if whole else goal)


def _answered(mix: Mix, told: Mixed, goal: float, known: Known, wishes: Wishes) -> bool:
    """Ask HiGHS for the best point worth `goal` or more; note what it says, and whether all."""
    found, chosen = choose(mix, told, goal, wishes)
    if chosen is not None:
        known.found(mix.patterns.point(chosen))
    if found.status == "infeasible":
        known.refuted(goal)
    else:
        known.bounded(max(-found.bound, goal - 1.0 if known.whole else goal))
    sign = 1.0 if known.model.sense == "max" else -1.0
    wishes.watch.tell(Progress("proof", sign * known.value, sign * known.bound))
    return found.status in {"infeasible", "optimal"}
