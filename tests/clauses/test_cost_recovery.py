"""Costs come back under a ceiling; what is unrecovered is carried, with or without interest."""

from datetime import date

from documents import ROUNDING, SCOPE, TERM, document, receipts, signed
from feidi.clauses.document import Document
from feidi.clauses.reading import read_agreement
from feidi.clauses.setting import Book
from feidi.settle import settle
from lanes import assert_lanes_are_independent, by_period, fact

QUARTERLY = TERM.replace("年度", "季度")
FREE, LAPSE = "结转以后年度，不计息", "当年未回收的不再回收"
INTEREST = "结转以后年度，按年计息\n年利率: 10%"
REST = "条款: 比例分享\n取自: {}\n各年: 飞出地 100%"


def recovery(
    cost: str, fate: str = FREE, ceiling: str = "50%", of: str = "本条资金池", term: str = TERM
) -> Document:
    rule = (
        f"条款: 成本回收\n取自: 第三条\n回收方: 飞入地\n{cost}\n回收上限: {ceiling}\n"
        f"上限基数: {of}\n未回收部分: {fate}"
    )
    return document(term, ROUNDING, SCOPE, rule, REST.format("第四条"))


def test_it_recovers_up_to_the_ceiling_and_carries_the_rest_without_interest() -> None:
    rows = [("2026", 1000), ("2027", 1000), ("2028", 1000)]
    assert by_period(recovery("投资总额: 12.00 元"), rows)["飞入地"] == [500, 500, 200]


def test_interest_is_added_when_a_year_opens_and_is_recovered_too() -> None:
    rows = [("2026", 1000), ("2027", 1000), ("2028", 1000)]
    found = by_period(recovery("投资总额: 12.00 元", INTEREST), rows)
    # 1200 - 500 = 700; 700 + 70 - 500 = 270; 270 + 27
    assert found["飞入地"] == [500, 500, 297]


def test_unrecovered_costs_lapse_where_agreed() -> None:
    rows = [("2026", 1000), ("2027", 1000)]
    assert by_period(recovery("投资总额: 12.00 元", LAPSE), rows)["飞入地"] == [500, 0]


def test_the_ceiling_may_stand_on_another_clauses_inflow() -> None:
    first = "条款: 先行扣除\n取自: 第三条\n扣除归属: 飞出地\n扣除比例: 50%"
    rule = (
        "条款: 成本回收\n取自: 第四条\n回收方: 飞入地\n投资总额: 9.00 元\n回收上限: 40%\n"
        "上限基数: 第三条\n未回收部分: 结转以后年度，不计息"
    )
    text = document(TERM, ROUNDING, SCOPE, first, rule, REST.format("第五条"))
    assert by_period(text, [("2026", 1000)])["飞入地"] == [400]


def test_a_refund_takes_back_only_what_no_longer_fits_the_year() -> None:
    rows = [("2026Q1", 1000), ("2026Q2", -400), ("2026Q3", -800), ("2026Q4", 500)]
    found = by_period(recovery("投资总额: 5.00 元", term=QUARTERLY), rows)
    # ceilings of the year so far: 500, 300, 0, 150
    assert found["飞入地"] == [500, -200, -300, 150]
    assert found["飞出地"] == [500, -200, -500, 350]


def test_what_a_refund_took_back_is_recovered_in_the_next_year() -> None:
    rows = [("2026", -100), ("2027", 2000)]
    assert by_period(recovery("投资总额: 5.00 元"), rows)["飞入地"] == [0, 500]


def test_classes_of_cost_come_back_in_the_order_written_and_say_what_is_left() -> None:
    agreement = signed(recovery("成本: 折旧/园区、费用/园区", ceiling="100%"))
    facts = (fact("折旧", "2026", 300), fact("费用", "2026", 500))
    known = date(2027, 1, 31)
    result = settle(agreement, receipts(("vat", "2026", 600)), Book(facts), known)
    told = [(p.amount, p.because.zh) for p in result.postings if p.target == "飞入地"]
    assert [amount for amount, _ in told] == [300, 300]
    assert "折旧/园区" in told[0][1]
    assert "未回收余额 2.00 元" in told[1][1]


def test_lanes_with_different_numbers_do_not_touch_each_other() -> None:
    documents = [
        recovery("投资总额: 12.00 元", INTEREST),
        recovery("投资总额: 0.01 元", INTEREST.replace("10%", "4.5%"), "100%"),
        recovery("投资总额: 900.00 元", INTEREST, "1/3"),
    ]
    rows = [
        [("2026", 1000), ("2027", 1000), ("2028", 700)],
        [("2026", -10), ("2027", 1000), ("2028", -700)],
        [("2026", 100), ("2027", 0), ("2028", 77)],
    ]
    assert_lanes_are_independent(documents, rows)


def test_an_investment_of_a_supplement_is_refused_for_its_year_is_unclear() -> None:
    costs = (
        "条款: 成本回收\n取自: 第三条\n回收方: 飞出地\n回收上限: 100%\n上限基数: 本条资金池\n"
        f"未回收部分: {FREE}\n投资总额: 10.00 元\n生效年度: 2027\n替代: 第四条"
    )
    old = costs.replace("\n生效年度: 2027\n替代: 第四条", "")
    first = document(TERM, ROUNDING, SCOPE, old, REST.format("第四条"))
    later = document(costs, first=8, file="supplements/1.md")
    assert [p.code for p in read_agreement((first, later))[1]] == ["AG310"]
