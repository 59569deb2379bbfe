"""Tells PostgreSQL, in every transaction, for whom its queries are asked."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from feidi.workbench.scope.acting import Everything, Scope, asked_for

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]
NOBODY = ("", "", "")
_SET = (
    "SELECT set_config('feidi.all', %s, true), set_config('feidi.park', %s, true), "
    "set_config('feidi.party', %s, true)"
)
_SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


def settings_of(scope: Scope | Everything | None) -> tuple[str, str, str]:
    """Return what the policies are to read: all, park, party."""
    if scope is None:
        return NOBODY
    if isinstance(scope, Everything):
        return ("1", "", "")
    return ("", str(scope.park), str(scope.party))


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
            if asked_for() is None:
                return execute(sql, params, many, context)
            with transaction.atomic(using=connection.alias):
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
