"""Receipts -> cells: every identical row once, summed by enterprise, tax, period and kind."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np

from feidi.folder.opening import Root
from feidi.folder.receipts import receipts_in
from feidi.quantities.calendar import Period
from feidi.quantities.exact import as_amounts
from feidi.records.cells import Cells

Key = tuple[str, str, Period, str]


def cells_of(files: tuple[Path, ...], known_at: date | None) -> Cells:
    """Return the sums of the receipts booked on or before `known_at` (None: of all).

    files: as read_folder has found them sound. A row that stands twice, in one file or in
    two, counts once: its id says so (§F7).
    """
    sums: defaultdict[Key, int] = defaultdict(int)
    seen: set[str] = set()
    for path in files:
        for receipt in receipts_in(Root(path.parent), path.name):
            if receipt.id in seen:
                continue
            seen.add(receipt.id)
            if known_at is None or receipt.booked_on <= known_at:
                key = (receipt.enterprise, receipt.tax, receipt.period, receipt.kind.value)
                sums[key] += receipt.amount
    return _coded(sorted(sums.items()))


def _coded(rows: list[tuple[Key, int]]) -> Cells:
    enterprises = sorted({key[0] for key, _ in rows})
    taxes = sorted({key[1] for key, _ in rows})
    periods = sorted({key[2] for key, _ in rows})
    kinds = sorted({key[3] for key, _ in rows})
    return Cells(
        np.array([enterprises.index(key[0]) for key, _ in rows], np.int32),
        np.array([taxes.index(key[1]) for key, _ in rows], np.int32),
        np.array([periods.index(key[2]) for key, _ in rows], np.int32),
        np.array([kinds.index(key[3]) for key, _ in rows], np.int32),
        as_amounts([amount for _, amount in rows]),
        tuple(enterprises),
        tuple(taxes),
        tuple(periods),
        tuple(kinds),
    )
