"""Everything that is wrong with a project folder: files, rows, control totals, worked examples."""

import os

from feidi.evidence.problem import Problem, in_reading_order
from feidi.folder.folder import Folder
from feidi.folder.read import read_folder
from feidi.settle import check_examples


def check(path: str | os.PathLike[str] | Folder) -> tuple[Problem, ...]:
    """What is wrong with a project folder? Documents, tables, receipts, totals, examples.

    path: the folder, or one already read. Returns the problems in reading order; none of level
    error means that it can be settled.
    """
    folder = path if isinstance(path, Folder) else read_folder(path)
    problems = list(folder.problems)
    if folder.agreement is not None:
        problems += check_examples(folder.agreement)
    return in_reading_order(problems)
