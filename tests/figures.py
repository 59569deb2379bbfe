"""Counted figures for tests, and several agreements computed side by side."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import numpy as np

from documents import cells
from feidi.clauses.agreement import Agreement
from feidi.clauses.flow import Flow
from feidi.clauses.measure import measure
from feidi.clauses.plan import Case, plan
from feidi.clauses.setting import Book
from feidi.evidence.source import At
from feidi.quantities.calendar import read_period
from feidi.quantities.exact import Amounts
from feidi.records.fact import Fact
from feidi.settle import Settlement, settle

Row = tuple[str, str, str, str, str]


def book(*rows: Row) -> Book:
    """Return figures of (name, subject, period, value, unit) rows; money in fen, unit fen."""
    return Book(
        tuple(
            Fact(name, subject, read_period(period), Fraction(value), unit, "", At("facts.csv"))
            for name, subject, period, value, unit in rows
        )
    )


def settled_on(agreement: Agreement, figures: Book, until: str = "2026") -> Settlement:
    """Settle figures alone on the day after `until` ended; insist that nothing was wrong."""
    result = settle(agreement, cells(), figures, date(read_period(until).last // 12 + 1, 1, 1))
    assert not result.problems, [(p.code, p.what.zh) for p in result.problems]
    return result


def side_by_side(agreements: Sequence[Agreement], books: Sequence[Book], years: str) -> Flow:
    """Return the flow of a batch, one lane an agreement, over years written as 2026-2027."""
    first, last = (read_period(year) for year in years.split("-"))
    cases = [
        Case(agreement, figures, ("E1",), (first.first, last.last))
        for agreement, figures in zip(agreements, books, strict=True)
    ]
    batch = measure(cases, plan(cases), cells()).batch
    assert not [p for case in cases for p in case.problems]
    return Flow(batch).run()


def balanced(books: dict[str, Amounts]) -> bool:
    """Say whether what entered accounts left others, lane by lane and period by period."""
    return not np.any(np.sum(list(books.values()), axis=0))
