"""The rule of who sees what once more, in the database itself (PostgreSQL): a second net (§TR6).

Every table whose manager asks for a scope gets row-level security, forced on its owner too. The
policies read three settings that `Telling` writes into each transaction; where they are not
written, no row is there.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from feidi.workbench.scope.rows import ScopedRows

ALL, PARK, PARTY = "feidi.all", "feidi.park", "feidi.party"
VERBS = ("select", "insert", "update", "delete")
_EVERYTHING = f"(SELECT current_setting('{ALL}', true)) = '1'"


def fenced() -> list[type[models.Model]]:
    """Return every table whose rows belong to a side or to both."""
    return [m for m in apps.get_models() if isinstance(m._default_manager, ScopedRows)]


def policies(model: type[models.Model]) -> dict[str, str]:
    """Return the policies of a table: what may be seen, put in, changed and removed by a side.

    Own rows are seen by their side alone. What one sees one may change, as long as one still
    sees it then; new rows are joint or one's own; only such are removed.
    """
    through = getattr(model._default_manager, "through", "")
    seen, own = _through(model, through) if through else _itself(model)
    return {
        "select": f"FOR SELECT USING ({_EVERYTHING} OR {seen})",
        "insert": f"FOR INSERT WITH CHECK ({_EVERYTHING} OR {own})",
        "update": f"FOR UPDATE USING ({_EVERYTHING} OR {seen}) "
        f"WITH CHECK ({_EVERYTHING} OR {seen})",
        "delete": f"FOR DELETE USING ({_EVERYTHING} OR {own})",
    }


def _setting(name: str) -> str:
    # a sub-select is worked out once a query, not once a row
    return f"(SELECT NULLIF(current_setting('{name}', true), '')::bigint)"


def _column(model: type[models.Model], name: str) -> str:
    return f'"{model._meta.get_field(name).column}"'  # type: ignore[union-attr]


def _itself(model: type[models.Model]) -> tuple[str, str]:
    park, owner, visibility = (_column(model, name) for name in ("park", "owner", "visibility"))
    here, mine = f"{park} = {_setting(PARK)}", f"{owner} = {_setting(PARTY)}"
    seen = f"({here} AND ({visibility} IN ('shared', 'joint') OR {mine}))"
    return seen, f"({here} AND ({owner} IS NULL OR {mine}))"


def _through(model: type[models.Model], way: str) -> tuple[str, str]:
    """Return that the row this one hangs on is seen: its own policies say when."""
    first = way.split("__", maxsplit=1)[0]
    field: Any = model._meta.get_field(first)
    above = field.related_model
    if above not in fenced():
        message = f"{model._meta.label} hangs on {above._meta.label}, which is not fenced"
        raise TypeError(message)
    key = f'"{above._meta.pk.column}"'
    seen = f'EXISTS (SELECT 1 FROM "{above._meta.db_table}" above WHERE above.{key} = '  # noqa: S608
    seen += f'"{model._meta.db_table}"."{field.column}")'
    return seen, seen


def digest_of_fence(model: type[models.Model]) -> str:
    """Return what stands for the policies of a table, so that equal ones are left alone."""
    return hashlib.sha256(repr(policies(model)).encode()).hexdigest()[:32]


def statements(model: type[models.Model]) -> Iterator[str]:
    """Yield what puts the fence around a table up, whatever was there before."""
    table = f'"{model._meta.db_table}"'
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    for verb, said in policies(model).items():
        yield f"DROP POLICY IF EXISTS feidi_{verb} ON {table}"
        yield f"CREATE POLICY feidi_{verb} ON {table} {said}"
    yield f"COMMENT ON POLICY feidi_select ON {table} IS '{digest_of_fence(model)}'"


_STANDING = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, pg_get_userbyid(c.relowner),
       obj_description(p.oid, 'pg_policy'),
       (SELECT count(*) FROM pg_policy q WHERE q.polrelid = c.oid)
FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'feidi_select'
WHERE c.relkind = 'r' AND pg_table_is_visible(c.oid)
"""


def unfenced(connection: BaseDatabaseWrapper) -> list[type[models.Model]]:
    """Return the tables that lack their fence or have another than the models say."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING)
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    return [
        model
        for model in fenced()
        if model._meta.db_table in found and not _stands(model, found[model._meta.db_table])
    ]


def _stands(model: type[models.Model], row: tuple[bool, str, str, int]) -> bool:
    forced, _, digest, count = row
    return forced and digest == digest_of_fence(model) and count == len(VERBS)


def owns_the_tables(connection: BaseDatabaseWrapper) -> bool:
    """Say whether who is connected may put up fences: the owner of the tables, or his better."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_and(pg_has_role(c.relowner, 'USAGE')) FROM pg_class c "
            "WHERE c.relkind = 'r' AND c.relname = 'audit_event' AND pg_table_is_visible(c.oid)"
        )
        return bool(cursor.fetchone()[0])


def put_up(connection: BaseDatabaseWrapper) -> int:
    """Fence every table that is not; return how many were. Only the owner of the tables can."""
    missing = unfenced(connection)
    with connection.cursor() as cursor:
        for model in missing:
            for statement in statements(model):
                cursor.execute(statement)
    return len(missing)


# what a table only grows by, or what only its owner writes
_LESS = {
    "audit_event": "UPDATE, DELETE, TRUNCATE",
    "audit_chainend": "DELETE, TRUNCATE",
    "readings_reading": "UPDATE, DELETE, TRUNCATE",
    "django_migrations": "INSERT, UPDATE, DELETE, TRUNCATE",
}


def grant_to(connection: BaseDatabaseWrapper, role: str) -> None:
    """Give the role under which the site runs what it needs, and no more."""
    who = connection.ops.quote_name(role)
    tables = "SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public"
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {who}")
        cursor.execute(f"GRANT {tables} TO {who}")
        cursor.execute(f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {who}")
        for table, verbs in _LESS.items():
            cursor.execute(f'REVOKE {verbs} ON "{table}" FROM {who}')
