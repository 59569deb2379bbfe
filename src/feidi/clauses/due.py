"""What clauses ask of the parties by which day, over the years of an agreement (§R10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from feidi.clauses.days import last_day
from feidi.quantities.calendar import MONTHS_A_YEAR, Cycle, Period
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Book


@dataclass(frozen=True)
class Due:
    """Something one party has to do by a day.

    key: which of the clause's, and for which time; the same in every derivation. debtor: whose
    duty it is, "" for all. creditor: to whom, "" for all or nobody. milestone: nothing is owed
    on the day whatever the figures are; something is counted or comes to its end then.
    """

    key: str
    what: Words
    debtor: str
    creditor: str
    on: date
    period: Period
    milestone: bool = False


@dataclass(frozen=True)
class TermYears:
    """The agreement years of a park. start: month of year 1. years: how many; None without end."""

    cycle: Cycle
    start: int
    years: int | None

    def year(self, number: int) -> Period:
        """Return the months of an agreement year; 1 is the first."""
        return Period(self.start + MONTHS_A_YEAR * (number - 1), MONTHS_A_YEAR)

    def periods(self, number: int) -> tuple[Period, ...]:
        """Return the settlement periods of an agreement year."""
        first = self.year(number).first
        return tuple(
            Period(month, int(self.cycle))
            for month in range(first, first + MONTHS_A_YEAR, self.cycle)
        )

    def until(self, day: date) -> Iterator[int]:
        """Yield the agreement years that have begun by a day, within the term."""
        number = 1
        while self.years is None or number <= self.years:
            first, _ = divmod(self.year(number).first, MONTHS_A_YEAR)
            if date(first, self.year(number).first % MONTHS_A_YEAR + 1, 1) > day:
                return
            yield number
            number += 1


def term_years(agreement: "Agreement", book: "Book") -> TermYears | None:
    """Return the years of an agreement; None where they have not begun, or begin firm by firm."""
    term = agreement.term
    start = None if term.subject == "enterprise" else term.start_of("", book)
    return None if start is None else TermYears(term.cycle_of, start, term.years)


def dues_of(agreement: "Agreement", book: "Book", until: date) -> list[tuple[str, Due]]:
    """What is due when, by which clause?

    until: the last day looked at. Returns: (number of the clause, what is due) by day; only of
    clauses in force in the calendar year the period begins in. Empty where the term has not begun.
    """
    years = term_years(agreement, book)
    if years is None:
        return []
    found = [
        (version.clause.id, due)
        for number in years.until(until)
        for version in agreement.versions
        for due in version.clause.dues(years, number)
        if due.on <= until and version.in_force(due.period.first // MONTHS_A_YEAR)
    ]
    return sorted(found, key=lambda one: (one[1].on, one[0], one[1].key))


def at_end_of(period: Period) -> date:
    """Return the last day of a period."""
    return last_day(period)
