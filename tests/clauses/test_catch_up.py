"""A party catches up to a part of the whole, and a refund walks back the way the money came."""

from batches import Lane, Row, assert_same_side_by_side
from documents import ROUNDING, SCOPE, TERM, cells, document, problems_of, settled, signed
from feidi.clauses.agreement import Agreement

BASE = "条款: 存量基数\n取自: 第三条\n基数: {} 元\n基数归属: 飞入地\n不足基数: 全部归基数方，不分享"
CATCH = (
    "条款: 追赶\n取自: 第四条\n追赶方: 飞出地\n其他方: 飞入地\n追赶至: {}\n"
    "计入条款: 第四条\n计入期间: {}\n"
)
REST = "条款: 比例分享\n取自: 第五条\n各年: 飞入地 80%，飞出地 20%"


def agreement(
    span: str, more: str = "", share: str = "20%", kept: int = 8, rounding: str = ROUNDING
) -> Agreement:
    catch = CATCH.format(share, span) + more
    return signed(document(TERM, rounding, SCOPE, BASE.format(kept), catch, REST))


def year(n: int, fen: int, firm: str = "E1") -> Row:
    return (firm, "vat", str(2025 + n), "collection" if fen > 0 else "refund", fen)


def taken(one: Agreement, *rows: Row, who: str = "飞出地") -> dict[str, int]:
    result = settled(one, cells(*rows))
    assert sum(t.amount for t in result.totals) == sum(row[4] for row in rows)
    return {p.period: p.amount for p in result.postings if p.clause == "第五条" and p.target == who}


def test_it_holds_exactly_its_part_once_it_has_caught_up() -> None:
    one = agreement("每一协议年度")
    assert taken(one, year(1, 1500)) == {"2026": 200}
    result = settled(one, cells(year(1, 1500)))
    assert (result.of(2026, "飞出地"), result.of(2026, "飞入地")) == (300, 1200)


def test_a_short_pot_goes_to_it_whole() -> None:
    assert taken(agreement("每一协议年度"), year(1, 950), year(2, 700)) == {"2026": 150}


def test_over_the_term_what_is_missing_is_caught_up_later() -> None:
    rows = (year(1, 900), year(2, 1300))
    assert taken(agreement("期限内累计"), *rows) == {"2026": 100, "2027": 300}
    assert taken(agreement("每一协议年度"), *rows) == {"2026": 100, "2027": 200}


def test_a_third_is_caught_up_without_losing_a_fen() -> None:
    one = agreement("每一协议年度", share="1/3", kept=1)
    assert taken(one, year(1, 100_000)) == {"2026": 50}
    assert taken(agreement("每一协议年度", share="1/7", kept=1), year(1, 9999)) == {"2026": 16}


def test_at_a_rate_the_other_gets_the_rest_meanwhile() -> None:
    one = agreement("每一协议年度", "追赶比率: 60%\n追赶期间其余归: 飞入地")
    assert taken(one, year(1, 2000)) == {"2026": 240}
    assert taken(one, year(1, 2000), who="飞入地") == {"2026": 160}


def test_a_refund_takes_back_the_rest_before_the_catch_up() -> None:
    hurdle = CATCH.format("20%", "期限内累计").replace("第四条", "第三条", 1)
    hurdle = hurdle.replace("计入条款: 第四条", "计入条款: 第五条") + "先得方: 飞入地\n先得额: 8 元"
    one = signed(document(TERM, ROUNDING, SCOPE, hurdle, REST.replace("第五条", "第四条")))
    rows = (year(1, 1500), year(2, -600), year(3, 300), year(4, -1400))
    result = settled(one, cells(*rows))
    first = [
        (p.period, p.target, p.amount)
        for p in result.postings
        if p.source == "第四条" and p.target != "第五条"
    ]
    assert first == [
        ("2026", "飞入地", 800),
        ("2026", "飞出地", 200),
        ("2027", "飞出地", -100),
        ("2028", "飞出地", 100),
        ("2029", "飞入地", -800),
        ("2029", "飞出地", -200),
    ]
    assert sum(t.amount for t in result.totals) == sum(row[4] for row in rows)


def test_lanes_with_different_parts_and_bases_do_not_mix() -> None:
    lanes = [
        Lane(
            agreement("期限内累计", share=share, kept=kept),
            [year(1, fen, firm), year(2, -fen // 3, firm), year(3, fen, firm)],
        )
        for firm, share, kept, fen in (
            ("A", "20%", 8, 1501),
            ("B", "1/3", 1, 997),
            ("C", "5%", 30, 10_000),
        )
    ]
    assert_same_side_by_side(lanes, "2026-2029")


def test_a_part_it_can_never_reach_is_refused() -> None:
    more = CATCH.format("60%", "每一协议年度") + "追赶比率: 50%\n追赶期间其余归: 飞入地"
    found = problems_of(TERM, ROUNDING, SCOPE, BASE.format(8), more, REST)
    assert [p.code for p in found] == ["AG370"]
    assert "60%" in found[0].what.zh
    assert "50%" in found[0].what.zh
