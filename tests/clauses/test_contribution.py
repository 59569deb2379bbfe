"""Parties pay stated or counted amounts into a pot, as often as the agreement says."""

from datetime import date

from documents import ROUNDING, TERM, cells, document, problems_of, signed
from feidi.clauses.agreement import Agreement
from feidi.clauses.setting import Book
from feidi.settle import settle
from figures import book, settled_on, side_by_side

QUARTERLY = TERM.replace("年度", "季度").replace("长期有效: 是", "期限年数: 2 年")
TO_ORIGIN = "条款: 比例分享\n取自: 第三条\n各年: 飞出地 100%，飞入地 0%"


def agreement(payments: str, term: str = TERM, rounding: str = ROUNDING) -> Agreement:
    return signed(document(term, rounding, f"条款: 出资入池\n{payments}", TO_ORIGIN))


def paid(signed_one: Agreement, facts: Book, until: str = "2026") -> dict[str, int]:
    lines = settled_on(signed_one, facts, until).postings
    return {p.period: p.amount for p in lines if p.clause == "第三条" and p.source == "飞入地"}


def test_a_rate_of_a_counted_figure_is_rounded_as_agreed() -> None:
    payments = "各年: 飞入地 0.37% × 不动产/飞入地"
    facts = book(("不动产", "飞入地", "2026", "65138793000", "fen"))
    assert paid(agreement(payments), facts) == {"2026": 241_013_534}
    yuan = ROUNDING.replace("0.01 元", "1 元").replace("舍去", "四舍五入")
    assert paid(agreement(payments, rounding=yuan), facts) == {"2026": 241_013_500}


def test_an_amount_a_head_times_a_count_may_be_paid() -> None:
    facts = book(("人口", "飞入地", "2026", "120", "人"))
    assert paid(agreement("各年: 飞入地 10.00 元 × 人口/飞入地"), facts) == {"2026": 120_000}


def test_payments_change_with_the_agreement_year() -> None:
    facts = book(("不动产", "飞入地", "2027", "100000", "fen"))
    payments = "第1年: 飞入地 5 元\n第2年起: 飞入地 1% × 不动产/飞入地"
    assert paid(agreement(payments), facts, "2027") == {"2026": 500, "2027": 1000}


def test_a_yearly_payment_is_made_once_though_settled_quarterly() -> None:
    facts = book(
        ("不动产", "飞入地", "2026", "100000", "fen"), ("不动产", "飞入地", "2027", "200000", "fen")
    )
    for due, quarter in (("每年第一期", "Q1"), ("每年最后一期", "Q4")):
        payments = f"各年: 飞入地 1% × 不动产/飞入地\n出资时点: {due}"
        found = paid(agreement(payments, QUARTERLY), facts, "2027")
        assert found == {f"2026{quarter}": 1000, f"2027{quarter}": 2000}


def test_each_period_pays_where_agreed() -> None:
    facts = book(("不动产", "飞入地", "2026", "100000", "fen"))
    found = paid(agreement("各年: 飞入地 5 元\n出资时点: 每个结算期", QUARTERLY), facts)
    assert found == {f"2026Q{n}": 500 for n in range(1, 5)}


def test_how_often_must_be_said_where_it_is_settled_more_than_yearly() -> None:
    found = problems_of(QUARTERLY, ROUNDING, "条款: 出资入池\n各年: 飞入地 5 元", TO_ORIGIN)
    assert [p.code for p in found] == ["AG480"]


def test_a_rate_of_a_figure_that_is_not_money_is_refused() -> None:
    facts = book(("人口", "飞入地", "2026", "120", "人"))
    result = settle(agreement("各年: 飞入地 1% × 人口/飞入地"), cells(), facts, date(2027, 1, 1))
    assert {p.code for p in result.problems} == {"AG481"}


def test_a_party_written_twice_or_unknown_is_refused() -> None:
    for payments in ("飞入地 5 元、飞入地 6 元", "丙地 5 元", "5 元"):
        found = problems_of(TERM, ROUNDING, f"条款: 出资入池\n各年: {payments}", TO_ORIGIN)
        assert "AG020" in [p.code for p in found], payments


def test_lanes_pay_their_own_amounts_and_nothing_is_lost() -> None:
    facts = [book(("不动产", "飞入地", "2026", str(n), "fen")) for n in (100_000, 333_333, 0)]
    one = agreement("各年: 飞入地 1% × 不动产/飞入地")
    other = agreement("各年: 飞入地 7% × 不动产/飞入地")
    flow = side_by_side([one, other, one], facts, "2026-2026")
    assert flow.balances["飞入地"][:, 0].tolist() == [-1000, -23_333, 0]
    assert flow.balances["飞出地"][:, 0].tolist() == [1000, 23_333, 0]


def test_the_reason_says_of_which_figure_a_payment_is_made() -> None:
    payments = (
        "第1年: 飞入地 5 元\n第2年: 飞入地 1% × 不动产/飞入地\n"
        "第3年起: 飞入地 2.00 元 × 人口/飞入地"
    )
    facts = book(
        ("不动产", "飞入地", "2027", "100000", "fen"), ("人口", "飞入地", "2028", "1234", "人")
    )
    lines = settled_on(agreement(payments), facts, "2028").postings
    assert [p.because.zh for p in lines if p.source == "飞入地"] == [
        "出资 5.00 元",
        "出资 1% × 不动产/飞入地 1,000.00 元",
        "出资 2.00 元 × 人口/飞入地 1,234",
    ]
    figure = book(("资金", "飞入地", "2026", "700", "fen"))
    lines = settled_on(agreement("各年: 飞入地 资金/飞入地"), figure).postings
    assert lines[0].because.en == "pays 资金/飞入地 7.00 yuan"


def test_the_sentence_says_the_years_once() -> None:
    said = agreement("各年: 飞入地 5 元、飞出地 6 元").versions[2].clause.sentence()
    assert said == (
        "每年各方出资：飞入地 5.00 元、飞出地 6.00 元。",
        "Paid in each year: 飞入地 5.00 yuan, 飞出地 6.00 yuan.",
    )
    staged = agreement("第1年: 飞入地 5 元\n第2年起: 飞入地 6 元").versions[2].clause.sentence()
    assert staged.zh == "每年各方出资：第1年 飞入地 5.00 元；第2年起 飞入地 6.00 元。"
    assert staged.en.startswith("Contributions, each year: year 1: 飞入地 5.00 yuan; from year 2: ")
