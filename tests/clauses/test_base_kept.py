"""A base stays with one party; only what is above it is divided."""

import pytest

from documents import (
    KNOWN,
    ROUNDING,
    SCOPE,
    TERM,
    cells,
    document,
    problems_of,
    receipts,
    settled,
    signed,
)
from feidi.clauses.setting import Book
from feidi.settle import settle
from figures import book

BASE = "条款: 存量基数\n取自: 第三条\n{base}\n基数归属: 飞入地\n不足基数: {below}"
KEEP, CARRY = "全部归基数方，不分享", "差额结转下期补足基数"
ALL_TO_ORIGIN = "条款: 比例分享\n取自: 第四条\n各年: 飞出地 100%，飞入地 0%"


def by_year(
    *rows: tuple[str, int], base: str = "基数: 10.00 元", below: str = KEEP, term: str = TERM
) -> dict[int, int]:
    """Return what the origin gets, that is the increment, of each year."""
    agreement = signed(
        document(term, ROUNDING, SCOPE, BASE.format(base=base, below=below), ALL_TO_ORIGIN)
    )
    result = settled(agreement, receipts(*(("vat", period, fen) for period, fen in rows)))
    return {year: result.of(year, "飞出地") for year in result.years}


def test_what_is_within_the_base_is_not_divided() -> None:
    assert by_year(("2026", 1000), ("2027", 1500), ("2028", 400)) == {2026: 0, 2027: 500, 2028: 0}


def test_the_base_of_a_year_is_used_up_in_the_order_of_its_periods() -> None:
    quarterly = TERM.replace("年度", "季度")
    agreement = signed(
        document(
            quarterly,
            ROUNDING,
            SCOPE,
            BASE.format(base="基数: 10.00 元", below=KEEP),
            ALL_TO_ORIGIN,
        )
    )
    result = settled(
        agreement, receipts(("vat", "2026Q1", 700), ("vat", "2026Q2", 700), ("vat", "2026Q3", 50))
    )
    increments = {p.period: p.amount for p in result.postings if p.target == "飞出地"}
    assert increments == {"2026Q2": 400, "2026Q3": 50}


def test_a_refund_walks_back_down_into_the_base() -> None:
    quarterly = TERM.replace("年度", "季度")
    agreement = signed(
        document(
            quarterly,
            ROUNDING,
            SCOPE,
            BASE.format(base="基数: 10.00 元", below=KEEP),
            ALL_TO_ORIGIN,
        )
    )
    result = settled(agreement, receipts(("vat", "2026Q1", 1200), ("vat", "2026Q2", -500)))
    assert result.of(2026, "飞出地") == 0
    assert result.of(2026, "飞入地") == 700


def test_a_shortfall_is_made_up_before_the_next_increment_where_agreed() -> None:
    rows = (("2026", 400), ("2027", 1500), ("2028", 1500))
    assert by_year(*rows, below=CARRY) == {2026: 0, 2027: 0, 2028: 400}


def test_the_base_may_grow_every_year() -> None:
    base = "基数: 10.00 元\n基数年递增: 10%"
    assert by_year(("2026", 2000), ("2027", 2000), ("2028", 2000), base=base) == {
        2026: 1000,
        2027: 900,
        2028: 790,
    }


def test_the_base_may_be_what_was_measured_before_the_start() -> None:
    base = "基数期自: 2023-01\n基数期至: 2025-12\n基数取值: 年均"
    rows = (("2023", 600), ("2024", 900), ("2025", 1500), ("2026", 1700))
    assert by_year(*rows, base=base)[2026] == 700


def test_each_enterprise_may_keep_its_own_base() -> None:
    scope = SCOPE.replace("计算单元: 园区", "计算单元: 企业")
    base = "基数期自: 2025-01\n基数期至: 2025-12\n基数取值: 合计"
    agreement = signed(
        document(
            TERM,
            ROUNDING,
            scope,
            BASE.format(base=base, below=KEEP),
            ALL_TO_ORIGIN.replace("各年", "计算单元: 园区\n各年"),
        )
    )
    rows = (
        ("E1", "vat", "2025", "collection", 1000),
        ("E2", "vat", "2025", "collection", 100),
        ("E1", "vat", "2026", "collection", 600),
        ("E2", "vat", "2026", "collection", 900),
    )
    result = settled(agreement, cells(*rows))
    assert result.of(2026, "飞出地") == 800
    assert {p.enterprise for p in result.postings if p.target == "飞入地" and p.year == 2026} == {
        "E1",
        "E2",
    }


def test_a_base_that_is_neither_stated_nor_measured_is_refused() -> None:
    both = "基数: 10.00 元\n基数期自: 2023-01\n基数期至: 2025-12\n基数取值: 年均"
    half = "基数期自: 2023-01\n基数期至: 2025-12"
    for base in (both, half, "基数年递增: 5%"):
        rule = BASE.format(base=base, below=KEEP)
        assert [p.code for p in problems_of(TERM, ROUNDING, SCOPE, rule, ALL_TO_ORIGIN)] == [
            "AG034"
        ]


def test_a_shortfall_is_carried_from_the_start_on_and_never_from_before_it() -> None:
    rule = BASE.format(base="基数: 10.00 元", below=CARRY)
    agreement = signed(document(TERM, ROUNDING, SCOPE, rule, ALL_TO_ORIGIN))
    result = settled(agreement, receipts(("vat", "2024", 5), ("vat", "2026", 3000)))
    assert result.of(2026, "飞出地") == 2000


def test_a_counted_base_of_quarters_is_that_of_their_year() -> None:
    rule = BASE.format(base="基数: 历史/园区", below=KEEP)
    quarterly = TERM.replace("年度", "季度").replace("长期有效: 是", "期限年数: 1 年")
    quarters = [f"2026Q{n}" for n in (1, 2, 3, 4)]
    agreement = signed(document(quarterly, ROUNDING, SCOPE, rule, ALL_TO_ORIGIN))
    figures = book(*(("历史", "", quarter, "500", "fen") for quarter in quarters))
    result = settled(agreement, receipts(*(("vat", q, 1000) for q in quarters)), figures)
    assert result.of(2026, "飞出地") == 2000


@pytest.mark.parametrize("last", ["2024-12", "2024-06"])
def test_a_window_that_runs_backward_is_refused(last: str) -> None:
    window = f"基数期自: 2025-01\n基数期至: {last}\n基数取值: 年均"
    rule = BASE.format(base=window, below=KEEP)
    assert [p.code for p in problems_of(TERM, ROUNDING, SCOPE, rule, ALL_TO_ORIGIN)] == ["AG034"]


def test_a_window_that_cuts_through_settlement_periods_is_refused() -> None:
    window = "基数期自: 2024-01\n基数期至: 2025-12\n基数取值: 年均"
    rule, july = BASE.format(base=window, below=KEEP), TERM.replace("2026-01", "2026-07")
    agreement = signed(document(july, ROUNDING, SCOPE, rule, ALL_TO_ORIGIN))
    result = settle(
        agreement, receipts(("vat", "2024-02", 9), ("vat", "2026-08", 9)), Book(), KNOWN
    )
    assert {p.code for p in result.problems} == {"AG034"}


def test_a_shortfall_beyond_int64_is_an_error_and_never_wraps() -> None:
    rule = BASE.format(base="基数: 80000000000000000 元", below=CARRY)
    agreement = signed(document(TERM, ROUNDING, SCOPE, rule, ALL_TO_ORIGIN))
    result = settle(agreement, receipts(("vat", "2026", -9 * 10**18)), Book(), KNOWN)
    assert [p.code for p in result.problems] == ["SE001"]
