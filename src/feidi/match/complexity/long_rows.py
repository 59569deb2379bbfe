"""Rows of year, place, industry and value -> one table a year, with everything that is wrong."""

from collections.abc import Iterator
from math import fsum
from typing import Any, Literal, NamedTuple

import numpy as np

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.match.complexity.long_columns import Coded, Columns, Lines, coded, numbers
from feidi.match.complexity.value_table import Counts, Floats, ValueTable, told
from feidi.quantities.words import Words


class Named(NamedTuple):
    """What the columns are called. year: "" where all rows are of one."""

    place: str = "place"
    industry: str = "industry"
    value: str = "value"
    year: str = ""


class ReadTables(NamedTuple):
    """One table a year, in order of years; none where a problem is an error."""

    tables: tuple[ValueTable, ...]
    problems: tuple[Problem, ...]


class _Rows(NamedTuple):
    """Columns as read, with the place where each row stands."""

    place: Coded
    industry: Coded
    value: Floats
    year: Floats
    lines: Lines


_DEFAULT = Named()


def value_tables(
    columns: Columns,
    named: Named = _DEFAULT,
    *,
    duplicates: Literal["refuse", "add"] = "refuse",
    source: str = "table",
    first_line: int = 2,
) -> ReadTables:
    """What do rows of places, industries and values say, year by year?

    columns: gives a column for a name: a dict of arrays or a frame of pandas, polars or Arrow.
    A place and industry without a row that year is zero. duplicates: whether rows of the same
    year, place and industry are an error, or are added up and reported (§M1).
    source, first_line: what problems call the rows. Labels are put in order and repeated
    rows are added exactly, so the order of rows changes no byte of any result.
    Problems: MA001 to MA005, MA016, MA018.

    >>> rows = {"place": ["b", "a", "b"], "industry": ["x", "x", "y"], "value": [3, 1, 2.5]}
    >>> found = value_tables(rows)
    >>> found.tables[0].places, found.tables[0].values
    (('a', 'b'), array([[1. , 0. ],
           [3. , 2.5]]))
    >>> value_tables({"place": ["a"], "industry": ["x"], "value": ["many"]}).problems[0].at
    At(file='table', line=2, clause='')
    """
    problems = [*_missing(columns, named, source)]
    if problems:
        return ReadTables((), tuple(problems))
    value = numbers(columns[named.value])
    year = numbers(columns[named.year]) if named.year else np.zeros(1)
    place, industry = coded(columns[named.place]), coded(columns[named.industry])
    rows = _Rows(place, industry, value, year, Lines(source, first_line))
    problems += _unreadable(columns, named, rows)
    if problems:
        return ReadTables((), tuple(problems))
    tables = []
    for when in np.unique(year):
        table, repeated = _of_year(rows, when, duplicates == "add")
        tables.append(table)
        problems += repeated
    problems += _absent(tables)
    refused = any(problem.level == "error" for problem in problems)
    return ReadTables(() if refused else tuple(tables), tuple(problems))


def _missing(columns: Columns, named: Named, source: str) -> Iterator[Problem]:
    """Say which columns are not there."""
    for name in filter(None, named):
        try:
            columns[name]
        except (KeyError, LookupError, ValueError, TypeError):
            what = Words(f"没有“{name}”列", f"there is no column “{name}”")
            fix = Words("改列名，或用 Named(…) 指明", "rename the column, or say it by Named(…)")
            yield Problem("MA001", At(source, 1), what, fix)


def _unreadable(columns: Columns, named: Named, rows: _Rows) -> Iterator[Problem]:
    """Say which rows have no label, no number, or a negative one."""
    lines, value = rows.lines, rows.value
    for name, column in ((named.place, rows.place), (named.industry, rows.industry)):
        if column.codes.min(initial=0) < 0:
            yield from lines.problems(column.codes < 0, "MA018", columns[name], _NO_LABEL)
    if not np.isfinite(value).all():
        yield from lines.problems(~np.isfinite(value), "MA002", columns[named.value], _NO_NUMBER)
    if not value.min(initial=0.0) >= 0:
        yield from lines.problems(value < 0, "MA003", columns[named.value], _NEGATIVE)
    if named.year and not (rows.year % 1 == 0).all():
        yield from lines.problems(rows.year % 1 != 0, "MA002", columns[named.year], _NO_YEAR)


