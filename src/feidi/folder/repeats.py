"""Receipts that stand twice: the same row counts once, one id with two contents is an error."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.columns import columns
from feidi.folder.database import streamed
from feidi.folder.findings import Findings
from feidi.folder.opening import damaged
from feidi.folder.parquet_rows import ParquetFile
from feidi.folder.receipt_rules import content
from feidi.folder.receipts import receipt_of
from feidi.folder.table import Row
from feidi.quantities.words import Words
from feidi.records.receipt import Receipt

_FIELDS = tuple(column.field for column in columns("receipts"))
_ROWS_AT_ONCE = 50_000


class _Told:
    """What has been found, by file."""

    def __init__(self) -> None:
        self.conflicts: dict[str, Findings] = {}
        self.same: dict[str, list[Row]] = {}
        self.counts: Counter[str] = Counter()

    def twice(self, row: Row, first: At, *, same: bool) -> None:
        name = row.at.file
        if same:
            self.counts[name] += 1
            self.same[name] = [min([*self.same.get(name, []), row], key=lambda r: r.at.line)]
            return
        said = row.values["id"]
        what = Words(
            f"编号“{said}”在 {first} 已有，内容不同",
            f"the id “{said}” stands at {first} with other content",
        )
        fix = Words(
            "核对凭证：是另一笔的给新编号，是更正的写“更正”行",
            "check the voucher: a new entry needs its own id, a correction its own row",
        )
        found = self.conflicts.setdefault(name, Findings(name))
        found.row("RE007", row.at, row.said, (what, fix))

    @property
    def any(self) -> bool:
        return bool(self.same or self.conflicts)

    def problems(self) -> list[Problem]:
        found = [p for findings in self.conflicts.values() for p in findings.all()]
        return found + [self._counted_once(row) for (row,) in self.same.values()]

    def _counted_once(self, row: Row) -> Problem:
        count = self.counts[row.at.file]
        what = Words(
            f"{count} 行与别的行完全相同，只计一次，首行见此",
            f"{count} rows are identical to others and counted once, first here",
        )
        fix = Words("删去重复的行", "delete the repeated rows")
        return Problem("RE008", row.at, what, fix, row.said.rstrip("\r\n"))


class InMemory:
    """For CSV files of a size that fits: every id, with its row's content as a hash."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, At]] = {}
        self._told = _Told()

    @property
    def found(self) -> bool:
        """Whether any id stands twice."""
        return self._told.any

    def take(self, row: Row, receipt: Receipt) -> None:
        """Take note of a row of a CSV file."""
        mark = hash(content(receipt))
        first, at = self._seen.setdefault(receipt.id, (mark, row.at))
        if at is not row.at:
            self._told.twice(row, at, same=first == mark)

    def problems(self) -> list[Problem]:
        """Return what was found."""
        return self._told.problems()


class OnDisk:
    """For anything larger: ids are grouped by DuckDB, which spills to disk."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self._told = _Told()
        self._files: list[ParquetFile] = []
        self._names: list[str] = []
        self._rows: list[tuple[Any, ...]] = []
        types = {"booked_on": "DATE", "amount": "HUGEINT"}
        fields = ", ".join(f"{field} {types.get(field, 'VARCHAR')}" for field in _FIELDS)
        connection.execute(f"CREATE TABLE csv_rows ({fields}, line BIGINT, file INTEGER)")

    def _number(self, name: str) -> int:
        if name not in self._names:
            self._names.append(name)
        return self._names.index(name)

    @property
    def found(self) -> bool:
        """Whether any id stands twice."""
        return self._told.any

    def take(self, row: Row, receipt: Receipt) -> None:
        """Take note of a row of a CSV file."""
        r = receipt
        told = (r.id, r.enterprise, r.park, r.tax, str(r.period), r.booked_on, r.amount)
        line = (r.kind.value, r.source, row.at.line, self._number(row.at.file))
        self._rows.append((*told, *line))
        if len(self._rows) >= _ROWS_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            names = [*_FIELDS, "line", "file"]
            columns_of = [list(values) for values in zip(*self._rows, strict=True)]
            table = pa.table(dict(zip(names, columns_of, strict=True)))
            self.connection.register("batch", table)
            self.connection.execute("INSERT INTO csv_rows SELECT * FROM batch")
            self.connection.unregister("batch")
            self._rows = []

    def take_file(self, file: ParquetFile) -> None:
        """Take note of a Parquet file."""
        self._number(file.name)
        self._files.append(file)

    def problems(self) -> list[Problem]:
        """Group all ids; where one stands twice, compare the rows."""
        self._flush()
        import duckdb

        told = self._told
        first: Receipt | None = None
        try:
            for row in self._repeated():
                receipt = receipt_of(row)
                if first is None or first.id != receipt.id:
                    first = receipt
                else:
                    told.twice(row, first.at, same=content(first) == content(receipt))
        except duckdb.Error as error:
            return list(self._damaged(error))
        return told.problems()

    def _damaged(self, error: Exception) -> Iterator[Problem]:
        """Yield which file could not be read; all of them where each alone can be."""
        import duckdb

        largest = ", ".join(f"max({field})" for field in _FIELDS)
        names = []
        for file in self._files:
            try:
                list(file.select(self.connection, largest))
            except duckdb.Error:
                names.append(file.name)
        reason = str(error).splitlines()[0]
        for name in names or self._names:
            yield damaged(name, Words(reason, reason)).problem

    def _repeated(self) -> Iterator[Row]:
        files = [(self._number(file.name), file) for file in self._files]
        sources = ["SELECT * FROM csv_rows"]
        wanted = ", ".join([*_FIELDS, "line"])
        sources += [f"SELECT {wanted}, {number} FROM {file.rows}" for number, file in files]  # noqa: S608
        every = " UNION ALL ".join(sources)
        query = (
            f"WITH every AS ({every}), twice AS (SELECT id FROM every GROUP BY id "  # noqa: S608
            "HAVING count(*) > 1) SELECT every.* FROM every JOIN twice USING (id) "
            "ORDER BY id, file, line"
        )
        for values in streamed(self.connection.execute(query)):
            row = ParquetFile(self._names[values[-1]], "").row(values[:-1])
            if row is not None:
                yield row
