"""The operations that push: receipts for an officer to import, readings to keep."""

import csv
import io
from secrets import token_hex
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Header, Status
from pydantic import StringConstraints

from feidi.folder.columns import columns
from feidi.quantities.words import Words
from feidi.workbench.actions import Twice
from feidi.workbench.api.actions import (
    Contradicts,
    digest_of_body,
    earlier,
    push_readings,
    push_receipts,
)
from feidi.workbench.api.gate import ERRORS, SENDS_READINGS, SENDS_RECEIPTS, by, offered
from feidi.workbench.api.models import Push, Token
from feidi.workbench.api.problems import answer, of_reading, of_row, told
from feidi.workbench.api.schemas import (
    ReadingsIn,
    ReadingsTaken,
    ReceiptIn,
    ReceiptsIn,
    ReceiptsTaken,
)
from feidi.workbench.imports.checking import Checked, check_table
from feidi.workbench.imports.models import RECEIPTS
from feidi.workbench.readings.keeping import Sent, faults, points_by_code

KeyHeader = Annotated[
    Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]{1,80}$")] | None,
    Header(alias="Idempotency-Key", description="同一编号只办一次 done once for a key"),
]


def table_of(rows: list[ReceiptIn], lang: str) -> bytes:
    """Return rows as the table the import page takes: a row of the request is a line of it."""
    own = columns(RECEIPTS)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.field if lang == "en" else column.label.zh for column in own])
    writer.writerows([getattr(row, column.field) for column in own] for row in rows)
    return text.getvalue().encode()


@offered.post(
    "/receipts",
    auth=SENDS_RECEIPTS,
    response={200: ReceiptsTaken, 201: ReceiptsTaken, **ERRORS},
    summary="报送入库 push receipts",
)
def receipts(request: HttpRequest, given: ReceiptsIn, key: KeyHeader = None) -> Any:
    """Check receipts as the import page does; keep a clean table for the officer to import.

    Errors are located by row, and nothing is kept then. Without `dry_run` an Idempotency-Key is
    needed: the same key with the same body is answered as the first time.
    """
    actor, token = by(request)
    body = digest_of_body(given.dict())
    if not given.dry_run:
        if key is None:
            what = Words("请给出 Idempotency-Key", "give an Idempotency-Key")
            return answer(422, [told("idempotency_key", "header.Idempotency-Key", what)])
        if before := _before(token, key, body):
            return before
    park = actor.at[0]
    content = table_of(given.rows, park.lang)
    checked = check_table(park.pk, RECEIPTS, content)
    if not checked.clean:
        return _unclean(checked)
    taken = _taken(checked)
    if given.dry_run or key is None:
        return Status(200, taken)
    push = Push(token=token, key=key, what=RECEIPTS, body=body, status=201, answer=taken)
    push_receipts(
        actor=actor, push=push, said_name=given.name or key, content=content, checked=checked
    )
    return Status(201, push.answer)


def _before(token: Token, key: str, body: str) -> Any:
    """Return what a delivery of this key was answered, or that it was another; None if new."""
    before = earlier(token, key)
    if before is None:
        return None
    if before.body != body:
        what = Words("同一编号报送过别的内容", "the key was used for another body")
        return answer(409, [told("idempotency_key", "header.Idempotency-Key", what)])
    return Status(before.status, before.answer)


def _unclean(checked: Checked) -> HttpResponse:
    if checked.twin:
        what = Words("完全相同的数据已经导入", "the very same rows are imported already")
        return answer(409, [told("imported_already", "rows", what)])
    return answer(422, [of_row(p, checked.name, "rows") for p in checked.errors])


def _taken(checked: Checked) -> dict[str, Any]:
    warnings = [of_row(p, checked.name, "rows") for p in checked.problems + checked.elsewhere]
    return {
        "count": checked.count,
        "total": checked.total,
        "first_day": checked.first_day and checked.first_day.isoformat(),
        "last_day": checked.last_day and checked.last_day.isoformat(),
        "sha256": checked.sha256,
        "batch": None,
        "warnings": warnings,
    }


@offered.post(
    "/readings",
    auth=SENDS_READINGS,
    response={200: ReadingsTaken, **ERRORS},
    summary="上报监测数据 push readings",
)
def readings(request: HttpRequest, given: ReadingsIn, key: KeyHeader = None) -> Any:
    """Keep readings, all or none. A moment is kept once: sent again it must say the same value."""
    actor, token = by(request)
    body = digest_of_body(given.dict())
    if key is not None and (before := _before(token, key, body)):
        return before
    sent = [Sent(r.point, r.at, r.value, r.unit, r.flag) for r in given.readings]
    points = points_by_code({one.point for one in sent})
    if wrong := faults(sent, points):
        return answer(422, map(of_reading, wrong[:100]))
    own = key or f"-{token_hex(20)}"
    push = Push(token=token, key=own, what="readings", body=body, status=200)
    try:
        push_readings(actor=actor, push=push, sent=sent, points=points)
    except Contradicts as error:
        return answer(409, map(of_reading, error.faults[:100]))
    except Twice:
        what = Words(
            "同一时刻的数据正由别处写入，请重发", "the moment is being written; send again"
        )
        return answer(409, [told("at_once", "readings", what)])
    return Status(200, push.answer)
