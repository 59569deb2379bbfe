"""What the headers and periods of a worked example may say."""

import pytest

from documents import HALVES, ROUNDING, SCOPE, TERM, document, signed
from feidi.clauses.agreement import Agreement
from feidi.clauses.document import read_document
from feidi.evidence.problem import Problem
from feidi.settle.worked_examples import check_examples

FUND = "条款: 出资入池\n各年: 飞入地 房产税/飞入地"
JULY = TERM.replace("2026-01", "2026-07")


def with_example(example: str, *rules: str) -> Agreement:
    base = document(*rules)
    text = f"{base.text}\n\n```算例\n{example}\n```\n"
    return signed(read_document(text.encode(), base.file))


def checked(example: str, *rules: str) -> list[Problem]:
    return check_examples(with_example(example, *rules))


def test_a_row_may_be_a_settlement_period_across_two_calendar_years() -> None:
    example = "期间, 第三条入池, 飞出地应得\n2026-07..2027-06, 10.00 元, 5.00 元"
    assert not checked(example, JULY, ROUNDING, SCOPE, HALVES)


def test_the_name_of_a_tax_with_a_partys_role_is_a_figure() -> None:
    example = "年度, 房产税/飞入地, 飞入地应得, 飞出地应得\n2026, 10.00 元, -5.00 元, 5.00 元"
    assert not checked(example, TERM, ROUNDING, FUND, HALVES)


def test_nothing_is_put_into_the_pot_of_a_clause_that_is_no_scope() -> None:
    example = "年度, 第三条入池, 飞出地应得\n2026, 10.00 元, 5.00 元"
    (first, *_) = checked(example, TERM, ROUNDING, FUND, HALVES)
    assert (first.code, first.at.line) == ("AG071", 44)
    assert "出资入池" in first.what.zh


@pytest.mark.parametrize("period", ["2026-13", "2026..", "去年"])
def test_an_unreadable_period_is_a_problem_of_its_row(period: str) -> None:
    example = f"年度, 第三条入池, 飞出地应得\n{period}, 10.00 元, 5.00 元"
    (problem, *_) = checked(example, TERM, ROUNDING, SCOPE, HALVES)
    assert problem.code == "AG071"


def test_an_amount_for_no_settlement_period_is_refused() -> None:
    example = "年度, 第三条入池, 飞出地应得\n2026, 10.00 元, 5.00 元"
    (problem, *_) = checked(example, JULY, ROUNDING, SCOPE, HALVES)
    assert problem.code == "AG071"
    assert "2026-07..2027-06" in problem.fix.zh


@pytest.mark.parametrize("header", ["飞出应得", "第四条→飞出", "第四条→飞出地 "])
def test_an_account_that_is_none_is_refused(header: str) -> None:
    example = f"年度, 第三条入池, {header}\n2026, 10.00 元, 0.00 元"
    (problem, *_) = checked(example, TERM, ROUNDING, SCOPE, HALVES)
    assert problem.code == ("AG070" if header.endswith(" ") else "AG071")


@pytest.mark.parametrize("header", ["不分享(属地留存)应得", "due to not shared (kept by place)"])
def test_an_account_is_named_in_either_language(header: str) -> None:
    example = f"年度, 增值税, {header}\n2025, 7.00 元, 7.00 元"
    assert not checked(example, TERM, ROUNDING, SCOPE, HALVES)
