"""Has an input-output table the size that the other figures of its folder give it?"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from feidi.evidence.problem import Problem
from feidi.folder.statistics.places import Places
from feidi.folder.table import Row
from feidi.quantities.units import read_unit
from feidi.quantities.words import Unreadable, Words
from feidi.records.bridge import bridge
from feidi.records.industry_table import MEASURES, IndustryTable
from feidi.records.io_table import InputOutputTable
from feidi.records.rebasing import rebased

# figures of one thing that are further apart than this are in different units
FACTOR = 5.0
# so many years apart, output of a place is not FACTOR times as large
YEARS = 5
# no province makes less than this part of what the nation makes
LEAST = 1e-4


class Listed(NamedTuple):
    """A square table and the row of io-tables.csv that names its place, year, edition, unit."""

    table: InputOutputTable
    row: Row

    @property
    def words(self) -> Words:
        """Whose output and of which year."""
        table = self.table
        return Words(f"{table.place} {table.year} 年", f"{table.place}, {table.year},")

    @property
    def output(self) -> "Figure":
        """All that the place made."""
        return Figure(float(self.table.output.sum()), self.table.unit)


class Figure(NamedTuple):
    """An amount in its unit."""

    amount: float
    unit: str

    def __str__(self) -> str:
        """Return the amount with its unit."""
        return f"{self.amount:,.0f} {self.unit}"

    def over(self, other: "Figure") -> float | None:
        """Return how many times the other it is; None where the units do not tell."""
        try:
            (mine, many), (theirs, others) = read_unit(self.unit), read_unit(other.unit)
        except Unreadable:
            return None
        if mine != theirs or self.amount <= 0 or other.amount <= 0:
            return None
        return self.amount * many / (other.amount * others)


def size_problems(
    listed: Sequence[Listed], tables: Sequence[IndustryTable], places: Places
) -> list[Problem]:
    """Return ST012 where a table is far from other figures of its place, or above its whole.

    A wrong unit balances as well as the right one; only another figure shows it (§ST2).
    """
    found: list[Problem] = []
    for number, one in enumerate(listed):
        found += [p for table in tables for p in _against_industries(one, table)]
        for other in listed[:number]:
            found += _against_another_year(one, other)
        for other in listed:
            found += _against_the_whole(one, other, places)
    return found


def _against_industries(one: Listed, table: IndustryTable) -> Iterator[Problem]:
    mine = one.table
    if table.year != mine.year or mine.place not in table.places:
        return
    own = {"output": mine.output, "value added": mine.value_added_sum}.get(table.measure)
    moved = _in_edition_of(table, mine)
    if own is None or moved is None:
        return
    figures = dict(zip(moved.codes, moved.row(mine.place), strict=True))
    theirs = np.array([figures.get(code, np.nan) for code in mine.codes])
    known = np.isfinite(theirs)
    here = Figure(float(own[known].sum()), mine.unit)
    there = Figure(float(theirs[known].sum()), table.unit)
    times = here.over(there)
    if times is not None and _far(times):
        name = MEASURES[table.measure]
        yield _problem(
            one,
            Words(
                f"{one.words.zh}同样 {int(known.sum())} 个部门的{name.zh}，这张表合计 {here}，"
                f"{table.at.file} 合计 {there}，相差 {_times(times)} 倍",
                f"{name.en} of the same {int(known.sum())} sectors of {one.words.en} is {here} in "
                f"this table and {there} in {table.at.file}, {_times(times)} times apart",
            ),
        )


def _in_edition_of(table: IndustryTable, io: InputOutputTable) -> IndustryTable | None:
    """Return industry figures by the sectors of a table, None where no bridge leads there."""
    if table.classification == io.classification:
        return table
    over = bridge(table.classification.id, io.classification.id)
    moved = rebased(table, over) if over else None
    return moved if isinstance(moved, IndustryTable) else None


def _against_another_year(one: Listed, other: Listed) -> Iterator[Problem]:
    apart = abs(one.table.year - other.table.year)
    times = one.output.over(other.output)
    if one.table.place != other.table.place or apart > YEARS or times is None:
        return
    if _far(times):
        yield _problem(
            one,
            Words(
                f"{one.words.zh}总产出 {one.output}，{other.row.at} 列出的 "
                f"{other.table.year} 年的表是 {other.output}，相差 {_times(times)} 倍",
                f"output of {one.words.en} is {one.output}, in the table of {other.table.year} "
                f"listed at {other.row.at} {other.output}, {_times(times)} times apart",
            ),
        )


def _against_the_whole(one: Listed, whole: Listed, places: Places) -> Iterator[Problem]:
    name = one.table.place
    if one.table.year != whole.table.year or whole.table.place not in places.holding(name):
        return
    times = one.output.over(whole.output)
    least = LEAST if name == places.province else 0.0
    if times is None or least <= times <= 1.0:
        return
    said = f"{times:,.1f}" if times > 1.0 else f"{times:.1g}"
    yield _problem(
        one,
        Words(
            f"{one.words.zh}总产出 {one.output}，{whole.row.at} 列出的{whole.table.place}是 "
            f"{whole.output}：是它的 {said} 倍，"
            + ("部分大于全部" if times > 1 else "没有一个省这样小"),
            f"output of {one.words.en} is {one.output}, that of {whole.table.place} listed at "
            f"{whole.row.at} {whole.output}: {said} times as much, "
            + ("a part above the whole" if times > 1 else "no province is so small"),
        ),
    )


def _far(times: float) -> bool:
    return times > FACTOR or times < 1.0 / FACTOR


def _times(times: float) -> str:
    return f"{max(times, 1.0 / times):,.0f}"


def _problem(one: Listed, what: Words) -> Problem:
    fix = Words(
        "对照原表核对“单位”“地区”“年度”，两处只要有一处写错就改那一处",
        "check unit, place and year against the published table, and mend whichever is wrong",
    )
    return Problem("ST012", one.row.at, what, fix, one.row.said.rstrip("\r\n"))
