"""Supplements: which clause a new one replaces, from which calendar year; the old stays for old."""

from dataclasses import replace

from feidi.clauses.agreement import Version
from feidi.clauses.clause import Clause
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words


def in_versions(documents: list[list[Clause]]) -> tuple[tuple[Version, ...], list[Problem]]:
    """Return every clause with the years it is in force, in the agreement's order.

    documents: the clauses of the agreement, then those of each supplement. A replacing clause
    takes the number and the place of the one it replaces.
    """
    versions = [Version(clause) for clause in documents[0]] if documents else []
    problems = [p for clause in (documents[0] if documents else []) for p in _not_here(clause)]
    for supplement in documents[1:]:
        for clause in supplement:
            problems += _amend(versions, clause)
    return tuple(versions), problems


def _not_here(clause: Clause) -> list[Problem]:
    if not clause.replaces and clause.from_year is None:
        return []
    return [
        clause.problem(
            "AG050",
            "replaces",
            Words(
                "“替代”和“生效年度”只能写在补充协议里",
                "“replaces” and “effective from” belong in supplements",
            ),
            Words("把这一条移到 supplements/ 下的补充协议", "move the clause to a supplement"),
        )
    ]


def _amend(versions: list[Version], clause: Clause) -> list[Problem]:
    if clause.from_year is None:
        what = Words(
            "补充协议的条款没有写“生效年度”", "a clause of a supplement lacks “effective from”"
        )
        fix = Words("补写“生效年度: 2029”", "add “effective from: 2029”")
        return [clause.problem("AG051", "from_year", what, fix)]
    if not clause.replaces:
        versions.append(Version(clause, since=clause.from_year))
        return []
    number = clause.replaces[0]
    last = max((i for i, v in enumerate(versions) if v.clause.id == number), default=None)
    if last is None:
        what = Words(f"被替代的 {number} 不存在", f"{number}, which it replaces, does not exist")
        return [clause.problem("AG052", "replaces", what, Words("核对条号", "check the number"))]
    old = versions[last]
    if old.since is not None and clause.from_year <= old.since:
        return [_out_of_order(clause, clause.from_year, old.since)]
    versions[last] = replace(old, until=clause.from_year)
    versions.insert(last + 1, Version(replace(clause, id=number), since=clause.from_year))
    return []


def _out_of_order(clause: Clause, year: int, before: int) -> Problem:
    what = Words(
        f"生效年度 {year} 不晚于前一版本的 {before}",
        f"it takes effect in {year}, not after the version of {before}",
    )
    fix = Words("核对各补充协议的生效年度", "check the years of the supplements")
    return clause.problem("AG053", "from_year", what, fix)
