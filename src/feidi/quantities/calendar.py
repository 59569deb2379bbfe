"""Months, periods and agreement years. A month is a whole number: year x 12 + (month - 1)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache

from feidi.quantities.folding import fold
from feidi.quantities.words import Unreadable, Words

MONTHS_A_YEAR = 12
# no agreement between governments reaches beyond; every month between them may be computed
FIRST_YEAR, LAST_YEAR = 1900, 2200
_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})|-?[Qq]([1-4]))?")


class Cycle(IntEnum):
    """How often a settlement is made; the value is its length in months."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12


@dataclass(frozen=True, order=True)
class Period:
    """The time a receipt belongs to: a first month and a length of 1, 3 or 12 months."""

    first: int
    months: int

    @property
    def last(self) -> int:
        """The last month of the period."""
        return self.first + self.months - 1

    def __str__(self) -> str:
        """Return the period as it is written: 2031, 2031Q2, 2031-04; else first..last month."""
        year, month = divmod(self.first, MONTHS_A_YEAR)
        if self.months == Cycle.YEAR and month == 0:
            return f"{year}"
        if self.months == Cycle.QUARTER and month % Cycle.QUARTER == 0:
            return f"{year}Q{month // Cycle.QUARTER + 1}"
        if self.months == Cycle.MONTH:
            return month_text(self.first)
        return f"{month_text(self.first)}..{month_text(self.last)}"


def month_text(month: int) -> str:
    """Return a month number as people write it.

    >>> month_text(2031 * 12 + 3)
    '2031-04'
    """
    year, rest = divmod(month, MONTHS_A_YEAR)
    return f"{year:04d}-{rest + 1:02d}"


@cache
def read_period(text: str) -> Period:
    """Return the period that `text` writes: 2031, 2031Q2 or 2031-04.

    >>> str(read_period("2031Q2")), read_period("2031-04").first
    ('2031Q2', 24375)
    """
    period = _period(text)
    _check_year(text, period.first // MONTHS_A_YEAR)
    return period


def _check_year(text: str, year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(
            Words(
                f"“{text}”的年份 {year} 不在 {FIRST_YEAR} 至 {LAST_YEAR} 年之间",
                f"the year {year} of “{text}” is not between {FIRST_YEAR} and {LAST_YEAR}",
            ),
            Words("核对年份", "check the year"),
        )


def _period(text: str) -> Period:
    match = _PERIOD.fullmatch(fold(text).removesuffix("年"))
    month = int(match.group(2)) if match and match.group(2) else 1
    if not match or not 1 <= month <= MONTHS_A_YEAR:
        raise Unreadable(
            Words(f"“{text}”不是所属期", f"“{text}” is not a period"),
            Words("写成 2031、2031Q2 或 2031-04", "write 2031, 2031Q2 or 2031-04"),
        )
    first = int(match.group(1)) * MONTHS_A_YEAR
    if match.group(2):
        return Period(first + month - 1, Cycle.MONTH)
    if match.group(3):
        return Period(first + (int(match.group(3)) - 1) * Cycle.QUARTER, Cycle.QUARTER)
    return Period(first, Cycle.YEAR)


def month_of(day: date) -> int:
    """Return the month number of a day."""
    return day.year * MONTHS_A_YEAR + day.month - 1


@cache
def read_day(text: str) -> date:
    """Return the day that `text` writes: 2031-04-09 or 2031年4月9日.

    >>> read_day("2031年4月9日")
    datetime.date(2031, 4, 9)
    """
    said = re.sub(r"年|月|/", "-", fold(text)).removesuffix("日")
    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", said)
    try:
        day = date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        raise Unreadable(
            Words(f"“{text}”不是日期", f"“{text}” is not a day"),
            Words("写成 2031-04-09", "write 2031-04-09"),
        )
    _check_year(text, day.year)
    return day


def read_span(text: str) -> Period:
    """Return a settlement period as people write it, runs of months included.

    >>> str(read_span("2026-07..2027-06"))
    '2026-07..2027-06'
    """
    span = printed_span(text)
    if span.months < 1:
        first, _, last = text.partition("..")
        raise Unreadable(
            Words(f"{last} 在 {first} 之前，起止颠倒", f"{last} is before {first}"),
            Words("先写起月，再写止月", "write the first month, then the last"),
        )
    for month in (span.first, span.last):
        _check_year(text, month // MONTHS_A_YEAR)
    return span


@cache
def printed_span(text: str) -> Period:
    """Return the settlement period that the program printed as `text`, whatever its year.

    >>> str(printed_span("2200-07..2201-06"))
    '2200-07..2201-06'
    """
    first, dots, last = text.partition("..")
    start = _period(first)
    return Period(start.first, _period(last).last - start.first + 1) if dots else start
