"""The same work by others, written as their users would write it for speed."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from bench.agreements import CENTRE, YEARS, Sketch, grouping, sketches
from bench.jobs import Answer, cells_by
from bench.oracle import CENTRAL, OUTSIDE
from bench.receipts import FIRST_MONTH, KINDS, TAXES, receipts
from feidi.folder.engines.scatter import numba_is_here
from feidi.quantities.exact import sum_into

Table = npt.NDArray[np.int64]
PARTS = tuple(sorted(set(CENTRE.values())))


class Rulebook:
    """The agreements as arrays, compiled once: one row an agreement."""

    def __init__(self, rows: int) -> None:
        self.sketches = sketches(rows)
        self.covered = np.array([[t in s.taxes for t in TAXES] for s in self.sketches])
        self.refunds = np.array([s.refunds for s in self.sketches])
        self.base = np.array([s.base for s in self.sketches])
        self.num = np.zeros((len(self.sketches), YEARS, 4), np.int64)
        self.den = np.ones_like(self.num)
        for i, sketch in enumerate(self.sketches):
            for year in range(YEARS):
                for k, share in enumerate(sketch.shares(year + 1)):
                    self.num[i, year, k], self.den[i, year, k] = share.as_integer_ratio()


def down(amount: Table, num: Table | int, den: Table | int) -> Table:
    """Return amount x num / den towards zero, exact while amounts x num stay within int64."""
    return np.asarray(np.sign(amount) * (np.abs(amount) * num // den))


def pandas_whole(rows: int) -> Callable[[], dict[str, Table]]:
    """Return the whole job in pandas: group by what the rules need, then arrays."""
    import pandas as pd

    book, groups, file = Rulebook(rows), grouping(rows), receipts(rows)
    rule = np.array([PARTS.index(CENTRE[t]) for t in TAXES])

    def job() -> dict[str, Table]:
        return rules(book, pots())

    def pots() -> Table:
        names = ["enterprise", "tax", "period", "kind", "amount"]
        frame = pd.read_parquet(file, columns=names)
        tax = frame["tax"].cat.set_categories(TAXES).cat.codes.to_numpy()
        refund = frame["kind"].cat.set_categories(KINDS).cat.codes.to_numpy() == 1
        years = frame["period"].cat.categories.str[:4].astype(int).to_numpy() - FIRST_MONTH // 12
        year = years[frame["period"].cat.codes.to_numpy()]
        agreement = groups.group[frame["enterprise"].to_numpy()]
        covered = book.covered[agreement, tax] & (book.refunds[agreement] | ~refund)
        part = np.where(covered, rule[tax], len(PARTS))
        place = (agreement.astype(np.int64) * YEARS + year) * (len(PARTS) + 1) + part
        sums = frame["amount"].groupby(place).sum()
        shape = (len(book.sketches), YEARS, len(PARTS) + 1)
        book_of_sums = np.zeros(int(np.prod(shape)), np.int64)
        book_of_sums[sums.index.to_numpy()] = sums.to_numpy()
        return book_of_sums.reshape(shape)

    return job


def rules(book: Rulebook, pots: Table) -> dict[str, Table]:
    """Return account -> fen by agreement and year, from sums by agreement, year and rule."""
    centre = np.stack([down(pots[:, :, i], part, 100) for i, part in enumerate(PARTS)]).sum(axis=0)
    local = pots[:, :, :-1].sum(axis=2) - centre
    kept = np.minimum(local, book.base[:, None])
    parts = down((local - kept)[:, :, None], book.num, book.den)
    parts[:, :, 0] += local - parts.sum(axis=2)
    return {CENTRAL: centre, OUTSIDE: pots[:, :, -1]} | {str(k): parts[:, :, k] for k in range(4)}


def answer(found: dict[str, Table], rows: int) -> Answer:
    """Return the result in the form that all paths are compared in."""
    result: Answer = {}
    for i, sketch in enumerate(sketches(rows)):
        for account, table in found.items():
            for year, amount in enumerate(table[i].tolist()):
                if amount:
                    party = _party(sketch, account)
                    result[sketch.name, FIRST_MONTH // 12 + year, party] = amount
    return result


def _party(sketch: Sketch, account: str) -> str:
    return sketch.parties[int(account)] if account.isdigit() else account


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
    shape = (len(book.sketches), YEARS, len(PARTS) + 1)
    where = np.ravel_multi_index((agreement, year, part), shape)
    return sum_into(where, cells.amount, int(np.prod(shape))).reshape(shape)


def by_party(found: dict[str, Table], pots: Table, rows: int) -> Answer:
    """Return what OpenFisca found in the form that all paths are compared in."""
    parts = {str(k): found[f"part_{k}"] for k in range(4)}
    return answer({CENTRAL: found["centre"], OUTSIDE: pots[:, :, -1]} | parts, rows)
