"""One statistical table of a folder, CSV, XLSX or Parquet -> rows of typed values or problems."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from feidi.folder.opening import Refused, Root, damaged, unreadable
from feidi.folder.statistics.workbooks import MOST_ROWS, workbook_rows
from feidi.folder.table import Row, Table
from feidi.quantities.words import both

ENDINGS = (".csv", ".xlsx", ".parquet")


class Sheet(Table):
    """Reads one table by its data dictionary, however it is kept; lines count from the header."""

    def rows(self) -> Iterator[Row]:
        """Yield every row without a problem, in the file's order."""
        if self.name.endswith(".csv"):
            yield from super().rows()
            return
        try:
            yield from self._read(_Counted(self, self._kept()))
        except Refused as refused:
            self.findings.add(refused.problem)
        except OSError as error:
            self.findings.add(unreadable(self.name, error).problem)

    def _kept(self) -> Iterator[list[str]]:
        if self.name.endswith(".xlsx"):
            width = 0
            for cells in workbook_rows(self.root, self.name):
                width = width or len(cells)
                # a sheet does not keep empty cells at the end of a row
                yield cells + [""] * (width - len(cells))
        else:
            yield from _parquet(self.root, self.name)

    def noted(self, cells: list[str]) -> None:
        """Keep the row being read, to echo it in a problem."""
        self._line = ",".join(cells)


class _Counted:
    """Rows that know their number, as a csv.reader does."""

    def __init__(self, sheet: Sheet, rows: Iterator[list[str]]) -> None:
        self.sheet, self.rows, self.line_num = sheet, rows, 0

    def __iter__(self) -> "_Counted":
        return self

    def __next__(self) -> list[str]:
        cells = next(self.rows)
        self.line_num += 1
        self.sheet.noted(cells)
        return cells


def _parquet(root: Root, name: str) -> Iterator[list[str]]:
    with root.open(name) as file:
        try:
            kept = pq.ParquetFile(file)
            rows = kept.metadata.num_rows
            if rows > MOST_ROWS:
                text = f"{rows:,} > {MOST_ROWS:,}"
                raise damaged(name, both(text))
            yield list(kept.schema_arrow.names)
            for batch in kept.iter_batches(4096):
                yield from _texts(batch)
        except pa.ArrowException as error:
            raise damaged(name, both(str(error)[:120])) from error


def _texts(batch: Any) -> Iterator[list[str]]:
    columns = [column.to_pylist() for column in batch.columns]
    for values in zip(*columns, strict=True):
        yield ["" if value is None else _text(value) for value in values]


def _text(value: Any) -> str:
    if isinstance(value, float):
        return repr(value) if value != int(value) else str(int(value))
    return str(value)
