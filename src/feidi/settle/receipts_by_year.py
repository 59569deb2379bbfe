"""What was booked in which year: receipts added up by the day they were settled at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class BookedYear:
    """One year of receipts. count: how many. amount: their sum in fen, refunds being negative."""

    year: int
    count: int
    amount: int


def by_year(booked: Iterable[tuple[date, int]]) -> tuple[BookedYear, ...]:
    """How much was booked in each year? The latest year first.

    booked: (day settled at, fen) of each receipt, in any order.

    >>> by_year([(date(2031, 4, 18), 500), (date(2031, 7, 1), -200), (date(2030, 1, 9), 7)])
    (BookedYear(year=2031, count=2, amount=300), BookedYear(year=2030, count=1, amount=7))
    """
    counts: dict[int, int] = {}
    sums: dict[int, int] = {}
    for day, amount in booked:
        counts[day.year] = counts.get(day.year, 0) + 1
        sums[day.year] = sums.get(day.year, 0) + amount
    years = sorted(sums, reverse=True)
    return tuple(BookedYear(year, counts[year], sums[year]) for year in years)
