"""Every figure can be asked why: its trail leads to clause and receipts."""

import pytest

from documents import HALVES, ROUNDING, SCOPE, TERM, document, receipts, settled, signed
from feidi.clauses.posting import RECEIPTS
from feidi.quantities.words import Unreadable
from feidi.settle import why

RESULT = settled(
    signed(document(TERM, ROUNDING, SCOPE, HALVES)),
    receipts(("vat", "2026", 1001), ("vat", "2027", 10)),
)


def test_the_trail_of_a_partys_total_reaches_the_receipts() -> None:
    trail = why(RESULT, "2026/飞出地")
    assert [(s.depth, s.posting.source, s.posting.target) for s in trail] == [
        (0, "第四条", "飞出地"),
        (1, "第三条", "第四条"),
        (2, RECEIPTS.zh, "第三条"),
    ]


def test_the_postings_of_a_trail_add_up_to_the_figure() -> None:
    own = [s.posting for s in why(RESULT, "2026/飞出地") if s.depth == 0]
    assert sum(p.amount for p in own) == RESULT.of(2026, "飞出地") == 500


def test_without_a_year_all_years_are_told() -> None:
    assert {s.posting.year for s in why(RESULT, "飞出地")} == {2026, 2027}


def test_a_clause_is_a_figure_too() -> None:
    assert why(RESULT, "2027/第三条")[0].posting.amount == 10


@pytest.mark.parametrize("figure", ["2031/飞出地", "2026/丙地", "", "飞出地/2026"])
def test_an_unknown_figure_is_answered_with_the_known_ones(figure: str) -> None:
    with pytest.raises(Unreadable) as error:
        why(RESULT, figure)
    assert "飞出地" in error.value.fix.zh
    assert "2026" in error.value.fix.zh
