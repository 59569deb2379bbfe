"""Receipts -> cells: what came in, summed by enterprise, tax, period and kind, to the fen."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from feidi.folder.engines.enterprises import NotForScan
from feidi.quantities.calendar import Cycle
from feidi.records.cells import Cells
from feidi.records.grouping import Grouping


def cells_of(
    files: Sequence[Path],
    known_at: date | None = None,
    *,
    grouping: Grouping | None = None,
    cycle: Cycle = Cycle.MONTH,
    repeated: bool = True,
) -> Cells:
    """Return the sums of the receipts booked on or before `known_at` (None: of all).

    files: CSV or Parquet, as the folder's reader has found them sound. grouping: sum by
    group in place of the enterprise, where no clause looks at single enterprises.
    cycle: sum the months of each such period, where settle.many.cycle_of_all allows it.
    repeated: whether rows may stand twice; one id counts once (§F7). Where they cannot, and
    all files are Parquet, one pass over them gives the same cells as the SQL engine, faster.
    Raises `AmountTooLarge` where a sum leaves int64. Cells of nothing are left out; no files,
    no cells.
    """
    if not files:
        none = np.zeros(0, np.int32)
        return Cells(none, none, none, none, np.zeros(0, np.int64), (), (), (), ())
    if not repeated and files and all(path.suffix == ".parquet" for path in files):
        from feidi.folder.engines.scan import scan

        try:
            return scan(files, known_at, grouping, cycle)
        except NotForScan:
            pass  # SQL answers whatever the scan cannot
    from feidi.folder.engines.sql import query

    return query(files, known_at, grouping, cycle, repeated=repeated)
