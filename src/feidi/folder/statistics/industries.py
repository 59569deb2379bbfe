"""1-diagnose/industries*.csv|xlsx|parquet -> one table a measure and year, in one edition."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.opening import Root
from feidi.folder.statistics.parts import parts_above_wholes
from feidi.folder.statistics.places import Places
from feidi.folder.statistics.sheet import Sheet
from feidi.folder.statistics.status import STATUS, status_fits
from feidi.folder.table import Row
from feidi.quantities.words import Words
from feidi.records.classification import Classification, classification
from feidi.records.industry_table import MISSING, IndustryTable, table_problems
from feidi.records.rebasing import in_one_edition

# figures that count things: one below zero is a slip; value added of a loss-maker may be
NEVER_NEGATIVE = ("employment", "output", "revenue")

Key = tuple[str, int, str]


@dataclass
class _Cells:
    """The rows of one measure, year and edition as they come in."""

    at: At
    unit: str
    unit_at: At
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)


class Industries:
    """Reads all files of industry figures of a folder; problems are collected."""

    def __init__(self, root: Root, places: Places) -> None:
        self.root, self.places = root, places
        self.problems: list[Problem] = []
        self._found: dict[Key, _Cells] = {}

    def read(self, names: Iterable[str]) -> tuple[IndustryTable, ...]:
        """Return the tables of some files, by measure and year; none where a row is wrong."""
        for name in names:
            sheet = Sheet(self.root, name, "industries")
            for row in sheet.rows():
                self._take(row, sheet)
            self.problems += sheet.findings.all()
        if any(p.level == "error" for p in self.problems):
            return ()
        return tuple(self._joined())

    def _take(self, row: Row, sheet: Sheet) -> None:
        v = row.values
        sound = status_fits(row, sheet) & self._known(row, sheet)
        cells = self._found.setdefault(
            (v["measure"], v["year"], v["edition"]), _Cells(row.at, v["unit"], row.at)
        )
        if v["unit"] != cells.unit:
            sheet.findings.row("ST003", row.at, row.said, _other_unit(row, cells))
            return
        cell = (v["place"], v["code"])
        if cell in cells.rows:
            sheet.findings.row("ST004", row.at, row.said, _twice(row, cells.rows[cell]))
        elif sound:
            cells.rows[cell] = row

    def _known(self, row: Row, sheet: Sheet) -> bool:
        v = row.values
        edition = classification(v["edition"])
        if v["code"] not in edition:
            sheet.findings.row("DI002", row.at, row.said, _no_code(v["code"], edition))
            return False
        if self.places.every and v["place"] not in self.places:
            names = [place.name for place in self.places.every]
            what = Words(
                f"places.csv 里没有“{v['place']}”", f"places.csv does not list “{v['place']}”"
            )
            sheet.findings.row("ST001", row.at, row.said, (what, nearest(v["place"], names)))
            return False
        return (v["value"] or 0) >= 0 or _loss(row, sheet)

    def _joined(self) -> Iterable[IndustryTable]:
        """Yield one table a measure and year: those of other editions are carried over a bridge."""
        by_year: dict[tuple[str, int], IndustryTable] = {}
        for (measure, year, edition), cells in self._found.items():
            table = _table((measure, year, edition), cells)
            problems = [_at_its_row(p, cells) for p in table_problems(_answered(table))]
            problems += parts_above_wholes(cells.rows, self.places)
            self.problems += problems
            if any(p.level == "error" for p in problems):
                continue
            earlier = by_year.get((measure, year))
            if earlier is None:
                by_year[measure, year] = table
                continue
            joined = _together(earlier, table)
            if isinstance(joined, IndustryTable):
                by_year[measure, year] = joined
            else:
                self.problems += joined
        yield from (by_year[key] for key in sorted(by_year))


def _at_its_row(problem: Problem, cells: _Cells) -> Problem:
    """Return what is wrong with a code of a table at the first row that has the code."""
    for (_, code), row in cells.rows.items():
        if code == problem.said:
            return replace(problem, at=row.at, said=row.said.rstrip("\r\n"))
    return problem


def _loss(row: Row, sheet: Sheet) -> bool:
    """Report a figure below zero; one of money earned is kept apart as a loss, and not used."""
    v = row.values
    value = v["value"]
    if v["measure"] in NEVER_NEGATIVE:
        what = Words(f"数值为 {value:g}，小于 0", f"the figure is {value:g}, below 0")
        fix = Words("核对来源；这项指标不会小于 0", "check the source: it cannot be below 0")
        sheet.findings.row("DI004", row.at, row.said, (what, fix))
        return False
    what = Words(
        f"{v['place']} {v['year']} 年“{v['code']}”为 {value:,.10g} {v['unit']}：当年亏损，"
        "没有份额可言，这一格不参加比较",
        f"{v['place']}, “{v['code']}”, {v['year']}: {value:,.10g} {v['unit']}, a loss; it has no "
        "share and this cell is not compared",
    )
    fix = Words("核对来源；确为亏损则不必处理", "check the source; nothing to do if it was a loss")
    sheet.findings.row("ST009", row.at, row.said, (what, fix))
    v["value"], v["status"] = None, "missing"
    return True


def _answered(table: IndustryTable) -> IndustryTable:
    """Return a table without the industries nobody has a figure of: missing is not nothing."""
    kept = np.flatnonzero((~np.isnan(table.values)).any(axis=0))
    return replace(
        table,
        codes=tuple(table.codes[column] for column in kept),
        values=table.values[:, kept],
        status=table.status[:, kept],
    )


def _other_unit(row: Row, cells: _Cells) -> tuple[Words, Words]:
    v = row.values
    return (
        Words(
            f"{v['year']} 年的指标，{cells.unit_at} 用“{cells.unit}”，这里用“{v['unit']}”",
            f"this measure of {v['year']} is in “{cells.unit}” at {cells.unit_at}, here in "
            f"“{v['unit']}”",
        ),
        Words("全部换算成一个单位", "convert all to one unit"),
    )


def _twice(row: Row, first: Row) -> tuple[Words, Words]:
    one, other = first.values.get("value"), row.values.get("value")
    v = row.values
    return (
        Words(
            f"{v['place']} {v['code']} {v['year']} 年出现两次：{first.at} 为 {_said(one)}，"
            f"这里为 {_said(other)}",
            f"{v['place']}, {v['code']}, {v['year']} stands twice: {_said(one)} at {first.at}, "
            f"{_said(other)} here",
        ),
        Words("核对来源，留一行", "check the source and keep one row"),
    )


def _said(value: float | None) -> str:
    return "–" if value is None else f"{value:,.10g}"


def _no_code(code: str, edition: Classification) -> tuple[Words, Words]:
    padded = code.zfill(len(edition.codes[0]))
    hint = (
        Words(
            f"是否指“{padded}”？表格软件会去掉前面的 0",
            f"is it “{padded}”? spreadsheets drop zeros",
        )
        if padded in edition
        else Words("核对代码，或写明数据所用的分类版本", "check the code, or state its edition")
    )
    return Words(f"{edition.id} 没有代码“{code}”", f"{edition.id} has no code “{code}”"), hint


def _table(key: Key, cells: _Cells) -> IndustryTable:
    measure, year, edition = key
    kept = classification(edition)
    places = list(dict.fromkeys(place for place, _ in cells.rows))
    codes = sorted({code for _, code in cells.rows}, key=kept.positions.__getitem__)
    values = np.full((len(places), len(codes)), np.nan)
    status = np.full(values.shape, MISSING, dtype=np.uint8)
    row_of, column_of = _positions(places), _positions(codes)
    for (place, code), row in cells.rows.items():
        at = row_of[place], column_of[code]
        status[at] = STATUS[row.values.get("status") or "published"]
        if row.values.get("value") is not None:
            values[at] = row.values["value"]
    sources = list(dict.fromkeys(str(row.values["source"]) for row in cells.rows.values()))
    return IndustryTable(
        measure=measure,
        unit=cells.unit,
        year=year,
        places=tuple(places),
        classification=kept,
        codes=tuple(codes),
        values=values,
        status=status,
        source=_sources(sources),
        at=cells.at,
    )


def _positions(names: Iterable[Any]) -> dict[Any, int]:
    return {name: place for place, name in enumerate(names)}


def _sources(named: list[str]) -> str:
    return named[0] if len(named) == 1 else f"{named[0]} 等 {len(named)} 个来源"


def _together(one: IndustryTable, other: IndustryTable) -> IndustryTable | tuple[Problem, ...]:
    """Return two tables of a measure and year as one, in an edition both can be carried to."""
    if one.unit != other.unit:
        what = Words(
            f"{one.at} 用“{one.unit}”，这里用“{other.unit}”",
            f"in “{one.unit}” at {one.at}, here in “{other.unit}”",
        )
        fix = Words("全部换算成一个单位", "convert all to one unit")
        return (Problem("ST003", other.at, what, fix),)
    if twice := [place for place in other.places if place in one.places]:
        return tuple(_two_editions(one, other, place) for place in twice)
    moved = in_one_edition(one, other)
    first, second = moved[0], moved[-1]
    if isinstance(first, Problem) or isinstance(second, Problem):
        return tuple(p for p in moved if isinstance(p, Problem))
    codes = sorted({*first.codes, *second.codes}, key=first.classification.positions.__getitem__)
    spread = [_spread(table, tuple(codes)) for table in (first, second)]
    return replace(
        spread[0],
        places=(*first.places, *second.places),
        values=np.vstack([table.values for table in spread]),
        status=np.vstack([table.status for table in spread]),
        source=f"{first.source}；{second.source}",
    )


def _two_editions(one: IndustryTable, other: IndustryTable, place: str) -> Problem:
    """Report a place with one measure and year in two editions: which of them counts?"""
    first, second = one.classification.id, other.classification.id
    what = Words(
        f"“{place}”{one.year} 年的同一指标有两版分类：{one.at} 是 {first}，这里是 {second}",
        f"“{place}” has one measure of {one.year} in two editions: {first} at {one.at}, here "
        f"{second}",
    )
    fix = Words(
        "一个地区一年的一个指标只用一版分类", "keep to one edition a place, year and measure"
    )
    return Problem("DI001", other.at, what, fix)


def _spread(table: IndustryTable, codes: tuple[str, ...]) -> IndustryTable:
    """Return a table over more columns; those it does not have are missing."""
    at = [codes.index(code) for code in table.codes]
    values = np.full((len(table.places), len(codes)), np.nan)
    status = np.full(values.shape, MISSING, dtype=np.uint8)
    values[:, at], status[:, at] = table.values, table.status
    return replace(table, codes=codes, values=values, status=status)
