"""Any receipts -> cells through DuckDB: CSV and Parquet, larger than memory, never wrapped."""

import glob
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from feidi.folder.database import database, quoted
from feidi.folder.engines.enterprises import LARGEST_NUMBER, GroupPlaces
from feidi.folder.engines.names import AXES, NO_GROUP, Names, fields, in_order, period_of
from feidi.folder.engines.text import as_utf8
from feidi.quantities.calendar import Cycle, read_day
from feidi.quantities.exact import AmountTooLarge, sum_into
from feidi.records.cells import Cells, Codes
from feidi.records.grouping import Grouping

# the one question asked of every row; any engine with SQL can answer it
CELLS = (
    "SELECT enterprise, tax, period, kind, CAST(sum(fen) AS BIGINT) AS fen "
    "FROM receipts GROUP BY enterprise, tax, period, kind"
)
PARQUET = "read_parquet({})"
CSV = "read_csv({}, header=true, all_varchar=true, delim=',', quote='\"', escape='\"')"
NO_ROWS = """SELECT '' AS enterprise, '' AS tax, '' AS period, '' AS kind, 0 AS fen WHERE false"""
ONCE = "SELECT DISTINCT ON (id) * FROM rows"
# half-width for full-width, as the reader of tables folds them
NARROW = "0123456789,.-"
WIDE = "".join(chr(ord(c) + 0xFEE0) for c in NARROW)
WELL_WRITTEN = "-?[0-9]+([.][0-9]{0,2})?"

Sums = npt.NDArray[np.int64]


def query(
    files: Sequence[Path],
    known_at: date | None = None,
    grouping: Grouping | None = None,
    cycle: Cycle = Cycle.MONTH,
    *,
    repeated: bool = False,
) -> Cells:
    """Return the cells of CSV and Parquet files; raise `AmountTooLarge` where a sum leaves int64.

    repeated: rows with one id may stand several times and count once. What does not fit in
    memory is put into a temporary folder meanwhile.
    """
    with database() as engine, TemporaryDirectory(prefix="feidi-") as folder:
        engine.execute("SET preserve_insertion_order = false")
        readable = [as_utf8(path, Path(folder)) for path in files]
        sources = [_Source(engine, i, path) for i, path in enumerate(readable)]
        asked = [source.rows(known_at, grouping, cycle) for source in sources]
        rows = " UNION ALL BY NAME ".join(asked) or NO_ROWS
        engine.execute(f"CREATE VIEW rows AS {rows}")
        engine.execute(f"CREATE VIEW receipts AS {ONCE if repeated else 'FROM rows'}")
        try:
            table = engine.sql(CELLS).to_arrow_table()
        except (duckdb.OutOfRangeException, duckdb.ConversionException) as error:
            raise AmountTooLarge(str(error)) from error
    return _coded(table, grouping, cycle)


