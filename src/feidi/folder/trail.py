"""Which receipts stand behind a figure?"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date

from feidi.folder.database import database
from feidi.folder.opening import Root
from feidi.folder.parquet_rows import parquet_file
from feidi.folder.receipts import ReceiptFiles, receipts_in
from feidi.records.receipt import Receipt


@dataclass(frozen=True)
class Wanted:
    """Which receipts: None asks for all. Months are numbers of quantities.calendar."""

    enterprise: str | None = None
    tax: str | None = None
    first_month: int | None = None
    last_month: int | None = None
    known_at: date | None = None

    def holds(self, receipt: Receipt) -> bool:
        """Say whether a receipt is wanted; its period must lie within the months."""
        return (
            self.enterprise in (None, receipt.enterprise)
            and self.tax in (None, receipt.tax)
            and (self.first_month is None or self.first_month <= receipt.period.first)
            and (self.last_month is None or receipt.period.last <= self.last_month)
            and (self.known_at is None or receipt.booked_on <= self.known_at)
        )

    @property
    def rows(self) -> str:
        """SQL that leaves out most of what is not wanted; `holds` decides."""
        parts = ["true"]
        if self.enterprise is not None:
            parts.append("enterprise = '" + self.enterprise.replace("'", "''") + "'")
        if self.known_at is not None:
            parts.append(f"booked_on <= DATE '{self.known_at.isoformat()}'")
        return " AND ".join(parts)


def receipts_behind(files: ReceiptFiles, wanted: Wanted) -> list[Receipt]:
    """Return the wanted rows, each once, by period, day and id."""
    found: dict[str, Receipt] = {}
    for receipt in _all(files, wanted):
        if wanted.holds(receipt):
            found.setdefault(receipt.id, receipt)
    return sorted(found.values(), key=lambda r: (r.period, r.booked_on, r.id))


def _all(files: ReceiptFiles, wanted: Wanted) -> Iterator[Receipt]:
    root = Root(files.root)
    with ExitStack() as stack:
        connection = None
        for name in files.names:
            if not name.endswith(".parquet"):
                yield from receipts_in(root, name)
                continue
            file, _ = parquet_file(root, name)
            connection = connection or stack.enter_context(database())
            if file is not None:
                yield from file.receipts(connection, wanted.rows)
