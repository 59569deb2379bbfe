"""Rows of Parquet receipts as the records, and every check on them, through SQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.cell_values import READERS
from feidi.folder.columns import columns
from feidi.folder.database import parquet_rows, quoted, streamed
from feidi.folder.opening import Root
from feidi.folder.parquet_columns import parquet_columns
from feidi.folder.receipts import receipt_of
from feidi.folder.table import Row
from feidi.quantities.words import Unreadable
from feidi.records.receipt import Receipt

ROW = "file_row_number"


@dataclass(frozen=True)
class ParquetFile:
    """One sound Parquet file of receipts, ready for SQL.

    name: in the folder. rows: SQL of its rows with the fields of the data dictionary, each as
    text but `booked_on` (a date) and `amount` (whole fen), and `line`, the row's number from 1.
    """

    name: str
    rows: str

    def select(self, connection: Any, what: str, where: str = "true") -> Iterator[tuple[Any, ...]]:
        """Yield the result of a query over the rows."""
        yield from streamed(connection.execute(f"SELECT {what} FROM {self.rows} WHERE {where}"))  # noqa: S608

    def receipts(self, connection: Any, where: str = "true") -> Iterator[Receipt]:
        """Yield rows as records, in the file's order; those that cannot be read are left out."""
        what = ", ".join([*(c.field for c in columns("receipts")), "line"])
        for values in self.select(connection, what, f"{where} ORDER BY line"):
            row = self.row(values)
            if row is not None:
                yield receipt_of(row)

    def row(self, values: tuple[Any, ...]) -> Row | None:
        """Return the row of one line of values as selected; None where one cannot be read."""
        found: dict[str, Any] = {}
        for column, value in zip(columns("receipts"), values, strict=False):
            typed = isinstance(value, str) and column.type not in ("money", "day")
            try:
                found[column.field] = READERS[column.type](value) if typed else value
            except Unreadable:
                return None
            if value is None and column.required:
                return None
        at = At(self.name, int(values[-1]))
        return Row(at, said(values), found)


def said(values: tuple[Any, ...]) -> str:
    """Return a row of a binary file as it would stand in CSV; amounts in fen."""
    return ",".join("" if value is None else str(value) for value in values[:-1])


def parquet_file(root: Root, name: str) -> tuple[ParquetFile | None, list[Problem]]:
    """Return a Parquet file ready for SQL, or what is wrong with its columns."""
    found, whole_fen, problems = parquet_columns(root, name)
    if problems:
        return None, problems
    parts = []
    for column in columns("receipts"):
        source = quoted(found[column.field]) if column.field in found else "NULL"
        if column.type == "money":
            scale = "" if whole_fen else " * 100"
            source = f"CAST({source} AS DECIMAL(38, 2)){scale}"
            parts.append(f"CAST({source} AS HUGEINT) AS amount")
        else:
            kind = "DATE" if column.type == "day" else "VARCHAR"
            parts.append(f"CAST({source} AS {kind}) AS {column.field}")
    source = parquet_rows(root.inside(name))
    query = f"(SELECT {', '.join(parts)}, {ROW} + 1 AS line FROM {source})"  # noqa: S608
    return ParquetFile(name, query), []
