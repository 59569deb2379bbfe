"""Statistics are attributed in their unit, balance against the place, and never become money."""

from collections import defaultdict
from datetime import date

import pytest

from documents import ROUNDING, TERM, cells, document, problems_of, signed
from feidi.clauses.agreement import Agreement
from feidi.settle import settle
from figures import Row, balanced, book, settled_on, side_by_side

KIND = "条款: 指标分算\n指标: {what}\n计量单位: {unit}\n分算方式: {how}"
RATIO = "按比例\n第1年: 飞入地 50%，飞出地 50%\n第2年起: 飞入地 2/3，飞出地 1/3\n余量归属: 飞出地"
BOTH = "各方全额\n计入: 飞入地、飞出地"
ONE = "全部计入一方\n计入: 飞出地"


def agreement(how: str, what: str = "能耗/园区", unit: str = "吨标准煤") -> Agreement:
    return signed(document(TERM, ROUNDING, KIND.format(what=what, unit=unit, how=how)))


def energy(*rows: tuple[str, str, str]) -> list[Row]:
    return [("能耗", "", period, value, unit) for period, value, unit in rows]


def test_a_ratio_is_rounded_down_to_the_smallest_part_and_the_rest_has_an_owner() -> None:
    facts = book(*energy(("2026", "0.0003", "吨标准煤"), ("2027", "1", "万吨标准煤")))
    result = settled_on(agreement(RATIO), facts, "2027")
    held = {(t.year, t.party): t.words.zh for t in result.quantities}
    assert held == {
        (2026, "飞入地"): "0.0001 吨标准煤",
        (2026, "飞出地"): "0.0002 吨标准煤",
        (2027, "飞入地"): "6,666.6666 吨标准煤",
        (2027, "飞出地"): "3,333.3334 吨标准煤",
    }
    assert not result.totals


def test_a_double_count_stands_against_its_own_account() -> None:
    facts = book(("投资", "", "2026", "500", "fen"))
    result = settled_on(agreement(BOTH, "投资/园区", "元"), facts)
    held = {t.party: t.amount for t in result.quantities}
    assert held == {"飞入地": 500, "飞出地": 500, "重复计算": -500}
    assert {t.unit for t in result.quantities} == {"statistical yuan"}
    assert not result.totals


def test_the_reason_names_the_unit() -> None:
    facts = book(*energy(("2026", "1.5", "吨标准煤")))
    (line,) = settled_on(agreement(ONE), facts).postings
    assert line.because.zh == "能耗 1.5 吨标准煤全部计入"
    assert (line.unit, line.amount) == ("tce", 15_000)


def test_an_enterprise_statistic_is_attributed_enterprise_by_enterprise() -> None:
    facts = book(("产值", "E1", "2026", "700", "fen"), ("产值", "E2", "2026", "5", "fen"))
    receipts = cells(("E1", "vat", "2026", "collection", 0), ("E2", "vat", "2026", "collection", 0))
    result = settle(agreement(ONE, "产值/企业", "元"), receipts, facts, date(2027, 1, 1))
    assert {(p.enterprise, p.amount) for p in result.postings} == {("E1", 700), ("E2", 5)}


@pytest.mark.parametrize("how", [RATIO, BOTH, ONE])
def test_every_posting_balances_in_each_unit(how: str) -> None:
    facts = book(*energy(("2026", "7.7777", "吨标准煤"), ("2027", "8.8889", "吨标准煤")))
    result = settled_on(agreement(how), facts, "2027")
    sums: defaultdict[str, int] = defaultdict(int)
    for total in result.quantities:
        sums[total.unit] += total.amount
    assert sums == {"tce": 77_777 + 88_889}


def test_a_figure_of_a_longer_period_or_another_unit_or_a_negative_one_is_refused() -> None:
    quarterly = TERM.replace("年度", "季度")
    rule = KIND.format(what="能耗/园区", unit="吨标准煤", how=ONE)
    for term, row, code in (
        (quarterly, ("2026", "4", "吨标准煤"), "SE037"),
        (TERM, ("2026", "4", "千瓦时"), "SE039"),
        (TERM, ("2026", "4", ""), "SE039"),
        (TERM, ("2026", "-4", "吨标准煤"), "SE039"),
        (TERM, ("2025", "4", "吨标准煤"), "SE030"),
    ):
        one = signed(document(term, ROUNDING, rule))
        result = settle(one, cells(), book(*energy(row)), date(2027, 1, 1))
        assert {p.code for p in result.problems} == {code}
        assert not result.quantities


def test_lanes_side_by_side_keep_their_own_figures() -> None:
    facts = [book(*energy(("2026", n, "吨标准煤"))) for n in ("1", "2.0003", "0")]
    other = RATIO.replace("飞入地 50%，飞出地 50%", "飞入地 10%，飞出地 90%")
    flow = side_by_side([agreement(h) for h in (RATIO, other, RATIO)], facts, "2026-2026")
    assert not flow.balances
    assert flow.quantities["tce"]["飞入地"][:, 0].tolist() == [5000, 2000, 0]
    assert flow.quantities["tce"]["飞出地"][:, 0].tolist() == [5000, 18_003, 0]
    assert balanced(flow.quantities["tce"])


def test_ways_with_the_wrong_parties_are_refused() -> None:
    for how, code in (
        ("全部计入一方\n计入: 飞入地、飞出地", "AG461"),
        ("各方全额\n计入: 飞入地", "AG461"),
        (RATIO + "\n计入: 飞入地", "AG460"),
        ("按比例\n各年: 飞入地 50%，飞出地 50%", "AG460"),
    ):
        rule = KIND.format(what="能耗/园区", unit="吨标准煤", how=how)
        assert [p.code for p in problems_of(TERM, ROUNDING, rule)] == [code]
