"""The split changes with the amount: by slices or for the whole, by year or over the term."""

from documents import ROUNDING, SCOPE, TERM, document
from feidi.clauses.document import Document
from lanes import assert_lanes_are_independent, by_period

QUARTERLY = TERM.replace("年度", "季度")
EDGES = (
    "0 元至 {0}: 飞入地 50%，飞出地 50%\n"
    "{0}至 {1}: 飞入地 30%，飞出地 70%\n"
    "{1}以上: 飞入地 10%，飞出地 90%"
)


def tiers(
    mode: str,
    span: str = "当年累计",
    term: str = TERM,
    edges: tuple[str, str] = ("10.00 元", "20.00 元"),
    rounding: str = ROUNDING,
) -> Document:
    rule = (
        f"条款: 分档分享\n取自: 第三条\n计量口径: 本条资金池\n计量期: {span}\n分档方式: {mode}\n"
        + EDGES.format(*edges)
    )
    return document(term, rounding, SCOPE, rule)


def test_each_slice_has_its_own_split() -> None:
    found = by_period(tiers("超额累进"), [("2026", 2500), ("2027", 1000), ("2028", 2000)])
    assert found["飞入地"] == [500 + 300 + 50, 500, 800]


def test_a_refund_walks_back_down_the_tiers_it_came_up() -> None:
    rows = [("2026Q1", 1500), ("2026Q2", 1000), ("2026Q3", -2000), ("2026Q4", -700)]
    found = by_period(tiers("超额累进", term=QUARTERLY), rows)
    # 1500: 650; 2500: 850; 500: 250; -200: -100
    assert found["飞入地"] == [650, 200, -600, -350]
    assert [a + b for a, b in zip(found["飞入地"], found["飞出地"], strict=True)] == [
        1500,
        1000,
        -2000,
        -700,
    ]


def test_whole_volume_restates_the_year_and_posts_the_difference() -> None:
    rows = [("2026Q1", 1000), ("2026Q2", 1), ("2026Q3", -1), ("2027Q1", 1500)]
    found = by_period(tiers("全额", term=QUARTERLY), rows)
    # 1000: 500; 1001: 300 and the odd fen; 1000: 500 again; a new year: 450
    assert found["飞入地"] == [500, -199, 199, 0, 450]
    assert found["飞出地"] == [500, 200, -200, 0, 1050]


def test_the_term_goes_on_counting_where_the_year_starts_anew() -> None:
    rows = [("2026", 1000), ("2027", 500)]
    assert by_period(tiers("超额累进", "期限内累计"), rows)["飞入地"] == [500, 150]
    assert by_period(tiers("超额累进", "当年累计"), rows)["飞入地"] == [500, 250]
    assert by_period(tiers("全额", "期限内累计"), rows)["飞入地"] == [500, -50]


def test_a_pot_is_the_top_slice_of_a_larger_measure() -> None:
    base = (
        "条款: 存量基数\n取自: 第三条\n基数: 8.00 元\n基数归属: 飞入地\n"
        "不足基数: 全部归基数方，不分享"
    )
    rule = (
        "条款: 分档分享\n取自: 第四条\n计量口径: 第三条\n计量期: 当年累计\n分档方式: 超额累进\n"
        + EDGES.format("10.00 元", "20.00 元")
    )
    found = by_period(document(TERM, ROUNDING, SCOPE, base, rule), [("2026", 1200), ("2027", 700)])
    # 1200 of receipts, 400 in the pot: 200 below the edge, 200 above it
    assert found["飞出地"] == [100 + 140, 0]


def test_running_rounding_and_tiers_agree_with_the_yearly_sum() -> None:
    running = ROUNDING.replace("每个结算期", "当年累计")
    rows = [("2026Q1", 333), ("2026Q2", 888), ("2026Q3", 1777), ("2026Q4", -5)]
    quarterly = by_period(tiers("超额累进", term=QUARTERLY, rounding=running), rows)
    yearly = by_period(tiers("超额累进", rounding=running), [("2026", 2993)])
    assert sum(quarterly["飞出地"]) == yearly["飞出地"][0]


def test_lanes_with_different_numbers_do_not_touch_each_other() -> None:
    edges = (("10.00 元", "20.00 元"), ("0.07 元", "3.33 元"), ("1.00 元", "900.00 元"))
    rows = [
        [("2026", 2500), ("2027", -3000), ("2028", 1001)],
        [("2026", 7), ("2027", 8), ("2028", 999)],
        [("2026", -50), ("2027", 100), ("2028", 100_000)],
    ]
    for mode in ("超额累进", "全额"):
        assert_lanes_are_independent([tiers(mode, "期限内累计", edges=e) for e in edges], rows)
