"""One year of a place-by-industry table, and what can be wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.words import Words

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class ValueTable:
    """What every place makes in every industry in one year.

    values: places x industries, one unit for all, none negative, none missing; or 0 and 1
    where presence is given. population: persons by place, for RPOP. source: the file or
    table that problems name.
    """

    values: Floats
    places: tuple[str, ...]
    industries: tuple[str, ...]
    year: int = 0
    population: Floats | None = None
    source: str = "table"

    def __post_init__(self) -> None:
        if self.values.shape != (len(self.places), len(self.industries)):
            shape = (len(self.places), len(self.industries))
            message = f"values have shape {self.values.shape}, the labels say {shape}"
            raise ValueError(message)

    @property
    def at(self) -> At:
        """The table as a place where a problem is found."""
        return At(self.source, clause=str(self.year) if self.year else "")

    def only(self, rows: Flags) -> "ValueTable":
        """Return the table of some places, and of all industries."""
        if rows.all():
            return self
        people = None if self.population is None else self.population[rows]
        places = tuple(name for name, kept in zip(self.places, rows, strict=True) if kept)
        return replace(self, values=self.values[rows], places=places, population=people)


def faults(table: ValueTable) -> list[Problem]:
    """Return what makes a table unfit to be computed with (§M1)."""
    found = [*_repeated(table, table.places), *_repeated(table, table.industries)]
    # the sum is finite only where every value is; where it is not, every value is looked at
    if not np.isfinite(table.values.sum()):
        wrong = ~np.isfinite(table.values)
        if wrong.any():
            found.append(_cell(table, "MA002", wrong, _NOT_A_NUMBER))
    if table.values.min(initial=0.0) < 0 or found:
        negative = table.values < 0
        if negative.any():
            found.append(_cell(table, "MA003", negative, _NEGATIVE))
    return found


def no_people(table: ValueTable) -> list[Problem]:
    """Return the problem of a table whose population RPOP cannot divide by."""
    people = table.population
    if people is None:
        who = table.places
    else:
        bad = ~(np.isfinite(people) & (people > 0))
        who = tuple(name for name, wrong in zip(table.places, bad, strict=True) if wrong)
    if not who:
        return []
    what = Words(
        f"{len(who)} 个地方没有人口数：{told(who)}",
        f"{len(who)} places without population: {told(who)}",
    )
    fix = Words("补上同年人口，或改用 RCA", "give the population of the same year, or use RCA")
    return [Problem("MA011", table.at, what, fix)]


def told(names: Sequence[str], most: int = 8) -> str:
    """Return a list of names, shortened where it is long."""
    shown = "、".join(names[:most])
    return shown if len(names) <= most else f"{shown} … ({len(names)})"


_NOT_A_NUMBER = (
    Words("没有数值", "has no number"),
    Words("补上数值；确实没有的写 0", "give the number; write 0 where there is nothing"),
)
_NEGATIVE = (
    Words("是负数", "is negative"),
    Words(
        "核对口径：产出、就业、出口不为负", "check the measure: output and jobs are not negative"
    ),
)


def _cell(table: ValueTable, code: str, wrong: Flags, said: tuple[Words, Words]) -> Problem:
    """Return one problem that names the first wrong cell and counts the others."""
    i, j = (int(where) for where in np.argwhere(wrong)[0])
    what, fix = said
    value, count = table.values[i, j], int(wrong.sum())
    where = f"{table.places[i]} / {table.industries[j]}"
    return Problem(
        code,
        table.at,
        Words(
            f"{where} 的值 {value} {what.zh}（共 {count} 个单元格）",
            f"{where}: {value} {what.en} ({count} cells in all)",
        ),
        fix,
    )


def _repeated(table: ValueTable, names: tuple[str, ...]) -> Iterator[Problem]:
    if len({*names, ""}) == len(names) + 1:
        return
    seen: set[str] = set()
    for name in names:
        if name in seen or not name:
            what = Words(f"名称“{name}”重复或为空", f"the label “{name}” is repeated or empty")
            fix = Words("每个地方、每个行业只写一次", "write every place and every industry once")
            yield Problem("MA004", table.at, what, fix)
        seen.add(name)
