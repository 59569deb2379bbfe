"""Which plans there are between two aims: a curve of best plans."""

from dataclasses import dataclass, replace

import numpy as np

from feidi.site.plan.plan import Plan
from feidi.site.plan.planning import Effort, plan
from feidi.site.problem import SitingProblem
from feidi.site.solve.watch import UNWATCHED, Watch, part_of


@dataclass(frozen=True)
class TradePoint:
    """One plan of the curve: the weights of the two parts, and what the plan has of each."""

    weights: tuple[float, float]
    amounts: tuple[float, float]
    plan: Plan


def trade_off(
    problem: SitingProblem,
    parts: tuple[str, str],
    points: int = 5,
    watch: Watch = UNWATCHED,
    effort: Effort | None = None,
) -> tuple[TradePoint, ...]:
    """What must be given up of one part of the value to gain of another?

    The weight is moved in `points` steps from the first part alone to the second alone, each
    measured in its own largest sum, all other weights as they are (weighted sum method; plans
    inside a dent of the true curve are not found by it). Plans that another plan beats in both
    parts are left out, so are repeats. In order of the first part, most first.
    """
    at = [problem.part_names.index(name) for name in parts]
    scale = [max(1.0, float(np.abs(problem.parts[:, i]).max(initial=0.0))) for i in at]
    total = max(abs(problem.weights[i]) * size for i, size in zip(at, scale, strict=True)) or 1.0
    found: list[TradePoint] = []
    for step in range(points):
        share = step / (points - 1) if points > 1 else 0.0
        weights = problem.weights.copy()
        # a trace of the other part is kept: of equal plans the one with more of it
        for i, size, part in zip(at, scale, (1 - share, share), strict=True):
            weights[i] = total / size * max(part, 1e-3)
        one = plan(replace(problem, weights=weights), _slice(watch, points - step), effort)
        amounts = dict(one.certificate.parts)
        pair = (amounts[parts[0]], amounts[parts[1]])
        found.append(TradePoint((float(weights[at[0]]), float(weights[at[1]])), pair, one))
        if watch.stopped():
            break
    return _undominated(found)


def _slice(watch: Watch, plans: int) -> Watch:
    """Return a fair part of the time left for one of so many plans."""
    return part_of(watch, watch.left() / plans)


def _undominated(points: list[TradePoint]) -> tuple[TradePoint, ...]:
    """Return the plans no other beats in both parts, each pair of amounts once."""
    kept: dict[tuple[float, float], TradePoint] = {}
    for one in points:
        beaten = any(
            other.amounts != one.amounts
            and other.amounts[0] >= one.amounts[0]
            and other.amounts[1] >= one.amounts[1]
            for other in points
        )
        if not beaten:
            kept.setdefault(one.amounts, one)
    return tuple(sorted(kept.values(), key=lambda one: -one.amounts[0]))
