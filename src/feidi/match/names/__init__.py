"""Names of firms: do two of them mean one firm? Never merged without a person."""

from feidi.match.names.comparing import DISTINCT, MATCHED, POSSIBLE, Verdict, compare
from feidi.match.names.parts import NameParts, parts
from feidi.match.names.resolving import Pairing, pairings

__all__ = [
    "DISTINCT",
    "MATCHED",
    "POSSIBLE",
    "NameParts",
    "Pairing",
    "Verdict",
    "compare",
    "pairings",
    "parts",
]
