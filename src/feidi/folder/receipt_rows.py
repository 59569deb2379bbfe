"""Every row of every file of receipts: what is wrong with it, and the last day booked."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date

from feidi.evidence.problem import Problem
from feidi.folder.database import database
from feidi.folder.findings import Findings
from feidi.folder.opening import Root
from feidi.folder.parquet_check import ParquetCheck
from feidi.folder.parquet_rows import parquet_file
from feidi.folder.receipt_rules import Outside, Rules, wrong_sign
from feidi.folder.receipts import Extent, receipt_of
from feidi.folder.repeats import InMemory, OnDisk
from feidi.folder.table import Row, Table
from feidi.records.receipt import Receipt

# CSV files of more bytes than this in all have their ids compared on disk
MOST_IN_MEMORY = 1 << 26


@dataclass
class Seen:
    """What reading the receipts gives: problems, the number of rows, the last day booked."""

    problems: list[Problem] = field(default_factory=list)
    count: int = 0
    latest: date | None = None
    repeated: bool = False
    extents: dict[str, Extent] = field(default_factory=dict)

    def booked(self, day: date | None, rows: int = 1) -> None:
        """Take note of rows and of the last day among them."""
        self.count += rows
        if day is not None:
            self.latest = max(self.latest or day, day)


class ReceiptRows:
    """Checks the files of receipts of one folder (§F6, §F7)."""

    def __init__(self, root: Root, rules: Rules, progress: Callable[[str], None]) -> None:
        self.root, self.rules, self.progress, self.seen = root, rules, progress, Seen()

    def read(self, names: tuple[str, ...]) -> Seen:
        """Check all files, then ids across them."""
        with ExitStack() as stack:
            repeats: InMemory | OnDisk = InMemory()
            if self._is_large(names):
                connection = stack.enter_context(database())
                repeats = OnDisk(connection)
            for name in names:
                self.progress(name)
                if name.endswith(".parquet") and isinstance(repeats, OnDisk):
                    self._parquet(name, repeats)
                else:
                    self._csv(name, repeats)
            self.seen.problems += repeats.problems()
            self.seen.repeated = repeats.found
        return self.seen

    def _is_large(self, names: tuple[str, ...]) -> bool:
        if any(name.endswith(".parquet") for name in names):
            return True
        return sum(self.root.inside(name).stat().st_size for name in names) > MOST_IN_MEMORY

    def _csv(self, name: str, repeats: InMemory | OnDisk) -> None:
        table = Table(self.root, name, "receipts")
        outside, extent = Outside(name), Extent()
        for row in table.rows():
            receipt = receipt_of(row)
            self._row(table.findings, row, receipt)
            if not self.rules.in_term(receipt.enterprise, receipt.period):
                outside.take(receipt.period)
            repeats.take(row, receipt)
            extent = extent.with_(receipt)
        self.seen.extents[name] = extent
        self.seen.problems += table.findings.all() + outside.problems()

    def _row(self, findings: Findings, row: Row, receipt: Receipt) -> None:
        self.seen.booked(receipt.booked_on)
        told = wrong_sign(receipt.kind, receipt.amount)
        if told:
            findings.row("RE006", row.at, row.said, told)
        against = self.rules.enterprise(receipt.enterprise, receipt.park)
        if against:
            findings.row(against[0], row.at, row.said, against[1])

    def _parquet(self, name: str, repeats: OnDisk) -> None:
        file, problems = parquet_file(self.root, name)
        self.seen.problems += problems
        if file is None:
            return
        check = ParquetCheck(file, repeats.connection, self.rules)
        self.seen.problems += check.problems()
        self.seen.booked(*check.booked)
        if check.readable:
            repeats.take_file(file)
