"""Rows -> what the interface answers of them."""

import json
from typing import Any

from feidi.quantities.words import Words
from feidi.workbench.agreements.models import Text
from feidi.workbench.audit.history import told
from feidi.workbench.audit.models import Event
from feidi.workbench.imports.models import ReceiptRow
from feidi.workbench.readings.models import Point, Reading
from feidi.workbench.settlements.models import Correction, Line, Run, Statement, Total


def said(words: Words) -> dict[str, str]:
    """Return a text in both languages."""
    return words._asdict()


def fields(row: Any, *names: str) -> dict[str, Any]:
    """Return some fields of a row as they are."""
    return {name: getattr(row, name) for name in names}


def agreement_out(text: Text) -> dict[str, Any]:
    """Return a version of a document."""
    keys = [
        {"party": key.party_id, "by": key.by, "at": key.at, "fingerprint": key.fingerprint}
        for key in text.keys.all()
    ]
    names = ("id", "name", "number", "title", "state", "fingerprint", "visibility", "changed_at")
    return {**fields(text, *names), "keys": keys}


def receipt_out(row: ReceiptRow) -> dict[str, Any]:
    """Return a receipt."""
    names = ("id", "code", "enterprise", "tax", "booked_on", "amount", "kind", "source", "line")
    more = {"park": row.area, "period": str(row.period), "batch": row.batch_id}
    return fields(row, *names) | more


def run_out(run: Run) -> dict[str, Any]:
    """Return a run of the settlement."""
    names = ("number", "known_at", "state", "made_at", "fingerprint", "program", "result_sha256")
    return fields(run, *names, "problems")


def total_out(total: Total) -> dict[str, Any]:
    """Return a total."""
    return fields(total, "id", "year", "account", "amount", "unit", "part")


def posting_out(line: Line) -> dict[str, Any]:
    """Return a posting."""
    names = ("id", "index", "year", "period", "clause", "kind", "source", "target", "amount")
    return {**fields(line, *names, "unit", "enterprise"), "because": said(line.because)}


def correction_out(one: Correction) -> dict[str, Any]:
    """Return a correction."""
    names = ("id", "year", "settled_with", "party", "posted", "now", "difference", "receipts")
    return {**fields(one, *names), "because": said(one.because)}


def statement_out(statement: Statement) -> dict[str, Any]:
    """Return a statement with what the parties say of its lines."""
    marks = [
        {"total": mark.total_id, "party": mark.party_id}
        | fields(mark, "says", "reason", "by", "at")
        for mark in statement.marks.all()
    ]
    own = fields(statement, "id", "year", "state", "posted_at", "anchor")
    return {**own, "run": statement.run.number, "marks": marks}


def event_out(event: Event) -> dict[str, Any]:
    """Return a row of the audit trail."""
    names = ("number", "at", "actor", "side", "role", "verb", "kind", "key", "name", "reason")
    noted = {"before": json.loads(event.before), "after": json.loads(event.after)}
    return {**fields(event, *names, "link"), **noted, "did": said(told(event).did)}


def point_out(point: Point) -> dict[str, Any]:
    """Return a measuring point."""
    return fields(point, "id", "code", "name", "unit", "visibility")


def reading_out(row: Reading) -> dict[str, Any]:
    """Return a reading."""
    own = fields(row, "id", "at", "flag")
    return {**own, "point": row.point.code, "value": f"{row.value.normalize():f}"}
