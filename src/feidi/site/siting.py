"""The verb of the stage: land and wishes in; a plan, its proof and its reasons out."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from feidi.records.land import Land
from feidi.site.check import check
from feidi.site.plan.asked import siting_problem
from feidi.site.plan.plan import Plan, pairs_of_plan
from feidi.site.plan.planning import Effort, plan
from feidi.site.plan.weights import Ground, Weights
from feidi.site.problem import SitingProblem
from feidi.site.reasons import QuotaWorth, Reason, quota_worths, reasons
from feidi.site.reasons.sentences import Names, sentences
from feidi.site.solve.watch import UNWATCHED, Watch


@dataclass(frozen=True, eq=False)
class Siting:
    """A plan of a land, why the others are not in it, and what each quota is worth.

    checked: the checker, which knows no solver, has counted everything again and agrees.
    """

    land: Land
    problem: SitingProblem
    plan: Plan
    reasons: tuple[Reason, ...]
    quotas: tuple[QuotaWorth, ...]
    checked: bool

    def as_json(self) -> dict[str, Any]:
        """Return everything as plain values, sentences in both languages included."""
        names = Names(self.land)
        return {
            "plan": self.plan.as_json(),
            "checked": self.checked,
            "quotas": [{**asdict(q), "share": q.share} for q in self.quotas],
            "reasons": [
                {
                    **asdict(r),
                    "kind": r.kind,
                    "sentences": [words._asdict() for words in sentences(r, names)],
                }
                for r in self.reasons
            ],
        }


def site(
    land: Land,
    weights: Weights | None = None,
    ground: Ground | None = None,
    day: date | None = None,
    watch: Watch = UNWATCHED,
    effort: Effort | None = None,
) -> Siting:
    """Which project on which parcel of which park, how good is that, and why not the others?

    weights, ground: the planners' choice; day: whose distances are in force, None takes all.
    Whenever the watch says stop, the best plan so far comes with its certificate, and reasons
    not found out yet say so. The land must have been read without an error.
    """
    problem = siting_problem(land, weights, ground, day)
    return siting_of(land, problem, plan(problem, watch, effort), watch)


def siting_of(land: Land, problem: SitingProblem, made: Plan, watch: Watch = UNWATCHED) -> Siting:
    """Return a plan with its reasons, checked."""
    pairs, years = pairs_of_plan(problem, made)
    return Siting(
        land,
        problem,
        made,
        reasons(problem, pairs, years, watch),
        quota_worths(made.certificate),
        not check(problem, made),
    )
