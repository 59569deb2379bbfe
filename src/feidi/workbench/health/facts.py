"""What the database and the machine know of the site's own state; no row of any park."""

import json
import platform
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from feidi import __version__
from feidi.workbench.audit.models import Event
from feidi.workbench.exchange.recording import BACKED_UP
from feidi.workbench.health.beating import Beat, last_beat
from feidi.workbench.scope.acting import everything

Job = DBTaskResult[Any, Any]
# how many of the latest jobs and backups are shown
MOST = 10


@dataclass(frozen=True)
class Database:
    """What keeps the rows. size: in bytes."""

    kind: str
    version: str
    size: int


@dataclass(frozen=True)
class Disk:
    """The disk under the folder of the data, in bytes."""

    place: str
    free: int
    whole: int


@dataclass(frozen=True)
class Tables:
    """The migrations: done, not done yet, and when the last one was."""

    done: int
    ahead: tuple[str, ...]
    last: datetime | None


@dataclass(frozen=True)
class Jobs:
    """The queue. oldest: since when the first of those that wait has waited."""

    waiting: int
    running: int
    failed: int
    oldest: datetime | None
    latest: tuple[Job, ...]


@dataclass(frozen=True)
class Backup:
    """A backup as the audit trail tells it. size: in bytes."""

    at: datetime
    file: str
    rows: int
    size: int


@dataclass(frozen=True)
class Facts:
    """Everything the page of the system's health rests on."""

    database: Database
    disk: Disk
    tables: Tables
    jobs: Jobs
    beat: Beat | None
    backups: tuple[Backup, ...]
    versions: tuple[tuple[str, str], ...]


def facts() -> Facts:
    """Return the state of the site as it is now."""
    base = database()
    return Facts(base, disk(), tables(), jobs(), last_beat(), backups(), versions(base))


def database() -> Database:
    """Return what keeps the rows, and how much room they take."""
    if connection.vendor == "postgresql":
        size = _asked("SELECT pg_database_size(current_database())")
        return Database("PostgreSQL", str(_asked("SHOW server_version")), int(str(size)))
    pages, each = _asked("PRAGMA page_count"), _asked("PRAGMA page_size")
    return Database("SQLite", sqlite3.sqlite_version, int(str(pages)) * int(str(each)))


def _asked(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def disk() -> Disk:
    """Return how much room is left where the data lie."""
    place: Path = settings.ENVIRONMENT.data
    there = next(one for one in (place, *place.parents) if one.exists())
    usage = shutil.disk_usage(there)
    return Disk(str(place), usage.free, usage.total)


def tables() -> Tables:
    """Return which migrations were made, and which the program still wants."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    recorded = MigrationRecorder(connection).migration_qs.order_by("-applied").first()
    return Tables(
        len(executor.loader.applied_migrations),
        tuple(f"{one.app_label} {one.name}" for one, _ in plan),
        recorded.applied if recorded else None,
    )


def jobs() -> Jobs:
    """Return how many jobs wait, run and failed, and the latest of all."""
    rows = DBTaskResult.objects.all()
    waiting = rows.filter(status=TaskResultStatus.READY)
    first = waiting.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    # what a job was given and how it went wrong may speak of a park: neither is read
    told = rows.defer("args_kwargs", "return_value", "traceback")
    return Jobs(
        waiting.count(),
        rows.filter(status=TaskResultStatus.RUNNING).count(),
        rows.filter(status=TaskResultStatus.FAILED).count(),
        first,
        tuple(told.order_by("-enqueued_at")[:MOST]),
    )


def backups() -> tuple[Backup, ...]:
    """Return the latest backups that are on record."""
    with everything("the records of backups are about the site, and no park's"):
        rows = list(Event.objects.filter(verb=BACKED_UP)[:MOST])
    told = ((row.at, json.loads(row.after)) for row in rows)
    return tuple(Backup(at, said["file"], said["rows"], said["bytes"]) for at, said in told)


def versions(base: Database) -> tuple[tuple[str, str], ...]:
    """Return the versions of the program and of what it stands on."""
    return (
        ("Feidi", __version__),
        ("Python", platform.python_version()),
        ("Django", django.get_version()),
        (base.kind, base.version),
    )
