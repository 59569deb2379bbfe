"""An enterprise is covered if it meets every condition; what is missing is never a no."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from documents import HALVES, ROUNDING, SCOPE, TERM, document, problems_of, signed
from feidi.clauses.kinds.eligibility import Eligibility
from feidi.clauses.setting import Book
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.calendar import read_period
from feidi.records.enterprise import Enterprise
from feidi.records.event import Event
from feidi.records.fact import Fact

AT = At("facts.csv")
FIRM = Enterprise("E1", "甲公司", "园区", "飞出地", "government", date(2025, 12, 1), AT)
MEAN = "年均事项: 三税/企业\n年均下限: 20.00 元\n年均期自: 2024\n年均期至: 2025"


def condition(lines: str) -> Eligibility:
    rules = (TERM, ROUNDING, SCOPE, HALVES, f"条款: 准入条件\n{lines}")
    clause = signed(document(*rules)).clause("第五条")
    assert isinstance(clause, Eligibility)
    return clause


def judged(lines: str, book: Book, firm: str = "E1") -> tuple[str, list[Problem]]:
    """Return the reason for exclusion in Chinese, empty where it is covered, and the problems."""
    problems: list[Problem] = []
    reason = condition(lines).reason(firm, book, problems)
    assert condition(lines).admits(firm, book, []) == (reason is None)
    return (reason.zh if reason else ""), problems


def taxes(*rows: tuple[str, int]) -> tuple[Fact, ...]:
    return tuple(
        Fact("三税", "E1", read_period(p), Fraction(fen), "fen", "", AT) for p, fen in rows
    )


def test_a_mean_at_the_minimum_is_enough_and_a_fen_less_is_not() -> None:
    assert judged(MEAN, Book(taxes(("2024", 1000), ("2025", 3000)))) == ("", [])
    reason, problems = judged(MEAN, Book(taxes(("2024", 1000), ("2025", 2998))))
    assert reason == "2024—2025 年“三税/企业”年均 19.99 元，低于 20.00 元"
    assert not problems


def test_parts_that_fill_a_year_are_added_and_parts_that_do_not_are_missing() -> None:
    quarters = [(f"2024Q{n}", 500) for n in range(1, 5)]
    assert judged(MEAN, Book(taxes(*quarters, ("2025", 2000)))) == ("", [])
    _, problems = judged(MEAN, Book(taxes(*quarters[:3], ("2025", 9999))))
    assert [p.code for p in problems] == ["AG433"]
    assert "2024" in problems[0].what.zh


def test_the_years_may_lie_before_an_event_of_the_enterprise() -> None:
    lines = "年均事项: 三税/企业\n年均下限: 20.00 元\n年均期在事件之前: 迁入\n事件前年数: 2 年"
    facts = taxes(("2023", 1000), ("2024", 3000), ("2025", 0))
    moved = Event("迁入", "E1", date(2025, 7, 1), "", AT)
    assert judged(lines, Book(facts, events=(moved,))) == ("", [])
    _, problems = judged(lines, Book(facts))
    assert [p.code for p in problems] == ["AG433"]


def test_leadership_list_and_introducer_are_read_from_the_roster() -> None:
    lines = "主导方式: 政府\n引荐方: 飞出地\n须经双方确认: 是"
    assert judged(lines, Book(enterprises=(FIRM,))) == ("", [])
    for change, reason in (
        ({"led_by": "market"}, "由市场，须由政府"),
        ({"brought_by": "飞入地"}, "由飞入地，须由飞出地"),
        ({"listed_on": None}, "不在双方共同确认的名单内"),
    ):
        firm = replace(FIRM, **change)
        assert judged(lines, Book(enterprises=(firm,))) == (reason, [])


def test_what_the_roster_does_not_say_is_a_problem() -> None:
    silent = replace(FIRM, led_by="")
    for book in (Book(enterprises=(silent,)), Book()):
        _, problems = judged("主导方式: 政府", book)
        assert [p.code for p in problems] == ["AG433"]


def test_only_enterprises_that_came_since_a_month_are_new() -> None:
    lines = "增量起算: 2025-07\n增量以事件: 落地"
    for day, covered in ((date(2025, 7, 1), True), (date(2025, 6, 30), False)):
        reason, problems = judged(lines, Book(events=(Event("落地", "E1", day, "", AT),)))
        assert (reason == "") is covered
        assert not problems


def test_an_expressly_excluded_enterprise_needs_no_figures() -> None:
    assert judged(MEAN + "\n排除企业: E1、E9", Book()) == ("第五条明确排除", [])


def test_conditions_half_written_are_refused() -> None:
    for lines, codes in (
        ("年均下限: 20.00 元", ["AG431"]),
        ("年均事项: 三税/企业", ["AG430", "AG431"]),
        ("增量以事件: 落地", ["AG430", "AG432"]),
    ):
        found = problems_of(TERM, ROUNDING, SCOPE, HALVES, f"条款: 准入条件\n{lines}")
        assert sorted(p.code for p in found) == codes
