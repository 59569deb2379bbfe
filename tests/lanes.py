"""Agreements of one structure settled side by side and one by one, for tests of clause kinds."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from documents import cells, signed
from feidi.clauses.document import Document
from feidi.clauses.flow import Flow
from feidi.clauses.measure import measure
from feidi.clauses.plan import Case, plan
from feidi.clauses.posting import RECEIPTS
from feidi.clauses.setting import Book
from feidi.evidence.source import At
from feidi.quantities.calendar import read_period
from feidi.records.fact import Fact

Rows = Sequence[tuple[str, int]]
Balances = dict[str, list[int]]


def fact(name: str, period: str, value: int, subject: str = "", unit: str = "fen") -> Fact:
    """Return one counted figure."""
    return Fact(name, subject, read_period(period), Fraction(value), unit, "", At("facts.csv"))


def by_period(document: Document, rows: Rows, *facts: Fact) -> Balances:
    """Return what every account gets in each period of one agreement, checked to conserve."""
    return side_by_side([document], [rows], [facts])[0]


def side_by_side(
    documents: Sequence[Document], rows: Sequence[Rows], facts: Sequence[Sequence[Fact]]
) -> list[Balances]:
    """Settle agreements of one structure in one batch; every fen that came in is somewhere."""
    agreements = [signed(document) for document in documents]
    assert len({agreement.structure for agreement in agreements}) == 1
    months = [read_period(p) for own in rows for p, _ in own]
    span = min(p.first for p in months), max(p.last for p in months)
    cases = [
        Case(agreement, Book(facts=tuple(own)), (f"E{i}",), span)
        for i, (agreement, own) in enumerate(zip(agreements, facts, strict=True))
    ]
    received = cells(
        *((f"E{i}", "vat", p, "collection", fen) for i, own in enumerate(rows) for p, fen in own)
    )
    flow = Flow(measure(cases, plan(cases), received).batch).run()
    assert not [p.what.zh for case in cases for p in case.problems]
    assert not np.any(sum(flow.balances.values(), np.zeros(1, np.int64))), "what enters leaves"
    return [
        {
            account: balance[i].tolist()
            for account, balance in flow.balances.items()
            if account != RECEIPTS.zh
        }
        for i in range(len(cases))
    ]


def assert_lanes_are_independent(documents: Sequence[Document], rows: Sequence[Rows]) -> None:
    """Settled together, every agreement gets what it gets alone."""
    together = side_by_side(documents, rows, [()] * len(documents))
    for document, own, found in zip(documents, rows, together, strict=True):
        alone = by_period(document, own)
        nothing = [0] * len(next(iter(found.values())))
        for account in {*alone, *found}:
            assert found.get(account, nothing) == alone.get(account, nothing), account
