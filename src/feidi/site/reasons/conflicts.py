"""Which few facts cannot all hold with a project in the plan?"""

from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array

from feidi.site.model import Fact, Model
from feidi.site.model.model import Ints
from feidi.site.plan.flat import SitingModel
from feidi.site.problem import SitingProblem
from feidi.site.reasons.forcing import forced
from feidi.site.solve.cpsat import core
from feidi.site.solve.highs import prove
from feidi.site.solve.watch import UNWATCHED, Watch, quiet

# deterministic seconds for each solve of the search for a conflict
WORK = 0.2
# facts a reader can weigh at once; a longer conflict is told by its price instead
FEW = 5
# facts that a plan could be without; all others are how land is
NEGOTIABLE = ("quota", "distance", "stays in")


def conflict_model(problem: SitingProblem, built: SitingModel, plan: Ints, project: int) -> Model:
    """Return the model with a project forced in and every placed one kept in its park.

    plan: the pair of each project, -1 where not placed. What may be given up is labelled
    ("quota", park, resource, year), ("distance", rule) and ("stays in", project, park): a
    placed project may take other parcels and another year, but not leave the park.
    """
    model = forced(built, problem.projects[project])
    facts = [_shared(fact) for fact in model.facts]
    placed = np.flatnonzero(plan >= 0)
    park = problem.pair_park[plan[placed]]
    chosen = built.options
    here = (chosen.project[None, :] == placed[:, None]) & (chosen.park[None, :] == park[:, None])
    owner, option = np.nonzero(here)
    ones = np.ones(len(owner))
    kept = csr_array((ones, (owner, built.y[option])), shape=(len(placed), len(model.cost)))
    model = replace(model, facts=tuple(facts)).with_rows(
        kept, np.ones(len(placed)), np.ones(len(placed)), "kept"
    )
    stays: list[Fact] = [
        ("stays in", problem.projects[p], problem.parks[k])
        for p, k in zip(placed, park, strict=True)
    ]
    return replace(model, facts=(*facts, *stays))


def _shared(fact: Fact) -> Fact:
    """Return the label of a row: all rows of one distance rule are one fact."""
    return fact[:2] if isinstance(fact, tuple) and fact[0] == "distance" else fact


def negotiable(model: Model) -> tuple[Fact, ...]:
    """Return the facts of a conflict model that a plan could be without, each once."""
    kinds = (f for f in model.facts if isinstance(f, tuple) and f[0] in NEGOTIABLE)
    return tuple(dict.fromkeys(kinds))


def conflict_of(
    problem: SitingProblem, built: SitingModel, plan: Ints, project: int, watch: Watch = UNWATCHED
) -> tuple[Fact, ...]:
    """Return a conflict of at most `FEW` facts; nothing where there is none so short.

    It is least in that no fact of it can be left out, and verified: with its facts alone the
    model is solved again and has no point.
    """
    model = conflict_model(problem, built, plan, project)
    found = core(model, negotiable(model), quiet(watch), work=WORK)
    return found if found is not None and len(found) <= FEW else ()


def clashes(model: Model, facts: tuple[Fact, ...], watch: Watch = UNWATCHED) -> bool:
    """Say whether a conflict model has no point with `facts` alone of what is negotiable."""
    others = set(negotiable(model)) - set(facts)
    bare = replace(model.relaxed(others), cost=np.zeros(len(model.cost)))
    return prove(bare, watch).status == "infeasible"
