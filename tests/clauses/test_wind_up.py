"""When the term ends, nothing stays retained, and what was not recovered is made good."""

from batches import Lane, Row, assert_same_side_by_side
from documents import HALVES, ROUNDING, SCOPE, TERM, cells, document, problems_of, settled, signed
from feidi.clauses.agreement import Agreement

TWO_YEARS = TERM.replace("长期有效: 是", "期限年数: 2 年")
RETAIN = ROUNDING.replace("尾差归属: 飞入地", "尾差归属: 留存").replace("0.01 元", "1 元")
WIND_UP = "条款: 终止清算\n适用于: 第四条\n留存尾差归属: 飞入地 50%，飞出地 50%"


def own(number: str) -> str:
    return ROUNDING + f"\n适用于: {number}"


def year(n: int, fen: int, firm: str = "E1") -> Row:
    return (firm, "vat", str(2025 + n), "collection" if fen > 0 else "refund", fen)


def agreement(term: str = TWO_YEARS, shares: str = "50%", more: str = "") -> Agreement:
    halves = HALVES.replace("飞入地 50%，飞出地 50%", f"飞入地 {shares}，飞出地 {shares}")
    return signed(document(term, RETAIN, SCOPE, halves, WIND_UP + more, own("第五条")))


def test_all_retained_remainders_are_divided_in_the_last_year() -> None:
    result = settled(agreement(), cells(year(1, 399), year(2, 501), year(3, 777)))
    assert [result.of(y, "尾差留存") for y in (2026, 2027)] == [199, -199]
    assert (result.of(2027, "飞入地"), result.of(2027, "飞出地")) == (350, 350)
    assert sum(t.amount for t in result.totals) == 399 + 501 + 777


def test_a_negative_retained_remainder_is_borne_in_the_same_shares() -> None:
    result = settled(agreement(), cells(year(1, -399)))
    assert sum(result.of(y, "尾差留存") for y in (2026, 2027)) == 0
    assert (result.of(2027, "飞入地"), result.of(2027, "飞出地")) == (-100, -99)


def test_it_waits_for_the_end_of_an_extension_that_runs() -> None:
    length = "期限年数: 1 年\n延长年数: 1 年\n延长条件为未达封顶: 第五条"
    term = TERM.replace("长期有效: 是", length)
    cap = (
        "条款: 封顶\n适用于: 第四条\n封顶方: 飞出地\n超过部分归属: 飞入地\n封顶口径: 所得\n"
        "封顶期间: 期限内累计\n封顶额: {} 元"
    )
    for most, ends in ((100, "2027"), (1, "2026")):
        one = signed(
            document(term, RETAIN, SCOPE, HALVES, cap.format(most), WIND_UP, own("第六条"))
        )
        result = settled(one, cells(year(1, 399), year(2, 399)))
        assert {p.period for p in result.postings if p.clause == "第六条"} == {ends}
        assert sum(t.amount for t in result.totals if t.party == "尾差留存") == 0


def test_unrecovered_costs_are_made_good_by_the_parties_named() -> None:
    cost = (
        "条款: 成本回收\n取自: 第三条\n回收方: 飞入地\n投资总额: 30 元\n回收上限: 50%\n"
        "上限基数: 第三条\n未回收部分: 结转以后年度，不计息"
    )
    halves = HALVES.replace("取自: 第三条", "取自: 第四条")
    wind_up = (
        WIND_UP.replace("适用于: 第四条", "适用于: 第五条")
        + "\n未收回条款: 第四条\n未收回余额补给: 飞入地\n未收回余额分担: 飞入地 40%，飞出地 60%"
    )
    one = signed(document(TWO_YEARS, RETAIN, SCOPE, cost, halves, wind_up, own("第六条")))
    result = settled(one, cells(year(1, 2000), year(2, 2000)))
    moved = [(p.source, p.target, p.amount) for p in result.postings if p.clause == "第六条"]
    assert moved == [
        ("飞入地", "第六条", -1000),
        ("第六条", "飞入地", -400),
        ("第六条", "飞出地", -600),
    ]
    assert sum(t.amount for t in result.totals) == 4000


def test_lanes_with_different_lengths_wind_up_in_their_own_year() -> None:
    lanes = [
        Lane(
            agreement(TWO_YEARS.replace("2 年", f"{n} 年")),
            [year(y, fen, firm) for y in range(1, 5)],
        )
        for firm, n, fen in (("A", 1, 399), ("B", 2, 501), ("C", 3, 777))
    ]
    assert_same_side_by_side(lanes, "2026-2029")


def test_its_own_remainder_may_not_be_retained_again() -> None:
    found = problems_of(TWO_YEARS, RETAIN, SCOPE, HALVES, WIND_UP)
    assert [p.code for p in found] == ["AG036"]
