"""The money of one year as a graph: which account gave how much to which, for picture and table."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from feidi.clauses.posting import RECEIPTS, Posting
from feidi.quantities.units import MONEY
from feidi.quantities.words import Words
from feidi.report.labels import PAID_IN, PAID_IN_ALL, SEVERAL
from feidi.report.year_table import side_of

BACK = Words("退回，图中不画", "given back; not drawn")
ROUND = Words("回流，图中不画", "flows back; not drawn")
BETWEEN = Words("各方之间，图中不画", "between parties; not drawn")
NOTHING = Words("", "")
Ends = tuple[str, str]


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

    @cached_property
    def in_short(self) -> tuple[FlowLine, ...]:
        """Who got how much in the end, clauses passed over: a picture for a narrow window."""
        fed = {line.target for line in self.drawn}
        giving = {line.source for line in self.drawn}
        sources = giving - fed
        start = RECEIPTS.zh
        if sources != {start}:
            start = SEVERAL.zh if start in sources else PAID_IN_ALL.zh
        got: dict[str, int] = {}
        for line in self.drawn:
            if line.target not in giving:
                got[line.target] = got.get(line.target, 0) + line.amount
        return tuple(FlowLine(start, who, amount, ()) for who, amount in got.items())


def year_flows(year: int, postings: Iterable[Posting], parties: tuple[str, ...] = ()) -> YearFlows:
    """Return the flows of a year: postings of money with equal ends laid together.

    Drawn is how receipts are divided. Kept for the table and marked: a flow whose sum is
    negative (more refunded than collected), one that would close a circle (a party pays back
    into what it got from), and what the parties pay each other. Claims and cash are no flows.
    """
    sums: dict[Ends, int] = {}
    clauses: dict[Ends, dict[str, None]] = {}
    for posting in postings:
        ends = (posting.source, posting.target)
        corrects = posting.kind == "correction"  # of another year: told in a table of its own
        wanted = posting.year == year and posting.unit == MONEY and not corrects
        if wanted and not any(map(side_of, ends)):
            sums[ends] = sums.get(ends, 0) + posting.amount
            clauses.setdefault(ends, {})[posting.clause] = None
    apart = _paid_in(sums, set(parties))
    sums = {apart.get(ends, ends): amount for ends, amount in sums.items()}
    clauses = {apart.get(ends, ends): found for ends, found in clauses.items()}
    paid = {ends: amount for ends, amount in sums.items() if amount > 0}
    dividing = _dividing(paid, {*parties, *(source for source, _ in apart.values())})
    round_trips = _closing({ends: paid[ends] for ends in dividing})

    def note(ends: Ends, amount: int) -> Words:
        if amount < 0:
            return BACK
        if ends not in dividing:
            return BETWEEN
        return ROUND if ends in round_trips else NOTHING

    return YearFlows(
        year,
        tuple(
            FlowLine(*ends, amount, tuple(c for c in clauses[ends] if c), note(ends, amount))
            for ends, amount in sums.items()
            if amount
        ),
    )


def _dividing(paid: Iterable[Ends], parties: set[str]) -> set[Ends]:
    """Return the links that divide receipts: led on through clauses, but not through parties.

    What a party gives into a clause that also divides receipts belongs to them. Without
    receipts every link does.
    """
    after: dict[str, set[str]] = {}
    for source, target in paid:
        if source not in parties:
            after.setdefault(source, set()).add(target)
    if RECEIPTS.zh not in after:
        return set(paid)
    reached = _reached(RECEIPTS.zh, after)
    return {
        (source, target)
        for source, target in paid
        if (source in reached and source not in parties)
        or (source in parties and target in reached - parties)
    }


def _paid_in(sums: dict[Ends, int], parties: set[str]) -> dict[Ends, Ends]:
    """Return the links that lead a party's money back to it, from what it pays in instead.

    So the picture has the party twice: on the left as it pays, on the right as it gets.
    """
    after: dict[str, set[str]] = {}
    for (source, target), amount in sums.items():
        if amount > 0:
            after.setdefault(source, set()).add(target)
    return {
        (source, target): (f"{PAID_IN.zh}/{source}", target)
        for (source, target), amount in sums.items()
        if amount > 0 and source in parties and source in _reached(target, after)
        if target not in parties
    }


def _closing(amounts: dict[Ends, int]) -> set[Ends]:
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
