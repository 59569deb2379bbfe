"""The figures of a place and of what it is compared with, taken from a table."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feidi.evidence.problem import Problem
from feidi.quantities.words import Words, both
from feidi.records.industry_table import SUPPRESSED, IndustryTable

ALL = Words("表内各地区合计", "all places of the table")


def reference_words(reference: str) -> Words:
    """Return what a result was measured against, in both languages.

    >>> reference_words("全国").en, reference_words("表内各地区合计").en
    ('全国', 'all places of the table')
    """
    return ALL if reference == ALL.zh else both(reference)


@dataclass(frozen=True, eq=False)
class Figures:
    """place, reference: a figure an industry, NaN where unknown; or problems and no figures.

    below_zero: industries whose figure is negative here or in the reference.
    """

    place: npt.NDArray[np.float64]
    place_status: npt.NDArray[np.uint8]
    reference: npt.NDArray[np.float64]
    reference_name: Words
    below_zero: npt.NDArray[np.bool_]
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether anything can be compared."""
        return not self.problems

    @property
    def shared(self) -> npt.NDArray[np.bool_]:
        """Industries that can have a share: known on both sides, negative on neither."""
        return ~np.isnan(self.place) & ~np.isnan(self.reference) & ~self.below_zero

    def why_not(self, i: int) -> Words:
        """Return why an industry has no share."""
        if self.place_status[i] == SUPPRESSED:
            return Words("本地数保密，未当作零", "the figure of the place is suppressed, not zero")
        if np.isnan(self.place[i]):
            return Words("本地数缺失，未当作零", "the figure of the place is missing, not zero")
        if np.isnan(self.reference[i]):
            return Words("参照数缺失或保密", "the figure of the reference is missing or suppressed")
        if self.below_zero[i]:
            return Words("数为负，没有份额", "a negative figure has no share")
        return Words("参照地没有此行业", "the reference has none of this industry")


def figures_of(table: IndustryTable, place: str, reference: str = "") -> Figures:
    """Return the figures of a place and of its reference ("" is the sum of all places).

    DI008 where a place is not in the table of that year, DI009 where no industry has figures
    above zero on both sides.
    """
    problems = [
        not_in_table(table, name)
        for name in (place, *filter(None, (reference,)))
        if name not in table.places
    ]
    nothing = np.full(len(table.codes), np.nan)
    if problems:
        status = np.zeros(len(table.codes), dtype=np.uint8)
        return Figures(nothing, status, nothing, ALL, status > 0, tuple(problems))
    mine = table.row(place)
    whole = table.row(reference) if reference else np.asarray(table.values.sum(axis=0))
    known = ~np.isnan(mine) & ~np.isnan(whole)
    empty = not (mine[known].sum() > 0 and whole[known].sum() > 0)
    return Figures(
        mine,
        table.status[table.places.index(place)],
        whole,
        both(reference) if reference else ALL,
        (mine < 0) | (whole < 0),
        (_nothing_known(table, place),) if empty else (),
    )


def not_in_table(table: IndustryTable, place: str) -> Problem:
    """Return the problem of a place that a table does not hold."""
    shown = "、".join(table.places[:5]) + ("…" if len(table.places) > 5 else "")
    return Problem(
        "DI008",
        table.at,
        Words(
            f"{table.year} 年的表没有“{place}”，有 {len(table.places)} 个地区：{shown}",
            f"the table of {table.year} has no “{place}”; it has {len(table.places)}: {shown}",
        ),
        Words("补上该地区，或核对名称", "add the place, or check its name"),
        place,
    )


def absent_from_year(table: IndustryTable, place: str) -> Problem:
    """Return the warning of a place that stands in other years of a measure."""
    return Problem(
        "DI017",
        table.at,
        Words(
            f"“{place}”在其他年份有“{table.measure_words.zh}”，{table.year} 年没有；"
            "该年不参加它的偏离—份额",
            f"“{place}” has “{table.measure_words.en}” in other years but not in {table.year}, "
            "which is left out of its shift-share",
        ),
        Words("有数据就补上；没有就不必处理", "add it where there are figures"),
        place,
    )


def _nothing_known(table: IndustryTable, place: str) -> Problem:
    return Problem(
        "DI009",
        table.at,
        Words(
            f"“{place}”{table.year} 年没有一个行业在本地和参照都有大于 0 的数",
            f"“{place}” has in {table.year} no industry with figures above 0 here and in the "
            "reference",
        ),
        Words("补充数据；缺失不是零", "add figures; missing is not zero"),
        place,
    )
