"""Everything that is wrong with a project folder: files, rows, totals, examples, settlement."""

import os
from pathlib import Path

from feidi.clauses.setting import Book
from feidi.evidence.problem import Problem, in_reading_order
from feidi.folder import layout
from feidi.folder.folder import Folder
from feidi.folder.read import read_folder
from feidi.folder.settling import settle
from feidi.settle import check_examples


def check(path: str | os.PathLike[str] | Folder) -> tuple[Problem, ...]:
    """What is wrong with a project folder? Documents, tables, totals, examples, settlement.

    path: the folder, or one already read. Where anything is counted in it, it is settled to see
    what stops that (a fiscal rule, a figure, a start that is missing); an agreement alone is
    held against its worked examples. The tables of 1-diagnose/ and 2-match/ and the
    land of 3-site/ are read too; a folder that has these and nothing to settle needs no
    agreement. Returns the problems in reading order, each once; none of level error means that
    it can be settled.
    """
    folder = path if isinstance(path, Folder) else read_folder(path)
    problems = [p for p in folder.problems if not _only_counted(folder, p)]
    problems += _earlier_stages(folder.path)
    if folder.agreement is not None:
        problems += check_examples(folder.agreement)
        if folder.receipts.names or folder.book != Book():
            problems += [p for p in settle(folder).problems if p.level == "error"]
    return in_reading_order(problems)


def _earlier_stages(path: Path) -> list[Problem]:
    """Return what is wrong with the tables and maps of the earlier stages, where there are any."""
    problems: list[Problem] = []
    # statistics and maps bring libraries that take a second to load
    if any((path / name).is_dir() for name in (layout.DIAGNOSE, layout.MATCH)):
        from feidi.folder.statistics import read_statistics

        problems += read_statistics(path).problems
    if (path / layout.SITE).is_dir():
        from feidi.folder.land import read_land, read_relocation

        problems += [*read_land(path).problems, *read_relocation(path).problems]
    return problems


def _only_counted(folder: Folder, problem: Problem) -> bool:
    """Say whether a problem is that there is no agreement, where none is needed."""
    stages = (layout.DIAGNOSE, layout.MATCH, layout.SITE)
    counted = any((folder.path / name).is_dir() for name in stages)
    settled = (folder.path / layout.SETTLE).exists()
    missing = problem.code == "FO002" and problem.at.file == layout.AGREEMENT
    return missing and counted and not settled
