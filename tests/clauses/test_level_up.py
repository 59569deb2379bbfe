"""A pot raises the poorest to one common level, exactly, to the last fen."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from documents import ROUNDING, TERM, document, signed
from feidi.clauses.agreement import Agreement
from feidi.clauses.kinds.level_up import level_of
from feidi.clauses.setting import Book
from figures import Row, balanced, book, settled_on, side_by_side

ABC = ("甲地", "乙地", "丙地")


def agreement(parties: tuple[str, ...], mode: str = "舍去") -> Agreement:
    rounding = ROUNDING.replace("飞入地", "最大余数" if mode == "舍去" else parties[0])
    level = (
        f"条款: 补足至统一水平\n取自: 第三条\n补足对象: {'、'.join(parties)}\n"
        "自有财力: 财力\n权重: 人数\n数据年度: 当年"
    )
    paid = "条款: 出资入池\n各年: 联邦 补助/联邦"
    rules = (TERM, rounding.replace("舍去", mode), paid, level)
    return signed(document(*rules, parties=("联邦", *parties)))


def figures(pot: int, rows: dict[str, tuple[int, str]]) -> Book:
    found: list[Row] = [("补助", "联邦", "2026", str(pot), "fen")]
    for who, (own, weight) in rows.items():
        found += [("财力", who, "2026", str(own), "fen"), ("人数", who, "2026", weight, "人")]
    return book(*found)


def test_a_party_above_the_level_gets_nothing() -> None:
    rows = {"甲地": (1000, "1"), "乙地": (2000, "1"), "丙地": (9000, "1")}
    result = settled_on(agreement(ABC), figures(3000, rows))
    assert {t.party: t.amount for t in result.totals} == {"联邦": -3000, "甲地": 2000, "乙地": 1000}


def test_weights_count() -> None:
    rows = {"甲地": (0, "1"), "乙地": (0, "2"), "丙地": (0, "0.5")}
    result = settled_on(agreement(ABC), figures(700, rows))
    assert {t.party: t.amount for t in result.totals} == {
        "联邦": -700,
        "甲地": 200,
        "乙地": 400,
        "丙地": 100,
    }


def test_a_negative_pot_takes_back_what_a_positive_one_gave() -> None:
    rows = {"甲地": (1000, "1"), "乙地": (2000, "3"), "丙地": (9000, "1")}
    gave = settled_on(agreement(ABC), figures(777, rows))
    took = settled_on(agreement(ABC), figures(-777, rows))
    assert {t.party: t.amount for t in took.totals} == {t.party: -t.amount for t in gave.totals}


def test_lanes_find_their_own_level_and_nothing_is_lost() -> None:
    cases = [
        figures(3000, {"甲地": (1000, "1"), "乙地": (2000, "1"), "丙地": (9000, "1")}),
        figures(3001, {"甲地": (0, "3"), "乙地": (50, "7"), "丙地": (1, "11")}),
        figures(0, {"甲地": (5, "1"), "乙地": (6, "1"), "丙地": (7, "1")}),
    ]
    flow = side_by_side([agreement(ABC, "四舍五入")] * 3, cases, "2026-2026")
    for lane, facts in enumerate(cases):
        alone = settled_on(agreement(ABC, "四舍五入"), facts)
        for who in ABC:
            assert flow.balances[who][lane, 0] == alone.of(2026, who)
    assert balanced(flow.balances)


@settings(deadline=None)
@given(
    st.integers(1, 10**9),
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(1, 10**4)), min_size=1, max_size=8),
)
def test_the_level_uses_up_the_pot_exactly(pot: int, rows: list[tuple[int, int]]) -> None:
    own = [Fraction(r) for r, _ in rows]
    weights = [Fraction(w) for _, w in rows]
    found = level_of(Fraction(pot), own, weights)
    assert sum(found.awards) == pot
    for r, w, award in zip(own, weights, found.awards, strict=True):
        assert award == max(0, found.level * w - r)