class _Source:
    """One file: how SQL reads its columns, however they are called and written."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, number: int, path: Path) -> None:
        self._engine, self._number = engine, number
        how = PARQUET if path.suffix == ".parquet" else CSV
        self._from = how.format(_text(glob.escape(str(path))))
        described = engine.execute(f"DESCRIBE FROM {self._from}").fetchall()
        self._name = {f: quoted(name) for f, name in fields([row[0] for row in described]).items()}
        types = {quoted(row[0]): row[1] for row in described}
        self._type = {field: types[name] for field, name in self._name.items()}

    def rows(self, known_at: date | None, grouping: Grouping | None, cycle: Cycle) -> str:
        """Return the query for the rows known at the day: id, four names, amount in fen."""
        name = self._name
        columns = [f"CAST(r.{name[axis]} AS VARCHAR) AS {axis}" for axis in ("tax", "kind")]
        columns.append(f"{self._fen()} AS fen")
        if "id" in name:
            columns.append(f"CAST(r.{name['id']} AS VARCHAR) AS id")
        joins = ""
        if cycle == Cycle.MONTH:
            columns.append(f"CAST(r.{name['period']} AS VARCHAR) AS period")
        else:
            columns.append("p.longer AS period")
            joins += f" JOIN {self._periods(cycle)} p ON r.{name['period']} = p.said"
        if grouping is None:
            columns.append(f"CAST(r.{name['enterprise']} AS VARCHAR) AS enterprise")
        else:
            columns.append("g.code AS enterprise")
            joins += self._grouped(grouping)
        joins += f" WHERE r.{name['amount']} IS NOT NULL"
        if known_at is not None:
            joins += f" AND {self._known(known_at)}"
        return f"SELECT {', '.join(columns)} FROM {self._from} r{joins}"  # noqa: S608

    def _fen(self) -> str:
        column, kind = f"r.{self._name['amount']}", self._type["amount"]
        if kind in ("BIGINT", "INTEGER"):
            return column
        if kind.startswith("DECIMAL") and kind.endswith((",0)", ",1)", ",2)")):
            return f"CAST({column} * 100 AS BIGINT)"
        if kind == "VARCHAR":
            plain = f"replace(trim(translate({column}, '{WIDE}', '{NARROW}')), ',', '')"
            ill = f"error('an amount in yuan has two decimals at most: ' || {column})"
            sound = f"regexp_full_match({plain}, '{WELL_WRITTEN}')"
            fen = f"CAST(CAST({plain} AS DECIMAL(38, 2)) * 100 AS BIGINT)"
            return f"CASE WHEN {sound} THEN {fen} ELSE {ill} END"
        message = f"amounts of type {kind}: neither whole fen nor yuan with two decimals"
        raise TypeError(message)

    def _known(self, known_at: date) -> str:
        column = f"r.{self._name['booked_on']}"
        if self._type["booked_on"] == "DATE":
            return f"{column} <= DATE '{known_at}'"
        days = [text for text in self._distinct("booked_on") if text and read_day(text) <= known_at]
        given = self._given("days", pa.table({"day": pa.array(days, pa.string())}))
        return f"{column} IN (FROM {given})"

    def _grouped(self, grouping: Grouping) -> str:
        """Return the join that gives every row the code of its group.

        A plain join is faster than one that keeps rows without a partner, so the table holds
        every enterprise of the file; only rows without any name need the slower one.
        """
        column = self._name["enterprise"]
        question = f"SELECT min({column}), max({column}), count(*) = count({column})"
        low, high, named = self._engine.execute(f"{question} FROM {self._from}").fetchall()[0]
        said: Any
        if self._type["enterprise"] == "VARCHAR":
            texts = self._distinct("enterprise")
            said, codes = pa.array(texts, pa.string()), GroupPlaces(grouping).of_texts(texts)
        elif low is None or low < 0 or high > LARGEST_NUMBER:
            said, codes = grouping.enterprises.astype(np.int64), grouping.group
            named = False
        else:
            codes = GroupPlaces(grouping).of_numbers(np.array([high]))
            said = np.arange(len(codes))
        table = self._given("groups", pa.table({"said": said, "code": codes}))
        self._engine.execute(f"ALTER TABLE {table} ALTER said TYPE {self._type['enterprise']}")
        return f" {'JOIN' if named else 'LEFT JOIN'} {table} g ON r.{column} = g.said"

    def _periods(self, cycle: Cycle) -> str:
        """Return the table of the longer period of every period as this file writes it."""
        said = self._distinct("period")
        longer = [str(period_of(cycle, text)) for text in said]
        return self._given("periods", pa.table({"said": said, "longer": longer}))

    def _distinct(self, field: str) -> list[Any]:
        found = self._engine.execute(f"SELECT DISTINCT {self._name[field]} FROM {self._from}")  # noqa: S608
        return ["" if row[0] is None else row[0] for row in found.fetchall()]

    def _given(self, what: str, table: pa.Table) -> str:
        name = f"{what}_{self._number}"
        self._engine.register(f"given_{name}", table)
        self._engine.execute(f"CREATE TABLE {name} AS FROM given_{name}")
        return name


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _coded(table: pa.Table, grouping: Grouping | None, cycle: Cycle) -> Cells:
    """Return the answer as cells; names that mean the same become one, and cells of nothing go."""
    codes: list[Codes] = []
    values: list[Any] = []
    for axis in AXES:
        code, known = _axis(axis, table.column(axis), grouping, cycle)
        met = np.zeros(len(known), np.bool_)
        met[code] = True
        ordered = in_order(known, met)
        codes.append(ordered.now[code])
        values.append(ordered.values)
    amount = table.column("fen").combine_chunks().to_numpy()
    if any(len(v) < len(table.column(axis).unique()) for axis, v in zip(AXES, values, strict=True)):
        codes, amount = _summed(codes, amount, values)
    kept = amount != 0
    enterprise, tax, period, kind = (code[kept] for code in codes)
    return Cells(enterprise, tax, period, kind, amount[kept], *values)


def _axis(
    axis: str, column: pa.ChunkedArray, grouping: Grouping | None, cycle: Cycle
) -> tuple[npt.NDArray[Any], tuple[Any, ...]]:
    """Return the code of every row and what the codes mean."""
    if axis == "enterprise" and grouping is not None:
        nobody = len(grouping.names)
        return column.combine_chunks().fill_null(nobody).to_numpy(), (*grouping.names, NO_GROUP)
    names = Names(axis, cycle)
    encoded = column.fill_null("").combine_chunks().dictionary_encode()
    texts = encoded.dictionary.to_pylist()
    return names.codes(texts)[encoded.indices.to_numpy()], names.values


def _summed(codes: list[Codes], amount: Sums, values: list[Any]) -> tuple[list[Codes], Sums]:
    """Return one row for each set of codes."""
    shape = tuple(max(len(v), 1) for v in values)
    place = np.ravel_multi_index(tuple(codes), shape)
    distinct, first, cell = np.unique(place, return_index=True, return_inverse=True)
    return [code[first] for code in codes], sum_into(cell, amount, len(distinct))
