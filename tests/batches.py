"""Agreements with their receipts, payments and facts: each computed alone, and all at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from documents import cells
from feidi.clauses.agreement import Agreement
from feidi.clauses.flow import Flow
from feidi.clauses.measure import measure
from feidi.clauses.plan import Case, plan
from feidi.clauses.setting import Book
from feidi.quantities.calendar import read_period

Row = tuple[str, str, str, str, int]
NOTHING = Book()


@dataclass(frozen=True)
class Lane:
    """One agreement with its receipts (enterprise, tax, period, kind, fen) and its facts."""

    agreement: Agreement
    rows: Sequence[Row]
    book: Book = NOTHING
    known_at: date | None = None

    def case(self, years: str) -> Case:
        first, last = (read_period(year) for year in years.split("-"))
        firms = tuple(dict.fromkeys(row[0] for row in self.rows))
        months = (first.first, last.last)
        return Case(self.agreement, self.book, firms, months, known_at=self.known_at)


def flow(lanes: Sequence[Lane], years: str) -> Flow:
    """Return the flow of all lanes at once."""
    cases = [lane.case(years) for lane in lanes]
    batch = plan(cases)
    measured = measure(cases, batch, cells(*(row for lane in lanes for row in lane.rows)))
    assert not [p.what.zh for case in cases for p in case.problems]
    return Flow(measured.batch).run()


def assert_same_side_by_side(lanes: Sequence[Lane], years: str) -> None:
    """Each lane gets in a batch what it gets alone, on every account, in every period."""
    assert len({lane.agreement.structure for lane in lanes}) == 1
    together = flow(lanes, years)
    for i, lane in enumerate(lanes):
        alone = flow([lane], years)
        for account in together.balances:
            nothing = np.zeros_like(together.balances[account][:1])
            np.testing.assert_array_equal(
                together.balances[account][i], alone.balances.get(account, nothing)[0], account
            )
