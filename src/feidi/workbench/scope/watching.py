"""Which tables are read and written: what was worked out is true until one of them is written."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]
_READ = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)"?')
_WRITTEN = re.compile(r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)"?')
_reading: ContextVar[set[str] | None] = ContextVar("reading", default=None)


class Watching:
    """Stands before every statement of one connection. written: the tables not yet told of."""

    def __init__(self) -> None:
        self.written: set[str] = set()

    def __call__(
        self, execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Note the tables of a statement, and run it."""
        if found := _WRITTEN.match(str(sql)):
            self.written.add(found[1])
        note(_READ.findall(str(sql)) if _reading.get() is not None else ())
        return execute(sql, params, many, context)


def watching(connection: Any) -> Watching:
    """Return who watches a connection, from now on if nobody did."""
    for one in connection.execute_wrappers:
        if isinstance(one, Watching):
            return one
    connection.execute_wrappers.append(Watching())
    return watching(connection)


def written(connection: Any) -> set[str]:
    """Return the tables written since this was asked last."""
    one = watching(connection)
    found, one.written = one.written, set()
    return found


def note(tables: Iterable[str]) -> None:
    """Count tables among those asked by whoever wants to know."""
    asked = _reading.get()
    if asked is not None:
        asked.update(tables)


@contextmanager
def aside() -> Iterator[None]:
    """Count nothing the code inside asks: what is made does not follow from it."""
    token = _reading.set(None)
    try:
        yield
    finally:
        _reading.reset(token)


@contextmanager
def tables_read() -> Iterator[set[str]]:
    """Give a set that holds, at the end, every table the code inside has asked."""
    tables: set[str] = set()
    token = _reading.set(tables)
    try:
        yield tables
    finally:
        _reading.reset(token)
        note(tables)
