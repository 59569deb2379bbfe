"""The result of a settlement: totals, postings, and everything needed to recompute them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from feidi.clauses.agreement import Agreement
from feidi.clauses.posting import Posting
from feidi.evidence.problem import Problem
from feidi.quantities.units import MONEY, in_unit
from feidi.quantities.words import Words


@dataclass(frozen=True)
class Total:
    """What one account holds of one year: fen, or the unit named."""

    year: int
    party: str
    amount: int
    unit: str = MONEY

    @property
    def words(self) -> Words:
        """The amount with its unit, as people read it."""
        return in_unit(self.amount, self.unit)

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {"year": self.year, "party": self.party, "amount": self.amount, "unit": self.unit}


@dataclass(frozen=True)
class Outstanding:
    """What a clause still owes to its party when a year ends, as unrecovered costs: fen."""

    year: int
    clause: str
    amount: int

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {"year": self.year, "clause": self.clause, "amount": self.amount}


@dataclass(frozen=True)
class Correction:
    """What has changed for one account since a year was posted; settled with a later year.

    posted, now, difference: fen. receipts: ids of the rows booked since that touch the year.
    """

    year: int
    settled_with: int
    party: str
    posted: int
    now: int
    receipts: tuple[str, ...]
    because: Words

    @property
    def difference(self) -> int:
        """What is still to be given (positive) or given back (negative)."""
        return self.now - self.posted

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "year": self.year,
            "settled_with": self.settled_with,
            "party": self.party,
            "posted": self.posted,
            "now": self.now,
            "difference": self.difference,
            "receipts": list(self.receipts),
            "because": self.because._asdict(),
        }


@dataclass(frozen=True)
class Settlement:
    """Who gets how much of each year, and why, as known at a day.

    totals: money by year and account; with all accounts they add up to the receipts, to the
    fen. quantities: attributed indicators and quotas, each in its unit. corrections: what has
    changed since posted settlements; they are part of the totals of the year they are settled
    with (§R6). outstanding: what clauses carry beyond a year for their party (§K4); it is in no
    total. inputs: (file, SHA-256) of every policy, table and receipts file it was computed from.
    note: what every reader must know first, such as that figures are assumed.
    """

    agreement: Agreement
    known_at: date
    totals: tuple[Total, ...]
    quantities: tuple[Total, ...]
    postings: tuple[Posting, ...]
    problems: tuple[Problem, ...]
    corrections: tuple[Correction, ...] = ()
    outstanding: tuple[Outstanding, ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()
    note: str = ""

    def of(self, year: int, party: str) -> int:
        """Return a party's total of a year, in fen; 0 where it has none."""
        return sum(t.amount for t in self.totals if (t.year, t.party) == (year, party))

    def only(self, year: int) -> "Settlement":
        """Return the settlement of one calendar year alone."""
        return self._of_years(lambda one: one == year)

    def through(self, year: int) -> "Settlement":
        """Return the settlement up to a calendar year."""
        return self._of_years(lambda one: one <= year)

    def _of_years(self, wanted: Callable[[int], bool]) -> "Settlement":
        return replace(
            self,
            totals=tuple(t for t in self.totals if wanted(t.year)),
            quantities=tuple(t for t in self.quantities if wanted(t.year)),
            postings=tuple(p for p in self.postings if wanted(p.year)),
            corrections=tuple(c for c in self.corrections if wanted(c.settled_with)),
            outstanding=tuple(o for o in self.outstanding if wanted(o.year)),
        )

    @property
    def years(self) -> tuple[int, ...]:
        """The years settled."""
        return tuple(sorted({posting.year for posting in self.postings}))
