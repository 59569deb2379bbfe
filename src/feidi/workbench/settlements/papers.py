"""A statement as a PDF to sign: by Typst, from data alone, with the installed Chinese font."""

from feidi.quantities.units import UNITS
from feidi.report.labels import quantity
from feidi.workbench.pages.typesetting import typeset
from feidi.workbench.settlements.models import POSTED, Statement
from feidi.workbench.settlements.queries import StatementView


def statement_pdf(statement: Statement, view: StatementView, title: str, note: str) -> bytes:
    """Return the statement as PDF; equal statements give equal bytes."""
    return typeset(
        "feidi.workbench.settlements", "statement.typ", _data(statement, view, title, note)
    )


def _data(statement: Statement, view: StatementView, title: str, note: str) -> dict[str, object]:
    run = statement.run
    return {
        "title": title,
        "note": note,
        "year": str(statement.year),
        "posted": statement.state == POSTED,
        "state": statement.state_words.zh,
        "known_at": str(run.known_at),
        "program": run.program,
        "agreement": run.fingerprint,
        "result": run.result_sha256,
        "anchor": statement.anchor,
        "parties": [f"{seat.role}：{seat.party.name}" for seat in view.seats],
        "lines": [
            {
                "account": "　" * line.total.depth + line.words.zh,
                "said": quantity(line.total.amount, line.total.unit),
                "unit": UNITS[line.total.unit].words.zh if line.total.unit in UNITS else "",
                "marks": [_mark(mark) for mark in line.marks],
            }
            for line in view.lines
        ],
        "keys": [
            {"party": seat.party.name, "said": _key(view, index)}
            for index, seat in enumerate(view.seats)
        ],
    }


def _mark(mark: object) -> str:
    said = {"confirmed": "确认", "disputed": "异议"}
    return said.get(getattr(mark, "says", ""), "—")


def _key(view: StatementView, index: int) -> str:
    """Return who confirmed for a party, and when the last of its lines was."""
    own = [line.marks[index] for line in view.lines]
    if not own or any(mark is None or mark.says != "confirmed" for mark in own):
        return "尚未全部确认"
    last = max((mark for mark in own if mark is not None), key=lambda mark: mark.at)
    return f"{last.by}　{last.at:%Y-%m-%d %H:%M} UTC"
