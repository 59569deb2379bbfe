"""The same instances by others: PuLP with CBC, and spopt for p-medians."""

import time
from importlib.util import find_spec
from math import inf
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from bench.instance_models import model_of
from bench.instances import Instance
from feidi.site.solve import Outcome


def by_pulp(one: Instance, seconds: float) -> Outcome | None:
    """Solve by PuLP, one expression a row, and CBC; it tells no bound."""
    if not find_spec("pulp"):
        return None
    import pulp

    begun = time.process_time()
    model = model_of(one)
    sense = pulp.LpMaximize if model.sense == "max" else pulp.LpMinimize
    program = pulp.LpProblem("instance", sense)
    kinds = {True: "Integer", False: "Continuous"}
    columns = [
        pulp.LpVariable(f"x{j}", 0, None if high == inf else high, kinds[bool(whole)])
        for j, (high, whole) in enumerate(zip(model.upper, model.whole, strict=True))
    ]
    program += pulp.LpAffineExpression(zip(columns, model.cost.tolist(), strict=True))
    rows = csr_array(model.rows)
    for i in range(len(model.facts)):
        entries = slice(rows.indptr[i], rows.indptr[i + 1])
        used = [columns[j] for j in rows.indices[entries]]
        held = pulp.LpAffineExpression(zip(used, rows.data[entries].tolist(), strict=True))
        if model.row_lower[i] == model.row_upper[i]:
            program += held == model.row_upper[i]
            continue
        if model.row_upper[i] < inf:
            program += held <= model.row_upper[i]
        if model.row_lower[i] > -inf:
            program += held >= model.row_lower[i]
    program.solve(_cbc(seconds - (time.process_time() - begun)))
    return _outcome(program, pulp.LpStatusOptimal, model.sense)


def by_spopt(one: Instance, seconds: float) -> Outcome | None:
    """Solve a p-median by spopt with CBC."""
    if one.family != "pmed" or not find_spec("spopt"):
        return None
    import pulp
    from spopt.locate import PMedian

    begun = time.process_time()
    far = one.data["far"]
    median = PMedian.from_cost_matrix(far, np.ones(len(far)), int(one.data["sites"][0]))
    median.problem.solve(_cbc(seconds - (time.process_time() - begun)))
    return _outcome(median.problem, pulp.LpStatusOptimal, "min")


def _cbc(seconds: float) -> Any:
    """Return CBC with what building the model left of the CPU seconds, 1 at least."""
    import pulp

    told = {"msg": False, "timeMode": "cpu", "threads": 1}
    return pulp.PULP_CBC_CMD(timeLimit=max(1.0, seconds), **told)


def _outcome(program: object, optimal: int, sense: str) -> Outcome:
    """Return what PuLP tells; a proof only where CBC says that nothing was left open."""
    worst = inf if sense == "max" else -inf
    value = program.objective.value()  # type: ignore[attr-defined]
    if program.sol_status not in {1, 2} or value is None:  # type: ignore[attr-defined]
        return Outcome("stopped", None, worst, None)
    proven = program.sol_status == optimal  # type: ignore[attr-defined]
    return Outcome("optimal" if proven else "feasible", value, value if proven else worst, None)
