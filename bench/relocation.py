"""Relocation at county size, proven by HiGHS: `python -m bench relocation`.

300 hamlets of 60 villages, 15 sites, all made up by a seed; with `--phases 2`, in two phases. The
plan is checked by the checker that knows no solver, and the bound its prices prove is printed
beside the solver's own.
"""

import argparse
import resource
from time import process_time

import numpy as np

from feidi.evidence.source import At
from feidi.records.relocation import (
    Hamlet,
    Relocation,
    RelocationPhase,
    RelocationPolicy,
    RelocationWeights,
    ResettlementSite,
)
from feidi.site.relocate import check_relocation, relocate
from feidi.site.relocate.checking import proven

YEAR = 2026
KIB = 1024
NOTES = """
value, bound: million yuan. proven: the bound that anyone recomputes from the plan's prices.
cpu: building, both solves and the plan; one thread. check: the checker's own.
"""


def county(hamlets: int, sites: int, phases: int, seed: int = 1) -> Relocation:
    """Make up a county: villages in the mountains, sites with 60 % more room than is needed."""
    chance = np.random.default_rng(seed)
    villages = chance.uniform(0, 60_000, (hamlets // 5, 2))
    found = []
    for i in range(hamlets):
        village = int(chance.integers(0, len(villages)))
        households = int(chance.integers(8, 60))
        people = int(households * chance.uniform(3, 4.5))
        x, y = (villages[village] + chance.normal(0, 1500, 2)).tolist()
        place = (f"H{i:03}", f"社{i}", f"村{village}", "乡")
        urgency = int(chance.integers(1, 4))
        found.append(
            Hamlet(*place, households, people, urgency, x, y, x, y, float(people), At("made up"))
        )
    total = sum(h.people for h in found)
    room = chance.uniform(0.5, 1.5, sites)
    room *= 1.6 * total / room.sum()
    ground = [
        ResettlementSite(
            f"S{j:02}",
            f"点{j}",
            "",
            None,
            int(room[j]),
            1e9,
            1e9,
            float(chance.uniform(0, 20)),
            0,
            int(chance.uniform(2e8, 2e9)),
            int(chance.uniform(5e6, 9e6)),
            YEAR + (1 if phases and j % 3 == 0 else 0),
            float(chance.uniform(500, 8000)),
            float(chance.uniform(0, 60_000)),
            float(chance.uniform(0, 60_000)),
            At("made up"),
        )
        for j in range(sites)
    ]
    policy = RelocationPolicy("", 0, None, 1_000_000, 500_000, 60.0, 2.0, 25.0, 2, At("made up"))
    stages = tuple(
        RelocationPhase(f"P{t}", YEAR + t, int(total * 0.6), At("made up")) for t in range(phases)
    )
    weights = RelocationWeights(500_000, 2_000_000, 30_000_000, 0)
    return Relocation(4544, tuple(found), tuple(ground), (policy,), stages, weights)


def main(words: list[str]) -> int:
    """Solve, check, print; fail where the plan is not proven or not accepted."""
    parser = argparse.ArgumentParser(prog="python -m bench relocation", description=__doc__)
    parser.add_argument("--hamlets", type=int, default=300)
    parser.add_argument("--sites", type=int, default=15)
    parser.add_argument("--phases", type=int, default=0)
    told = parser.parse_args(words)
    case = county(told.hamlets, told.sites, told.phases)
    start = process_time()
    plan = relocate(case, YEAR)
    solved = process_time()
    wrong = check_relocation(case, plan)
    checked = process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB
    certain = proven(case, plan) or 0
    print(f"{told.hamlets} hamlets, {told.sites} sites, {told.phases} phases: {plan.status}")
    print(f"{'value':>10}{'bound':>10}{'proven':>10}{'gap':>9}{'cpu s':>8}{'check':>8}{'MiB':>7}")
    bound = plan.bound or 0
    amounts = "".join(f"{fen / 1e8:>10,.3f}" for fen in (plan.value, bound, certain))
    times = f"{solved - start:>8.1f}{checked - solved:>8.2f}{peak:>7.0f}"
    print(f"{amounts}{plan.gap:>9.5f}{times}")
    print(NOTES)
    return 0 if plan.status == "optimal" and not wrong else 1
