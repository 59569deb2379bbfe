"""The inputs of match(), one noun a file; `folder` reads a user's tables into them."""

from feidi.match.given.candidate import Candidate, Limit, Need
from feidi.match.given.chain import STAGES, Link, ProductEdge
from feidi.match.given.evidence import (
    LAYERS,
    VETO_KINDS,
    Criterion,
    Evidence,
    OtherSource,
    Plan,
    VetoFact,
)
from feidi.match.given.firm import FACTS, Arrival, Firm, FirmFact
from feidi.match.given.given import Choices, Given, Pair

__all__ = [
    "FACTS",
    "LAYERS",
    "STAGES",
    "VETO_KINDS",
    "Arrival",
    "Candidate",
    "Choices",
    "Criterion",
    "Evidence",
    "Firm",
    "FirmFact",
    "Given",
    "Limit",
    "Link",
    "Need",
    "OtherSource",
    "Pair",
    "Plan",
    "ProductEdge",
    "VetoFact",
]
