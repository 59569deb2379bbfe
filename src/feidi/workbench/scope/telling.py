"""Tells PostgreSQL, in every transaction, for whom its queries are asked."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.db import transaction

from feidi.workbench.scope.acting import Everything, Scope, asked_for
from feidi.workbench.scope.fencing import fenced

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]
NOBODY = ("", "", "")
_SET = (
    "SELECT set_config('feidi.all', %s, true), set_config('feidi.park', %s, true), "
    "set_config('feidi.party', %s, true)"
)
_SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
_reading: ContextVar[ExitStack | None] = ContextVar("one reading", default=None)


def settings_of(scope: Scope | Everything | None) -> tuple[str, str, str]:
    """Return what the policies are to read: all, park, party."""
    if scope is None:
        return NOBODY
    if isinstance(scope, Everything):
        return ("1", "", "")
    return ("", str(scope.park), str(scope.party))


@contextmanager
def one_reading() -> Iterator[None]:
    """Have all the code inside reads of the sides read in one transaction, begun by the first.

    So PostgreSQL is told once for whom all of a page is asked, and not at all where the page is
    kept and no row of a side is asked.
    """
    with ExitStack() as opened:
        token = _reading.set(opened)
        try:
            yield
        finally:
            _reading.reset(token)


def _told(using: str) -> AbstractContextManager[object]:
    """Return the transaction in which one statement is told of: its own, or that of the page."""
    asked, opened = transaction.atomic(using=using), _reading.get()
    if opened is None:
        return asked
    opened.enter_context(asked)
    return nullcontext()


# statements come again and again, in a few hundred forms
@lru_cache(2000)
def _of_sides(sql: str) -> bool:
    """Say whether a statement names a table that is fenced; any other has no row to hide."""
    return any(model._meta.db_table in sql for model in fenced())


class Telling:
    """Stands before every statement of one connection.

    The settings hold until the end of the transaction, or of the savepoint they were made in;
    `told` is what was said last, `within` the savepoints that were open then.
    """

    def __init__(self) -> None:
        self.told, self.within = NOBODY, ()  # type: tuple[str, str, str], tuple[Any, ...]

    def __call__(
        self, execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Say for whom, where that is not known yet, and run the statement."""
        connection = context["connection"]
        if not connection.in_atomic_block:
            if asked_for() is None or not _of_sides(str(sql)):
                return execute(sql, params, many, context)
            with _told(connection.alias):
                self._tell(connection)
                return execute(sql, params, many, context)
        if not str(sql).startswith(_SAVEPOINTS):
            self._tell(connection)
        return execute(sql, params, many, context)

    def _tell(self, connection: Any) -> None:
        from psycopg.pq import TransactionStatus

        connection.ensure_connection()
        status = connection.connection.info.transaction_status
        if status == TransactionStatus.INERROR:
            return  # the statement will fail by itself
        if status == TransactionStatus.IDLE:
            self.told, self.within = NOBODY, ()
        wanted, now = settings_of(asked_for()), tuple(connection.savepoint_ids)
        holds = now[: len(self.within)] == self.within
        if holds and self.told == wanted:
            return
        with connection.connection.cursor() as cursor:
            cursor.execute(_SET, wanted)
        self.told, self.within = wanted, now
