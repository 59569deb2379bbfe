"""Totals laid out by year and account: which columns, in which order, with which footing."""

from dataclasses import dataclass
from functools import cached_property

from feidi.settle.settlement import Settlement


@dataclass(frozen=True)
class YearTable:
    """A year a row, an account a column: the parties first, as the agreement lists them.

    Cells are the settlement's own totals, in fen; the footing of a row or column is their sum.
    """

    settlement: Settlement

    @cached_property
    def _cells(self) -> dict[tuple[int, str], int]:
        return {(t.year, t.party): t.amount for t in self.settlement.totals}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that have a total, in order."""
        return tuple(sorted({t.year for t in self.settlement.totals}))

    @property
    def parties(self) -> tuple[str, ...]:
        """The accounts of the signatories, all of them, in the agreement's order."""
        return self.settlement.agreement.roles

    @cached_property
    def others(self) -> tuple[str, ...]:
        """The accounts of everybody else: upper levels, funds, what is not shared."""
        found = dict.fromkeys(total.party for total in self.settlement.totals)
        return tuple(account for account in found if account not in self.parties)

    @property
    def accounts(self) -> tuple[str, ...]:
        """Every column."""
        return (*self.parties, *self.others)

    def has(self, year: int, account: str) -> bool:
        """Say whether the settlement states a total for this year and account."""
        return (year, account) in self._cells

    def cell(self, year: int, account: str) -> int:
        """Return the total of one year and account, 0 where there is none."""
        return self._cells.get((year, account), 0)

    def row_sum(self, year: int) -> int:
        """Return what all accounts hold of one year: its receipts."""
        return sum(self.cell(year, account) for account in self.accounts)

    def column_sum(self, account: str) -> int:
        """Return what one account holds of all years."""
        return sum(self.cell(year, account) for year in self.years)

    @property
    def whole(self) -> int:
        """The sum of all cells: the receipts of all years."""
        return sum(self.row_sum(year) for year in self.years)
