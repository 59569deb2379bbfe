"""What enters leaves, to the fen, for any agreement and any receipts (§R8)."""

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feidi.clauses.posting import RECEIPTS
from feidi.clauses.setting import Book
from feidi.report.to_json import dumps, settlement_json
from feidi.settle import Settlement, settle
from properties.agreements import Row, agreements, cells, rows, signed

KNOWN = date(2030, 1, 31)


def settled(text: str, receipts: list[Row]) -> Settlement:
    result = settle(signed(text), cells(receipts), Book(), KNOWN)
    assert not result.problems
    return result


@pytest.mark.slow
@given(agreements(), rows())
@settings(max_examples=150, deadline=None)
def test_every_fen_that_enters_is_posted_once(text: str, receipts: list[Row]) -> None:
    result = settled(text, receipts)
    entered = sum(row.fen for row in receipts)
    assert sum(total.amount for total in result.totals) == entered
    assert sum(p.amount for p in result.postings if p.source == RECEIPTS.zh) == entered


@pytest.mark.slow
@given(agreements(), rows())
@settings(max_examples=100, deadline=None)
def test_no_pot_keeps_anything(text: str, receipts: list[Row]) -> None:
    result = settled(text, receipts)
    pots: defaultdict[tuple[str, str], int] = defaultdict(int)
    for posting in result.postings:
        pots[posting.period, posting.source] -= posting.amount
        pots[posting.period, posting.target] += posting.amount
    for (_, account), amount in pots.items():
        if account.startswith("第"):
            assert amount == 0


@pytest.mark.slow
@given(agreements(), rows(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_receipts_does_not_matter(
    text: str, receipts: list[Row], chance: object
) -> None:
    mixed = list(receipts)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    one, two = (dumps(settlement_json(settled(text, r))) for r in (receipts, mixed))
    assert one == two


@pytest.mark.slow
@given(agreements(), rows(), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_a_receipt_split_in_two_changes_nothing(text: str, receipts: list[Row], part: int) -> None:
    first = receipts[0]
    split = [
        Row(first.firm, first.tax, first.month, first.kind, part),
        Row(first.firm, first.tax, first.month, first.kind, first.fen - part),
        *receipts[1:],
    ]
    assert settled(text, receipts).totals == settled(text, split).totals


@pytest.mark.slow
@given(agreements(), rows())
@settings(max_examples=30, deadline=None)
def test_settling_twice_gives_the_same_bytes(text: str, receipts: list[Row]) -> None:
    one, two = (dumps(settlement_json(settled(text, receipts))) for _ in range(2))
    assert one == two
