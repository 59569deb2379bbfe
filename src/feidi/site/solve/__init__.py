"""Solvers behind one model: HiGHS for the bound, CP-SAT for the search."""

from feidi.site.solve.cpsat import core, search
from feidi.site.solve.decomposed import decomposed_bound
from feidi.site.solve.highs import Relaxed, prove, relax
from feidi.site.solve.neighbourhood import improve
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.parted import parted_bound
from feidi.site.solve.quadratic import layout
from feidi.site.solve.together import Steps, solve
from feidi.site.solve.watch import UNWATCHED, Progress, Watch

__all__ = [
    "UNWATCHED",
    "Outcome",
    "Progress",
    "Relaxed",
    "Steps",
    "Watch",
    "core",
    "decomposed_bound",
    "improve",
    "layout",
    "parted_bound",
    "prove",
    "relax",
    "search",
    "solve",
]
