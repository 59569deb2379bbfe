"""Many agreements at once are settled as each one alone, to the fen."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import HALVES, KNOWN, ROUNDING, SCOPE, TERM, cells, document, signed
from feidi.clauses.document import read_document
from feidi.clauses.plan import Case
from feidi.clauses.posting import OUTSIDE
from feidi.clauses.reading import read_agreement
from feidi.clauses.setting import Book
from feidi.quantities.calendar import read_period
from feidi.settle.many import prepare, settle_many
from feidi.settle.settle import settle_case
from properties.agreements import FIRMS, FIRST, LAST, TAXES, agreements

pytestmark = pytest.mark.slow

MONTHS = (FIRST * 12, LAST * 12 + 11)
Row = tuple[str, str, str, str, int]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(FIRMS),
        st.sampled_from(TAXES),
        st.integers(FIRST, LAST).flatmap(
            lambda y: st.sampled_from([f"{y}-{m:02d}" for m in range(1, 13)])
        ),
        st.sampled_from(["collection", "refund", "correction"]),
        st.integers(-(10**11), 10**13),
    ),
    max_size=12,
)
Totals = dict[tuple[int, str], int]


def case_of(text: str, number: int) -> Case:
    own = text.replace("E", f"C{number}E")
    agreement, problems = read_agreement((read_document(own.encode(), f"{number}.md"),))
    assert agreement is not None, problems
    return Case(agreement, Book(), tuple(f"C{number}{firm}" for firm in FIRMS), MONTHS)


def own(rows: Sequence[Row], number: int) -> list[Row]:
    return [(f"C{number}{firm}", *rest) for firm, *rest in rows]  # type: ignore[misc]


def alone(case: Case, rows: Sequence[Row]) -> Totals:
    result = settle_case(case, cells(*rows), KNOWN)
    return {(t.year, t.party): t.amount for t in result.totals if t.amount}


@given(st.lists(st.tuples(agreements(), ROWS), min_size=1, max_size=4), st.booleans())
@settings(max_examples=60, deadline=None)
def test_together_as_each_alone(pairs: list[tuple[str, list[Row]]], doubled: bool) -> None:
    pairs = pairs * 2 if doubled else pairs
    cases = [case_of(text, i) for i, (text, _) in enumerate(pairs)]
    rows = [own(rows, i) for i, (_, rows) in enumerate(pairs)]
    expected = [alone(case, its) for case, its in zip(cases, rows, strict=True)]
    found: dict[int, Totals] = {}
    for result in settle_many(cases, cells(*(row for its in rows for row in its))):
        for place, number in enumerate(result.cases):
            found[number] = {(t.year, t.party): t.amount for t in result.totals(place)}
        assert sum(int(amounts.sum()) for amounts in result.money.values()) == 0
    assert [found[i] for i in range(len(cases))] == expected


def test_agreements_of_one_structure_are_one_batch() -> None:
    texts = [HALVES, HALVES.replace("50%，飞出地 50%", "40%，飞出地 60%")]
    cases = [
        Case(signed(document(TERM, ROUNDING, SCOPE, text)), Book(), (f"E{i}",), (24312, 24323))
        for i, text in enumerate(texts)
    ]
    assert len(prepare(cases).ground.parts) == 1
    (result,) = settle_many(
        cases,
        cells(
            ("E0", "vat", "2026-01", "collection", 1001),
            ("E1", "vat", "2026-01", "collection", 1001),
            ("E1", "deed", "2026-02", "collection", 7),
        ),
    )
    assert result.money["飞出地"].ravel().tolist() == [500, 600]
    assert result.money[OUTSIDE.zh].ravel().tolist() == [0, 7]


def test_each_agreements_own_taxes_count() -> None:
    wide = SCOPE.replace("增值税", "增值税、契税")
    cases = [
        Case(signed(document(TERM, ROUNDING, scope, HALVES)), Book(), (f"E{i}",), (24312, 24323))
        for i, scope in enumerate((SCOPE, wide))
    ]
    rows = [(f"E{i}", tax, "2026-03", "collection", 100) for i in (0, 1) for tax in ("vat", "deed")]
    (result,) = settle_many(cases, cells(*rows))
    assert result.money["飞出地"].ravel().tolist() == [50, 100]


def test_an_agreement_without_enterprises_gets_nothing_of_anothers() -> None:
    late = (
        "条款: 逾期付款\n适用于: 第四条\n付款方: 飞入地\n收款方: 飞出地\n到期天数: 0 日\n日利率: 1%"
    )
    by_firm = SCOPE.replace("计算单元: 园区", "计算单元: 企业")
    agreement = signed(document(TERM, ROUNDING, by_firm, HALVES, late))
    year, known = read_period("2026"), date(2027, 1, 10)
    cases = [
        Case(agreement, Book(), firms, (year.first, year.last), known_at=known)
        for firms in (("E1", "E2"), ())
    ]
    rows = [(firm, "vat", "2026", "collection", 10_000) for firm in ("E1", "E2")]
    (balances,) = settle_many(cases, cells(*rows))
    assert [(t.party, t.amount) for t in balances.totals(0)] == [
        ("飞入地", 9000),
        ("飞出地", 11000),
    ]
    assert balances.totals(1) == ()
