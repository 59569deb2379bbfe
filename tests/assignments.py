"""Jobs for agents with a capacity: small models made of knapsacks, by seed."""

from dataclasses import replace

import numpy as np

from feidi.site.model import Assembly, Model
from feidi.site.solve import prove
from feidi.site.solve.decomposed import Decomposed, decompose
from feidi.site.solve.outcome import Outcome

AGENTS, JOBS = 3, 8


def assignment(seed: int, *, sense: str = "min", whole: bool = True, every: bool = True) -> Model:
    """Return jobs for agents with a capacity; every: each must have one, or may."""
    chance = np.random.default_rng(seed)
    agent, job = np.divmod(np.arange(AGENTS * JOBS), JOBS)
    cost = chance.integers(10, 60, AGENTS * JOBS).astype(float)
    cost = cost if whole else cost + chance.random(len(cost))
    sign = -1.0 if sense == "max" and every else 1.0
    made = Assembly()
    x = made.columns(AGENTS * JOBS, cost=sign * cost, block=agent)
    low = np.ones(JOBS) if every else np.full(JOBS, -np.inf)
    made.rows(job, x, 1.0, lower=low, upper=1.0, fact="once")
    use = chance.integers(2, 9, AGENTS * JOBS).astype(float)
    made.rows(agent, x, use, upper=np.full(AGENTS, 17.0), fact="capacity")
    return made.model("max" if sense == "max" else "min")


KINDS = [
    {"sense": "min", "whole": True, "every": True},
    {"sense": "max", "whole": True, "every": True},
    {"sense": "max", "whole": False, "every": False},
    {"sense": "min", "whole": False, "every": True},
    {"sense": "max", "whole": True, "every": False},
]
MODELS = [(seed, kind) for seed in range(3) for kind in KINDS]


def sign_of(model: Model) -> float:
    """Return 1 for a maximum, -1 for a minimum."""
    return 1.0 if model.sense == "max" else -1.0


def begun(model: Model) -> tuple[Outcome, Decomposed]:
    """Return the worst point, or nearly, and prices that prove something."""
    worst = prove(replace(model, cost=-model.cost))
    assert worst.x is not None
    value = model.value(worst.x)
    parts = decompose(model, value=value, rounds=20)
    assert parts is not None
    return Outcome("feasible", value, parts.bound, worst.x), parts


def tight(seed: int, agents: int = 5, jobs: int = 16) -> Model:
    """Return jobs for agents whose capacity is four fifths of what they would use each."""
    chance = np.random.default_rng(seed)
    agent, job = np.divmod(np.arange(agents * jobs), jobs)
    use = chance.integers(1, 100, (agents, jobs)).astype(float)
    cost = np.asarray(111 - use + chance.integers(-10, 11, use.shape), np.float64).ravel()
    made = Assembly()
    x = made.columns(agents * jobs, cost=cost, block=agent)
    made.rows(job, x, 1.0, lower=np.ones(jobs), upper=1.0, fact="once")
    room = np.floor(0.8 * use.sum(axis=1) / agents)
    made.rows(agent, x, use.ravel(), upper=room, fact="capacity")
    return made.model("min")
