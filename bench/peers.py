"""The same work by others, written as their users would write it for speed."""

from collections.abc import Callable

import numpy as np

from bench.agreements import grouping, sketches
from bench.jobs import Answer, cells_by
from bench.oracle import CENTRAL, OUTSIDE
from bench.receipts import FIRST_MONTH, KINDS, TAXES, receipts
from bench.sketch import CENTRE, PARTS, ROLES, Table, down
from bench.workloads import Workload
from feidi.folder.engines.scatter import numba_is_here
from feidi.quantities.exact import sum_into


class Rulebook:
    """The agreements as arrays, compiled once: one row an agreement."""

    def __init__(self, work: Workload, rows: int) -> None:
        self.sketches = sketches(work, rows)
        self.covered = np.array([[t in s.taxes for t in TAXES] for s in self.sketches])
        self.refunds = np.array([s.refunds for s in self.sketches])
        self.arrays = work.arrays(self.sketches)
        # sums by agreement, settlement period and fiscal rule, the last for what is not shared
        self.shape = (len(self.sketches), work.periods, len(PARTS) + 1)


def pandas_whole(work: Workload, rows: int) -> Callable[[], dict[str, Table]]:
    """Return the whole job in pandas: group by what the rules need, then arrays."""
    import pandas as pd

    book, groups, file = Rulebook(work, rows), grouping(rows), receipts(rows)
    rule = np.array([PARTS.index(CENTRE[t]) for t in TAXES])

    def job() -> dict[str, Table]:
        return rules(book, pots())

    def pots() -> Table:
        names = ["enterprise", "tax", "period", "kind", "amount"]
        frame = pd.read_parquet(file, columns=names)
        tax = frame["tax"].cat.set_categories(TAXES).cat.codes.to_numpy()
        refund = frame["kind"].cat.set_categories(KINDS).cat.codes.to_numpy() == 1
        months = frame["period"].cat.categories.str
        month = months[:4].astype(int) * 12 + months[5:].astype(int) - 1 - FIRST_MONTH
        t = (month.to_numpy() // work.cycle)[frame["period"].cat.codes.to_numpy()]
        agreement = groups.group[frame["enterprise"].to_numpy()]
        covered = book.covered[agreement, tax] & (book.refunds[agreement] | ~refund)
        part = np.where(covered, rule[tax], len(PARTS))
        place = (agreement.astype(np.int64) * book.shape[1] + t) * book.shape[2] + part
        sums = frame["amount"].groupby(place).sum()
        book_of_sums = np.zeros(int(np.prod(book.shape)), np.int64)
        book_of_sums[sums.index.to_numpy()] = sums.to_numpy()
        return book_of_sums.reshape(book.shape)

    return job


def pandas_by_cells(work: Workload, rows: int) -> Callable[[], dict[str, Table]]:
    """Return the whole job in pandas on the same two steps as ours: cells, then rules.

    The cells (agreement, tax, month, kind) are what a figure is traced back through; without
    them there is nothing between a receipt and a total that anybody could check.
    """
    import pandas as pd

    book, groups, file = Rulebook(work, rows), grouping(rows), receipts(rows)
    rule = np.array([PARTS.index(CENTRE[t]) for t in TAXES])
    axes = ["agreement", "tax", "period", "kind"]

    def job() -> dict[str, Table]:
        names = ["enterprise", "tax", "period", "kind", "amount"]
        frame = pd.read_parquet(file, columns=names)
        frame["agreement"] = groups.group[frame["enterprise"].to_numpy()]
        cells = frame.groupby(axes, observed=True)["amount"].sum().reset_index()
        tax = cells["tax"].cat.set_categories(TAXES).cat.codes.to_numpy()
        refund = (cells["kind"] == KINDS[1]).to_numpy()
        said = cells["period"].astype("str").str
        month = said[:4].astype(int) * 12 + said[5:].astype(int) - 1 - FIRST_MONTH
        agreement = cells["agreement"].to_numpy().astype(np.int64)
        covered = book.covered[agreement, tax] & (book.refunds[agreement] | ~refund)
        part = np.where(covered, rule[tax], len(PARTS))
        where = np.ravel_multi_index((agreement, month.to_numpy() // work.cycle, part), book.shape)
        sums = sum_into(where, cells["amount"].to_numpy(), int(np.prod(book.shape)))
        return rules(book, sums.reshape(book.shape))

    return job


def rules(book: Rulebook, pots: Table) -> Answer:
    """Return account -> fen by agreement and period, from sums by agreement, period and rule."""
    centre = np.stack([down(pots[:, :, i], part, 100) for i, part in enumerate(PARTS)]).sum(axis=0)
    parts = book.arrays.divided(pots[:, :, :-1].sum(axis=2) - centre)
    parties = {role: parts[:, :, k] for k, role in enumerate(ROLES)}
    return {CENTRAL: centre, OUTSIDE: pots[:, :, -1], **parties}


def pots_of(book: Rulebook, rows: int) -> Table:
    """Return sums by agreement, year and fiscal rule, the last for what is not shared."""
    cells = cells_by("numba year" if numba_is_here() else "numpy year", rows)()
    agreement = np.array([int(name[1:]) for name in cells.enterprises])[cells.enterprise]
    tax = np.array([TAXES.index(name) for name in cells.taxes])[cells.tax]
    refund = np.array([name == "refund" for name in cells.kinds])[cells.kind]
    year = np.array([p.first // 12 for p in cells.periods])[cells.period] - FIRST_MONTH // 12
    rule = np.array([PARTS.index(CENTRE[t]) for t in TAXES])
    covered = book.covered[agreement, tax] & (book.refunds[agreement] | ~refund)
    part = np.where(covered, rule[tax], len(PARTS))
    where = np.ravel_multi_index((agreement, year, part), book.shape)
    return sum_into(where, cells.amount, int(np.prod(book.shape))).reshape(book.shape)


def by_party(found: dict[str, Table], pots: Table) -> Answer:
    """Return what OpenFisca found in the form that all paths are compared in."""
    parties = {role: found[f"part_{k}"] for k, role in enumerate(ROLES)}
    return {CENTRAL: found["centre"], OUTSIDE: pots[:, :, -1], **parties}
