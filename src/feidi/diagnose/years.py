"""Several years of one measure, made comparable: one edition, the same industries, no gaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from feidi.diagnose.places import figures_of, not_in_table
from feidi.diagnose.shift_models import Change
from feidi.evidence.problem import Problem
from feidi.quantities.words import Words
from feidi.records.industry_table import IndustryTable
from feidi.records.rebasing import in_one_edition

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Years:
    """Tables of several years in one edition, the industries that are known in all of them."""

    tables: tuple[IndustryTable, ...]
    place: str
    reference: str
    neighbours: Mapping[str, float]
    known: npt.NDArray[np.bool_]

    def change(self, start: IndustryTable, end: IndustryTable) -> Change:
        """Return what changed between two of the years, over the industries known in all."""
        before, after = (figures_of(t, self.place, self.reference) for t in (start, end))
        around = [around_of(t, self.neighbours) for t in (start, end)]
        figures = (before.place, after.place, before.reference, after.reference, *around)
        return Change(*(each[self.known] for each in figures))


def around_of(table: IndustryTable, weights: Mapping[str, float]) -> Array:
    """Return the weighted sum of some places; unknown where one of them is, zeros for none."""
    rows = [weight * table.row(name) for name, weight in weights.items()]
    return np.asarray(sum(rows, np.zeros(len(table.codes))))


def comparable_years(
    tables: Sequence[IndustryTable], place: str, reference: str, neighbours: Mapping[str, float]
) -> Years | tuple[Problem, ...]:
    """Return the tables by year in one edition, with the same columns, or what is in the way."""
    ordered = sorted(tables, key=lambda table: table.year)
    problems = [*_unlike(ordered)]
    for table in ordered:
        problems += [
            not_in_table(table, name)
            for name in (place, reference, *neighbours)
            if name and name not in table.places
        ]
    if problems:
        return tuple(problems)
    joined = _in_one_edition(ordered)
    if isinstance(joined[0], Problem):
        return tuple(p for p in joined if isinstance(p, Problem))
    aligned = _aligned([t for t in joined if isinstance(t, IndustryTable)])
    found = [figures_of(table, place, reference) for table in aligned]
    problems = [problem for one in found for problem in one.problems]
    if problems:
        return tuple(problems)
    figures = [each for one in found for each in (one.place, one.reference)]
    figures += [around_of(table, neighbours) for table in aligned]
    unknown = np.logical_or.reduce([np.isnan(each) for each in figures])
    return Years(aligned, place, reference, neighbours, ~unknown)


def _in_one_edition(ordered: list[IndustryTable]) -> tuple[IndustryTable | Problem, ...]:
    """Carry every table to an edition that all can reach; two editions at a time."""
    for _ in ordered:
        for i, j in pairwise(range(len(ordered))):
            moved = in_one_edition(ordered[i], ordered[j])
            if len(moved) != 2 or isinstance(moved[0], Problem):
                return moved
            ordered[i], ordered[j] = moved
    return tuple(ordered)


def _aligned(tables: list[IndustryTable]) -> tuple[IndustryTable, ...]:
    """Give every table the same columns; what a table does not list is unknown there."""
    order = tables[0].classification.positions
    codes = tuple(sorted({c for t in tables for c in t.codes}, key=order.__getitem__))
    done = []
    for table in tables:
        shape = (len(table.places), len(codes))
        values, status = np.full(shape, np.nan), np.ones(shape, dtype=np.uint8)
        at = [codes.index(code) for code in table.codes]
        values[:, at], status[:, at] = table.values, table.status
        done.append(replace(table, codes=codes, values=values, status=status))
    return tuple(done)


def _unlike(ordered: list[IndustryTable]) -> list[Problem]:
    years = [table.year for table in ordered]
    found = []
    if len(set(years)) < max(2, len(years)):
        said = "、".join(map(str, years))
        found.append(
            Problem(
                "DI010",
                ordered[0].at,
                Words(
                    f"偏离—份额需要至少两个不同年份，现有：{said}",
                    f"shift-share needs two years or more, each once; given: {said}",
                ),
                Words("每年一张表，至少两年", "give one table a year, two at least"),
            )
        )
    for one, other in pairwise(ordered):
        if (one.measure, one.unit) != (other.measure, other.unit):
            found.append(
                Problem(
                    "DI010",
                    other.at,
                    Words(
                        f"{one.year} 年是“{one.measure_words.zh}，{one.unit}”，"
                        f"{other.year} 年是“{other.measure_words.zh}，{other.unit}”",
                        f"{one.year} is in “{one.measure_words.en}, {one.unit}”, "
                        f"{other.year} in “{other.measure_words.en}, {other.unit}”",
                    ),
                    Words("换成同一指标、同一单位", "give one measure in one unit"),
                )
            )
    return found
