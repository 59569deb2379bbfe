"""Values by band of an amount: `0 元至 5,000 万元: …`, `5,000 万元以上: …`."""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Generic, TypeVar

from feidi.clauses.values import MoneyValue, Value, Vocabulary
from feidi.quantities.folding import fold_range
from feidi.quantities.money import in_yuan
from feidi.quantities.words import Unreadable, Words

T = TypeVar("T")
_CLOSED = re.compile(r"([\d,.]+ ?[^\d,.-]*?)(?:-| to )([\d,.]+ ?[^\d,.-]+)", re.I)
_OPEN = (
    re.compile(r"([\d,.]+ ?[^\d,.-]+?) ?(?:以上|起)"),
    re.compile(r"(?:above|over) ([\d,.]+ ?[^\d,.-]+)", re.I),
)


@dataclass(frozen=True)
class Band(Generic[T]):
    """One value for amounts over `over` and up to `to` (None: without end), in fen."""

    over: int
    to: int | None
    value: T

    @property
    def range(self) -> Words:
        """The band in words."""
        if self.to is None:
            return Words(f"{in_yuan(self.over)} 元以上", f"above {in_yuan(self.over)} yuan")
        return Words(
            f"{in_yuan(self.over)} 元至 {in_yuan(self.to)} 元",
            f"{in_yuan(self.over)} yuan to {in_yuan(self.to)} yuan",
        )


@dataclass(frozen=True)
class Banded(Generic[T]):
    """Values by band, lowest first."""

    bands: tuple[Band[T], ...]

    def breaks(self) -> Iterator[tuple[Words, Words]]:
        """Yield what is wrong with the bands as a whole: gap, overlap, no start, no end."""
        first, last = self.bands[0].over, self.bands[-1].to
        if first:
            what = Words(
                f"第一档从 {in_yuan(first)} 元起，以下没有约定",
                f"the first band starts at {in_yuan(first)} yuan",
            )
            yield what, Words("第一档从 0 元写起", "start the first band at 0 yuan")
        for low, high in pairwise(self.bands):
            if low.to != high.over:
                yield _break_between(low.to, high.over)
        if last is not None:
            top = in_yuan(last)
            what = Words(f"{top} 元以上没有约定", f"nothing is agreed above {top} yuan")
            yield what, Words(f"加写“{top} 元以上: …”", f"add “above {top} yuan: …”")


def _break_between(end: int | None, start: int) -> tuple[Words, Words]:
    """Say how one band ends and the next starts, where the two do not meet."""
    ends = (
        Words("无上限", "without end")
        if end is None
        else Words(f"{in_yuan(end)} 元", f"{in_yuan(end)} yuan")
    )
    overlap = end is None or end > start
    word = Words("重叠", "overlap") if overlap else Words("中断", "leave a gap")
    what = Words(
        f"两档{word.zh}：前一档到 {ends.zh}，后一档从 {in_yuan(start)} 元起",
        f"two bands {word.en}: one ends at {ends.en}, the next starts at {in_yuan(start)} yuan",
    )
    fix = Words("使后一档的起点等于前一档的终点", "let each band start where the one before ends")
    return what, fix


@dataclass(frozen=True)
class BandedValue:
    """The type of a value written on lines labelled by bands of an amount."""

    inner: Value

    @property
    def hint(self) -> Words:
        """Each line's value is the inner one."""
        return Words(
            f"按金额分档各写一行：{self.inner.hint.zh}",
            f"one line for each band of the amount: {self.inner.hint.en}",
        )

    def read_line(self, label: str, text: str, names: Vocabulary) -> "Band[Any] | None":
        """Return the band a line writes, or None where its label names no band."""
        said = fold_range(label)
        if match := _CLOSED.fullmatch(said):
            low, high = match.groups()
            unit = re.sub(r"^[\d,.]+ ?", "", high)
            low = low if re.search(r"[^\d,. ]", low) else f"{low} {unit}"
            over, to = (MoneyValue().read(part, names) for part in (low, high))
            if to <= over:
                raise Unreadable(
                    Words(
                        f"档的终点 {in_yuan(to)} 元不高于起点 {in_yuan(over)} 元",
                        f"the band ends at {in_yuan(to)}, not above its start {in_yuan(over)}",
                    ),
                    Words("核对两个金额", "check both amounts"),
                )
            return Band(over, to, self.inner.read(text, names))
        for pattern in _OPEN:
            if match := pattern.fullmatch(said):
                return Band(
                    MoneyValue().read(match.group(1), names), None, self.inner.read(text, names)
                )
        return None

    def gather(self, lines: "list[Band[Any]]") -> Banded[Any]:
        """Return the bands of one clause as one value, lowest first."""
        return Banded(tuple(sorted(lines, key=lambda band: band.over)))

    def say(self, value: Banded[Any]) -> Words:
        """Return the bands one after another."""
        said = [(b.range, self.inner.say(b.value)) for b in value.bands]
        return Words(
            "；".join(f"{where.zh} {what.zh}" for where, what in said),
            "; ".join(f"{where.en}: {what.en}" for where, what in said),
        )

    def shape(self, value: Banded[Any]) -> Hashable:
        """Return the shapes of all bands; where they lie is a number."""
        return tuple(self.inner.shape(band.value) for band in value.bands)
