"""Which places are large enough to be compared, by rules that are said and reported."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from feidi.evidence.problem import Problem
from feidi.match.complexity.value_table import Counts, Flags, ValueTable, told
from feidi.quantities.words import Words


class LeftOut(NamedTuple):
    """A place that was left out, and why."""

    place: str
    why: Words


@dataclass(frozen=True)
class SizeFilter:
    """Places below any of these are left out of the eigenproblem (§M6).

    total: the least sum of a place's values, in the table's unit. diversity: the least number of
    industries present. without: places left out by name. Everything after, RCA included, is
    computed as if they were not there; diversity is judged once, before.
    """

    total: float = 0.0
    diversity: int = 0
    without: tuple[str, ...] = ()

    def left_out(self, table: ValueTable, diversity: Counts) -> tuple[LeftOut, ...]:
        """Return the places of a table that are too small, in its order."""
        totals = table.values.sum(axis=1)
        named = set(self.without)
        found = []
        for place, total, count in zip(table.places, totals, diversity, strict=True):
            if place in named:
                why = Words("点名剔除", "left out by name")
            elif total < self.total:
                least = f"{self.total:,g}"
                why = Words(f"合计 {total:,g} 小于 {least}", f"total {total:,g} below {least}")
            elif count < self.diversity:
                why = Words(
                    f"只有 {count} 个行业，少于 {self.diversity}",
                    f"{count} industries, fewer than {self.diversity}",
                )
            else:
                continue
            found.append(LeftOut(place, why))
        return tuple(found)


def kept(table: ValueTable, left_out: tuple[LeftOut, ...]) -> Flags:
    """Return which places stay."""
    gone = {place for place, _ in left_out}
    return np.array([place not in gone for place in table.places], np.bool_)


def report(table: ValueTable, left_out: tuple[LeftOut, ...]) -> list[Problem]:
    """Return what was left out as a warning."""
    if not left_out:
        return []
    names = told([place for place, _ in left_out])
    first = left_out[0]
    what = Words(
        f"{len(left_out)} 个地方未参加计算：{names}（如 {first.place}：{first.why.zh}）",
        f"{len(left_out)} places were left out: {names} ({first.place}: {first.why.en})",
    )
    fix = Words("需要它们的结果时，用投影", "project them to have their figures")
    return [Problem("MA010", table.at, what, fix)]
