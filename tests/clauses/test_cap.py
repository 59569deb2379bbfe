"""A cap stops a party at an amount, opens again after refunds, and may prolong the term."""

from datetime import date
from fractions import Fraction

from batches import Lane, Row, assert_same_side_by_side
from documents import HALVES, ROUNDING, SCOPE, TERM, cells, document, problems_of, settled, signed
from feidi.clauses.agreement import Agreement
from feidi.clauses.setting import Book
from feidi.evidence.source import At
from feidi.quantities.calendar import read_period
from feidi.records.event import Event
from feidi.records.fact import Fact

CAP = "条款: 封顶\n适用于: 第四条\n封顶方: 飞出地\n超过部分归属: 飞入地\n封顶口径: 所得\n"
YEARLY = CAP + "封顶期间: 每一协议年度\n"
WHOLE = CAP + "封顶期间: 期限内累计\n"
LONGER = "期限年数: 3 年\n延长年数: 2 年\n延长条件为未达封顶: 第五条"
FIRMS = (("E1", 2000), ("E2", 100))
BY_FIRM = SCOPE.replace("计算单元: 园区", "计算单元: 企业")


def year(n: int, fen: int, firm: str = "E1") -> Row:
    return (firm, "vat", str(2025 + n), "collection" if fen > 0 else "refund", fen)


def agreement(cap: str, length: str = "长期有效: 是", term: str = TERM) -> Agreement:
    return signed(document(term.replace("长期有效: 是", length), ROUNDING, SCOPE, HALVES, cap))


def moved(one: Agreement, *rows: Row, book: Book | None = None) -> dict[str, int]:
    result = settled(one, cells(*rows), book)
    assert sum(t.amount for t in result.totals) == sum(row[4] for row in rows)
    return {p.period: p.amount for p in result.postings if p.clause == "第五条"}


def test_a_yearly_cap_starts_afresh_every_year() -> None:
    one = agreement(YEARLY + "封顶额: 5 元")
    assert moved(one, year(1, 1400), year(2, 1000), year(3, 1200)) == {"2026": 200, "2028": 100}


def test_a_cumulative_cap_fills_up_over_the_term_and_opens_after_a_refund() -> None:
    one = agreement(WHOLE + "封顶额: 10 元")
    rows = (year(1, 1400), year(2, 1400), year(3, -600), year(4, 1000))
    assert moved(one, *rows) == {"2027": 400, "2028": -300, "2029": 500}


def test_a_net_is_capped_whichever_way_it_goes() -> None:
    one = agreement(YEARLY.replace("所得", "净额的绝对值") + "封顶额: 5 元")
    assert moved(one, year(1, 1400), year(2, -1400)) == {"2026": 200, "2027": -200}


def test_without_net_a_party_that_pays_is_not_capped() -> None:
    assert moved(agreement(YEARLY + "封顶额: 5 元"), year(1, -1400)) == {}


def shared(one: Agreement, *rows: Row, book: Book | None = None) -> dict[int, int]:
    result = settled(one, cells(*rows), book)
    assert sum(t.amount for t in result.totals) == sum(row[4] for row in rows)
    return {y: result.of(y, "飞出地") for y in result.years if result.of(y, "飞出地")}


def test_the_term_is_extended_only_while_there_is_room() -> None:
    one = agreement(WHOLE + "封顶额: 10 元", LONGER)
    full = [year(n, 1000) for n in range(1, 7)]
    assert shared(one, *full) == {2026: 500, 2027: 500}
    half = [year(n, 400) for n in range(1, 7)]
    assert shared(one, *half) == dict.fromkeys(range(2026, 2031), 200)


def test_the_last_extension_year_stops_at_the_cap_and_the_next_is_not_shared() -> None:
    one = agreement(WHOLE + "封顶额: 7 元", LONGER)
    assert shared(one, *(year(n, 400) for n in range(1, 7))) == {
        2026: 200,
        2027: 200,
        2028: 200,
        2029: 100,
    }


def test_what_the_extended_term_leaves_is_paid_once_by_the_centre() -> None:
    one = agreement(WHOLE + "封顶额: 20 元\n期满未达封顶由谁补足: 中央", LONGER)
    rows = [year(n, 400) for n in range(1, 7)]
    assert shared(one, *rows) == {2026: 200, 2027: 200, 2028: 200, 2029: 200, 2030: 1200}
    assert settled(one, cells(*rows)).of(2030, "中央") == -1000


def test_nothing_is_paid_at_the_end_where_the_cap_was_reached() -> None:
    one = agreement(WHOLE + "封顶额: 6 元\n期满未达封顶由谁补足: 中央", LONGER)
    assert shared(one, *(year(n, 400) for n in range(1, 7))) == {2026: 200, 2027: 200, 2028: 200}


