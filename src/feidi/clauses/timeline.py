"""Settlement periods of one agreement: equal runs of months, counted from the first needed."""

from dataclasses import dataclass

from feidi.quantities.calendar import MONTHS_A_YEAR, Cycle, Period


@dataclass(frozen=True)
class Timeline:
    """Periods 0..count-1, each `cycle` months long, the first starting in month `first`."""

    cycle: Cycle
    first: int
    count: int

    @classmethod
    def spanning(cls, cycle: Cycle, anchor: int, months: tuple[int, int]) -> "Timeline":
        """Return the periods aligned to month `anchor` that cover months[0]..months[1]."""
        low, high = months
        first = anchor + (low - anchor) // cycle * cycle
        return cls(cycle, first, (high - first) // cycle + 1)

    def period(self, t: int) -> Period:
        """Return the t-th period."""
        return Period(self.first + t * self.cycle, int(self.cycle))

    def index_of(self, period: Period) -> int | None:
        """Return the settlement period that contains `period` whole; None where none does."""
        t = (period.first - self.first) // self.cycle
        inside = period.last < self.first + (t + 1) * self.cycle
        return t if 0 <= t < self.count and inside else None

    def holding(self, month: int) -> int | None:
        """Return the settlement period that holds a month; None where none does."""
        return self.index_of(Period(month, 1))

    def agreement_year(self, t: int, start: int) -> int:
        """Return the agreement year (1 is the first) of period t, for a start in month `start`."""
        return (self.first + t * self.cycle - start) // MONTHS_A_YEAR + 1

    def calendar_year(self, t: int) -> int:
        """Return the calendar year in which period t starts."""
        return (self.first + t * self.cycle) // MONTHS_A_YEAR
