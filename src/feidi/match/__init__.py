"""Stage 2: which industries, which links of a chain, which firms? `match()` and its result."""

from feidi.match.matching import Matching, match

__all__ = ["Matching", "match"]
