"""The work that is timed: cells, rules and both, by every path; each job prepared, then run."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import duckdb
import numpy as np

from bench import agreements
from bench.receipts import FIRST_MONTH, MONTHS, TAXES, receipts, sizes
from bench.sketch import Table
from bench.workloads import Workload
from feidi.clauses.batch import Batch
from feidi.clauses.measure import measure_together
from feidi.clauses.posting import RECEIPTS
from feidi.folder.engines.scan import scan
from feidi.folder.engines.sql import query
from feidi.quantities.calendar import Cycle, Period
from feidi.records.cells import Cells
from feidi.settle.many import Balances, Prepared, settle_many

# account -> fen, by agreement and settlement period
Answer = dict[str, Table]
Job = Callable[[], Any]
FLOOR = (
    "SELECT sum(enterprise), sum(strlen(tax)), sum(strlen(period)), sum(strlen(kind)), "
    "sum(amount) FROM '{}'"
)


def floor(rows: int) -> Job:
    """Return the physical floor: read the same columns and sum them, with two threads."""
    engine = duckdb.connect(config={"threads": 2})
    question = FLOOR.format(receipts(rows))
    return lambda: engine.execute(question).fetchall()


def cells_by(path: str, rows: int) -> Callable[[], Cells]:
    """Return the job of summing the receipts to cells by one of the built-in paths.

    A path is an engine and the length of the cells' periods, as "numba month".
    """
    file, grouping = receipts(rows), agreements.grouping(rows)
    engine, _, length = path.partition(" ")
    cycle = Cycle[length.upper()]
    if engine == "sql":
        return lambda: query([file], None, grouping, cycle)
    return lambda: scan([file], None, grouping, cycle, compiled=engine == "numba")


def whole_by(path: str, rows: int, rules: Prepared) -> Callable[[], tuple[Balances, ...]]:
    """Return the whole job: receipts in, balances out."""
    cells = cells_by(path, rows)
    return lambda: settle_many(rules, cells())


def measured(rules: Prepared, rows: int) -> tuple[Batch, ...]:
    """Return the batches with their inflows: what is left to do is the flow of the money."""
    return measure_together(rules.ground, full_cells(rows)).batches


def full_cells(rows: int) -> Cells:
    """Return a cell for every agreement, tax and month: 3.6 million at full size."""
    shape = (sizes(rows)[1], len(TAXES), MONTHS)
    enterprise, tax, period = (a.reshape(-1).astype(np.int32) for a in np.indices(shape))
    amount = np.random.default_rng(1).integers(-(10**9), 10**11, enterprise.size)
    return Cells(
        enterprise,
        tax,
        period,
        np.zeros_like(tax),
        amount,
        tuple(f"A{i}" for i in range(shape[0])),
        TAXES,
        tuple(Period(FIRST_MONTH + m, 1) for m in range(MONTHS)),
        ("collection",),
    )


def answer(results: tuple[Balances, ...], work: Workload, rows: int) -> Answer:
    """Return the result in the form that all paths are compared in."""
    found: Answer = {}
    for result in results:
        for account, amounts in result.money.items():
            if account != RECEIPTS.zh:
                blank = np.zeros((sizes(rows)[1], work.periods), np.int64)
                found.setdefault(account, blank)[list(result.cases)] = amounts
    return found


def fingerprint(found: Answer) -> str:
    """Return a text that is equal only for equal answers."""
    told = sha256()
    for account, amounts in sorted(found.items()):
        if amounts.any():
            told.update(f"{account} {amounts.shape}".encode())
            told.update(np.ascontiguousarray(amounts, np.int64).tobytes())
    return told.hexdigest()[:16]
