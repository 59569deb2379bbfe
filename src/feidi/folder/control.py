"""Do the receipts meet the totals the treasury reports?"""

from collections.abc import Iterator

import numpy as np

from feidi.evidence.problem import Problem
from feidi.folder.table import Row
from feidi.quantities.money import in_yuan
from feidi.quantities.words import Words
from feidi.records.cells import Cells
from feidi.records.tax import taxes


def check_control_totals(totals: tuple[Row, ...], cells: Cells) -> Iterator[Problem]:
    """Yield RE010 for each total that the receipts of its tax and time do not meet (§F8).

    cells: of all receipts, net of refunds and corrections.
    """
    for row in totals:
        wanted, period, tax = row.values["amount"], row.values["period"], row.values["tax"]
        inside = [
            code
            for code, own in enumerate(cells.periods)
            if period.first <= own.first and own.last <= period.last
        ]
        here = np.isin(cells.period, inside)
        if tax in cells.taxes:
            here &= cells.tax == cells.taxes.index(tax)
        else:
            here[:] = False
        summed = sum(cells.amount[here].tolist())
        if summed != wanted:
            yield _unmet(row, summed, wanted)


def _unmet(row: Row, summed: int, wanted: int) -> Problem:
    name, period = taxes()[row.values["tax"]], row.values["period"]
    gap = summed - wanted
    more = Words("多", "more") if gap > 0 else Words("少", "less")
    what = Words(
        f"{name.zh} {period}：入库明细合计 {in_yuan(summed)}，控制数 {in_yuan(wanted)}，"
        f"明细{more.zh} {in_yuan(abs(gap))}",
        f"{name.en} {period}: the receipts add up to {in_yuan(summed)}, the control total is "
        f"{in_yuan(wanted)}; the receipts have {in_yuan(abs(gap))} {more.en}",
    )
    fix = Words(
        "查漏记、重记或所属期有误的入库，或核对国库报表",
        "look for receipts missing, repeated or of another period, or check the treasury's report",
    )
    return Problem("RE010", row.at, what, fix, row.said.rstrip("\r\n"))
