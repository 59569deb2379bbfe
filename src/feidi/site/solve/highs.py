"""HiGHS: linear relaxations, and mixed-integer models to the end with a bound."""

from dataclasses import dataclass
from math import inf
from typing import Any

import highspy
import numpy as np

from feidi.match.portfolio.solving import Quiet
from feidi.site.model.model import Floats, Model
from feidi.site.solve.outcome import Outcome, Status
from feidi.site.solve.watch import UNWATCHED, Progress, Watch

CALLS = highspy.cb.HighsCallbackType
ASKED_AT = (
    CALLS.kCallbackMipInterrupt,
    CALLS.kCallbackSimplexInterrupt,
    CALLS.kCallbackIpmInterrupt,
)
ENDS: dict[highspy.HighsModelStatus, Status] = {
    highspy.HighsModelStatus.kOptimal: "optimal",
    highspy.HighsModelStatus.kInfeasible: "infeasible",
    highspy.HighsModelStatus.kUnboundedOrInfeasible: "infeasible",
    highspy.HighsModelStatus.kUnbounded: "unbounded",
    highspy.HighsModelStatus.kModelEmpty: "optimal",
}
# HiGHS' own tolerance of a row and of a whole number: its points are put straight by the caller
TOLERANCE = 1e-6
# HiGHS ends by itself after so many times the seconds left, where it did not ask the watch
LATEST = 2.0


@dataclass(frozen=True, eq=False)
class Relaxed:
    """A solved linear relaxation.

    row_duals: what one more unit of each row's limit adds to the objective. reduced: the same
    for each column's bounds. Both in the model's own sense.
    """

    status: Status
    value: float
    x: Floats
    row_duals: Floats
    reduced: Floats


def loaded(model: Model) -> highspy.Highs:
    """Return HiGHS with a model in it, silent, on one thread."""
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(model.cost), len(model.facts)
    program.sense_ = (
        highspy.ObjSense.kMaximize if model.sense == "max" else highspy.ObjSense.kMinimize
    )
    program.col_cost_, program.col_lower_, program.col_upper_ = (
        model.cost,
        model.lower,
        model.upper,
    )
    program.row_lower_, program.row_upper_ = model.row_lower, model.row_upper
    matrix = program.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kColwise
    matrix.start_ = model.rows.indptr.astype(np.int32)
    matrix.index_ = model.rows.indices.astype(np.int32)
    matrix.value_ = model.rows.data
    if model.whole.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        program.integrality_ = [kinds[flag] for flag in model.whole.tolist()]
    solver = Quiet()  # type: ignore[no-untyped-call]
    solver.setOptionValue("threads", 1)
    solver.passModel(program)
    return solver


def prove(  # noqa: PLR0913 - each is one wish of the caller
    model: Model,
    watch: Watch = UNWATCHED,
    *,
    start: Floats | None = None,
    gap: float = 0.0,
    seed: int = 0,
    nodes: int | None = None,
    cutoff: float | None = None,
) -> Outcome:
    """What is the best point of a model, and how good can any point be?

    start: a point to begin from. gap: stop once value and bound are this close, relative to
    the value. nodes: stop after so many nodes of the search tree; a stop by nodes gives the
    same result on every machine, a stop by the watch does not. cutoff: of a minimum, points
    above it are not looked for; "infeasible" says that there is none up to it.
    """
    solver = loaded(model)
    options: dict[str, Any] = {"mip_rel_gap": gap, "mip_abs_gap": 0.0, "random_seed": seed}
    options["mip_feasibility_tolerance"] = TOLERANCE
    if nodes is not None:
        options["mip_max_nodes"] = nodes
    if cutoff is not None:
        options["objective_bound"] = cutoff
    for option, value in options.items():
        solver.setOptionValue(option, value)
    if start is not None:
        point = highspy.HighsSolution()
        point.col_value = start
        solver.setSolution(point)
    _run(solver, watch, "proof")
    return _outcome(solver, model)


def _outcome(solver: highspy.Highs, model: Model) -> Outcome:
    """Return what HiGHS found; a bound it does not have yet is infinite."""
    info = solver.getInfo()
    status = ENDS.get(solver.getModelStatus(), "stopped")
    worst = inf if model.sense == "max" else -inf
    if status in {"infeasible", "unbounded"}:
        return Outcome(status, None, -worst if status == "infeasible" else worst, None)
    whole = bool(model.whole.any())
    bound = info.mip_dual_bound if whole else info.objective_function_value
    if abs(bound) == inf or (status != "optimal" and not whole):
        bound = worst
    nodes = max(0, int(info.mip_node_count))
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Outcome("stopped", None, bound, None, nodes)
    x = np.array(solver.getSolution().col_value)
    x[model.whole] = np.round(x[model.whole])
    end: Status = "optimal" if status == "optimal" else "feasible"
    return Outcome(end, model.value(x), bound, x, nodes)


def relax(model: Model, watch: Watch = UNWATCHED, *, interior: bool = False) -> Relaxed:
    """What is the best point of a model whose columns need not be whole?

    interior: by the interior point method with crossover, quicker for large models.
    """
    solver = loaded(model)
    solver.setOptionValue("solve_relaxation", True)
    if interior:
        solver.setOptionValue("solver", "ipm")
    _run(solver, watch, "bound")
    status = ENDS.get(solver.getModelStatus(), "stopped")
    point = solver.getSolution()
    return Relaxed(
        status,
        solver.getInfo().objective_function_value,
        np.array(point.col_value),
        np.array(point.row_dual),
        np.array(point.col_dual),
    )


def _run(solver: highspy.Highs, watch: Watch, where: str) -> None:
    """Run HiGHS; it is asked to end at every call back once the watch says so."""
    if watch is UNWATCHED:
        solver.run()
        return
    told: list[Progress] = []
    # some of its work calls nobody back; a watch that counts other seconds is not cut short
    solver.setOptionValue("time_limit", LATEST * max(1.0, watch.left()))

    def answer(kind: Any, _text: str, out: Any, back: Any, _data: Any) -> None:
        if watch.stopped() or watch.left() <= 0:
            back.user_interrupt = True
        if kind == CALLS.kCallbackMipInterrupt:
            value = out.mip_primal_bound if abs(out.mip_primal_bound) < inf else None
            progress = Progress(where, value, out.mip_dual_bound)
            if not told or told[-1] != progress:
                told[:] = [progress]
                watch.tell(progress)

    solver.setCallback(answer, None)
    for call in ASKED_AT:
        solver.startCallback(call)
    solver.run()
