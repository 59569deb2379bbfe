"""The same settlement in plain Python with whole numbers of any size: slow, and the measure."""

from collections import defaultdict
from fractions import Fraction

import numpy as np
import pyarrow.parquet as pq

from bench.agreements import grouping, sketches
from bench.jobs import Answer
from bench.receipts import FIRST_MONTH, receipts
from bench.sketch import CENTRE, Table, part_of
from bench.workloads import Workload

OUTSIDE, CENTRAL = "不分享（属地留存）", "中央"
Found = defaultdict[str, defaultdict[tuple[int, int], int]]


def oracle(work: Workload, rows: int) -> Answer:
    """Return what every account of every agreement gets in every settlement period."""
    found: Found = defaultdict(lambda: defaultdict(int))
    pots: defaultdict[tuple[int, int, int], int] = defaultdict(int)
    every = sketches(work, rows)
    for (number, t, tax, refund), amount in _sums(work, rows).items():
        sketch = every[number]
        if tax in sketch.taxes and (sketch.refunds or not refund):
            pots[number, t, CENTRE[tax]] += amount
        else:
            found[OUTSIDE][number, t] += amount
    local = [[0] * work.periods for _ in every]
    for (number, t, percent), amount in pots.items():
        centre = part_of(amount, Fraction(percent, 100))
        found[CENTRAL][number, t] += centre
        local[number][t] += amount - centre
    for number, sketch in enumerate(every):
        for t, parts in enumerate(sketch.divided(local[number])):
            for party, amount in parts.items():
                found[party][number, t] += amount
    shape = len(every), work.periods
    return {account: _table(amounts, shape) for account, amounts in found.items()}


def _table(amounts: dict[tuple[int, int], int], shape: tuple[int, int]) -> Table:
    table = np.zeros(shape, np.int64)
    for at, amount in amounts.items():
        table[at] = amount
    return table


def _sums(work: Workload, rows: int) -> dict[tuple[int, int, str, bool], int]:
    groups = grouping(rows)
    sums: defaultdict[tuple[int, int, str, bool], int] = defaultdict(int)
    for batch in pq.ParquetFile(receipts(rows)).iter_batches():
        columns = batch.to_pydict()
        names = ("enterprise", "tax", "period", "kind", "amount")
        for firm, tax, period, kind, amount in zip(*(columns[n] for n in names), strict=True):
            month = int(period[:4]) * 12 + int(period[5:]) - 1 - FIRST_MONTH
            sums[int(groups.group[firm]), month // work.cycle, tax, kind == "refund"] += amount
    return sums
