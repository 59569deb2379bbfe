"""Which part of each indicator counts for whom in a year: the statistics side of a settlement."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from feidi.clauses.kinds.indicator import Indicator
from feidi.clauses.measures import FactName
from feidi.clauses.posting import IN_PLACE, Posting
from feidi.quantities.words import Words
from feidi.settle.settlement import Settlement


@dataclass(frozen=True)
class Share:
    """A party's part of an indicator, in the smallest parts of its unit.

    again: counted once more in full, for assessment only; it is no part of the whole.
    """

    party: str
    amount: int
    again: bool


@dataclass(frozen=True)
class Attributed:
    """One indicator of a year as a clause attributes it. whole: the place's own statistic.

    The shares that are not counted again add up to the whole. rule: the clause read back.
    """

    clause: str
    indicator: FactName
    enterprise: str
    unit: str
    whole: int
    rule: Words
    shares: tuple[Share, ...]


def attributed(settlement: Settlement, year: int) -> tuple[Attributed, ...]:
    """Return what the agreement's attribution clauses give in a calendar year (§K17).

    Periods of the year are added up; a clause of enterprises gives one row an enterprise.
    """
    rows = [p for p in settlement.postings if p.kind == Indicator.kind and p.year == year]
    clauses = dict(_clauses(settlement, year))
    # sorting is stable: clauses and parties keep the agreement's order
    rows.sort(key=lambda p: (list(clauses).index(p.clause), p.enterprise))
    return tuple(
        _one(clauses[clause], enterprise, list(own))
        for (clause, enterprise), own in groupby(rows, attrgetter("clause", "enterprise"))
    )


def _clauses(settlement: Settlement, year: int) -> Iterator[tuple[str, Indicator]]:
    for version in settlement.agreement.versions:
        if isinstance(version.clause, Indicator) and version.in_force(year):
            yield version.clause.id, version.clause


def _one(clause: Indicator, enterprise: str, postings: list[Posting]) -> Attributed:
    parts: dict[tuple[str, bool], int] = {}
    for one in postings:
        key = (one.target, one.source != IN_PLACE.zh)
        parts[key] = parts.get(key, 0) + one.amount
    shares = tuple(Share(party, amount, again) for (party, again), amount in parts.items())
    return Attributed(
        clause.id,
        clause.indicator,
        enterprise,
        clause.unit,
        sum(share.amount for share in shares if not share.again),
        clause.sentence(),
        shares,
    )
