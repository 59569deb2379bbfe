"""What the clauses of an agreement ask for by which day, worked out by hand."""

from datetime import date
from pathlib import Path

import pytest

from feidi.clauses.agreement import Agreement
from feidi.clauses.document import read_document
from feidi.clauses.due import Due, dues_of
from feidi.clauses.reading import read_agreement, read_policies
from feidi.clauses.setting import Book
from feidi.evidence.source import At
from feidi.records.event import Event

EXAMPLES = Path(__file__).parents[2] / "examples"
HOST, ORIGIN = "飞入地", "飞出地"


def agreement(text: str, *supplements: str) -> Agreement:
    documents = [read_document(text.encode(), "agreement.md")]
    documents += [
        read_document(s.encode(), f"supplements/{n}.md") for n, s in enumerate(supplements, 2026)
    ]
    policies = [
        read_document(p.read_bytes(), f"policies/{p.name}")
        for p in sorted((EXAMPLES / "zhouqu-lanzhou" / "policies").glob("*.md"))
    ]
    found, _ = read_agreement(tuple(documents), read_policies(tuple(policies))[0])
    assert found is not None
    return found


def signed() -> str:
    return (EXAMPLES / "zhouqu-lanzhou" / "agreement.md").read_text(encoding="utf-8")


def dues(until: date = date(2025, 12, 31), text: str = "") -> list[tuple[str, Due]]:
    return dues_of(agreement(text or signed()), Book(), until)


def told(found: list[tuple[str, Due]], clause: str) -> list[tuple[str, str, str]]:
    return [(str(d.on), d.debtor, d.creditor) for number, d in found if number == clause]


def test_instalments_fall_on_their_days_and_the_year_is_trued_up() -> None:
    assert told(dues(), "第二十三条") == [
        ("2024-07-31", HOST, ORIGIN), ("2024-12-31", HOST, ORIGIN), ("2024-12-31", HOST, ORIGIN),
        ("2025-07-31", HOST, ORIGIN), ("2025-12-31", HOST, ORIGIN), ("2025-12-31", HOST, ORIGIN),
    ]  # fmt: skip
    first = next(due for number, due in dues() if number == "第二十三条")
    assert first.what.zh == "2024 第 1 期预拨：上年应得的 40%"
    assert not first.milestone


def test_what_a_year_gives_is_to_be_paid_by_the_due_day_of_the_next() -> None:
    assert told(dues(), "第二十四条") == [("2025-04-30", HOST, ORIGIN)]
    text = signed().replace("次年到期日: 04-30", "到期天数: 90 日")
    assert told(dues(text=text), "第二十四条") == [("2025-03-31", HOST, ORIGIN)]


def test_quota_moves_and_is_paid_for_in_the_years_that_have_any() -> None:
    assert told(dues(date(2033, 12, 31)), "第十六条") == [
        ("2024-12-31", HOST, ORIGIN), ("2024-12-31", ORIGIN, HOST),
        ("2025-12-31", HOST, ORIGIN), ("2025-12-31", ORIGIN, HOST),
    ]  # fmt: skip


def test_a_fixed_return_is_owed_by_its_payer() -> None:
    assert told(dues(), "第十七条") == [
        ("2024-12-31", "园区公司", "村集体"), ("2025-12-31", "园区公司", "村集体"),
    ]  # fmt: skip


def test_a_floor_and_a_settlement_are_milestones_nobody_owes_for_sure() -> None:
    found = dict(dues(date(2024, 12, 31)))
    assert found["第八条"].milestone
    assert found["第二条"].milestone


def test_the_term_ends_once_and_is_wound_up() -> None:
    found = dues(date(2040, 1, 1))
    assert told(found, "第二十五条") == [("2033-12-31", "", "")]
    assert [d.key for n, d in found if n == "第二条"][-2:] == ["end", "settlement 2033"]
    assert max(due.on for _, due in found) == date(2034, 4, 30)


def test_quarterly_settlement_has_four_ends_a_year() -> None:
    text = (EXAMPLES / "two-clause-park" / "agreement.md").read_text(encoding="utf-8")
    text = text.replace("结算周期: 年度", "结算周期: 季度").replace("2031-01", "2031-04")
    found = dues_of(agreement(text), Book(), date(2032, 3, 31))
    assert [str(due.on) for _, due in found] == [
        "2031-06-30", "2031-09-30", "2031-12-31", "2032-03-31",
    ]  # fmt: skip


def test_a_term_that_waits_for_an_event_asks_for_nothing_before_it() -> None:
    text = (EXAMPLES / "two-clause-park" / "agreement.md").read_text(encoding="utf-8")
    text = text.replace("起算月份: 2031-01", "起算事件: 达产\n起算方式: 事件次年1月")
    waits = agreement(text)
    assert dues_of(waits, Book(), date(2040, 1, 1)) == []
    event = Event(name="达产", subject="", day=date(2031, 5, 1), source="", at=At("events.csv", 2))
    found = dues_of(waits, Book(events=(event,)), date(2032, 12, 31))
    assert [str(due.on) for _, due in found] == ["2032-12-31"]


@pytest.mark.parametrize("until", [date(2024, 7, 30), date(2026, 1, 1), date(2031, 6, 1)])
def test_looking_further_only_adds_and_every_key_stands_once(until: date) -> None:
    near, far = dues(until), dues(date(2040, 1, 1))
    assert [one for one in far if one[1].on <= until] == near
    keys = [(number, due.key) for number, due in far]
    assert len(set(keys)) == len(keys)
