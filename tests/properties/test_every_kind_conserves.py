"""Whatever the clauses, whatever comes in: all of it is posted once, and no pot keeps any."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.test_agreements import GOOD, read
from feidi.clauses.agreement import Agreement
from feidi.clauses.plan import Case
from feidi.clauses.posting import IN_PLACE, RECEIPTS
from feidi.clauses.pots import clause_of
from feidi.clauses.setting import Book
from feidi.evidence.problem import has_errors
from feidi.settle import Settlement
from feidi.settle.settle import settle_case
from feidi.settle.worked_examples import Scenario, read_scenario

KINDS = ("collection", "refund", "correction")


@cache
def scenarios(path: Path) -> tuple[Agreement, list[Scenario]]:
    agreement, _ = read(path)
    assert agreement is not None
    return agreement, [read_scenario(agreement, block)[0] for block in agreement.examples]


def settled(agreement: Agreement, scenario: Scenario) -> Settlement:
    told = scenario.directives
    book = Book(
        tuple(scenario.facts), tuple(told.events), tuple(told.enterprises), tuple(told.payments)
    )
    firsts, lasts = zip(*((p.first, p.last) for p in scenario.periods), strict=True)
    start = agreement.term.start_month
    months = (min(firsts) if start is None else min(start, *firsts), max(lasts))
    case = Case(agreement, book, scenario.enterprises, months, known_at=told.known_at or date.max)
    return settle_case(case, scenario.cells(), told.known_at or date.max, tuple(scenario.poured))


@pytest.mark.slow
@pytest.mark.parametrize("path", GOOD, ids=lambda p: p.stem)
@given(st.data())
@settings(max_examples=12, deadline=None)
def test_receipts_of_any_size_and_sign_are_conserved(path: Path, data: st.DataObject) -> None:
    agreement, examples = scenarios(path)
    scenario = data.draw(st.sampled_from(examples))
    amounts = st.one_of(st.integers(-(10**6), 10**6), st.integers(-(10**13), 10**13))
    poured = [replace(p, amount=data.draw(amounts)) for p in scenario.poured]
    receipts = [(*row[:4], data.draw(amounts)) for row in scenario.receipts]
    result = settled(agreement, replace(scenario, poured=poured, receipts=receipts))
    assert not has_errors(result.problems)
    entered = sum(p.amount for p in poured) + sum(r[4] for r in receipts)
    assert sum(total.amount for total in result.totals) == entered
    assert_pots_are_empty(agreement, result)


def assert_pots_are_empty(agreement: Agreement, result: Settlement) -> None:
    pots = {clause.id for clause in agreement.clauses}
    left: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for posting in result.postings:
        left[posting.period, clause_of(posting.source), posting.unit] -= posting.amount
        left[posting.period, clause_of(posting.target), posting.unit] += posting.amount
    for (period, account, unit), amount in left.items():
        if account in pots:
            assert amount == 0, (period, account, unit)
    for unit in {unit for _, _, unit in left}:
        held = sum(
            v
            for (_, a, u), v in left.items()
            if u == unit and a not in pots and a not in (RECEIPTS.zh, IN_PLACE.zh)
        )
        source = sum(
            v for (_, a, u), v in left.items() if u == unit and a in (RECEIPTS.zh, IN_PLACE.zh)
        )
        assert held == -source
