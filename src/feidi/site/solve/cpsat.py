"""CP-SAT: search for better points, proofs of small models, and sets of facts that clash."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, inf
from threading import Thread
from typing import Any

import numpy as np
from ortools.sat.python import cp_model
from scipy.sparse import csr_array

from feidi.site.model.model import Fact, Floats, Model
from feidi.site.model.scaling import Unscalable, scaled
from feidi.site.solve.outcome import Outcome, Status
from feidi.site.solve.watch import UNWATCHED, Progress, Watch

STATUSES: dict[Any, Status] = {
    cp_model.OPTIMAL: "optimal",
    cp_model.FEASIBLE: "feasible",
    cp_model.INFEASIBLE: "infeasible",
    cp_model.UNKNOWN: "stopped",
}
# an open end of a row, and the most the objective is scaled by where it has odd decimals
OPEN = 2**60
FINEST = 10**6
POLL = 0.05
# what sums of a bound lose at most
NEAR = 1e-6


@dataclass(frozen=True, eq=False)
class Whole:
    """A model in whole numbers: the proto, its objective's factor, and a literal for each fact."""

    model: cp_model.CpModel
    factor: int
    exact: bool
    literals: dict[Fact, int]


def whole_model(model: Model, facts: Sequence[Fact] = ()) -> Whole:
    """Return a model as CP-SAT takes it.

    facts: those whose rows are to hold only where their literal is true. Rows are scaled
    exactly or refused (`Unscalable`); an objective with odd decimals is rounded to a millionth,
    and `exact` says so: its bound is then widened by what rounding may have moved.
    """
    if not model.whole.all():
        message = "CP-SAT takes whole columns only"
        raise Unscalable(message)
    made = cp_model.CpModel()
    proto = made.proto
    low, high = (
        np.ceil(model.lower).astype(int),
        np.floor(np.minimum(model.upper, OPEN)).astype(int),
    )
    for least, most in zip(low.tolist(), high.tolist(), strict=True):
        proto.variables.add().domain.extend([least, most])
    literals = {fact: len(model.cost) + i for i, fact in enumerate(facts)}
    for _ in facts:
        proto.variables.add().domain.extend([0, 1])
    _add_rows(proto, model, literals)
    factor, exact = _add_objective(proto, model)
    return Whole(made, factor, exact, literals)


def _add_rows(proto: Any, model: Model, literals: dict[Fact, int]) -> None:
    """Add every row, scaled to whole numbers."""
    rows = csr_array(model.rows)
    plain = bool((rows.data == np.rint(rows.data)).all())
    coefficients = rows.data.astype(np.int64) if plain else None
    starts, columns = rows.indptr.tolist(), rows.indices.tolist()
    low, high = model.row_lower, model.row_upper
    for i, fact in enumerate(model.facts):
        first, last = starts[i], starts[i + 1]
        if first == last or (low[i] == -inf and high[i] == inf):
            continue
        if coefficients is None:
            whole, factor = scaled(rows.data[first:last])
        else:
            whole, factor = coefficients[first:last], 1
        linear = proto.constraints.add()
        if fact in literals:
            linear.enforcement_literal.append(literals[fact])
        linear = linear.linear
        linear.vars.extend(columns[first:last])
        linear.coeffs.extend(whole.tolist())
        linear.domain.extend([_end(low[i], factor, np.ceil), _end(high[i], factor, np.floor)])


def _end(limit: float, factor: int, inward: Any) -> int:
    """Return the end of a row in whole numbers: what whole points can reach of it."""
    if abs(limit) == inf:
        return OPEN if limit > 0 else -OPEN
    near = np.rint(limit * factor)
    exact = abs(limit * factor - near) <= 1e-9 * max(1.0, abs(near))
    return int(near if exact else inward(limit * factor))


def _add_objective(proto: Any, model: Model) -> tuple[int, bool]:
    """Add the objective; return its factor and whether it is exact."""
    try:
        whole, factor = scaled(model.cost)
        exact = True
    except Unscalable:
        factor, exact = FINEST, False
        whole = np.rint(model.cost * factor).astype(np.int64)
    used = np.flatnonzero(whole)
    sign = -1 if model.sense == "max" else 1
    proto.objective.vars.extend(used.tolist())
    proto.objective.coeffs.extend((sign * whole[used]).tolist())
    proto.objective.scaling_factor = float(sign)
    return factor, exact


