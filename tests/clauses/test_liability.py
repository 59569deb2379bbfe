"""The costs of a failed project fall on the party that introduced it."""

from datetime import date

from documents import HALVES, ROUNDING, SCOPE, TERM, cells, document, settled, signed
from feidi.clauses.setting import Book
from feidi.evidence.source import At
from feidi.records.enterprise import Enterprise
from feidi.records.event import Event
from feidi.settle import Settlement, settle
from lanes import fact

RULE = "条款: 引荐方责任\n成本: 清退成本/企业\n承担方: 引荐方\n垫付方: 飞入地"
JUDGED = RULE + "\n认定事件: 不良项目"
HERE = At("roster.csv")
ROSTER = tuple(
    Enterprise(firm, firm, "", role, "", None, HERE)
    for firm, role in (("E1", "飞出地"), ("E2", "飞入地"), ("E3", "飞出地"))
)
COSTS = (
    fact("清退成本", "2026", 100, "E1"),
    fact("清退成本", "2027", 20, "E1"),
    fact("清退成本", "2027", 70, "E2"),
    fact("清退成本", "2028", 5, "E3"),
)
RECEIPTS = cells(*(("E1", "vat", str(year), "collection", 0) for year in (2026, 2027, 2028)))


def repaid(rule: str, *events: Event) -> dict[tuple[str, str], int]:
    """Return (period, enterprise) -> what the origin repays the host."""
    agreement = signed(document(TERM, ROUNDING, SCOPE, HALVES, rule))
    result = settled(agreement, RECEIPTS, Book(COSTS, events, ROSTER))
    assert {(p.source, p.target) for p in result.postings} <= {("飞出地", "飞入地")}
    return {(p.period, p.enterprise): p.amount for p in result.postings}


def test_each_introducer_repays_the_costs_of_its_own_projects() -> None:
    assert repaid(RULE) == {("2026", "E1"): 100, ("2027", "E1"): 20, ("2028", "E3"): 5}


def test_costs_are_charged_once_the_project_is_judged_those_before_included() -> None:
    event = Event("不良项目", "E1", date(2027, 3, 1), "", HERE)
    assert repaid(JUDGED, event) == {("2027", "E1"): 120}


def test_nothing_is_charged_without_a_judgment() -> None:
    assert repaid(JUDGED) == {}


def unsettled(*roster: Enterprise) -> Settlement:
    agreement = signed(document(TERM, ROUNDING, SCOPE, HALVES, RULE))
    return settle(agreement, RECEIPTS, Book(COSTS[:1], (), roster), date(2040, 1, 1))


def test_a_cost_without_an_introducer_on_the_roster_is_refused() -> None:
    result = unsettled(Enterprise("E1", "E1", "", "", "", None, HERE))
    assert [p.code for p in result.problems] == ["AG492"]
    assert not result.totals


def test_a_named_party_may_bear_a_cost_of_the_park() -> None:
    rule = "条款: 引荐方责任\n成本: 50% × 抢修费/园区\n承担方: 飞出地\n垫付方: 飞入地"
    agreement = signed(document(TERM, ROUNDING, SCOPE, HALVES, rule))
    book = Book((fact("抢修费", "2027", 101),), (), ROSTER)
    result = settled(agreement, RECEIPTS, book)
    assert [(p.period, p.amount) for p in result.postings] == [("2027", 50)]
