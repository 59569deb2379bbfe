"""The money of one year as a graph: which account gave how much to which, for picture and table."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from feidi.clauses.posting import Posting
from feidi.quantities.words import Words

BACK = Words("退回，图中不画", "given back; not drawn")
ROUND = Words("回流，图中不画", "flows back; not drawn")
NOTHING = Words("", "")


@dataclass(frozen=True)
class FlowLine:
    """All money of a year from one account to another, in fen. note: why it is not drawn."""

    source: str
    target: str
    amount: int
    clauses: tuple[str, ...]
    note: Words = NOTHING

    @property
    def drawn(self) -> bool:
        """Whether the picture shows it."""
        return self.note is NOTHING


@dataclass(frozen=True)
class YearFlows:
    """The lines of one year, in the order the money moved."""

    year: int
    lines: tuple[FlowLine, ...]

    @cached_property
    def drawn(self) -> tuple[FlowLine, ...]:
        """The lines of the picture; they never run in a circle."""
        return tuple(line for line in self.lines if line.drawn)

    @cached_property
    def apart(self) -> tuple[FlowLine, ...]:
        """The lines only the table shows."""
        return tuple(line for line in self.lines if not line.drawn)


def year_flows(year: int, postings: Iterable[Posting]) -> YearFlows:
    """Return the flows of a year: postings of money with equal ends laid together.

    A flow whose sum is negative (more refunded than collected) and one that would close a
    circle (a party pays back into what it got from) are kept for the table and marked.
    """
    sums: dict[tuple[str, str], int] = {}
    clauses: dict[tuple[str, str], dict[str, None]] = {}
    for posting in postings:
        if posting.year == year and posting.unit == "fen":
            ends = (posting.source, posting.target)
            sums[ends] = sums.get(ends, 0) + posting.amount
            clauses.setdefault(ends, {})[posting.clause] = None
    round_trips = _closing({ends: amount for ends, amount in sums.items() if amount > 0})
    return YearFlows(
        year,
        tuple(
            FlowLine(
                *ends,
                amount,
                tuple(c for c in clauses[ends] if c),
                _note(ends, amount, round_trips),
            )
            for ends, amount in sums.items()
            if amount
        ),
    )


def _note(ends: tuple[str, str], amount: int, round_trips: set[tuple[str, str]]) -> Words:
    if amount < 0:
        return BACK
    return ROUND if ends in round_trips else NOTHING


def _closing(amounts: dict[tuple[str, str], int]) -> set[tuple[str, str]]:
    """Return the links that close a circle, the larger ones being laid first."""
    after: dict[str, set[str]] = {}
    closing = set()
    for source, target in sorted(amounts, key=lambda ends: -amounts[ends]):
        if source == target or source in _reached(target, after):
            closing.add((source, target))
        else:
            after.setdefault(source, set()).add(target)
    return closing


def _reached(start: str, after: dict[str, set[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        fresh = after.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found
