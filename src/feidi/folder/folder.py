"""A project folder as read: agreement, policies, facts, receipts, and what is wrong."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from feidi.clauses.admission import admitted_enterprises
from feidi.clauses.agreement import Agreement
from feidi.clauses.kinds.fiscal_split import FiscalSplit
from feidi.clauses.kinds.scope import Scope
from feidi.clauses.plan import Case
from feidi.clauses.posting import RECEIPTS, Posting
from feidi.clauses.setting import Book
from feidi.evidence.problem import Problem
from feidi.folder.cells import cells_of
from feidi.folder.receipts import ReceiptFiles
from feidi.folder.trail import Wanted, receipts_behind
from feidi.quantities.calendar import printed_span
from feidi.records.cells import Cells
from feidi.records.posted import PostedTotal
from feidi.records.receipt import Receipt


@dataclass(frozen=True)
class Folder:
    """Everything a settlement needs, and the problems found on the way.

    path: absolute. lang: zh or en, for what the program prints. agreement: None where an
    error stands in its way. book: all that is counted, whenever it became known. note: what a
    reader of the result must know first.
    """

    path: Path
    name: str
    lang: str
    agreement: Agreement | None
    policies: tuple[FiscalSplit, ...]
    book: Book
    posted: tuple[PostedTotal, ...]
    receipts: ReceiptFiles
    problems: tuple[Problem, ...]
    note: str = ""

    def known(self, day: date) -> Book:
        """Return the book as known on a day: later events and payments left out (§R7)."""
        return replace(
            self.book,
            events=tuple(event for event in self.book.events if event.day <= day),
            payments=tuple(paid for paid in self.book.payments if paid.paid_on <= day),
        )

    def cells(self, known_at: date | None) -> Cells:
        """Return the receipts booked on or before a day, summed; None: all of them."""
        return cells_of(self.receipts.paths, known_at, repeated=self.receipts.repeated)

    def latest_booking(self) -> date | None:
        """Return the last day on which a receipt was booked; None without receipts."""
        return self.receipts.latest

    def receipts_of(self, posting: Posting, known_at: date | None = None) -> list[Receipt]:
        """Return the rows a posting out of the receipts was made of.

        A year that is posted was made of what was known then; a correction names its rows.
        """
        if posting.source != RECEIPTS.zh or posting.kind in ("correction", "posted"):
            return []
        then = [row.known_at for row in self.posted if row.year == row.of_year == posting.year]
        known_at = min([*then, *([known_at] if known_at else [])], default=None)
        span = printed_span(posting.period)
        rows = self.receipts_behind(
            enterprise=posting.enterprise or None,
            period_first_month=span.first,
            period_last_month=span.last,
            known_at=known_at,
        )
        covered = self.coverage(tuple(dict.fromkeys(row.enterprise for row in rows)))
        if posting.clause:
            return [row for row in rows if (row.tax, row.enterprise) in covered[posting.clause]]
        every = set().union(*covered.values())
        return [row for row in rows if (row.tax, row.enterprise) not in every]

    def coverage(self, enterprises: tuple[str, ...]) -> dict[str, set[tuple[str, str]]]:
        """Return which (tax, enterprise) each scope covers, of some enterprises."""
        covered: dict[str, set[tuple[str, str]]] = {}
        for clause in self.agreement.clauses if self.agreement else ():
            if isinstance(clause, Scope) and self.agreement:
                case = Case(self.agreement, self.book, enterprises, (0, 0))
                firms = admitted_enterprises(clause, case)
                pairs = {(tax, firm) for tax in clause.taxes for firm in firms}
                covered.setdefault(clause.id, set()).update(pairs)
        return covered

    def receipts_behind(
        self,
        enterprise: str | None = None,
        tax: str | None = None,
        period_first_month: int | None = None,
        period_last_month: int | None = None,
        known_at: date | None = None,
    ) -> list[Receipt]:
        """Return the rows behind a figure, each once, by period, day and id; None asks for all.

        tax: its code. Months are numbers of quantities.calendar; a receipt's whole period lies
        between them.
        """
        wanted = Wanted(enterprise, tax, period_first_month, period_last_month, known_at)
        return receipts_behind(self.receipts, wanted)
