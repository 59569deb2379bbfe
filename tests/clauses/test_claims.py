"""A pot that is short of the claims on it is shared by the rule the agreement names."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import ROUNDING, SCOPE, TERM, document
from feidi.clauses.awards import awards
from feidi.clauses.document import Document
from lanes import assert_lanes_are_independent, by_period, fact

PARTIES = ("飞入地", "甲", "乙", "丙")
QUARTERLY = TERM.replace("年度", "季度")
REST = "条款: 比例分享\n取自: 第四条\n各年: 飞入地 100%"
METHODS = ("按比例", "等额受偿", "等额受损", "塔木德", "按顺位")
RULES = ("pro-rata", "equal-awards", "equal-losses", "talmud", "in-order")
# estate -> awards for claims of 100, 200 and 300: Aumann and Maschler (1985)
TALMUD = {
    100: ("100/3", "100/3", "100/3"),
    200: ("50", "75", "75"),
    300: ("50", "100", "150"),
    400: ("50", "125", "225"),
    450: ("50", "150", "250"),
    500: ("200/3", "500/3", "800/3"),
    550: ("250/3", "550/3", "850/3"),
    600: ("100", "200", "300"),
}


def short(
    method: str,
    owed: str = "甲 1.00 元、乙 2.00 元、丙 3.00 元",
    unpaid: str = "当年未清偿的不再清偿",
    term: str = TERM,
    rounding: str = ROUNDING,
) -> Document:
    rule = (
        f"条款: 不足清偿\n取自: 第三条\n各方应得: {owed}\n清偿方法: {method}\n未清偿部分: {unpaid}"
    )
    return document(term, rounding, SCOPE, rule, REST, parties=PARTIES)


def exact(method: str, estate: int, claims: list[int]) -> list[Fraction]:
    found = awards(method, np.array([estate]), np.array([[c] for c in claims]))
    shares = zip(found.num.ravel(), found.den.ravel(), strict=True)
    return [estate * Fraction(int(num), int(den)) for num, den in shares]


@pytest.mark.parametrize("estate", TALMUD)
def test_the_talmud_rule_reproduces_the_published_awards(estate: int) -> None:
    assert exact("talmud", estate, [100, 200, 300]) == [Fraction(a) for a in TALMUD[estate]]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("pro-rata", [50, 100, 150]),
        ("equal-awards", [100, 100, 100]),
        ("equal-losses", [0, 100, 200]),
        ("talmud", [50, 100, 150]),
        ("in-order", [100, 200, 0]),
    ],
)
def test_the_rules_differ_as_their_definitions_say(method: str, expected: list[int]) -> None:
    assert exact(method, 300, [100, 200, 300]) == expected


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=6), st.fractions(0, 1))
def test_awards_add_up_and_stay_between_nothing_and_the_claim(
    claims: list[int], part: Fraction
) -> None:
    estate = int(sum(claims) * part)
    for method in RULES:
        found = exact(method, estate, claims)
        assert sum(found) == estate
        assert all(0 <= award <= claim for award, claim in zip(found, claims, strict=True))


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=5), st.fractions(0, 1))
def test_the_talmud_rule_divides_losses_as_it_divides_awards(
    claims: list[int], part: Fraction
) -> None:
    whole = sum(claims)
    estate = int(whole * part)
    lost = exact("talmud", whole - estate, claims)
    assert exact("talmud", estate, claims) == [c - x for c, x in zip(claims, lost, strict=True)]


def test_the_odd_fen_is_the_stated_owners() -> None:
    found = by_period(short("塔木德"), [("2026", 100)])
    assert found == {"甲": [33], "乙": [33], "丙": [33], "飞入地": [1]}
    largest = ROUNDING.replace("尾差归属: 飞入地", "尾差归属: 最大余数")
    found = by_period(short("塔木德", rounding=largest), [("2026", 100)])
    assert (found["甲"], found["乙"], found["丙"]) == ([34], [33], [33])


@pytest.mark.parametrize("method", METHODS)
def test_what_exceeds_all_claims_goes_on_and_a_negative_pot_too(method: str) -> None:
    found = by_period(short(method), [("2026", 700), ("2027", -50)])
    assert found == {"甲": [100, 0], "乙": [200, 0], "丙": [300, 0], "飞入地": [100, -50]}


@pytest.mark.parametrize("method", METHODS)
def test_a_year_of_quarters_ends_where_the_year_at_once_ends(method: str) -> None:
    rows = [("2026Q1", 450), ("2026Q2", 250), ("2026Q3", -300), ("2026Q4", 20)]
    quarters = by_period(short(method, term=QUARTERLY), rows)
    year = by_period(short(method), [("2026", 420)])
    for who in ("甲", "乙", "丙"):
        assert sum(quarters[who]) == year[who][0]


def test_unpaid_claims_are_carried_where_agreed() -> None:
    owed = "甲 欠款/甲、乙 2.00 元"
    text = short("按顺位", owed, "结转以后年度")
    facts = [fact("欠款", "2026", 300, "甲"), fact("欠款", "2027", 0, "甲")]
    found = by_period(text, [("2026", 250), ("2027", 300)], *facts)
    assert found["甲"] == [250, 50]
    assert found["乙"] == [0, 250]


@pytest.mark.parametrize("method", METHODS)
def test_lanes_with_different_numbers_do_not_touch_each_other(method: str) -> None:
    owed = ("甲 1.00 元、乙 2.00 元、丙 3.00 元", "甲 9.99 元、乙 0.00 元、丙 0.07 元")
    documents = [short(method, o, "结转以后年度") for o in owed]
    rows = [
        [("2026", 100), ("2027", 333), ("2028", -7)],
        [("2026", 5), ("2027", 2000), ("2028", 1)],
    ]
    assert_lanes_are_independent(documents, rows)
