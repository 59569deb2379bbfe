"""Quota moves one way in its unit, its price the other way in money."""

import pytest

from documents import ROUNDING, TERM, document, problems_of, signed
from feidi.clauses.agreement import Agreement
from figures import balanced, book, settled_on, side_by_side

KIND = "条款: 指标交易\n指标种类: {quota}\n转出方: 飞出地\n转入方: {to}\n计量单位: {unit}\n{more}"
PRICED = "第1年: 200.5 亩\n第2年起: 0 亩\n单价: 1,000.01 元"


def rule(more: str, unit: str = "亩", to: str = "飞入地", quota: str = "建设用地指标") -> str:
    return KIND.format(quota=quota, to=to, unit=unit, more=more)


def agreement(more: str, unit: str = "亩", term: str = TERM) -> Agreement:
    return signed(document(term, ROUNDING, rule(more, unit)))


def test_quota_and_price_move_opposite_ways_in_their_own_units() -> None:
    result = settled_on(agreement(PRICED), book(), "2027")
    quantities = {(t.year, t.party): t.words.zh for t in result.quantities}
    assert quantities == {(2026, "飞入地"): "200.5 亩", (2026, "飞出地"): "-200.5 亩"}
    # 200.5 x 1,000.01 = 200,502.005, rounded down
    assert {t.party: t.amount for t in result.totals} == {
        "飞入地": -20_050_200,
        "飞出地": 20_050_200,
    }
    assert result.postings[1].because.zh == "建设用地指标 200.5 亩，每亩 1,000.01 元"


def test_a_stated_quantity_moves_once_a_year_however_often_it_is_settled() -> None:
    quarterly = TERM.replace("年度", "季度")
    result = settled_on(agreement("各年: 5 亩", term=quarterly), book(), "2027")
    assert [p.period for p in result.postings] == ["2026Q1", "2027Q1"]


def test_a_counted_quantity_moves_when_it_was_counted() -> None:
    facts = book(("已转", "", "2026-02", "1", "吨"), ("已转", "", "2026-11", "0.5", "吨"))
    result = settled_on(agreement("各年: 已转/园区", "吨"), facts)
    assert [(p.amount, p.unit) for p in result.postings] == [(15_000, "tonne")]


def test_without_a_price_no_money_moves() -> None:
    assert not settled_on(agreement("各年: 5 亩"), book()).totals


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (rule("各年: 5 亩", to="飞出地"), "AG470"),
        (rule("各年: 5 吨"), "AG471"),
        (rule("各年: -5 亩"), "AG020"),
        (rule("各年: 5 元"), "AG471"),
        (rule("第2年起: 5 亩"), "AG040"),
    ],
)
def test_an_unclear_exchange_is_refused(found: str, code: str) -> None:
    assert code in [p.code for p in problems_of(TERM, ROUNDING, found)]


def test_lanes_side_by_side_move_their_own_quota_at_their_own_price() -> None:
    three = [
        "各年: 5 亩\n单价: 10.00 元",
        "各年: 7.5 亩\n单价: 0.01 元",
        "各年: 0 亩\n单价: 9.00 元",
    ]
    flow = side_by_side([agreement(more) for more in three], [book()] * 3, "2026-2026")
    assert flow.quantities["mu"]["飞入地"][:, 0].tolist() == [50_000, 75_000, 0]
    assert flow.balances["飞出地"][:, 0].tolist() == [5000, 7, 0]
    for books in (flow.balances, flow.quantities["mu"]):
        assert balanced(books)
