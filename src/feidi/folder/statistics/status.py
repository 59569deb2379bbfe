"""Published, missing, suppressed or assumed: a figure and its status must agree."""

from feidi.folder.statistics.sheet import Sheet
from feidi.folder.table import Row
from feidi.quantities.words import Words
from feidi.records.industry_table import ASSUMED, MISSING, PUBLISHED, SUPPRESSED

STATUS = {"published": PUBLISHED, "missing": MISSING, "suppressed": SUPPRESSED, "assumed": ASSUMED}


def status_fits(row: Row, sheet: Sheet) -> bool:
    """Report a figure without a value that is not called missing, and the reverse (ST002)."""
    status, value = row.values.get("status") or "published", row.values.get("value")
    withheld = status in ("missing", "suppressed")
    if withheld == (value is None):
        return True
    if withheld:
        what = Words(
            f"状态是缺失或保密，却有数值 {value:g}",
            f"the status is {status}, yet there is a figure, {value:g}",
        )
    else:
        what = Words("没有数值，也没有写明缺失或保密", "no figure, and not said to be missing")
    fix = Words(
        "没有数就留空，状态写“缺失”或“保密”；零写 0",
        "where there is none leave it empty and write “missing” or “suppressed”; write a zero as 0",
    )
    sheet.findings.row("ST002", row.at, row.said, (what, fix))
    return False
