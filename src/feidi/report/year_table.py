"""Totals laid out by year and account: who stands first, who behind whom, what adds up to what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from feidi.clauses.posting import RECEIPTS, SIDES, UPPER
from feidi.quantities.units import MONEY
from feidi.records.party import Party
from feidi.settle.settlement import Settlement


def side_of(account: str) -> str:
    """Return which side of a claim or of cash an account is, or nothing where it is neither.

    >>> side_of("应收/飞出地"), side_of("飞出地")
    ('应收', '')
    """
    side, stroke, _ = account.partition("/")
    return side if stroke and side in SIDES else ""


@dataclass(frozen=True)
class YearTable:
    """The accounts in the order of every report, and their sums by year, in fen.

    Accounts come in three parts: what parties are entitled to, each with those who stand behind
    it; where the rest of the receipts went; claims and cash between parties, which add up to
    zero. An account that is zero in every year is left out, unless it is a party on its own.
    """

    settlement: Settlement

    @cached_property
    def _cells(self) -> dict[tuple[int, str], int]:
        return {(t.year, t.party): t.amount for t in self.settlement.totals}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that have a total, in order."""
        return tuple(sorted({t.year for t in self.settlement.totals}))

    @property
    def parties(self) -> tuple[str, ...]:
        """The accounts of the signatories, all of them, in the agreement's order."""
        return self.settlement.agreement.roles

    @cached_property
    def lineage(self) -> dict[str, tuple[str, ...]]:
        """Whom each party stands behind, outermost first; in the order of reports."""
        listed = self.settlement.agreement.parties
        found = dict(_with_those_behind("", listed, ()))
        return found | {party.role: () for party in listed if party.role not in found}

    @cached_property
    def entitled(self) -> tuple[str, ...]:
        """The parties, those who stand behind one of them after it."""
        return tuple(r for r, before in self.lineage.items() if not before or r in self._moved)

    def depth(self, role: str) -> int:
        """Return how many shown parties a party stands behind."""
        return sum(before in self.entitled for before in self.lineage[role])

    @property
    def principals(self) -> tuple[str, ...]:
        """The parties that stand behind nobody."""
        return tuple(role for role, before in self.lineage.items() if not before)

    def behind(self, role: str) -> tuple[str, ...]:
        """Return the shown parties behind a principal, directly or through others."""
        return tuple(r for r in self.entitled if role in self.lineage[r][:1])

    @cached_property
    def elsewhere(self) -> tuple[str, ...]:
        """Who else got of the receipts: upper levels first, what is not shared, remainders."""
        levels = [words.zh for words in UPPER.values()]
        found = [a for a in self._moved if a not in self.parties and not side_of(a)]
        return tuple(sorted(found, key=[*levels, *found].index))

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """Claims and cash between parties: claims first."""
        found = [account for account in self._moved if side_of(account)]
        return tuple(sorted(found, key=lambda account: list(SIDES).index(side_of(account))))

    @property
    def accounts(self) -> tuple[str, ...]:
        """Every account of the report, in its order."""
        return (*self.entitled, *self.elsewhere, *self.sides)

    @cached_property
    def _moved(self) -> dict[str, None]:
        return dict.fromkeys(t.party for t in self.settlement.totals if t.amount)

    def has(self, year: int, account: str) -> bool:
        """Say whether the settlement states a total for this year and account."""
        return (year, account) in self._cells

    def cell(self, year: int, account: str) -> int:
        """Return the total of one year and account, 0 where there is none."""
        return self._cells.get((year, account), 0)

    def sum_of(self, accounts: Iterable[str], year: int | None = None) -> int:
        """Return what some accounts hold of one year, or of all years."""
        wanted = self.years if year is None else (year,)
        return sum(self.cell(y, account) for account in accounts for y in wanted)

    @cached_property
    def from_receipts(self) -> bool:
        """Whether any money came from receipts; else the parties paid in what was divided."""
        return any(p.source == RECEIPTS.zh for p in self.settlement.postings)

    def paid_in(self, year: int | None = None) -> int:
        """Return what the parties paid in of one year, or of all: into clauses without a pot."""
        sources = {c.id for c in self.settlement.agreement.clauses if c.role == "source"}
        return sum(
            posting.amount
            for posting in self.settlement.postings
            if year in (None, posting.year) and posting.unit == MONEY
            if posting.source in self.parties and posting.target in sources
        )

    def receipts(self, year: int | None = None) -> int:
        """Return what was booked of one year, or of all: the sum of all accounts."""
        return self.sum_of(self.accounts, year)


def _with_those_behind(
    role: str, parties: tuple[Party, ...], before: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for party in parties:
        if party.behind == role:
            yield party.role, before
            yield from _with_those_behind(party.role, parties, (*before, party.role))
