"""A table of a page as a file to take away; no cell of it is ever taken for a formula."""

import csv
import io

from django.http import HttpResponse

from feidi.quantities.units import number_in
from feidi.quantities.words import Words
from feidi.report.sheets import Amount, Cell, Sheet
from feidi.report.to_xlsx import workbook

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# what a spreadsheet takes for the start of a formula
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(sheet: Sheet, lang: str) -> bytes:
    """Return a sheet as CSV; text that would start a formula gets an apostrophe before it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.title.say(lang) for column in sheet.columns)
    writer.writerows([_said(cell, lang) for cell in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _said(cell: Cell, lang: str) -> str:
    if isinstance(cell, Amount):
        return number_in(cell.parts, cell.unit).replace(",", "")
    if isinstance(cell, Words):
        return harmless(cell.say(lang))
    return harmless(cell) if isinstance(cell, str) else str(cell)


def harmless(said: str) -> str:
    """Return text that a spreadsheet shows as it stands.

    >>> harmless("=1+1"), harmless("舟曲")
    ("'=1+1", '舟曲')
    """
    return f"'{said}" if said.startswith(_STARTS) else said


def taken_away(sheet: Sheet, kind: str, name: str, lang: str) -> HttpResponse:
    """Answer with a sheet as a file of a kind of `KINDS`."""
    content = as_csv(sheet, lang) if kind == "csv" else workbook([sheet], lang)
    disposition = f'attachment; filename="{name}.{kind}"'
    return HttpResponse(
        content, headers={"Content-Type": KINDS[kind], "Content-Disposition": disposition}
    )
