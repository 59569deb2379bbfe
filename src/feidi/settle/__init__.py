"""Stage 7: who owes whom how much, and why? `settle()` and its result."""

from feidi.settle.correct import correct
from feidi.settle.settle import settle
from feidi.settle.settlement import Correction, Outstanding, Settlement, Total
from feidi.settle.why import TrailStep, why
from feidi.settle.worked_examples import check_examples

__all__ = [
    "Correction",
    "Outstanding",
    "Settlement",
    "Total",
    "TrailStep",
    "check_examples",
    "correct",
    "settle",
    "why",
]
