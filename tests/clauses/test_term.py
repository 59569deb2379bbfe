"""When an agreement starts, how its years are counted, and what lies outside them."""

from datetime import date
from fractions import Fraction

from documents import (
    HALVES,
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
from feidi.clauses.posting import OUTSIDE
from feidi.clauses.setting import Book
from feidi.evidence.source import At
from feidi.quantities.calendar import read_period
from feidi.records.event import Event
from feidi.records.fact import Fact
from feidi.settle import settle

STAGED = (
    "条款: 比例分享\n取自: 第三条\n第1年: 飞入地 0%，飞出地 100%\n第2年起: 飞入地 100%，飞出地 0%"
)
BY_EVENT = (
    "条款: 期限与结算周期\n结算周期: 年度\n起算事件: 达产\n起算方式: 事件次年1月\n"
    "起算对象: {who}\n期限年数: 3 年"
)


def full_production(subject: str, day: date) -> Event:
    return Event("达产", subject, day, "", At("events.csv"))


def test_a_year_may_start_in_any_month() -> None:
    term = TERM.replace("2026-01", "2026-07")
    result = settled(
        signed(document(term, ROUNDING, SCOPE, STAGED)),
        receipts(("vat", "2026-06", 1), ("vat", "2027-06", 10), ("vat", "2027-07", 100)),
    )
    assert result.of(2025, OUTSIDE.zh) == 1
    assert result.of(2026, "飞出地") == 10
    assert result.of(2027, "飞入地") == 100
    assert {p.period for p in result.postings if p.year == 2026} == {"2026-07..2027-06"}


def test_the_term_ends_after_its_years() -> None:
    term = TERM.replace("长期有效: 是", "期限年数: 2 年")
    result = settled(
        signed(document(term, ROUNDING, SCOPE, HALVES)),
        receipts(("vat", "2027", 10), ("vat", "2028", 10)),
    )
    assert [result.of(y, "飞出地") for y in (2027, 2028)] == [5, 0]
    assert result.of(2028, OUTSIDE.zh) == 10


def test_it_starts_with_an_event_of_the_park() -> None:
    agreement = signed(document(BY_EVENT.format(who="园区"), ROUNDING, SCOPE, HALVES))
    book = Book(events=(full_production("", date(2027, 5, 1)),))
    result = settled(agreement, receipts(("vat", "2027", 10), ("vat", "2028", 10)), book)
    assert [result.of(y, "飞出地") for y in (2027, 2028)] == [0, 5]


def test_a_start_event_without_a_day_is_a_problem() -> None:
    agreement = signed(document(BY_EVENT.format(who="园区"), ROUNDING, SCOPE, HALVES))
    result = settle(agreement, receipts(("vat", "2027", 10)), Book(), KNOWN)
    assert [p.code for p in result.problems] == ["SE034"]


def test_each_enterprise_may_have_its_own_start() -> None:
    scope = SCOPE.replace("计算单元: 园区", "计算单元: 企业")
    three = STAGED.replace("第2年起", "第2-3年")
    agreement = signed(document(BY_EVENT.format(who="企业"), ROUNDING, scope, three))
    book = Book(
        events=(full_production("E1", date(2026, 3, 1)), full_production("E2", date(2027, 9, 1)))
    )
    rows = [
        (firm, "vat", str(year), "collection", 10) for firm in ("E1", "E2") for year in (2027, 2028)
    ]
    result = settled(agreement, cells(*rows), book)
    assert result.of(2027, "飞出地") == 10
    assert result.of(2027, OUTSIDE.zh) == 10
    assert (result.of(2028, "飞入地"), result.of(2028, "飞出地")) == (10, 10)
    assert {p.enterprise for p in result.postings if p.year == 2028} == {"E1", "E2"}


def test_an_enterprise_that_has_not_started_is_reported() -> None:
    scope = SCOPE.replace("计算单元: 园区", "计算单元: 企业")
    agreement = signed(
        document(BY_EVENT.format(who="企业"), ROUNDING, scope, STAGED.replace("第2年起", "第2-3年"))
    )
    book = Book(events=(full_production("E1", date(2026, 3, 1)),))
    result = settle(
        agreement,
        cells(("E1", "vat", "2027", "collection", 10), ("E2", "vat", "2027", "collection", 10)),
        book,
        KNOWN,
    )
    assert [(p.code, p.level) for p in result.problems] == [("SE035", "warning")]
    assert result.of(2027, OUTSIDE.zh) == 10


def test_own_starts_need_computing_by_enterprise() -> None:
    rules = (BY_EVENT.format(who="企业"), ROUNDING, SCOPE, STAGED.replace("第2年起", "第2-3年"))
    assert {p.code for p in problems_of(*rules)} == {"AG064"}


def test_years_nobody_agreed_on_are_refused_with_both_readings() -> None:
    term = TERM.replace("长期有效: 是", "期限年数: 10 年")
    gap = (
        "条款: 比例分享\n取自: 第三条\n第1-3年: 飞出地 70%，飞入地 30%\n"
        "第6年起: 飞出地 40%，飞入地 60%"
    )
    problems = problems_of(term, ROUNDING, SCOPE, gap)
    assert [p.code for p in problems] == ["AG040"]
    assert "第4—5年" in problems[0].what.zh
    assert "70%" in problems[0].what.zh
    assert "40%" in problems[0].what.zh


def test_two_starts_or_none_are_refused() -> None:
    both = TERM + "\n起算事件: 达产\n起算方式: 事件当年1月"
    none = TERM.replace("起算月份: 2026-01\n", "")
    for term in (both, none):
        assert [p.code for p in problems_of(term, ROUNDING, SCOPE, HALVES)] == ["AG031"]


def test_figures_of_later_years_do_not_make_a_settlement_of_their_own() -> None:
    floor = (
        "条款: 保底\n适用于: 第四条\n保底方: 飞出地\n补足方: 飞入地\n补足时点: 协议年度末\n"
        "各年: 保底额/园区"
    )
    agreement = signed(document(TERM, ROUNDING, SCOPE, HALVES, floor))
    facts = tuple(
        Fact("保底额", "", read_period(year), Fraction(500), "fen", "", At("facts.csv"))
        for year in ("2026", "2027", "2028")
    )
    rows = receipts(("vat", "2026", 100))
    result = settle(agreement, rows, Book(facts=facts), date(2027, 1, 31))
    assert result.years == (2026, 2027)
    assert [(p.code, "2027" in p.what.zh) for p in result.problems] == [("SE036", True)]
