"""Every figure can be asked why: its trail leads to clause and receipts."""

import pytest

from documents import HALVES, ROUNDING, SCOPE, TERM, document, receipts, settled, signed
from feidi.clauses.document import read_document
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


FUND = signed(
    document(TERM, ROUNDING, "条款: 出资入池\n各年: 飞入地 30.00 元、飞出地 10.00 元", HALVES)
)


def test_what_a_party_gets_is_no_source_of_what_it_pays() -> None:
    trail = why(settled(FUND, receipts(("vat", "2026", 1))), "2026/飞入地")
    own = {(s.posting.source, s.posting.target) for s in trail if s.depth == 0}
    deeper = {(s.posting.source, s.posting.target) for s in trail if s.depth}
    assert own == {("飞入地", "第三条"), ("第四条", "飞入地")}
    assert deeper == {("第三条", "第四条"), ("飞出地", "第三条")}


def test_what_beneficiaries_got_is_followed_to_what_was_passed_on() -> None:
    rule = "条款: 受益人分配\n适用于: 第四条\n转付方: 飞出地\n各年: 村 100%"
    table = document(TERM, ROUNDING, SCOPE, HALVES, rule, parties=("飞入地", "飞出地", "村"))
    text = table.text.replace("| 村 | 村人民政府 |", "| 村 | 村集体 | 飞出地 |")
    text = text.replace("| 角色 | 签约方 |\n|---|---|", "| 角色 | 签约方 | 代表 |\n|---|---|---|")
    agreement = signed(read_document(text.encode(), "agreement.md"))
    trail = why(settled(agreement, receipts(("vat", "2026", 100))), "2026/村")
    assert [(s.posting.source, s.posting.target) for s in trail] == [
        ("第五条", "村"),
        ("飞出地", "第五条"),
        ("第四条", "飞出地"),
        ("第三条", "第四条"),
        (RECEIPTS.zh, "第三条"),
    ]
