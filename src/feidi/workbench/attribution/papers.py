"""A sheet on paper: as PDF to sign, and as a workbook."""

from feidi.quantities.units import UNITS, number_in
from feidi.quantities.words import Words, both
from feidi.report import labels
from feidi.report.sheets import Amount, Cell, Column
from feidi.report.sheets import Sheet as Table
from feidi.report.to_xlsx import workbook
from feidi.workbench.attribution.models import POSTED, Sheet
from feidi.workbench.attribution.queries import Part, ShownRow, ShownSheet
from feidi.workbench.pages.typesetting import typeset

AGAIN = Words("（全额重复计入，不进入汇总）", " (counted again in full, in no total)")
INDICATOR = Words("指标", "indicator")
WHOLE = Words("在地统计数", "in-place figure")
RULE = Words("分算规则", "rule")
SOURCE = Words("数据来源", "source")
FACT = Words("事项", "item")
VALUE = Words("内容", "content")
BASIS = Words("依据", "rests on")


def sheet_pdf(sheet: Sheet, view: ShownSheet, title: str) -> bytes:
    """Return a sheet as PDF; equal sheets give equal bytes."""
    data = {
        "title": title,
        "note": sheet.note,
        "name": sheet.words.zh,
        "state": sheet.state_words.zh,
        "posted": sheet.state == POSTED,
        "corrects": str(sheet.corrects or ""),
        "parties": [seat.role for seat in view.seats],
        "rows": [_row(one) for one in view.rows],
        "keys": [
            {
                "party": f"{seat.role}：{seat.party.name}",
                "said": f"{key.by}　{key.at:%Y-%m-%d %H:%M} UTC" if key else "尚未确认",
            }
            for seat, key in view.keys
        ],
        "agreement": sheet.run.fingerprint,
        "settlement": sheet.run.result_sha256,
        "sheet": sheet.fingerprint,
        "program": sheet.run.program,
        "anchor": sheet.anchor,
    }
    return typeset("feidi.workbench.attribution", "sheet.typ", data)


def _row(one: ShownRow) -> dict[str, object]:
    row = one.row
    return {
        "clause": row.clause,
        "indicator": f"{row.indicator.zh} {row.enterprise}".strip(),
        "unit": UNITS[row.unit].words.zh,
        "whole": number_in(row.whole, row.unit),
        "parts": [_part(part, row.unit) for part in one.parts],
        "rule": row.rule.zh,
        "sources": [f"{said}（{at}）" for said, at in row.sources],
        "disputes": [f"{d.party.short}：{d.reason}" for d in one.disputes if not d.settled_by],
    }


def _part(part: Part, unit: str) -> str:
    if part.share is None:
        return "—"
    return number_in(part.share.amount, unit) + ("*" if part.share.again else "")


def sheet_workbook(sheet: Sheet, view: ShownSheet, title: str, lang: str) -> bytes:
    """Return a sheet as a workbook: the rows, and what it rests on."""
    columns = (
        Column(labels.CLAUSE),
        Column(INDICATOR, 24),
        Column(labels.ENTERPRISE),
        Column(labels.UNIT, 16),
        Column(WHOLE, 20),
        *(Column(both(seat.role), 20) for seat in view.seats),
        Column(RULE, 60),
        Column(SOURCE, 60),
    )
    rows = [_cells(one, lang) for one in view.rows]
    name = Words(f"{sheet.year} 指标分算", f"{sheet.year} attribution")
    told = (Column(FACT, 28), Column(VALUE, 90))
    tables = (Table(name, columns, rows, 2), Table(BASIS, told, _facts(sheet, view, title, lang)))
    return workbook(tables, lang)


def _cells(one: ShownRow, lang: str) -> tuple[Cell, ...]:
    row = one.row
    parts: list[Cell] = []
    for part in one.parts:
        share = part.share
        if share is None:
            parts.append("")
        elif share.again:
            parts.append(number_in(share.amount, row.unit) + AGAIN.say(lang))
        else:
            parts.append(Amount(share.amount, row.unit))
    return (
        row.clause,
        row.indicator.say(lang),
        row.enterprise,
        UNITS[row.unit].words.say(lang),
        Amount(row.whole, row.unit),
        *parts,
        row.rule.say(lang),
        "；".join(f"{said} ({at})" for said, at in row.sources),
    )


def _facts(sheet: Sheet, view: ShownSheet, title: str, lang: str) -> list[tuple[Cell, ...]]:
    told: list[tuple[Words, str]] = [
        (Words("园区", "park"), title),
        (Words("表", "sheet"), sheet.words.say(lang)),
        (Words("须先知道", "to be known first"), sheet.note),
        (Words("状态", "state"), sheet.state_words.say(lang)),
        (Words("本表指纹 SHA-256", "this sheet, SHA-256"), sheet.fingerprint),
        (Words("协议指纹 SHA-256", "agreement, SHA-256"), sheet.run.fingerprint),
        (Words("结算结果指纹 SHA-256", "settlement, SHA-256"), sheet.run.result_sha256),
        (Words("审计锚点", "audit anchor"), sheet.anchor),
    ]
    told += [
        (
            both(f"{seat.role} {seat.party.name}"),
            f"{key.by} {key.at:%Y-%m-%d %H:%M} UTC" if key else "—",
        )
        for seat, key in view.keys
    ]
    return [(name.say(lang), value) for name, value in told]