_NO_LABEL = (
    Words("没有名称（“{it}”）", "there is no label (“{it}”)"),
    Words("补上名称，或删去这一行", "give the label, or take the row out"),
)
_NO_NUMBER = (
    Words("“{it}”不是数", "“{it}” is not a number"),
    Words("只写数字，不带单位、逗号和文字", "write digits only: no unit, comma or word"),
)
_NEGATIVE = (
    Words("{it} 是负数", "{it} is negative"),
    Words("核对口径：产出、就业、出口不为负", "output and jobs are never negative"),
)
_NO_YEAR = (
    Words("“{it}”不是年份", "“{it}” is not a year"),
    Words("写四位数字的年份", "write the year in four digits"),
)


def _of_year(rows: _Rows, when: Any, add: bool) -> tuple[ValueTable, list[Problem]]:
    """Return the table of one year over the labels of that year, and repeated rows."""
    at_once = bool((rows.year == when).all())
    # rows of one year need not be copied
    here: Any = slice(None) if at_once else np.flatnonzero(rows.year == when)
    place, places = rows.place if at_once else rows.place.at(here)
    industry, industries = rows.industry if at_once else rows.industry.at(here)
    value = rows.value[here]
    cell = place * len(industries)
    cell += industry
    values = np.zeros(len(places) * len(industries))
    values[cell] = value
    there = np.zeros(len(values), np.bool_)
    there[cell] = True
    table = ValueTable(
        values.reshape(len(places), len(industries)),
        places,
        industries,
        int(when),
        source=rows.lines.source,
    )
    if np.count_nonzero(there) == len(cell):
        return table, []
    counts = np.bincount(cell, minlength=len(values))
    for again in np.flatnonzero(counts > 1).tolist():
        values[again] = fsum(value[cell == again].tolist())
    return table, [_repeated(table, rows, (np.arange(len(rows.value))[here], cell, counts), add)]


def _repeated(
    table: ValueTable, rows: _Rows, found: tuple[Counts, Counts, Counts], add: bool
) -> Problem:
    """Say which rows repeat a place and industry."""
    numbers_, cell, counts = found
    first = int(np.flatnonzero(counts > 1)[0])
    which = [rows.lines.first + int(i) for i in numbers_[cell == first]]
    i, j = divmod(first, len(table.industries))
    where = f"{table.places[i]} / {table.industries[j]}"
    again = int((counts > 1).sum())
    lines = told([str(line) for line in which])
    what = Words(
        f"{where} 写了 {len(which)} 次（第 {lines} 行）；共 {again} 个单元格重复"
        + ("，已相加" if add else ""),
        f"{where} stands {len(which)} times (lines {lines}); {again} cells are repeated"
        + (" and were added up" if add else ""),
    )
    fix = Words(
        '确是分项的，用 duplicates="add" 相加；否则删去多余的行',
        'where they are parts, add them up by duplicates="add"; else take out the rows too many',
    )
    return Problem("MA005" if add else "MA004", At(rows.lines.source, which[-1]), what, fix)


def _absent(tables: list[ValueTable]) -> Iterator[Problem]:
    """Say which places have no row in a year that others have."""
    ever = sorted({place for table in tables for place in table.places})
    for table in tables:
        missing = sorted(set(ever) - set(table.places))
        if missing:
            what = Words(
                f"{table.year} 年没有 {len(missing)} 个地方的数据：{told(missing)}",
                f"{len(missing)} places have no row in {table.year}: {told(missing)}",
            )
            fix = Words("补上该年数据，或比较时剔除", "give that year, or do not compare them")
            yield Problem("MA016", table.at, what, fix)
