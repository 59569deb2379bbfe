"""The whole database as one archive, the same for both kinds of database, and back again."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from feidi import __version__
from feidi.workbench.scope.acting import everything

MANIFEST = "manifest.json"
# what is made by migrations, or is of no use elsewhere
LEFT_OUT = {"sessions.session", "contenttypes.contenttype", "auth.permission"}


class Exact(DjangoJSONEncoder):
    """Writes times to the microsecond, as they are stored; the audit trail is of them."""

    def default(self, o: Any) -> Any:
        """Return a value JSON can hold."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class NotRestored(Exception):
    """An archive cannot be put back, and why; the database is as it was."""


def kept() -> Iterator[type[models.Model]]:
    """Yield the tables of a backup, those others point at first."""
    wanted = [m for m in apps.get_models() if m._meta.label_lower not in LEFT_OUT]
    done: set[type[models.Model]] = set()
    while wanted:
        ready = [m for m in wanted if not _needs(m) & (set(wanted) - {m})]
        for model in ready or wanted[:1]:
            wanted.remove(model)
            done.add(model)
            yield model


def _needs(model: type[models.Model]) -> set[Any]:
    fields = model._meta.get_fields()
    return {f.related_model for f in fields if f.many_to_one and f.concrete}


def back_up(place: Path) -> int:
    """Write all rows into an archive that says its own fingerprints; return how many."""
    count, prints = 0, {}
    with (
        everything("a backup holds all rows"),
        transaction.atomic(),
        zipfile.ZipFile(place, "x", zipfile.ZIP_DEFLATED) as archive,
    ):
        for model in kept():
            rows = model._base_manager.order_by("pk").iterator(500)
            digest = hashlib.sha256()
            name = f"{model._meta.label_lower}.jsonl"
            with archive.open(name, "w", force_zip64=True) as file:
                for row in rows:
                    line = serializers.serialize("jsonl", [row], cls=Exact, ensure_ascii=False)
                    digest.update(line.encode())
                    file.write(line.encode())
                    count += 1
            prints[name] = digest.hexdigest()
        said = {"feidi": __version__, "rows": count, "sha256": prints}
        archive.writestr(MANIFEST, json.dumps(said, indent=2))
    return count


def restore(place: Path) -> int:
    """Put an archive into an empty, migrated database, all of it or nothing; return the rows."""
    with everything("a backup holds all rows"), zipfile.ZipFile(place) as archive:
        said = json.loads(archive.read(MANIFEST))
        _sound(archive, said["sha256"])
        with transaction.atomic():
            _empty()
            count = 0
            for model in kept():
                count += _put_back(archive, f"{model._meta.label_lower}.jsonl")
            if count != said["rows"]:
                message = f"{said['rows']} 行，读到 {count} 行 / rows do not agree"
                raise NotRestored(message)
            _renumber()
    return count


def _sound(archive: zipfile.ZipFile, prints: dict[str, str]) -> None:
    for name, wanted in prints.items():
        digest = hashlib.sha256()
        with archive.open(name) as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
        if digest.hexdigest() != wanted:
            message = f"{name}: 内容与登记的指纹不符 / content and fingerprint do not agree"
            raise NotRestored(message)


def _empty() -> None:
    """Refuse a database with rows in it, those that migrations make apart."""
    from feidi.workbench.accounts.models import User
    from feidi.workbench.audit.models import ChainEnd, Event

    if User.objects.exists() or Event.objects.exists():
        message = "数据库不是空的 / the database is not empty"
        raise NotRestored(message)
    ChainEnd.objects.all().delete()


def _put_back(archive: zipfile.ZipFile, name: str) -> int:
    count = 0
    if name not in archive.namelist():
        return count
    with archive.open(name) as file:
        for line in io.TextIOWrapper(file, encoding="utf-8"):
            for row in serializers.deserialize("jsonl", line):
                row.save(force_insert=True)
                count += 1
    return count


def _renumber() -> None:
    """Let new rows be numbered after those put back."""
    for statement in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
        with connection.cursor() as cursor:
            cursor.execute(statement)
