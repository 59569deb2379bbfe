"""DuckDB as the folder uses it: in memory, spilling to a directory of its own, no extensions."""

import glob
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

MEMORY = "1GB"
_ROWS_AT_ONCE = 10_000


@contextmanager
def database() -> Iterator[Any]:
    """Open an empty database that is gone afterwards."""
    import duckdb

    with TemporaryDirectory(prefix="feidi-") as spill:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": spill,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        with duckdb.connect(":memory:", config=settings) as connection:
            yield connection


def parquet_rows(path: Path) -> str:
    """Return the SQL that reads one Parquet file, whatever characters its path has."""
    place = glob.escape(str(path)).replace("'", "''")
    return f"read_parquet('{place}', file_row_number=true)"


def quoted(name: str) -> str:
    """Return a name as SQL writes it.

    >>> quoted('a"b')
    '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'


def streamed(result: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a result, a bounded number in memory."""
    while rows := result.fetchmany(_ROWS_AT_ONCE):
        yield from rows
