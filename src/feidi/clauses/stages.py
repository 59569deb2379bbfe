"""Values that change with the agreement year: `第1-5年: …`, `第6年起: …`, `各年: …`."""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Generic, TypeVar

from feidi.clauses.values import Value, Vocabulary
from feidi.quantities.folding import fold_range
from feidi.quantities.words import Unreadable, Words

T = TypeVar("T")
_PATTERNS = (
    (re.compile(r"第 ?(\d{1,4})-(?:第 ?)?(\d{1,4}) ?年"), "closed"),
    (re.compile(r"第 ?(\d{1,4}) ?年(?:起|以后|及以后)"), "open"),
    (re.compile(r"第 ?(\d{1,4}) ?年"), "single"),
    (re.compile(r"years? (\d{1,4})(?:-| to )(\d{1,4})", re.I), "closed"),
    (re.compile(r"from year (\d{1,4})(?: on)?", re.I), "open"),
    (re.compile(r"year (\d{1,4})", re.I), "single"),
)
EVERY_YEAR = Words("各年", "every year")


@dataclass(frozen=True)
class Stage(Generic[T]):
    """One value for the agreement years first..last (last None: without end)."""

    first: int
    last: int | None
    value: T

    def __str__(self) -> str:
        """Return the years as a label writes them."""
        return self.years.zh

    @property
    def years(self) -> Words:
        """The years in words."""
        if self.last is None:
            return (
                EVERY_YEAR
                if self.first == 1
                else Words(f"第{self.first}年起", f"from year {self.first}")
            )
        if self.first == self.last:
            return Words(f"第{self.first}年", f"year {self.first}")
        return Words(f"第{self.first}-{self.last}年", f"years {self.first}-{self.last}")


@dataclass(frozen=True)
class Staged(Generic[T]):
    """Values by agreement year, first to last, as the agreement lists them."""

    stages: tuple[Stage[T], ...]

    def at(self, year: int) -> T | None:
        """Return the value of an agreement year, or None where nothing is agreed."""
        for stage in self.stages:
            if stage.first <= year and (stage.last is None or year <= stage.last):
                return stage.value
        return None

    def gaps(self, last: int | None) -> Iterator[tuple[int, int | None]]:
        """Yield the runs of agreement years up to `last` (None: without end) left undefined."""
        expected = 1
        for stage in sorted(self.stages, key=lambda s: s.first):
            if stage.first > expected:
                yield expected, stage.first - 1
            if stage.last is None:
                return
            expected = max(expected, stage.last + 1)
        if last is None or expected <= last:
            yield expected, last

    def overlaps(self) -> Iterator[tuple[Stage[T], Stage[T]]]:
        """Yield each pair of stages that claim the same year."""
        ordered = sorted(self.stages, key=lambda s: s.first)
        for left, right in pairwise(ordered):
            if left.last is None or left.last >= right.first:
                yield left, right


def read_years(label: str) -> tuple[int, int | None] | None:
    """Return the agreement years a label names, or None where it names none.

    >>> read_years("第1至5年"), read_years("from year 6"), read_years("基数")
    ((1, 5), (6, None), None)
    """
    said = fold_range(label)
    if said in EVERY_YEAR or said.lower() == EVERY_YEAR.en:
        return 1, None
    for pattern, kind in _PATTERNS:
        if match := pattern.fullmatch(said):
            first = int(match.group(1))
            if kind == "closed":
                return first, int(match.group(2))
            return first, None if kind == "open" else first
    return None


def _sound(label: str, first: int, last: int | None) -> tuple[int, int | None]:
    """Return the years of a label; they count from 1 and do not run backward."""
    if first < 1 or (last is not None and last < first):
        what = (
            Words(f"“{label}”：协议年次从 1 起计", f"“{label}”: agreement years count from 1")
            if first < 1
            else Words(
                f"“{label}”起止颠倒：{last} 小于 {first}",
                f"“{label}” runs backward: {last} is less than {first}",
            )
        )
        fix = Words("写成“第1-5年”或“第6年起”", "write “years 1-5” or “from year 6”")
        raise Unreadable(what, fix)
    return first, last


@dataclass(frozen=True)
class StagedValue:
    """The type of a value written on lines labelled by agreement years."""

    inner: Value

    @property
    def hint(self) -> Words:
        """Each line's value is the inner one."""
        return Words(
            f"按协议年次各写一行：{self.inner.hint.zh}",
            f"one line for each run of agreement years: {self.inner.hint.en}",
        )

    def read_line(self, label: str, text: str, names: Vocabulary) -> "Stage[Any] | None":
        """Return the stage a line writes, or None where its label names no years."""
        years = read_years(label)
        if years is None:
            return None
        return Stage(*_sound(label, *years), self.inner.read(text, names))

    def gather(self, lines: "list[Stage[Any]]") -> Staged[Any]:
        """Return the stages of one clause as one value."""
        return Staged(tuple(lines))

    def say(self, value: Staged[Any]) -> Words:
        """Return the stages one after another."""
        said = [(s.years, self.inner.say(s.value)) for s in value.stages]
        return Words(
            "；".join(f"{years.zh} {what.zh}" for years, what in said),
            "; ".join(f"{years.en}: {what.en}" for years, what in said),
        )

    def shape(self, value: Staged[Any]) -> Hashable:
        """Return the shapes of all stages; which years they cover is a number."""
        return tuple(self.inner.shape(stage.value) for stage in value.stages)
