"""Parquet -> cells by one pass over the files into a dense table of sums.

Each thread reads its run of row groups and adds every row to its place in a table of its own;
the tables are added at the end. A table has a line for each (tax, period, kind) met so far and
a column for each enterprise or group.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import combinations, pairwise
from os import cpu_count
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from feidi.folder.engines.cube import Cube
from feidi.folder.engines.enterprises import GroupPlaces, NotForScan, OwnPlaces
from feidi.folder.engines.names import Names, fields, in_order
from feidi.folder.engines.scatter import NEVER, Rows, Scatter, numba_is_here, scatter
from feidi.quantities.calendar import Cycle
from feidi.records.cells import Cells, Codes
from feidi.records.grouping import Grouping

LIMIT = 2**63
EPOCH = date(1970, 1, 1)
LINE_AXES = ("tax", "period", "kind")
MOST_THREADS = 4
# decimals of so many digits fit in the lower half of their 128 bits, even in fen
LOW_HALF = 16


def scan(
    files: Sequence[Path],
    known_at: date | None = None,
    grouping: Grouping | None = None,
    cycle: Cycle = Cycle.MONTH,
    *,
    compiled: bool | None = None,
) -> Cells:
    """Return the cells of Parquet files; raise `NotForScan` where SQL has to do it.

    compiled: with numba or with NumPy; without a word, with numba where it is installed.
    """
    job = _Job(
        known_at,
        grouping,
        cycle,
        scatter(compiled=numba_is_here() if compiled is None else compiled),
    )
    groups = [(path, i) for path in files for i in range(pq.read_metadata(path).num_row_groups)]
    if not groups:
        message = "no rows"
        raise NotForScan(message)
    threads = min(cpu_count() or 1, MOST_THREADS, len(groups))
    cuts = [len(groups) * k // threads for k in range(threads + 1)]
    with ThreadPoolExecutor(threads) as pool:
        runs = [groups[a:b] for a, b in pairwise(cuts)]
        tables = list(pool.map(job.read, runs))
    if sum(table.bound for table in tables) >= LIMIT:
        message = "sums may leave int64; they need wider ones"
        raise NotForScan(message)
    for one, other in combinations(tables, 2):
        one.take_over(other)
    for table in tables:
        table.make_room(0, len(job.places.names))
    return job.cells(tables)


class _Job:
    """What the threads of one scan share: the codes given to names so far."""

    def __init__(
        self, known_at: date | None, grouping: Grouping | None, cycle: Cycle, adding: Scatter
    ) -> None:
        self.last_day = NEVER if known_at is None else (known_at - EPOCH).days
        self.scatter = adding
        self.places = OwnPlaces() if grouping is None else GroupPlaces(grouping)
        self.names = {axis: Names(axis, cycle) for axis in LINE_AXES}
        self.lines = Names("line")
        self._lines_of: dict[tuple[tuple[str, ...], ...], Codes] = {}

    def read(self, groups: Sequence[tuple[Path, int]]) -> Cube:
        """Return the sums of some row groups."""
        cube = Cube(self.scatter)
        files: dict[Path, _Reader] = {}
        for path, number in groups:
            if path not in files:
                files[path] = _Reader(path)
            for batch in files[path].batches(number, dated=self.last_day != NEVER):
                self._take(cube, batch)
        return cube

    def _take(self, cube: Cube, batch: dict[str, pa.Array]) -> None:
        of_enterprise, enterprise = self._enterprises(batch["enterprise"])
        taxes, tax = _dictionary(batch["tax"])
        periods, period = _dictionary(batch["period"])
        kinds, kind = _dictionary(batch["kind"])
        of_line = self._lines([taxes, periods, kinds])
        cube.make_room(len(self.lines), len(self.places.names))
        booked_on = batch.get("booked_on")
        rows = Rows(
            enterprise,
            tax,
            period,
            kind,
            _fen(batch["amount"]),
            np.zeros(1, np.int32) if booked_on is None else booked_on.view(pa.int32()).to_numpy(),
            of_enterprise,
            of_line,
            self.last_day,
        )
        cube.take(rows)

    def _enterprises(self, column: pa.Array) -> tuple[Codes, npt.NDArray[Any]]:
        """Return the table of places and the index into it of every row."""
        if pa.types.is_integer(column.type):
            numbers = column.to_numpy()
            return self.places.of_numbers(numbers), numbers
        values, indices = _dictionary(column)
        return self.places.of_texts(values), indices

    def _lines(self, texts: list[list[str]]) -> Codes:
        """Return the line of every combination of the values of three axes."""
        said = tuple(map(tuple, texts))
        if said not in self._lines_of:
            self._lines_of[said] = self._new_lines(texts)
        return self._lines_of[said]

    def _new_lines(self, texts: list[list[str]]) -> Codes:
        codes = [self.names[axis].codes(t) for axis, t in zip(LINE_AXES, texts, strict=True)]
        grid = np.stack(np.meshgrid(*codes, indexing="ij"), axis=-1)
        found = self.lines.codes([tuple(line) for line in grid.reshape(-1, 3).tolist()])
        return found.reshape(grid.shape[:-1])

    def cells(self, tables: Sequence[Cube]) -> Cells:
        """Return the cells of tables that share no line, all names in their order."""
        places = in_order(self.places.names, _seen([table.columns for table in tables]))
        of_line = np.array(self.lines.values, np.int32).reshape(-1, len(LINE_AXES))
        there = [(table, int(line)) for table in tables for line in np.flatnonzero(table.lines)]
        met = of_line[[line for _, line in there]]
        tax, period, kind = (
            in_order(self.names[axis].values, np.bincount(met[:, i], minlength=1) > 0)
            for i, axis in enumerate(LINE_AXES)
        )
        as_they_stand = np.array_equal(places.codes, np.arange(len(places.now)))
        found = [table.line(line, None if as_they_stand else places.codes) for table, line in there]
        counts = [len(amounts) for _, amounts in found]
        return Cells(
            enterprise=_joined([at for at, _ in found], np.int32),
            tax=np.repeat(tax.now[met[:, 0]], counts),
            period=np.repeat(period.now[met[:, 1]], counts),
            kind=np.repeat(kind.now[met[:, 2]], counts),
            amount=_joined([amounts for _, amounts in found], np.int64),
            enterprises=places.values,
            taxes=tax.values,
            periods=period.values,
            kinds=kind.values,
        )


def _seen(marks: list[npt.NDArray[np.bool_]]) -> npt.NDArray[np.bool_]:
    seen = np.zeros(max(map(len, marks)), np.bool_)
    for mark in marks:
        seen[: len(mark)] |= mark
    return seen


def _joined(parts: list[npt.NDArray[Any]], dtype: type) -> npt.NDArray[Any]:
    """Return arrays one after another, written once."""
    whole: npt.NDArray[Any] = np.empty(sum(map(len, parts)), dtype)
    return np.concatenate(parts, out=whole, casting="same_kind") if parts else whole


class _Reader:
    """Row groups of one file as batches of the columns needed, names as dictionaries."""

    def __init__(self, path: Path) -> None:
        schema = pq.read_schema(path)
        self.name = fields(schema.names)
        texts = [
            self.name[axis]
            for axis in ("enterprise", *LINE_AXES)
            if not pa.types.is_integer(schema.field(self.name[axis]).type)
        ]
        self._file = pq.ParquetFile(path, read_dictionary=texts)

    def batches(self, group: int, *, dated: bool) -> list[dict[str, pa.Array]]:
        """Return the columns of a row group, by field, in pieces without chunks."""
        wanted = ["enterprise", *LINE_AXES, "amount", *(["booked_on"] if dated else [])]
        table = self._file.read_row_group(
            group, columns=[self.name[field] for field in wanted], use_threads=False
        )
        if any(table.column(self.name[field]).null_count for field in wanted):
            message = "a value is missing"
            raise NotForScan(message)
        return [
            {field: batch.column(self.name[field]) for field in wanted}
            for batch in table.to_batches()
        ]


def _dictionary(column: pa.Array) -> tuple[list[str], npt.NDArray[Any]]:
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    return column.dictionary.to_pylist(), column.indices.to_numpy()


def _fen(column: pa.Array) -> npt.NDArray[np.int64]:
    """Return amounts in fen: whole numbers are fen, decimals with two places are yuan."""
    if column.type == pa.int64():
        fen: npt.NDArray[np.int64] = column.to_numpy()
        return fen
    kind = column.type
    if pa.types.is_decimal128(kind) and 0 <= kind.scale <= 2 and kind.precision <= LOW_HALF:
        low_halves = np.frombuffer(column.buffers()[1], np.int64)[::2]
        piece = low_halves[column.offset : column.offset + len(column)]
        return piece * np.int64(10 ** (2 - kind.scale))
    message = f"amounts of type {column.type}"
    raise NotForScan(message)
