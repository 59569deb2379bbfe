"""Which clause takes what another left: every pot has one taker, every receipt one scope."""

from documents import HALVES, ROUNDING, SCOPE, TERM, problems_of

BASE = (
    "条款: 存量基数\n取自: 第三条\n基数: 10.00 元\n基数归属: 飞入地\n不足基数: 全部归基数方，不分享"
)


def codes(*rules: str) -> list[str]:
    return [problem.code for problem in problems_of(*rules)]


def test_two_clauses_on_one_pot_are_a_conflict_that_names_both() -> None:
    problems = problems_of(TERM, ROUNDING, SCOPE, HALVES, HALVES)
    assert [p.code for p in problems] == ["AG062"]
    assert "第四条" in problems[0].what.zh
    assert "第五条" in problems[0].what.zh


def test_a_pot_that_nobody_empties_is_refused() -> None:
    assert codes(TERM, ROUNDING, SCOPE, BASE) == ["AG061"]


def test_a_clause_cannot_take_from_a_later_one() -> None:
    later = HALVES.replace("第三条", "第五条")
    assert "AG060" in codes(TERM, ROUNDING, SCOPE, later, BASE)


def test_a_clause_cannot_take_from_one_that_leaves_nothing() -> None:
    assert "AG060" in codes(TERM, ROUNDING, SCOPE, HALVES, HALVES.replace("第三条", "第四条"))


def test_two_scopes_of_one_tax_are_refused() -> None:
    halves = HALVES.replace("第三条", "第五条")
    assert codes(TERM, ROUNDING, SCOPE, HALVES, SCOPE, halves) == ["AG063"]


def test_two_scopes_of_different_taxes_are_fine() -> None:
    other, halves = SCOPE.replace("增值税", "房产税"), HALVES.replace("第三条", "第五条")
    assert codes(TERM, ROUNDING, SCOPE, HALVES, other, halves) == []


def test_an_agreement_needs_its_term_and_its_rounding() -> None:
    assert codes(SCOPE, HALVES.replace("第三条", "第一条")) == ["AG006", "AG006"]
