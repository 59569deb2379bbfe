"""`relocate()`: the most urgent first, then at least cost, proven by HiGHS (§SR2)."""

from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.words import Words
from feidi.records.relocation import Relocation
from feidi.site.model.model import Floats
from feidi.site.relocate.counting import Placed, parts_of, waited_of
from feidi.site.relocate.formulation import FEN_A_UNIT, RelocationModel, cheapest, soonest
from feidi.site.relocate.moves import Moves, admitted_moves
from feidi.site.relocate.plan import Move, RelocationPlan
from feidi.site.relocate.shortage import shortages
from feidi.site.relocate.stages import stages
from feidi.site.solve.highs import prove, relax
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.watch import UNWATCHED, Progress, Watch

# a column of 0 or 1 that a solver gives as nearly so
CHOSEN = 0.5
# value and bound are one where they differ by no more than floats do
PROVEN = 1e-9
# duals are kept with so many decimals of a unit: the bound they prove stays true, to the digit
KEPT_DECIMALS = 6


def relocate(
    relocation: Relocation, year: int, watch: Watch = UNWATCHED, *, seed: int = 0, gap: float = 0.0
) -> RelocationPlan:
    """Which hamlet moves to which site in which phase?

    First the people of the most urgent class wait as few phases as they can, then those of the
    next, and so on; among all plans that do, the one that costs least (§SR2). Everybody moves,
    or the shortage is said: which ground or phase is short, and by how many people.

    year: of the move where no phases are stated. gap: stop once value and bound are this
    close. A plan stopped by the watch is "feasible", with the bound reached; seed and data give
    the same plan each time where the watch does not stop it. Problems: SR001, SR002.
    """
    found, problems = stages(relocation, year)
    problems = (*problems, *_nobody(relocation))
    if problems:
        return RelocationPlan("refused", year, problems=problems)
    moves = admitted_moves(relocation, found)
    if moves.nowhere():
        return RelocationPlan("infeasible", year, shortages=shortages(moves, watch))
    waiting = _least_waiting(moves, watch, seed)
    if waiting.status == "infeasible":
        return RelocationPlan("infeasible", year, shortages=shortages(moves, watch))
    if waiting.status == "stopped":
        return RelocationPlan("stopped", year)
    return _least_cost(moves, waiting, year, watch, (seed, gap))


@dataclass(frozen=True, eq=False)
class _Waiting:
    """The least that each class of urgency waits, its bound, and moves that do it."""

    status: str
    waited: dict[int, int]
    bound: dict[int, int]
    x: Floats | None


def _least_waiting(moves: Moves, watch: Watch, seed: int) -> _Waiting:
    waited: dict[int, int] = {}
    bound: dict[int, int] = {}
    x: Floats | None = None
    if len(moves.stages) == 1:
        return _Waiting("optimal", waited, bound, x)
    for urgency in sorted({h.urgency for h in moves.relocation.hamlets}):
        built = soonest(moves, urgency, waited)
        outcome = prove(built.model, watch, start=x, seed=seed)
        if outcome.x is None:
            return _Waiting(outcome.status, waited, bound, None)
        x = outcome.x
        waited[urgency] = round(outcome.value or 0)
        bound[urgency] = (
            waited[urgency] if outcome.status == "optimal" else max(0, ceil(outcome.bound - 0.5))
        )
    return _Waiting("optimal", waited, bound, x)


def _least_cost(
    moves: Moves, waiting: _Waiting, year: int, watch: Watch, how: tuple[int, float]
) -> RelocationPlan:
    built = cheapest(moves, waiting.waited)
    relaxed = relax(built.model, watch)
    prices = np.zeros(len(built.model.facts))
    if relaxed.status == "optimal":
        prices = np.round(relaxed.row_duals, KEPT_DECIMALS)
    start = None if waiting.x is None else _with_uses(built, waiting.x)
    in_fen = _InFen(watch, built.constant)
    outcome = prove(built.model, in_fen, start=start, gap=how[1], seed=how[0])
    if outcome.status == "infeasible":
        return RelocationPlan("infeasible", year, shortages=shortages(moves, watch))
    if outcome.x is None:
        return RelocationPlan("stopped", year)
    plan = _plan_of(moves, built, outcome, outcome.x, year)
    return replace(plan, waited_bound=tuple(waiting.bound.items()), prices=tuple(prices.tolist()))


def _placed(moves: Moves, built: RelocationModel, x: Floats) -> Placed:
    """Return the site and the stage of every hamlet."""
    hamlets, sites = moves.relocation.hamlets, moves.relocation.sites
    chosen = np.flatnonzero(x[built.x] > CHOSEN)
    stage = np.zeros(len(hamlets), np.int64)
    if built.w.size:
        stage = x[built.w].argmax(axis=1)
    pairs = zip(moves.hamlet[chosen].tolist(), moves.site[chosen].tolist(), strict=True)
    return {hamlets[h].id: (sites[s].id, moves.stages[stage[h]]) for h, s in pairs}


def _plan_of(
    moves: Moves, built: RelocationModel, outcome: Outcome, x: Floats, year: int
) -> RelocationPlan:
    relocation = moves.relocation
    placed = _placed(moves, built, x)
    parts = parts_of(relocation, placed)
    value = sum(amount for _, amount in parts)
    bound = None
    if np.isfinite(outcome.bound):
        bound = min(value, round(outcome.bound * FEN_A_UNIT) + built.constant)
    if bound is not None and value - bound <= 1 + abs(value) * PROVEN:
        bound = value
    waited = waited_of(relocation, placed, moves.stages) if len(moves.stages) > 1 else ()
    return RelocationPlan(
        "optimal" if bound == value else "feasible",
        year,
        tuple(Move(h, site, stage.id) for h, (site, stage) in sorted(placed.items())),
        parts,
        bound,
        waited,
    )


def _with_uses(built: RelocationModel, x: Floats) -> Floats:
    """Return the point of the moves x: what they use is opened."""
    point = np.zeros(len(built.model.cost))
    both = np.concatenate([built.x, built.w.ravel()])
    point[both] = x[: len(both)]
    over = built.model.rows @ point > built.model.row_upper + CHOSEN
    uses = (built.model.rows[np.flatnonzero(over)] < 0).sum(axis=0) > 0
    point[np.asarray(uses).ravel()] = 1.0
    return point


def _nobody(relocation: Relocation) -> tuple[Problem, ...]:
    """Return what is missing to plan at all."""
    missing = [
        (Words("没有要搬的户", "nobody is to move"), "hamlets.csv")
        for _ in range(not relocation.hamlets)
    ] + [
        (Words("没有安置点", "there is no site to move to"), "resettlement-sites.csv")
        for _ in range(not relocation.sites)
    ]
    return tuple(
        Problem("SR002", At(f"3-site/{file}"), what, Words(f"填写 {file}", f"fill in {file}"))
        for what, file in missing
    )


class _InFen:
    """A watch that is told amounts in fen, whatever unit the model counts in."""

    def __init__(self, watch: Watch, constant: int) -> None:
        self._watch, self._constant = watch, constant

    def left(self) -> float:
        return self._watch.left()

    def stopped(self) -> bool:
        return self._watch.stopped()

    def tell(self, progress: Progress) -> None:
        value = None if progress.value is None else self._fen(progress.value)
        self._watch.tell(Progress(progress.where, value, self._fen(progress.bound)))

    def _fen(self, units: float) -> float:
        return units * FEN_A_UNIT + self._constant
