"""A pot is divided by counted figures: exactly, or with the rounding the agreement states."""

from datetime import date
from fractions import Fraction

from documents import ROUNDING, TERM, cells, document, problems_of, signed
from feidi.clauses.agreement import Agreement
from feidi.clauses.setting import Book
from feidi.quantities.words import Words
from feidi.settle import settle
from figures import Row, book, settled_on, side_by_side

PAID = "条款: 出资入池\n各年: 飞入地 资金/飞入地"
FACTORS = "条款: 因素分配\n取自: 第三条\n分配对象: 飞入地、飞出地\n{more}"
PLAIN = "因素: 人口 50%、税率 50%\n因素年度: 当年"
ROUNDED = PLAIN + "\n因素份额取整: {places}\n指数取整: {places}\n余数指数归: 飞出地"


def agreement(more: str, rounding: str = ROUNDING) -> Agreement:
    return signed(document(TERM, rounding, PAID, FACTORS.format(more=more)))


def figures(money: int, host: tuple[str, str], origin: tuple[str, str], year: str = "2026") -> Book:
    rows: list[Row] = [("资金", "飞入地", year, str(money), "fen")]
    for who, (people, rate) in (("飞入地", host), ("飞出地", origin)):
        rows += [("人口", who, year, people, "人"), ("税率", who, year, rate, "")]
    return book(*rows)


def got(more: str, what: Book, rounding: str = ROUNDING) -> list[int]:
    result = settled_on(agreement(more, rounding), what)
    paid = {p.target: 0 for p in result.postings}
    for p in result.postings:
        if p.clause == "第四条":
            paid[p.target] += p.amount
    return [paid.get("飞入地", 0), paid.get("飞出地", 0)]


def test_shares_of_several_factors_are_added_by_weight() -> None:
    # 300/400 and 1/2: half of 3/4 and half of 1/2 is 5/8
    assert got(PLAIN, figures(80_000, ("300", "2"), ("100", "2"))) == [50_000, 30_000]


def test_the_published_growth_pool_needs_rounding_at_both_steps() -> None:
    whole_yuan = ROUNDING.replace("0.01 元", "1 元").replace("舍去", "四舍五入")
    facts = figures(695_789_400, ("39916", "0.91510"), ("55783", "0.49848"))
    both = ROUNDED.format(places="四舍五入 4 位")
    assert got(both, facts, whole_yuan) == [370_368_700, 325_420_700]
    assert (
        got(both.replace("指数取整: 四舍五入", "指数取整: 四舍六入五成双"), facts, whole_yuan)[0]
        == 370_299_100
    )
    assert got(PLAIN, facts, whole_yuan)[0] == 370_321_000


def because(more: str, what: Book, rounding: str = ROUNDING) -> list[Words]:
    """Return why each party got its part, in both languages."""
    lines = settled_on(agreement(more, rounding), what).postings
    return [p.because for p in lines if p.clause == "第四条" and p.source == "第四条"]


def test_the_reason_tells_how_a_rounded_index_came_about() -> None:
    facts = figures(695_789_400, ("39916", "0.91510"), ("55783", "0.49848"))
    host, origin, *_ = because(ROUNDED.format(places="四舍五入 4 位"), facts)
    assert host == (
        "6,957,894.00 元 × 0.5323；指数 0.5323 = 50% × 0.4171（人口 39,916 / 95,699）"
        " + 50% × 0.6474（税率 0.9151 / 1.41358），四舍五入 4 位",
        "6,957,894.00 yuan × 0.5323; index 0.5323 = 50% × 0.4171 (人口 39,916 / 95,699)"
        " + 50% × 0.6474 (税率 0.9151 / 1.41358), half up 4 places",
    )
    assert origin[0] == "6,957,894.00 元 × 0.4677；指数 0.4677 = 1 − 0.5323（其余各方的指数）"


def test_the_reason_of_an_exact_index_has_its_figures() -> None:
    facts = figures(80_000, ("300", "2"), ("100", "2"))
    assert because(PLAIN, facts)[0][0] == (
        "800.00 元 × 62.5%；指数 62.5% = 50% × 300 / 400（人口） + 50% × 2 / 4（税率）"
    )
    product = "因素: 人口、税率\n反向因素: 税率\n合成方式: 相乘\n因素年度: 当年"
    assert because(product, figures(1000, ("100", "10"), ("300", "20")))[0][0] == (
        "10.00 元 × 40%；指数 40% = 10 / 25（人口 100 × 税率的倒数 0.1）"
    )
    unit = "因素: 人口 100%\n因素年度: 当年\n单位额取整: 舍去 2 位"
    assert because(unit, figures(1000, ("2", "1"), ("1", "1")))[0][0] == (
        "10.00 元 / 人口 3 = 每单位 3.33 元（舍去 2 位）；× 2"
    )


def test_shares_and_index_rounded_otherwise_are_both_told() -> None:
    more = ROUNDED.format(places="舍去 2 位").replace("指数取整: 舍去", "指数取整: 进一")
    facts = figures(80_000, ("1", "2"), ("2", "5"))
    assert because(more, facts)[0][0].endswith("，份额舍去 2 位，指数进一 2 位")
    only = PLAIN + "\n因素份额取整: 舍去 2 位\n余数指数归: 飞出地"
    assert because(only, facts)[0][0].endswith("，份额舍去 2 位")


def test_every_rule_of_the_index_is_a_sentence_of_its_own() -> None:
    more = ROUNDED.format(places="四舍五入 4 位") + "\n反向因素: 税率\n平均年数: 2 年"
    said = agreement(more).versions[-1].clause.sentence()
    assert "用当年数的 2 年平均。税率反向计算。" in said.zh
    assert "those of this year, the mean of 2 years. 税率: the more, the less it gets." in said.en
    assert "1 年" not in agreement(PLAIN).versions[-1].clause.sentence().zh


