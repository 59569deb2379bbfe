"""Whole numbers, calendar years and months, as values of a rule."""

import re
from collections.abc import Hashable
from typing import ClassVar

from feidi.clauses.values import Vocabulary
from feidi.quantities.calendar import Cycle, read_period
from feidi.quantities.folding import fold
from feidi.quantities.words import Unreadable, Words, both

YEARS = ("年", "year", "years")
MONTHS = ("个月", "月", "month", "months")
DAYS = ("日", "天", "day", "days")


class IntegerValue:
    """A whole number, with the counter word of what it counts or without: 10 年, 10 years, 10.

    It has at most `_DIGITS` digits: no term, delay or count of an agreement has more.
    """

    _DIGITS: ClassVar[int] = len("9999")

    def __init__(self, least: int = 0, counters: tuple[str, ...] = YEARS) -> None:
        self.least, self.counters = least, counters

    @property
    def hint(self) -> Words:
        """How the number is written."""
        return Words(
            f"整数，如 10 {self.counters[0]}", f"a whole number, as 10 {self.counters[-1]}"
        )

    def read(self, text: str, names: Vocabulary) -> int:
        """Return the number."""
        said = fold(text)
        match = re.fullmatch(rf"([0-9]{{1,{self._DIGITS}}}) ?(.*)", said)
        counted = match is not None and match.group(2).lower() in ("", *self.counters)
        most = "9" * self._DIGITS
        if match is None or not counted or int(match.group(1)) < self.least:
            raise Unreadable(
                Words(
                    f"“{said}”不是 {self.least} 至 {most} 的整数",
                    f"“{said}” is no whole number from {self.least} to {most}",
                ),
                Words(f"写成 {self.hint.zh}", f"write {self.hint.en}"),
            )
        return int(match.group(1))

    def say(self, value: int) -> Words:
        """Return the digits."""
        return both(str(value))

    def shape(self, value: int) -> Hashable:
        """A number, but one that counts periods: it decides the way."""
        return value


class YearValue(IntegerValue):
    """A calendar year, such as 2029 or 2029 年度."""

    @property
    def hint(self) -> Words:
        """How the year is written."""
        return Words("公历年度，如 2029", "a calendar year, as 2029")

    def read(self, text: str, names: Vocabulary) -> int:
        """Return the year."""
        period = read_period(fold(text).removesuffix("度").removesuffix("年").strip())
        if period.months != Cycle.YEAR:
            raise Unreadable(
                Words(
                    f"“{fold(text)}”不是整个公历年度", f"“{fold(text)}” is no whole calendar year"
                ),
                Words(
                    f"写成 {period.first // Cycle.YEAR}；年中的变动由双方写明自哪个年度起",
                    f"write {period.first // Cycle.YEAR}; the parties say which year a change "
                    "within a year starts with",
                ),
            )
        return period.first // Cycle.YEAR


class MonthValue:
    """A month, such as 2026-01."""

    hint = Words("月份，如 2026-01", "a month, as 2026-01")

    def read(self, text: str, names: Vocabulary) -> int:
        """Return the month number."""
        period = read_period(text)
        if period.months != 1:
            raise Unreadable(
                Words(f"“{fold(text)}”没有写明月份", f"“{fold(text)}” does not say which month"),
                Words("写成 2026-01", "write 2026-01"),
            )
        return period.first

    def say(self, value: int) -> Words:
        """Return year-month."""
        year, month = divmod(value, 12)
        return Words(f"{year}年{month + 1}月", f"{year}-{month + 1:02d}")

    def shape(self, value: int) -> Hashable:
        """A number."""
        return None
