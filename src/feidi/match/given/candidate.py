"""Projects or industries that could be taken into the enclave, and what there is for them."""

from dataclasses import dataclass, field

from feidi.evidence.source import At
from feidi.quantities.words import Words


@dataclass(frozen=True)
class Candidate:
    """Something the enclave could take: wholly or not at all.

    benefit: what it brings, in `unit` (the same for all: e.g. 万元 of value added a year).
    group: at most one candidate of a group is taken (variants of one project), "" for none.
    """

    id: str
    name: Words
    industry: str
    benefit: float
    unit: str
    source: str
    group: str = ""
    assumed: bool = False
    at: At = field(default=At("candidates"))


@dataclass(frozen=True)
class Need:
    """What a candidate uses of one resource, such as land 亩, energy 吨标准煤, water 立方米."""

    candidate: str
    resource: str
    amount: float
    unit: str
    source: str
    assumed: bool = False
    at: At = field(default=At("needs"))


@dataclass(frozen=True)
class Limit:
    """How much of a resource there is, and `step`: how much more one would ask for at once."""

    resource: str
    name: Words
    amount: float
    unit: str
    step: float
    source: str
    assumed: bool = False
    at: At = field(default=At("limits"))
