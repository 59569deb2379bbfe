"""The trail of every total of a settlement, year by year, for the annex and the workbook."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from feidi.quantities.units import MONEY
from feidi.report.year_table import YearTable
from feidi.settle.settlement import Settlement
from feidi.settle.why import TrailStep, why


@dataclass(frozen=True)
class Trail:
    """How one total came about. amount: fen."""

    year: int
    account: str
    amount: int
    steps: tuple[TrailStep, ...]


def trails_of(settlement: Settlement, year: int) -> Iterator[Trail]:
    """Yield the trail of every total of money of a year, in the order of the report."""
    table = YearTable(settlement)
    money = tuple(p for p in settlement.postings if p.year == year and p.unit == MONEY)
    own = replace(settlement, postings=money)
    known = {account for p in own.postings for account in (p.source, p.target)}
    for account in table.accounts:
        if table.has(year, account):
            steps = why(own, f"{year}/{account}") if account in known else ()
            yield Trail(year, account, table.cell(year, account), steps)
