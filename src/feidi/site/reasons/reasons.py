"""Why was each project that is not in a plan left out?"""

import numpy as np

from feidi.site.model.model import Fact, Ints
from feidi.site.plan.flat import SitingModel, flat_model, point_of
from feidi.site.problem import SitingProblem
from feidi.site.reasons.asks import ask_of
from feidi.site.reasons.conflicts import conflict_of
from feidi.site.reasons.forcing import WHOLE, price_of
from feidi.site.reasons.reason import Reason
from feidi.site.solve.watch import UNWATCHED, Progress, Watch


def reasons(
    problem: SitingProblem, pairs: Ints, years: Ints, watch: Watch = UNWATCHED
) -> tuple[Reason, ...]:
    """Why did the projects that are not in a plan not fit, in the order of the problem?

    pairs, years: the pair each project stands on (-1: not placed) and the index of its year.
    Where the filters left a project no lot, they are the answer. Else it is forced in: the
    price says what the plan loses and who leaves, a conflict of few facts says why nobody can
    stay as they are, an ask says what would let it in with nobody moving (§SI20-§SI22).
    Once the watch says stop, the rest is left open.
    """
    built = flat_model(problem)
    left_out = np.flatnonzero(pairs < 0)
    found = []
    for number, project in enumerate(left_out):
        found.append(_reason(problem, built, (pairs, years), int(project), watch))
        watch.tell(Progress("reasons", float(number + 1), float(len(left_out))))
    return tuple(found)


def _reason(
    problem: SitingProblem, built: SitingModel, plan: tuple[Ints, Ints], project: int, watch: Watch
) -> Reason:
    """Return the reason of one project."""
    pairs, years = plan
    name = problem.projects[project]
    filters = tuple(f for f in problem.filters if f.project == project)
    lots = int((problem.pair_project == project).sum())
    if not lots:
        return Reason(name, 0, filters)
    ask = ask_of(problem, pairs, years, project)
    if watch.stopped():
        return Reason(name, lots, filters, ask=ask)
    point = point_of(built, problem, pairs, years)
    price = price_of(problem, built, point, project, watch)
    conflict: tuple[Fact, ...] = ()
    if len(built.model.cost) <= WHOLE and not watch.stopped():
        conflict = conflict_of(problem, built, pairs, project, watch)
    return Reason(name, lots, filters, conflict, price, ask)
