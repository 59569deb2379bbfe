"""Which file of 1-diagnose/ and 2-match/ holds which table; what none of them can be is said."""

from dataclasses import dataclass, field

from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.layout import DIAGNOSE, MATCH
from feidi.folder.opening import Refused, Root
from feidi.folder.statistics.match_tables import TABLES
from feidi.folder.statistics.sheet import ENDINGS
from feidi.quantities.words import Words

INDUSTRIES, IO_TABLE = "industries", "io-"
SINGLE = {DIAGNOSE: ("places", "io-tables", "bottlenecks", "plants"), MATCH: tuple(TABLES)}


@dataclass
class Files:
    """The files of both folders by table, and what is wrong with their names."""

    by_table: dict[str, list[str]] = field(default_factory=dict)
    squares: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def of(self, table: str) -> list[str]:
        """Return the files of a table, in name order."""
        return self.by_table.get(table, [])


def files_of(root: Root) -> Files:
    """Return the files of both folders; ST008 for one that no table has or that stands twice.

    A table is <table>.csv, .xlsx or .parquet; industry figures may be split over
    industries*.csv; square tables are io-*.csv and listed in io-tables.csv.
    """
    found = Files()
    for folder in (DIAGNOSE, MATCH):
        try:
            names = root.names(folder)
        except Refused as refused:
            found.problems.append(refused.problem)
            continue
        for name in names:
            own = name.rpartition("/")[2]
            if not own.startswith((".", "~$")):
                _place(found, folder, name, own)
    return found


def _place(found: Files, folder: str, name: str, own: str) -> None:
    stem, dot, ending = own.rpartition(".")
    if f"{dot}{ending}" not in ENDINGS:
        found.problems.append(_unknown(folder, name, "FO021"))
    elif stem.startswith(INDUSTRIES):
        key = INDUSTRIES if folder == DIAGNOSE else f"{MATCH}/{INDUSTRIES}"
        found.by_table.setdefault(key, []).append(name)
    elif stem in SINGLE[folder]:
        if found.of(stem):
            found.problems.append(_twice(name, found.of(stem)[0]))
        else:
            found.by_table[stem] = [name]
    elif folder == DIAGNOSE and stem.startswith(IO_TABLE):
        found.squares.append(name)
    else:
        found.problems.append(_unknown(folder, name, "ST008"))


def _unknown(folder: str, name: str, code: str) -> Problem:
    what = Words(
        "没有读这个文件：名称不在约定之内", "not read: its name is none of those that count"
    )
    known = [f"{folder}/{table}.csv" for table in (*SINGLE[folder], INDUSTRIES)]
    return Problem(code, At(name), what, nearest(name, known))


def _twice(name: str, first: str) -> Problem:
    what = Words(f"与 {first} 是同一张表", f"the same table as {first}")
    return Problem("ST008", At(name), what, Words("留一个文件", "keep one of the files"))


def unlisted(squares: list[str], listed: set[str]) -> list[Problem]:
    """Return a problem for each square table that io-tables.csv does not list."""
    what = Words("io-tables.csv 没有列这张表，没有读", "io-tables.csv does not list it: not read")
    fix = Words("在 io-tables.csv 加一行", "add a row to io-tables.csv")
    return [Problem("ST008", At(name), what, fix) for name in squares if name not in listed]
