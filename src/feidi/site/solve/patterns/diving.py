"""Dives among patterns: some fixed by their shares, the rest searched so that nothing is missed."""

from dataclasses import dataclass
from math import ceil

import numpy as np
from scipy.sparse import csr_array

from feidi.site.model.model import Flags, Floats, Ints, Model
from feidi.site.solve.decomposed import SAFE, Decomposed
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.patterns.known import Known, Wishes, listed_for
from feidi.site.solve.patterns.listing import priced
from feidi.site.solve.patterns.mixing import Mix, Mixed
from feidi.site.solve.patterns.partition import Choice, Partition
from feidi.site.solve.watch import UNWATCHED, Progress, Watch, quiet

# blocks of more rows on the mean leave too much open when a few are fixed
FEW_ROWS = 6
# patterns listed at most, searched at most while none is fixed, and once no more are fixed
LISTED, ASKED, SEARCHED = 300_000, 12_000, 8_000
# how a reach grows until it holds so many
STEP = 1.1
# levels entered at most: of the questions whether there is anything, and at the end of a dive
ASKING, ENDING = 60_000, 8_000
# dives in a row that find nothing halfway to the best that is asked for
PATIENCE = 5
# what fixes a pattern is drawn by its share to this power
POWER = 2


@dataclass(frozen=True, eq=False)
class Waters:
    """Where dives go. told: the relaxation of all patterns. target: the least worth listed."""

    mix: Mix
    partition: Partition
    told: Mixed
    target: float

    def near(self, goal: float) -> Flags:
        """Say which patterns a point worth `goal` or more can hold."""
        return self.mix.within(self.told, goal)

    def searched(self, alive: Flags, told: Mixed, goal: float, most: int, watch: Watch) -> Choice:
        """Return the best choice, worth `goal` or more, of some patterns."""
        kept = np.flatnonzero(alive)
        lack = np.maximum(told.short[kept], 0.0)
        return self.partition.best(kept, lack, told.bound - goal + SAFE, most, watch)


def dived(  # noqa: PLR0913 - each is one wish of the caller
    model: Model,
    found: Outcome,
    parts: Decomposed,
    watch: Watch = UNWATCHED,
    *,
    seed: int = 0,
    dives: int | None = None,
    gap: float = 0.0,
) -> Outcome:
    """How good a point do dives among the fillings of blocks find, and what do they refute?

    Of models whose rows between blocks each hold one column, in blocks of few rows each. All
    patterns of points as good as can be listed are asked at first, from the bound on: is there a
    choice worth as much? Then patterns are drawn by their shares in the relaxation and fixed, one
    after the other, until those left that a better point can hold are few enough to be searched
    to the end. dives: how many; the same number and seed give the same point unless the watch
    ends it. Comes back as it was for other models. Source: diving heuristics of column generation
    (Sadykov, Vanderbeck, Pessoa, Tahiri and Uchoa 2019), here with an exact end.
    """
    if found.x is None or not _parted(model, parts):
        return found
    known, wishes = Known.of(model, found.x, found.bound), Wishes(gap, None, watch)
    at = priced(model, parts.blocks, parts.prices)
    known.bounded(at.bound)
    listed = None if wishes.over(known) else listed_for(at, known, LISTED, STEP)
    if listed is None:
        return known.told(found)
    mix = Mix(model, parts.blocks, listed[0])
    told = mix.solved(quiet(watch))
    partition = Partition(csr_array(mix.matrix[:, : mix.linking]), listed[0].block)
    waters = Waters(mix, partition, told, listed[1])
    known.bounded(max(told.bound, waters.target - 1.0 if known.whole else waters.target))
    _ask(waters, known, wishes)
    chance, done, missed = np.random.default_rng(seed), 0, 0
    while not wishes.over(known) and (dives is None or done < dives):
        goal, value = _goal(waters, known, missed), known.value
        if goal > known.bound:
            break
        if waters.near(goal).sum() > SEARCHED:
            _note(waters, known, _dive(waters, goal, chance, wishes.watch), wishes)
        elif not _answered(waters, known, goal, wishes):
            break  # nothing is fixed, so that another dive would be the same
        done, missed = done + 1, 0 if known.value > value else missed + 1
    return known.told(found)


def _parted(model: Model, parts: Decomposed) -> bool:
    """Say whether rows between blocks each hold one column, a few in each block."""
    rows = parts.blocks.linking
    held = csr_array(csr_array(model.rows)[rows])
    once = (model.row_lower[rows] == 1).all() and (model.row_upper[rows] == 1).all()
    few = len(rows) <= FEW_ROWS * len(parts.blocks.room)
    return bool(few and once and (held.data == 1).all())


def _ask(waters: Waters, known: Known, wishes: Wishes) -> None:
    """Ask for points worth as much as the bound, and bring it down, while answers are whole."""
    while known.whole and not wishes.over(known):
        goal = known.bound
        if goal < waters.target or waters.near(goal).sum() > ASKED:
            return
        if not _answered(waters, known, goal, wishes):
            return


def _answered(waters: Waters, known: Known, goal: float, wishes: Wishes) -> bool:
    """Search all points worth `goal` or more, none fixed; say whether nothing was left out."""
    found = waters.searched(waters.near(goal), waters.told, goal, ASKING, wishes.watch)
    _note(waters, known, found, wishes)
    if not found.whole or goal < waters.target:
        return found.whole
    if found.chosen is None:
        known.refuted(goal)
    else:
        known.bounded(float(waters.mix.patterns.worth[found.chosen].sum()))
    return True


def _goal(waters: Waters, known: Known, missed: int) -> float:
    """Return what the next dive asks for."""
    best, better = max(waters.target, known.next()), known.next()
    if missed >= PATIENCE:
        return best
    half = (best + better) / 2
    return float(ceil(half)) if known.whole else half


def _note(waters: Waters, known: Known, found: Choice | None, wishes: Wishes) -> None:
    """Note the point that a choice makes."""
    if found is not None and found.chosen is not None:
        known.found(waters.mix.patterns.point(found.chosen))
    sign = 1.0 if known.model.sense == "max" else -1.0
    wishes.watch.tell(Progress("search", sign * known.value, sign * known.bound))


def _dive(waters: Waters, goal: float, chance: np.random.Generator, watch: Watch) -> Choice | None:
    """Fix patterns until few are left of points worth `goal`, and search these; None: lost."""
    mix, told = waters.mix, waters.told
    alive, fixed = waters.near(goal), np.zeros(len(mix.patterns), bool)
    while alive.sum() > SEARCHED:
        pick = _drawn(np.where(fixed, 0.0, told.share), chance)
        if pick is None or watch.stopped() or watch.left() <= 0:
            return None
        fixed[pick] = True
        mix.narrow(alive & waters.partition.beside(pick))
        told = mix.solved(quiet(watch))
        if told.bound < goal - SAFE:
            return None
        alive = mix.alive & mix.within(told, goal)
    return waters.searched(alive, told, goal, ENDING, watch)


def _drawn(share: Floats, chance: np.random.Generator) -> int | None:
    """Draw a pattern by its share; None where none has any."""
    some: Ints = np.flatnonzero(share > SAFE)
    if not len(some):
        return None
    weight = share[some] ** POWER
    return int(chance.choice(some, p=weight / weight.sum()))
