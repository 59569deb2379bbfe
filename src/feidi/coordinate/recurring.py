"""Days that return every so many months, until some day."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from feidi.quantities.calendar import MONTHS_A_YEAR


def returns(first: date, every: int, until: date) -> Iterator[date]:
    """On which days does something return?

    every: months, 1 or more. The day of the month is that of the first; where a month is too
    short for it, its last day. Yields days from the first to `until`, both included.

    >>> [str(day) for day in returns(date(2031, 1, 31), 1, date(2031, 3, 31))]
    ['2031-01-31', '2031-02-28', '2031-03-31']
    """
    month = first.year * MONTHS_A_YEAR + first.month - 1
    day = first
    while day <= until:
        yield day
        month += every
        year, rest = divmod(month, MONTHS_A_YEAR)
        day = date(year, rest + 1, min(first.day, monthrange(year, rest + 1)[1]))
