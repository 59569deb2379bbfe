"""Search by packing a few blocks anew, exactly and by the thousand: compiled loops only."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np

from feidi.site.model.model import Floats, Ints, Model
from feidi.site.solve.choices import Choices, choices_of, feasible, ground_of
from feidi.site.solve.highs import relax
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.watch import UNWATCHED, Progress, Watch, gap_of, quiet

# a cycle cools in so many passes of so many tries
PASSES, TRIES = 20, 1000
# noise at the start of cycles, in shares of what the relaxation leaves open for each block
HEATS = (0.2, 0.35, 0.5)
COOLING = 0.1
# steps of one try at most, and on average: more blocks are opened below, fewer above
MOST, EASY, HARD = 20_000, 1000, 4000
FEWEST = 2


@dataclass
class State:
    """What passes are set by.

    relaxed: value of the linear relaxation. blocks: how many there are. opened: how many at
    once. value: of the best choices.
    """

    relaxed: float
    blocks: int
    opened: int
    value: float

    def left_open(self) -> float:
        """Return what the relaxation leaves open for each block."""
        return abs(self.relaxed - self.value) / self.blocks

    def learn(self, heat: float, steps: float) -> None:
        """Without noise: open more blocks where a try took few steps, fewer where many."""
        if heat == 0 and steps < EASY:
            self.opened = min(self.opened + 1, self.blocks)
        elif heat == 0 and steps > HARD:
            self.opened = max(self.opened - 1, min(FEWEST, self.blocks))


def repacked(  # noqa: PLR0913 - each is one wish of the caller
    model: Model,
    start: Floats,
    watch: Watch = UNWATCHED,
    *,
    seed: int = 0,
    cycles: int | None = None,
    bound: float | None = None,
    gap: float = 0.0,
) -> Outcome | None:
    """How much better than `start` can a point be made by packing a few blocks anew?

    Of a model whose groups each take one column (`choices_of`); None for others, and where
    `start` keeps not every row. The columns of blocks drawn by chance are chosen anew, the
    best choice under noisy costs, found depth first and cut off by the duals of the linear
    relaxation. The noise fades over a cycle: a best choice under noise is a draw from a Gibbs
    distribution (Papandreou and Yuille 2011), so that a cycle is an annealing whose moves are
    whole blocks. The same seed and `cycles` give the same point unless the watch ends it.
    """
    found = choices_of(model)
    chosen = None if found is None else found.chosen(start)
    if found is None or chosen is None or not feasible(found, chosen):
        return None
    worst = inf if model.sense == "max" else -inf
    limit = worst if bound is None else bound
    best = _cycled(model, (found, chosen), watch, (seed, cycles), (limit, gap))
    x = found.point(best, len(model.cost))
    if not model.better(model.value(x), model.value(start)):
        x = start
    return Outcome("feasible", model.value(x), limit, x)


def _cycled(
    model: Model,
    begun: tuple[Choices, Ints],
    watch: Watch,
    wishes: tuple[int, int | None],
    aim: tuple[float, float],
) -> Ints:
    """Return the best choices of all cycles. wishes: seed and cycles. aim: bound and gap."""
    from feidi.site.solve.kernels import cooled, total_cost

    found, chosen = begun
    solved = relax(model, quiet(watch))
    sign = 1.0 if model.sense == "max" else -1.0
    price = np.zeros(len(found.rows))
    if solved.status == "optimal":
        price = np.maximum(0.0, sign * solved.row_duals[found.rows])
    ground = ground_of(found, price)
    blocks = int(found.place.max()) + 1
    state = State(solved.value, blocks, min(FEWEST, blocks), -sign * total_cost(ground, chosen))
    best = chosen.copy()
    for told in _passes(state, wishes):
        watch.tell(Progress("search", state.value, aim[0]))
        if watch.stopped() or watch.left() <= 0 or gap_of(state.value, aim[0]) <= aim[1]:
            break
        if told.again:
            chosen = best.copy()
        held = np.asarray(found.uses[chosen].sum(axis=0)).ravel()
        steps = cooled(ground, chosen, found.limit - held, best, told.work)
        state.value = -sign * total_cost(ground, best)
        if told.work.hot == 0 and told.work.places >= blocks and steps < MOST:
            break  # the best of all: nothing was cut off
        state.learn(told.work.hot, steps / TRIES)
    return best


@dataclass(frozen=True)
class Told:
    """A pass, and whether it begins from the best choices."""

    work: Any
    again: bool


def _passes(state: State, wishes: tuple[int, int | None]) -> Iterator[Told]:
    """Yield pass after pass: the first cycle without noise, each other cooling to a tenth.

    Every second cycle begins from the best choices, the others from where the last one ended.
    """
    from feidi.site.solve.kernels import Pass

    seed, cycles = wishes
    done = 0
    while cycles is None or done < cycles:
        heat = HEATS[done % len(HEATS)] * state.left_open() if done else 0.0
        for i in range(PASSES):
            hot, cold = (heat * COOLING ** (k / PASSES) for k in (i, i + 1))
            number = (seed * 1_000_003 + done * PASSES + i) % 2**31
            work = Pass(state.opened, TRIES, hot, cold, MOST, number)
            yield Told(work, again=i == 0 and done % 2 == 1)
        done += 1
