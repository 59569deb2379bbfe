"""Stage 7: who owes whom how much, and why? `settle()` and its result."""

from feidi.settle.settle import settle
from feidi.settle.settlement import Settlement, Total

__all__ = ["Settlement", "Total", "settle"]
