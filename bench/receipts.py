"""Made-up receipts of any number, the same for the same number: streamed into one Parquet file."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from feidi.quantities.calendar import month_text
from feidi.records.tax import taxes

SEED = 20260101
GROUP_ROWS = 262_144
FIRST_MONTH = 2026 * 12
MONTHS = 60
TAXES = tuple(taxes())[:12]
KINDS = ("collection", "refund", "correction")
KIND_ODDS = (0.96, 0.03, 0.01)
DATA = Path(__file__).parent / "data"
# at full size; smaller runs take fewer of both
ENTERPRISES = 200_000
AGREEMENTS = 5_000
NAMED = pa.dictionary(pa.int8(), pa.string())
SCHEMA = pa.schema(
    [
        ("enterprise", pa.int32()),
        ("tax", NAMED),
        ("period", NAMED),
        ("kind", NAMED),
        ("booked_on", pa.date32()),
        pa.field("amount", pa.int64(), metadata={"unit": "fen"}),
    ]
)


def sizes(rows: int) -> tuple[int, int]:
    """Return how many enterprises and agreements a set of `rows` receipts is spread over."""
    scale = min(1.0, rows / 1_000_000)
    return max(20, int(ENTERPRISES * scale)), max(10, int(AGREEMENTS * scale))


def agreement_of(rows: int) -> npt.NDArray[np.int32]:
    """Return the number of the agreement of every enterprise."""
    enterprises, agreements = sizes(rows)
    chosen = np.random.default_rng(SEED).integers(0, agreements, enterprises)
    return chosen.astype(np.int32)


def receipts(rows: int) -> Path:
    """Return the file of `rows` receipts, made if it is not there."""
    path = DATA / f"receipts-{rows}.parquet"
    if not path.exists():
        DATA.mkdir(exist_ok=True)
        unfinished = path.with_suffix(".part")
        with pq.ParquetWriter(unfinished, SCHEMA, compression="snappy") as writer:
            for table in _tables(rows):
                writer.write_table(table, row_group_size=GROUP_ROWS)
        unfinished.rename(path)
    return path


def _tables(rows: int) -> Iterator[pa.Table]:
    """Yield the receipts in the order of their months, one row group at a time."""
    rng = np.random.default_rng(SEED + rows)
    enterprises, _ = sizes(rows)
    # the size of the k-th largest firm falls as k to the power 0.8
    weights = np.cumsum(rng.permutation(np.arange(1, enterprises + 1) ** -0.8))
    weights /= weights[-1]
    for start in range(0, rows, GROUP_ROWS):
        count = min(GROUP_ROWS, rows - start)
        month = (np.arange(start, start + count) * MONTHS // rows).astype(np.int8)
        kind = rng.choice(len(KINDS), count, p=KIND_ODDS).astype(np.int8)
        amount = (rng.lognormal(12, 2, count)).astype(np.int64) + 1
        signs = np.where(kind == 1, -1, np.where(kind == 2, rng.choice((-1, 1), count), 1))
        booked = np.datetime64("2026-02-10") + month * np.timedelta64(30, "D")
        yield pa.table(
            [
                np.searchsorted(weights, rng.random(count)).astype(np.int32),
                _named(rng.integers(0, len(TAXES), count, dtype=np.int8), TAXES),
                _named(month, tuple(month_text(FIRST_MONTH + m) for m in range(MONTHS))),
                _named(kind, KINDS),
                pa.array(booked.astype("datetime64[D]"), pa.date32()),
                amount * signs,
            ],
            schema=SCHEMA,
        )


def _named(codes: npt.NDArray[np.int8], names: tuple[str, ...]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(codes, pa.array(names))
