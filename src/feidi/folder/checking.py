"""Everything that is wrong with a project folder: files, rows, totals, examples, settlement."""

import os

from feidi.evidence.problem import Problem, in_reading_order
from feidi.folder.folder import Folder
from feidi.folder.read import read_folder
from feidi.folder.settling import settle
from feidi.settle import check_examples


def check(path: str | os.PathLike[str] | Folder) -> tuple[Problem, ...]:
    """What is wrong with a project folder? Documents, tables, totals, examples, settlement.

    path: the folder, or one already read. It is settled to see what stops that (a fiscal rule,
    a figure, a start that is missing). Returns the problems in reading order, each once; none
    of level error means that it can be settled.
    """
    folder = path if isinstance(path, Folder) else read_folder(path)
    problems = list(folder.problems)
    if folder.agreement is not None:
        problems += check_examples(folder.agreement)
        problems += [p for p in settle(folder).problems if p.level == "error"]
    return in_reading_order(problems)
