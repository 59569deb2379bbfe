"""A figure that a clause refers to by name: population, wages, cost incurred, capital paid in."""

from dataclasses import dataclass
from fractions import Fraction

from feidi.evidence.source import At
from feidi.quantities.calendar import Period


@dataclass(frozen=True)
class Fact:
    """One counted figure of one subject in one period.

    name: as clauses write it (人口, 成本, 奖补 ...). subject: a party's role, an enterprise's
    id, or empty for the park. value: exact, in `unit`; money is in fen and its unit is "fen".
    source: office and table.
    """

    name: str
    subject: str
    period: Period
    value: Fraction
    unit: str
    source: str
    at: At