def test_a_refund_in_an_extension_year_settled_quarterly_opens_the_cap_again() -> None:
    term = TERM.replace("年度", "季度")
    one = agreement(WHOLE + "封顶额: 5 元", LONGER, term)
    rows = (
        ("E1", "vat", "2026Q1", "collection", 800),
        ("E1", "vat", "2029Q1", "collection", 600),
        ("E1", "vat", "2029Q2", "refund", -400),
        ("E1", "vat", "2029Q3", "collection", 200),
    )
    assert moved(one, *rows) == {"2029Q1": 200, "2029Q2": -200, "2029Q3": 100}


def by_firm(length: str, cap: str) -> Agreement:
    start = "起算事件: 达产\n起算方式: 事件次年1月\n起算对象: 企业"
    term = TERM.replace("起算月份: 2026-01", start).replace("长期有效: 是", length)
    return signed(document(term, ROUNDING, BY_FIRM, HALVES, cap))


def moves(**of: tuple[int, str, str]) -> Book:
    """Each firm's move year, its three taxes before and the year they are stated for."""
    return Book(
        facts=tuple(
            Fact("三税", firm, read_period(when), Fraction(taxes), "fen", "", At("facts.csv"))
            for firm, (_, taxes, when) in of.items()
        ),
        events=tuple(
            Event("达产", firm, date(moved_in, 6, 1), "", At("events.csv"))
            for firm, (moved_in, _, _) in of.items()
        ),
    )


def test_each_enterprise_has_its_own_start_cap_and_extension() -> None:
    one = by_firm(LONGER, WHOLE + "封顶额: 三税/企业\n期满未达封顶由谁补足: 中央")
    book = moves(E1=(2025, "500", "2026"), E2=(2026, "2000", "2027"))
    rows = [year(n, 400, firm) for n in range(1, 8) for firm in ("E1", "E2")]
    result = settled(one, cells(*rows), book)
    got = {
        firm: {
            p.period: p.amount
            for p in result.postings
            if p.enterprise == firm and p.clause == "第四条" and p.target == "飞出地"
        }
        for firm in ("E1", "E2")
    }
    assert got["E1"] == {"2026": 200, "2027": 200, "2028": 200}
    assert got["E2"] == {str(n): 200 for n in range(2027, 2032)}
    ended = [p for p in result.postings if p.clause == "第五条"]
    assert [(p.enterprise, p.period, p.source, p.amount) for p in ended] == [
        ("E1", "2028", "飞出地", 100),
        ("E2", "2031", "中央", 1000),
    ]
    assert sum(t.amount for t in result.totals) == sum(row[4] for row in rows)


def test_lanes_with_different_caps_terms_and_extensions_do_not_mix() -> None:
    lanes = [
        Lane(
            agreement(WHOLE + f"封顶额: {cap} 元", LONGER.replace("3", str(n)).replace("2", "1")),
            [year(y, fen, firm) for y in range(1, 7)],
        )
        for firm, cap, n, fen in (("A", 5, 3, 400), ("B", 50, 4, 400), ("C", 7, 5, 300))
    ]
    assert_same_side_by_side(lanes, "2026-2031")


def test_lanes_with_different_lengths_of_extension_do_not_mix() -> None:
    lanes = [
        Lane(
            agreement(WHOLE + "封顶额: 50 元", LONGER.replace("2", extra)),
            [year(y, 400, firm) for y in range(1, 8)],
        )
        for firm, extra in (("A", "1"), ("B", "2"))
    ]
    assert_same_side_by_side(lanes, "2026-2032")


def test_paying_up_at_an_end_that_never_comes_is_refused() -> None:
    cap = WHOLE + "封顶额: 5 元\n期满未达封顶由谁补足: 中央"
    assert [p.code for p in problems_of(TERM, ROUNDING, SCOPE, HALVES, cap)] == ["AG362"]


def test_an_extension_that_looks_at_no_cumulative_cap_is_refused() -> None:
    term = TERM.replace("长期有效: 是", LONGER)
    found = problems_of(term, ROUNDING, SCOPE, HALVES, YEARLY + "封顶额: 5 元")
    assert [p.code for p in found] == ["AG032"]


def test_an_extension_runs_for_firms_only_while_the_caps_of_the_park_have_room() -> None:
    term = TERM.replace("长期有效: 是", LONGER.replace("3 年", "1 年"))
    rule = WHOLE + "封顶额: 10.00 元\n计算单元: "
    shared = {}
    for unit in ("园区", "企业"):
        one = signed(document(term, ROUNDING, BY_FIRM, HALVES, rule + unit))
        rows = [(firm, "vat", "2026", "collection", fen) for firm, fen in FIRMS]
        rows += [(firm, "vat", "2027", "collection", fen) for firm, fen in FIRMS]
        shared[unit] = settled(one, cells(*rows)).of(2027, "飞出地")
    assert shared == {"园区": 0, "企业": 50}
