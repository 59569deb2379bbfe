"""A guaranteed party gets its floor, from the day it is due, and nobody pays it twice."""

from datetime import date

import pytest

from batches import Lane, assert_same_side_by_side, flow
from documents import (
    HALVES,
    ROUNDING,
    SCOPE,
    TERM,
    document,
    problems_of,
    receipts,
    settled,
    signed,
)
from feidi.clauses.agreement import Agreement
from feidi.clauses.setting import Book
from feidi.evidence.source import At
from feidi.records.event import Event

TWO_YEARS = TERM.replace("长期有效: 是", "期限年数: 2 年")
QUARTERLY = TWO_YEARS.replace("年度", "季度").replace("2 年", "1 年")
FLOOR = "条款: 保底\n适用于: 第四条\n保底方: 飞出地\n补足方: 飞入地\n补足时点: 协议年度末\n"
TRIGGER = "触发事件: 援助到位\n触发后满月数: 12 个月\n触发当年: {}\n"


def agreement(more: str, term: str = TWO_YEARS, rounding: str = ROUNDING) -> Agreement:
    return signed(document(term, rounding, SCOPE, HALVES, FLOOR + more))


def happened(day: date) -> Book:
    return Book(events=(Event("援助到位", "", day, "", At("events.csv")),))


def made_up(
    one: Agreement, *rows: tuple[str, str, int], book: Book | None = None
) -> dict[str, int]:
    result = settled(one, receipts(*rows), book)
    assert sum(t.amount for t in result.totals) == sum(row[2] for row in rows)
    return {p.period: p.amount for p in result.postings if p.clause == "第五条"}


def test_the_gap_is_made_up_and_nothing_above_the_floor() -> None:
    one = agreement("各年: 5 元")
    assert made_up(one, ("vat", "2026", 600), ("vat", "2027", 2000)) == {"2026": 200}


def test_a_negative_share_raises_what_is_made_up() -> None:
    rows = (("vat", "2026", -600), ("vat", "2027", 2000))
    assert made_up(agreement("各年: 5 元"), *rows) == {"2026": 800}


def test_a_floor_of_nothing_still_covers_refunds() -> None:
    assert made_up(agreement("各年: 0 元"), ("vat", "2026", -600)) == {"2026": 300}


def test_without_the_event_there_is_no_floor() -> None:
    one = agreement("各年: 12 元\n" + TRIGGER.format("当年全额"))
    assert made_up(one, ("vat", "2026", 200)) == {}


@pytest.mark.parametrize(
    ("first_year", "first", "second"),
    [
        ("当年全额", 1100, 1100),
        ("按月折算，含触发当月", 700, 1100),
        ("按月折算，自触发次月", 600, 1100),
        ("次年起", None, 1100),
    ],
)
def test_the_year_of_the_trigger_counts_as_agreed(
    first_year: str, first: int | None, second: int
) -> None:
    three = TWO_YEARS.replace("2 年", "3 年")
    one = agreement("各年: 12 元\n" + TRIGGER.format(first_year), three)
    rows = (("vat", "2027", 200), ("vat", "2028", 200))
    found = made_up(one, *rows, book=happened(date(2026, 5, 20)))
    assert (found.get("2027"), found["2028"]) == (first, second)


@pytest.mark.parametrize("first_year", ["按月折算，自触发次月", "次年起"])
def test_a_trigger_on_the_first_day_of_a_year_makes_that_year_whole(first_year: str) -> None:
    one = agreement("各年: 12 元\n" + TRIGGER.format(first_year))
    assert made_up(one, ("vat", "2027", 200), book=happened(date(2026, 1, 1))) == {"2027": 1100}


def test_judged_in_every_period_it_ends_the_year_at_the_same_amount() -> None:
    every = FLOOR.replace("协议年度末", "每个结算期按月累计") + "各年: 12 元"
    one = signed(document(QUARTERLY, ROUNDING, SCOPE, HALVES, every))
    rows = (("vat", "2026Q1", 200), ("vat", "2026Q2", 1800), ("vat", "2026Q4", -1000))
    found = made_up(one, *rows)
    assert found == {"2026Q1": 200, "2026Q2": -200, "2026Q4": 700}
    at_the_end = made_up(agreement("各年: 12 元", QUARTERLY), *rows)
    assert sum(found.values()) == sum(at_the_end.values()) == 700


def test_an_unfinished_year_is_not_judged() -> None:
    lane = Lane(agreement("各年: 12 元", QUARTERLY), [("A", "vat", "2026Q1", "collection", 200)])
    assert flow([lane], "2026Q1-2026Q3").balances["飞出地"].tolist() == [[100, 0, 0]]
    assert flow([lane], "2026Q1-2026Q4").balances["飞出地"].tolist() == [[100, 0, 0, 1100]]


def test_lanes_with_different_floors_do_not_mix() -> None:
    lanes = [
        Lane(agreement(f"第1年: {n} 元\n第2年起: {n + 1} 元"), rows)
        for n, rows in (
            (5, [("A", "vat", "2026", "collection", 600)]),
            (9, [("B", "vat", "2027", "refund", -100)]),
            (0, [("C", "vat", "2026", "collection", 1)]),
        )
    ]
    assert_same_side_by_side(lanes, "2026-2028")


def test_an_incomplete_trigger_is_refused() -> None:
    more = FLOOR + "各年: 5 元\n触发事件: 援助到位"
    assert [p.code for p in problems_of(TERM, ROUNDING, SCOPE, HALVES, more)] == ["AG351"]
