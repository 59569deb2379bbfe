"""Published cases with known answers: each folder settles to the figures its source prints.

A case is a whole project folder with a sources.md, and either `expected.csv` (published figures)
or `refused.csv` (the problems that stand in its way). README.md says how figures are named.
"""

import csv
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

import feidi
from feidi.clauses.posting import RECEIPTS
from feidi.quantities.money import FEN_IN
from feidi.quantities.units import MONEY, UNITS, read_unit
from feidi.settle import Settlement

HERE = Path(__file__).parent
Row = dict[str, str]


def cases(table: str) -> list[Path]:
    return sorted(path.parent for path in HERE.glob(f"*/{table}"))


def rows(path: Path) -> list[Row]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@cache
def settled(case: Path) -> Settlement:
    return feidi.settle(feidi.read_folder(case))


def unit_of(row: Row) -> tuple[str, int]:
    """Return the unit of a published amount and how many smallest parts make one."""
    if row["unit"] in FEN_IN:
        return MONEY, FEN_IN[row["unit"]]
    unit, many = read_unit(row["unit"])
    return unit, many * UNITS[unit].parts


def figure(settlement: Settlement, row: Row) -> int:
    return sum(term(settlement, row, part.strip()) for part in row["figure"].split(" + "))


def term(settlement: Settlement, row: Row, named: str) -> int:
    year, unit = int(row["year"]), unit_of(row)[0]
    source, arrow, target = (part.strip() for part in named.partition("→"))
    if arrow:
        ends = [(p.year, p.source, p.target, p.unit) for p in settlement.postings]
        amounts = [p.amount for p in settlement.postings]
        wanted = (year, source, target, unit)
        return sum(a for end, a in zip(ends, amounts, strict=True) if end == wanted)
    if named in {clause.id for clause in settlement.agreement.clauses}:
        owed = settlement.outstanding
        return sum(o.amount for o in owed if (o.year, o.clause) == (year, named))
    known = {party.role for party in settlement.agreement.parties}
    totals = [*settlement.totals, *settlement.quantities]
    assert named in known | {total.party for total in totals}, f"no account “{named}”"
    return sum(t.amount for t in totals if (t.year, t.party, t.unit) == (year, named, unit))


def reasons(settlement: Settlement, row: Row) -> Iterable[str]:
    """Return the reasons of the postings that make up a figure."""
    ends = [tuple(map(str.strip, part.split("→"))) for part in row["figure"].split(" + ")]
    for posting in settlement.postings:
        if posting.year == int(row["year"]) and (posting.source, posting.target) in ends:
            yield from posting.because


@pytest.mark.parametrize("case", cases("expected.csv"), ids=lambda p: p.name)
def test_the_published_figures_follow(case: Path) -> None:
    wrong = []
    for row in rows(case / "expected.csv"):
        published = Fraction(row["amount"]) * unit_of(row)[1]
        found = figure(settled(case), row)
        if abs(found - published) > int(row["within"]):
            what = f"{row['year']} {row['figure']} ({row['published']})"
            wrong.append(f"{what}: {found}, published {published}, within {row['within']}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("case", cases("expected.csv"), ids=lambda p: p.name)
def test_the_reasons_tell_what_the_source_tells(case: Path) -> None:
    for row in rows(case / "expected.csv"):
        if row["told"]:
            told = list(reasons(settled(case), row))
            assert told, f"{row['figure']}: nothing was posted"
            assert all(row["told"] in words for words in told), told


@pytest.mark.parametrize("case", cases("expected.csv"), ids=lambda p: p.name)
def test_a_difference_is_allowed_only_with_its_reason(case: Path) -> None:
    for row in rows(case / "expected.csv"):
        assert bool(row["why"]) == (int(row["within"]) > 0), row
        if row["why"]:
            published = Fraction(row["amount"]) * unit_of(row)[1]
            assert figure(settled(case), row) != published, f"none is needed: {row}"


@pytest.mark.parametrize("case", cases("expected.csv"), ids=lambda p: p.name)
def test_the_folder_is_clean_and_says_its_sources(case: Path) -> None:
    assert not feidi.check(case)
    assert not settled(case).problems
    assert (case / "sources.md").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("case", cases("expected.csv"), ids=lambda p: p.name)
def test_what_enters_leaves(case: Path) -> None:
    settlement = settled(case)
    for year in settlement.years:
        came = sum(p.amount for p in settlement.only(year).postings if p.source == RECEIPTS.zh)
        assert sum(total.amount for total in settlement.only(year).totals) == came


@pytest.mark.parametrize("case", cases("refused.csv"), ids=lambda p: p.name)
def test_what_no_settlement_follows_from_is_refused(case: Path) -> None:
    problems = feidi.check(case)
    expected = rows(case / "refused.csv")
    assert [(p.code, str(p.at.line)) for p in problems] == [
        (r["code"], r["line"]) for r in expected
    ]
    for problem, row in zip(problems, expected, strict=True):
        assert all(row["told"] in words for words in problem.what)
    with pytest.raises(feidi.folder.Refused):
        feidi.settle(case)


def test_every_folder_is_a_case() -> None:
    folders = {path.parent for path in HERE.glob("*/agreement.md")}
    assert folders == {*cases("expected.csv"), *cases("refused.csv")}
