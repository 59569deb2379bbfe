"""A fixed return: from a pot, with or without recourse, or from a payer directly."""

import pytest

from documents import ROUNDING, SCOPE, TERM, document
from feidi.clauses.document import Document
from lanes import assert_lanes_are_independent, by_period, fact

QUARTERLY = TERM.replace("年度", "季度")
HALF = "条款: 比例分享\n取自: 第三条\n各年: 飞入地 100%"
REST = "条款: 比例分享\n取自: 第四条\n各年: 飞入地 100%"
CAPITAL = "约定金额是: 本金\n年回报率: 10%\n各年: 飞出地 {}"
SUM = "约定金额是: 每年回报额\n各年: 飞出地 {}"


def direct(lines: str, term: str = TERM, loss: str = "亏损年度: 照付") -> Document:
    rule = f"条款: 固定回报\n付款方: 飞入地\n{lines}\n{loss}"
    return document(term, ROUNDING, SCOPE, HALF, rule)


def pooled(lines: str, short: str, term: str = TERM) -> Document:
    rule = f"条款: 固定回报\n取自: 第三条\n{lines}\n亏损年度: 照付\n不足支付: {short}"
    return document(term, ROUNDING, SCOPE, rule, REST)


def test_a_payer_owes_it_whatever_the_pot_holds() -> None:
    found = by_period(direct(CAPITAL.format("50.00 元")), [("2026", -100), ("2027", 0)])
    assert found["飞出地"] == [500, 500]
    assert found["飞入地"] == [-600, -500]


def test_quarterly_instalments_add_up_to_the_year() -> None:
    rows = [("2026Q1", 0), ("2026Q4", 0)]
    text = direct(SUM.format("1.01 元") + "\n到期: 各结算期平均", QUARTERLY)
    assert by_period(text, rows)["飞出地"] == [25, 25, 25, 26]


def test_it_may_fall_due_in_the_closing_period() -> None:
    rows = [("2026Q1", 0), ("2027Q2", 0)]
    text = direct(SUM.format("1.01 元") + "\n到期: 年度最后一个结算期", QUARTERLY)
    assert by_period(text, rows)["飞出地"] == [0, 0, 0, 101, 0, 0]


@pytest.mark.parametrize(
    ("short", "origin", "host"),
    [
        ("由付款方补足\n付款方: 飞入地", [500, 500, 500], [-300, -700, 500]),
        ("以当年资金为限，不补", [200, 0, 500], [0, -200, 500]),
        ("差额结转以后年度", [200, 0, 1000], [0, -200, 0]),
    ],
)
def test_a_shortfall_goes_as_agreed(short: str, origin: list[int], host: list[int]) -> None:
    rows = [("2026", 200), ("2027", -200), ("2028", 1000)]
    found = by_period(pooled(SUM.format("5.00 元"), short), rows)
    assert found["飞出地"] == origin
    assert found["飞入地"] == host


def test_a_shortfall_is_made_up_within_the_year_before_it_lapses() -> None:
    lines = SUM.format("4.00 元") + "\n到期: 各结算期平均"
    text = pooled(lines, "以当年资金为限，不补", QUARTERLY)
    rows = [("2026Q1", 30), ("2026Q2", 500), ("2026Q3", 0), ("2026Q4", 0), ("2027Q1", 500)]
    assert by_period(text, rows)["飞出地"] == [30, 170, 0, 0, 100]


def test_a_year_of_loss_pays_nothing_where_agreed() -> None:
    text = direct(SUM.format("5.00 元"), loss="亏损年度: 不付\n盈亏依据: 利润/园区")
    facts = [fact("利润", "2026", -1), fact("利润", "2027", 0)]
    assert by_period(text, [("2026", 0), ("2027", 0)], *facts)["飞出地"] == [0, 500]


def test_capital_may_be_staged_and_counted() -> None:
    lines = (
        "约定金额是: 本金\n年回报率: 10%\n第1年: 飞出地 20.00 元\n第2年起: 飞出地 实缴本金/飞出地"
    )
    paid_in = fact("实缴本金", "2027", 7777, "飞出地")
    found = by_period(direct(lines), [("2026", 0), ("2027", 0)], paid_in)
    assert found["飞出地"] == [200, 777]


def test_lanes_with_different_numbers_do_not_touch_each_other() -> None:
    documents = [pooled(CAPITAL.format(a), "差额结转以后年度") for a in ("50.00 元", "7.77 元")]
    rows = [[("2026", 100), ("2027", 5000)], [("2026", -100), ("2027", 300)]]
    assert_lanes_are_independent(documents, rows)