def search(
    model: Model,
    watch: Watch = UNWATCHED,
    *,
    start: Floats | None = None,
    seed: int = 0,
    workers: int = 8,
    work: float = inf,
) -> Outcome:
    """What is the best point that CP-SAT finds of a model of whole columns?

    workers: 8 where a proof is wanted, also on two cores (with fewer its bound stays where it
    began), 1 for many short searches. work: its own measure of effort in deterministic seconds;
    with `workers` 1 and a limit of work the result is the same on every machine.
    """
    whole = whole_model(model)
    if start is not None:
        whole.model.proto.solution_hint.vars.extend(range(len(model.cost)))
        whole.model.proto.solution_hint.values.extend(np.rint(start).astype(np.int64).tolist())
    solver = _solver(seed, workers, work)
    _run(solver, whole, watch)
    status = STATUSES.get(solver.response_proto.status, "stopped")
    worst = inf if model.sense == "max" else -inf
    if status == "infeasible":
        return Outcome(status, None, -worst, None)
    bound = _bound(solver, whole, model, worst)
    if status == "stopped":
        return Outcome(status, None, bound, None)
    x = np.array(list(solver.response_proto.solution)[: len(model.cost)], np.float64)
    return Outcome(status, model.value(x), bound, x)


def _solver(seed: int, workers: int, work: float) -> cp_model.CpSolver:
    """Return a solver with its settings."""
    solver = cp_model.CpSolver()
    told = solver.parameters
    told.num_workers, told.random_seed = workers, seed
    # who asked for the search also hears the wish to stop it: the watch passes it on
    told.catch_sigint_signal = False
    told.interleave_search = workers > 1 and work < inf
    if work < inf:
        told.max_deterministic_time = work
    return solver


def _bound(solver: cp_model.CpSolver, whole: Whole, model: Model, worst: float) -> float:
    """Return CP-SAT's bound in the model's own unit, widened where the objective was rounded."""
    told = solver.response_proto.best_objective_bound
    if abs(told) >= OPEN or (solver.response_proto.status == cp_model.UNKNOWN and told == 0):
        return worst
    if whole.exact:
        # every point is worth a whole number of these, and its own sums lose a little
        inward = floor(told + NEAR) if model.sense == "max" else ceil(told - NEAR)
        return inward / whole.factor
    slack = 0.5 * float(np.abs(model.upper).sum()) / FINEST
    return told / whole.factor + (slack if model.sense == "max" else -slack)


def _run(solver: cp_model.CpSolver, whole: Whole, watch: Watch) -> None:
    """Run CP-SAT beside a thread that asks the watch and ends the search when it says so."""
    if watch is UNWATCHED:
        solver.solve(whole.model)
        return

    class Told(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            value, bound = self.objective_value, self.best_objective_bound
            watch.tell(Progress("search", value / whole.factor, bound / whole.factor))

    runner = Thread(target=solver.solve, args=(whole.model, Told()), daemon=True)
    runner.start()
    while runner.is_alive():
        runner.join(POLL)
        if watch.stopped() or watch.left() <= 0:
            solver.stop_search()


def core(
    model: Model,
    facts: Sequence[Fact],
    watch: Watch = UNWATCHED,
    *,
    seed: int = 0,
    work: float = inf,
) -> tuple[Fact, ...] | None:
    """Which few of some facts cannot all hold together? None where they can.

    All other facts hold throughout. CP-SAT names a set; it is shrunk by leaving out one after
    the other, and every step, the last included, is solved anew with just the rows of the set,
    because a named set can be wrong while presolve is on. work: deterministic seconds for each
    of these solves; with a limit the set may be larger than need be, never wrong, and None may
    mean that nothing was proven.
    """
    whole = whole_model(_without_objective(model), facts)
    whole.model.proto.assumptions.extend(list(whole.literals.values()))
    solver = _solver(seed, 1, work)
    _run(solver, whole, watch)
    if STATUSES.get(solver.response_proto.status) != "infeasible":
        return None
    by_literal = {literal: fact for fact, literal in whole.literals.items()}
    named = [by_literal[i] for i in solver.sufficient_assumptions_for_infeasibility()]
    if not _clash(model, facts, named, watch, work):
        named = list(facts)
    for fact in tuple(named):
        fewer = [other for other in named if other != fact]
        if not watch.stopped() and _clash(model, facts, fewer, watch, work):
            named = fewer
    return tuple(named)


def _clash(
    model: Model, facts: Sequence[Fact], kept: Sequence[Fact], watch: Watch, work: float
) -> bool:
    """Say whether a model in which only `kept` of the facts hold has no point."""
    bare = _without_objective(model.relaxed(set(facts) - set(kept)))
    return search(bare, watch, workers=1, work=work).status == "infeasible"


def _without_objective(model: Model) -> Model:
    """Return the model with nothing to gain: is there any point at all?"""
    return replace(model, cost=np.zeros_like(model.cost))