def test_an_inverse_factor_multiplies_need_by_inverse_capacity() -> None:
    more = "因素: 人口、税率\n反向因素: 税率\n合成方式: 相乘\n因素年度: 当年"
    # 100/10 and 300/20: 10 to 15
    assert got(more, figures(1000, ("100", "10"), ("300", "20"))) == [400, 600]


def test_the_mean_of_several_years_before_is_taken() -> None:
    more = "因素: 人口 100%\n因素年度: 上年\n平均年数: 2 年"
    rows: list[Row] = [("资金", "飞入地", "2026", "1000", "fen")]
    rows += [("人口", "飞入地", y, n, "人") for y, n in (("2024", "10"), ("2025", "50"))]
    rows += [("人口", "飞出地", y, n, "人") for y, n in (("2024", "5"), ("2025", "15"))]
    assert got(more, book(*rows)) == [750, 250]


def test_a_rounded_amount_a_unit_is_multiplied_and_the_rest_lapses() -> None:
    thousands = ROUNDING.replace("0.01 元", "1,000 元").replace("飞入地", "作废")
    more = "因素: 人口 100%\n因素年度: 当年\n单位额取整: 舍去 与总数位数相同"
    facts = figures(315_700_000, ("25", "1"), ("14", "1"))
    # 80,948.71 x 25 = 2,023,717.75 and x 14 = 1,133,281.94
    assert got(more, facts, thousands) == [202_300_000, 113_300_000]
    lapsed = settled_on(agreement(more, thousands), facts).of(2026, "尾差作废")
    assert lapsed == 315_700_000 - 202_300_000 - 113_300_000


def test_figures_too_fine_for_int64_are_still_exact() -> None:
    people = (str(10**18 + 9), str(10**18 + 7))
    facts = figures(10**15, (people[0], "2"), (people[1], "3"))
    share = (Fraction(10**18 + 9, 2 * 10**18 + 16) + Fraction(2, 5)) / 2
    host, origin = got(PLAIN, facts)
    assert origin == int(10**15 * (1 - share))
    assert host + origin == 10**15


def test_lanes_side_by_side_equal_each_alone() -> None:
    cases = [
        figures(80_000, ("300", "2"), ("100", "2")),
        figures(77_777, ("1", "3"), ("2", "4")),
        figures(99_999, ("5", "0"), ("0", "9")),
    ]
    one = agreement(PLAIN)
    other = agreement(PLAIN.replace("人口 50%、税率 50%", "人口 20%、税率 80%"))
    flow = side_by_side([one, other, one], cases, "2026-2026")
    for lane, (signed_one, facts) in enumerate(zip([one, other, one], cases, strict=True)):
        alone = settled_on(signed_one, facts)
        for who in ("飞入地", "飞出地"):
            assert flow.balances[who][lane, 0] == alone.of(2026, who)
    assert all(sum(b[lane, 0] for b in flow.balances.values()) == 0 for lane in range(3))


def test_the_rest_of_a_rounded_index_needs_an_owner() -> None:
    more = PLAIN + "\n指数取整: 舍去 2 位"
    found = problems_of(TERM, ROUNDING, PAID, FACTORS.format(more=more))
    assert [p.code for p in found] == ["AG401"]


def test_a_rounding_without_places_is_refused() -> None:
    more = PLAIN + "\n指数取整: 四舍五入\n余数指数归: 飞出地"
    found = problems_of(TERM, ROUNDING, PAID, FACTORS.format(more=more))
    assert [p.code for p in found] == ["AG020"]


def test_factors_whose_products_are_all_zero_divide_nothing() -> None:
    agreement = signed(
        document(
            TERM.replace("长期有效: 是", "期限年数: 1 年"),
            ROUNDING,
            PAID,
            FACTORS.format(more="因素: 人口、面积\n因素年度: 当年\n合成方式: 相乘"),
        )
    )
    rows = [
        ("资金", "飞入地", "2026", "100", "fen"),
        ("人口", "飞入地", "2026", "1", "人"),
        ("人口", "飞出地", "2026", "0", "人"),
        ("面积", "飞入地", "2026", "0", "亩"),
        ("面积", "飞出地", "2026", "1", "亩"),
    ]
    result = settle(agreement, cells(), book(*rows), date(2027, 1, 1))
    assert [p.code for p in result.problems] == ["AG403"]


def by_population(*rows: Row) -> list[str]:
    """Return the codes of what is wrong with figures of population for 2026."""
    one_year = TERM.replace("长期有效: 是", "期限年数: 1 年")
    rule = FACTORS.format(more="因素: 人口 100%\n因素年度: 当年")
    agreement = signed(document(one_year, ROUNDING, PAID, rule))
    figures = book(("资金", "飞入地", "2026", "100", "fen"), *rows)
    return [p.code for p in settle(agreement, cells(), figures, date(2027, 1, 1)).problems]


def test_a_missing_figure_is_said_once() -> None:
    assert by_population() == ["SE030", "SE030"]


def test_figures_in_different_units_are_not_compared() -> None:
    rows = [("人口", "飞入地", "2026", "1", "万人"), ("人口", "飞出地", "2026", "9000", "人")]
    assert by_population(*rows) == ["SE039"]


def test_a_figure_of_a_part_of_the_year_is_not_the_years() -> None:
    rows = [("人口", "飞入地", "2026Q1", "1", "人"), ("人口", "飞出地", "2026", "9", "人")]
    assert by_population(*rows) == ["SE030"]
