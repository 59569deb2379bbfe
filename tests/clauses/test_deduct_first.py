"""An amount or a percentage leaves the pot before the parties share."""

from datetime import date

from documents import ROUNDING, SCOPE, TERM, document, receipts, signed
from feidi.clauses.document import Document
from feidi.clauses.setting import Book
from feidi.settle import settle
from lanes import assert_lanes_are_independent, by_period, fact

QUARTERLY = TERM.replace("年度", "季度")
REST = "条款: 比例分享\n取自: 第四条\n各年: 飞出地 100%"
LAPSE, CARRY = "以当年资金为限，不结转", "差额结转以后年度扣除"


def fixed(amount: str, short: str = LAPSE, term: str = TERM) -> Document:
    rule = f"条款: 先行扣除\n取自: 第三条\n扣除归属: 飞入地\n扣除金额: {amount}\n不足扣除: {short}"
    return document(term, ROUNDING, SCOPE, rule, REST)


def percentage(share: str, rounding: str = ROUNDING, term: str = TERM) -> Document:
    rule = f"条款: 先行扣除\n取自: 第三条\n扣除归属: 飞入地\n扣除比例: {share}"
    return document(term, rounding, SCOPE, rule, REST)


def test_it_deducts_no_more_than_the_pot_holds() -> None:
    found = by_period(fixed("3.00 元"), [("2026", 200), ("2027", 500)])
    assert found["飞入地"] == [200, 300]
    assert found["飞出地"] == [0, 200]


def test_a_shortfall_is_deducted_in_later_years_where_agreed() -> None:
    found = by_period(fixed("3.00 元", CARRY), [("2026", 200), ("2027", 1000)])
    assert found["飞入地"] == [200, 400]
    assert found["飞出地"] == [0, 600]


def test_the_amount_of_a_year_is_taken_as_the_periods_come_in() -> None:
    rows = [("2026Q1", 100), ("2026Q2", 150), ("2026Q3", 400), ("2026Q4", 50)]
    found = by_period(fixed("3.00 元", term=QUARTERLY), rows)
    assert found["飞入地"] == [100, 150, 50, 0]
    assert found["飞出地"] == [0, 0, 350, 50]


def test_a_refund_lowers_what_is_shared_first_and_the_deduction_last() -> None:
    rows = [("2026Q1", 500), ("2026Q2", -100), ("2026Q3", -250), ("2026Q4", 100)]
    found = by_period(fixed("3.00 元", term=QUARTERLY), rows)
    assert found["飞出地"] == [200, -100, -100, 0]
    assert found["飞入地"] == [300, 0, -150, 100]


def test_a_year_below_zero_is_passed_on_and_nothing_is_deducted() -> None:
    found = by_period(fixed("3.00 元", CARRY), [("2026", -200), ("2027", 1000)])
    assert found["飞入地"] == [0, 600]
    assert found["飞出地"] == [-200, 400]


def test_a_counted_figure_is_added_up_through_the_year() -> None:
    rows = [("2026Q1", 100), ("2026Q2", 300)]
    counted = [fact("奖补", "2026-01", 40), fact("奖补", "2026-03", 80), fact("奖补", "2026Q2", 50)]
    found = by_period(fixed("奖补/园区", term=QUARTERLY), rows, *counted)
    assert found["飞入地"] == [100, 70]


def test_a_percentage_is_taken_of_collections_and_refunds_alike() -> None:
    found = by_period(percentage("40%"), [("2026", 1000), ("2027", -101)])
    assert found["飞入地"] == [400, -40]
    assert found["飞出地"] == [600, -61]


def test_a_percentage_follows_the_stage_of_rounding() -> None:
    running = ROUNDING.replace("每个结算期", "当年累计")
    rows = [("2026Q1", 1), ("2026Q2", 1), ("2026Q3", 1), ("2026Q4", 2)]
    assert by_period(percentage("40%", running, QUARTERLY), rows)["飞入地"] == [0, 0, 1, 1]


def test_a_percentage_is_exact_under_the_largest_remainder() -> None:
    largest = ROUNDING.replace("尾差归属: 飞入地", "尾差归属: 最大余数")
    found = by_period(percentage("1/3", largest), [("2026", 100), ("2027", 101)])
    assert found["飞入地"] == [33, 34]
    assert found["飞出地"] == [67, 67]


def test_lanes_with_different_numbers_do_not_touch_each_other() -> None:
    documents = [fixed("3.00 元", CARRY), fixed("0.50 元", CARRY), fixed("90.00 元", CARRY)]
    rows = [
        [("2026", 200), ("2027", -50), ("2028", 900)],
        [("2026", 10), ("2027", 0), ("2028", 400)],
        [("2026", -200), ("2027", 5000), ("2028", 5000)],
    ]
    assert_lanes_are_independent(documents, rows)


def wrong_with(amount: str, unit: str) -> list[str]:
    """Return the codes of what is wrong with a figure in a unit, as the amount deducted."""
    one_year = TERM.replace("长期有效: 是", "期限年数: 1 年")
    figures = Book(facts=(fact("数", "2026", 100, unit=unit),))
    agreement, year_end = signed(fixed(amount, term=one_year)), date(2027, 1, 31)
    found = settle(agreement, receipts(("vat", "2026", 10**9)), figures, year_end)
    return [p.code for p in found.problems]


def test_an_amount_is_made_of_money_and_a_price_of_a_plain_count() -> None:
    assert wrong_with("数/园区", "fen") == []
    assert wrong_with("数/园区", "人") == ["SE039"]
    assert wrong_with("10 元 × 数/园区", "人") == []
    assert wrong_with("10 元 × 数/园区", "fen") == ["SE039"]
    assert wrong_with("10 元 × 数/园区", "万人") == ["SE039"]
