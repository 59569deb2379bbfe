"""Everything a side may read, table by table, as it leaves with the side: for any program.

What is taken follows from the models: each table whose rows belong to a side or to both is
written, through the managers that give only what may be seen, unless `LEFT_OUT` says why not.
"""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import models

from feidi.quantities.words import Words
from feidi.workbench.documents.sniffing import safe_name
from feidi.workbench.enterprises.models import WithContact
from feidi.workbench.pages.sheets import harmless
from feidi.workbench.parks.models import Party
from feidi.workbench.scope.acting import Scope, acting_for
from feidi.workbench.scope.fencing import fenced
from feidi.workbench.stored.models import StoredFile

FOLDER = "workbench"
# a spreadsheet opens a million rows at most, and no table is held in memory whole
ROWS_A_FILE = 200_000

LEFT_OUT = {
    "api.token": Words("接口令牌是密钥，不离开网站", "tokens are secrets and stay"),
    "api.push": Words(
        "接口报送的回执随令牌；报送的内容在数据批次和监测数据里",
        "answers to programs go with tokens; what was pushed is in batches and readings",
    ),
    "audit.event": Words("在 audit.jsonl", "in audit.jsonl"),
    "documents.content": Words("附件原件在 documents/", "the files are in documents/"),
    "exchange.archive": Words("这样的存档本身", "archives like this one"),
    "imports.receiptrow": Words(
        "入库明细就是 7-settle/ 里各入库文件的行",
        "receipts are the rows of the files of receipts in 7-settle/",
    ),
    "notifications.notification": Words(
        "站内消息只提醒别处已有的事", "messages only tell of what stands elsewhere"
    ),
    "notifications.reading": Words("谁读过站内消息", "who has read which message"),
}
# columns of no meaning outside the site: the park is one, locks, marks of jobs, drawings
_INNER = {"park", "version", "beat", "core", "feature"}
_OF_JOBS = {"settlements.run": {"claim", "stage"}}
# long texts that are confirmed by their fingerprint: written as files, byte for byte
_WHOLE = {
    ("settlements.run", "result"): "result.json",
    ("attribution.sheet", "content"): "sheet.json",
    ("coordination.minutes", "sealed"): "minutes.txt",
    ("coordination.dutysheet", "sealed"): "duties.txt",
}
_CONTACT = {"contact_name": "masked_name", "contact_phone": "masked_phone"}


def label_of(model: type[models.Model]) -> str:
    """Return what files and lists call a table."""
    return model._meta.label_lower


def tables() -> list[type[models.Model]]:
    """Return the tables that leave, by name."""
    found = [model for model in fenced() if label_of(model) not in LEFT_OUT]
    return sorted(found, key=label_of)


def columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Return the columns of a table that leave, in the order they are written."""
    inner = _INNER | _OF_JOBS.get(label_of(model), set())
    return [field for field in model._meta.concrete_fields if field.name not in inner]


def is_file(model: type[models.Model], field: models.Field[Any, Any]) -> bool:
    """Say whether a column is written as a file of its own, and its cell names that file."""
    return isinstance(field, models.BinaryField) or (label_of(model), field.name) in _WHOLE


class Taking:
    """What one side takes of one park. counts: rows of each table, known once it is written."""

    def __init__(self, scope: Scope) -> None:
        self.scope, self.counts = scope, dict[str, int]()
        self._placed: dict[str, str] = {}
        self._seen: dict[type[models.Model], set[Any]] = {}
        self._parties = dict(Party.objects.values_list("pk", "name"))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield (name in the archive, bytes): tables as CSV, and the files their cells name."""
        with acting_for(self.scope):
            # what lies in the folder already is named there, not written twice
            current = StoredFile.objects.filter(current=True)
            self._placed.update(current.values_list("sha256", "name"))
            for model in tables():
                yield from self._table(model)

    def _table(self, model: type[models.Model]) -> Iterator[tuple[str, bytes]]:
        label, written = label_of(model), columns(model)
        rows = model._default_manager.order_by("pk").iterator(500)
        count = part = 0
        text, writer = _begun(written)
        for row in rows:
            if count and count % ROWS_A_FILE == 0:
                part += 1
                yield _name(label, part), text.getvalue().encode()
                text, writer = _begun(written)
            cells = []
            for field in written:
                if is_file(model, field):
                    name, content = self._as_file(row, field)
                    if content:
                        yield name, content
                    cells.append(harmless(name))
                else:
                    cells.append(self._cell(row, field))
            writer.writerow(cells)
            count += 1
        self.counts[label] = count
        yield _name(label, part + 1 if part else 0), text.getvalue().encode()

    def _as_file(self, row: models.Model, field: models.Field[Any, Any]) -> tuple[str, bytes]:
        """Return the name of the file that holds a value, with its bytes where it is new."""
        value = getattr(row, field.attname)
        if not value:
            return "", b""
        content = value.encode() if isinstance(value, str) else bytes(value)
        label, digest = label_of(type(row)), sha256(content).hexdigest()
        if digest in self._placed:
            return self._placed[digest], b""
        said = _WHOLE.get((label, field.name)) or getattr(row, "said_name", "")
        said = said or getattr(row, "name", "") or field.name
        name = f"{FOLDER}/files/{label}/{row.pk}-{safe_name(said)}"
        self._placed[digest] = name
        return name, content

    def _cell(self, row: models.Model, field: models.Field[Any, Any]) -> str:
        value = getattr(row, field.attname)
        if isinstance(row, WithContact) and field.name in _CONTACT and self._of_others(row):
            value = getattr(row, _CONTACT[field.name])
        if field.is_relation and value is not None:
            return self._pointed(field, value)
        return told(field, value)

    def _of_others(self, row: models.Model) -> bool:
        """Say whether the other side entered a row: its contact goes as pages show it."""
        return getattr(row, "side_id", None) not in (None, self.scope.party)

    def _pointed(self, field: models.Field[Any, Any], key: Any) -> str:
        """Return whom or what a row points at: a party by name, a row one may see by its key."""
        above: Any = field.related_model
        if above is Party:
            return harmless(self._parties[key])
        if above not in self._seen:
            self._seen[above] = set(above._default_manager.values_list("pk", flat=True))
        return str(key) if key in self._seen[above] else ""


def told(field: models.Field[Any, Any], value: Any) -> str:
    """Return a value as a cell: nothing for none, ISO dates, true and false, JSON as text."""
    if value is None:
        return ""
    if isinstance(field, models.JSONField):
        return harmless(json.dumps(value, ensure_ascii=False))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else str(value)


def _begun(written: list[models.Field[Any, Any]]) -> tuple[io.StringIO, Any]:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(field.name for field in written)
    return text, writer


def _name(label: str, part: int) -> str:
    return f"{FOLDER}/{label}-{part}.csv" if part else f"{FOLDER}/{label}.csv"
