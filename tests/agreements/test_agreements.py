"""Every good agreement reproduces its worked examples; every bad one is refused as it says."""

import re
from functools import cache
from pathlib import Path

import pytest

from feidi.clauses.agreement import Agreement
from feidi.clauses.document import read_document
from feidi.clauses.kinds.fiscal_split import FiscalSplit
from feidi.clauses.reading import read_agreement, read_policies
from feidi.evidence.problem import Problem, has_errors, in_reading_order
from feidi.settle.worked_examples import check_examples

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").glob("*.md"))
BAD = sorted((HERE / "bad").glob("*.md"))
EXPECTED = re.compile(r"```预期\n(.*?)```", re.S)


@cache
def policies() -> tuple[FiscalSplit, ...]:
    documents = [
        read_document(p.read_bytes(), p.name) for p in sorted((HERE / "policies").glob("*"))
    ]
    rules, problems = read_policies(tuple(documents))
    assert not problems
    return rules


def read(path: Path) -> tuple[Agreement | None, tuple[Problem, ...]]:
    supplements = sorted(path.parent.glob(f"{path.stem}/*.md"))
    documents = tuple(read_document(p.read_bytes(), p.name) for p in (path, *supplements))
    agreement, problems = read_agreement(documents, policies())
    if agreement is not None:
        problems = [*problems, *check_examples(agreement)]
    return agreement, in_reading_order(problems)


def told(problem: Problem) -> str:
    return f"{problem.at} [{problem.code}] {problem.what.zh} | {problem.said} | {problem.fix.zh}"


@pytest.mark.parametrize("path", GOOD, ids=lambda p: p.stem)
def test_it_reproduces_its_worked_examples(path: Path) -> None:
    agreement, problems = read(path)
    assert not problems, "\n".join(map(told, problems))
    assert agreement is not None
    assert agreement.examples, "a good agreement carries at least one worked example"


@pytest.mark.parametrize("path", GOOD, ids=lambda p: p.stem)
def test_it_reads_back_every_clause_in_both_languages(path: Path) -> None:
    agreement, _ = read(path)
    assert agreement is not None
    for clause in agreement.clauses:
        for sentence in clause.sentence():
            assert sentence.strip()
            assert not re.search(r"\{\w+\}|None|Fraction\(", sentence), sentence


@pytest.mark.parametrize("path", BAD, ids=lambda p: p.stem)
def test_it_is_refused_with_the_problems_it_states(
    path: Path, request: pytest.FixtureRequest
) -> None:
    _, problems = read(path)
    lines = sorted((p.at.line, p.code) for p in problems)
    actual = "".join(f"{code} {line}\n" for line, code in lines)
    text = path.read_text(encoding="utf-8")
    if request.config.getoption("--accept"):
        path.write_text(EXPECTED.sub(lambda _: f"```预期\n{actual}```", text), encoding="utf-8")
        return
    stated = EXPECTED.search(text)
    assert stated, "a bad agreement ends with a block ```预期 of `CODE line`"
    assert stated.group(1) == actual, "\n".join(map(told, problems))
    assert has_errors(problems)
    for problem in problems:
        assert problem.what.zh
        assert problem.fix.zh
        assert problem.section.startswith("§")
