"""Writes the report of a settlement: one HTML page and one workbook, whole or not at all."""

from collections.abc import Callable
from pathlib import Path

from feidi.folder import Folder
from feidi.folder.layout import RESULTS
from feidi.folder.opening import Root
from feidi.folder.write import make_folder, write_file
from feidi.report.to_html import settlement_page
from feidi.report.to_xlsx import settlement_workbook
from feidi.settle import Settlement


def write_report(
    folder: Folder,
    settlement: Settlement,
    output: Path | None,
    lang: str,
    progress: Callable[[str], None],
) -> list[Path]:
    """Return the files written: report.html and report.xlsx.

    output: where to; the project folder's own results/ if None, which must lie inside it.
    """
    if output is None:
        root, under = Root(folder.path), f"{RESULTS}/"
    else:
        root, under = make_folder(output), ""
    progress("report.html")
    page = settlement_page(settlement, lang).encode()
    progress("report.xlsx")
    receipts = folder.receipts_behind(known_at=settlement.known_at)
    workbook = settlement_workbook(settlement, receipts, folder.book.facts, lang)
    return [
        write_file(root, f"{under}report.html", page),
        write_file(root, f"{under}report.xlsx", workbook),
    ]
