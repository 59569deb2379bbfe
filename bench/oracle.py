"""The same settlement in plain Python with whole numbers of any size: slow, and the measure."""

from collections import defaultdict
from fractions import Fraction

import pyarrow.parquet as pq

from bench.agreements import CENTRE, Sketch, grouping, sketches
from bench.jobs import Answer
from bench.receipts import receipts

OUTSIDE, CENTRAL = "不分享（属地留存）", "中央"


def oracle(rows: int) -> Answer:
    """Return what every account of every agreement holds of every year."""
    groups = grouping(rows)
    sums: defaultdict[tuple[str, int, str, bool], int] = defaultdict(int)
    for batch in pq.ParquetFile(receipts(rows)).iter_batches():
        columns = batch.to_pydict()
        names = ("enterprise", "tax", "period", "kind", "amount")
        for firm, tax, period, kind, amount in zip(*(columns[n] for n in names), strict=True):
            name = groups.names[groups.group[firm]]
            sums[name, int(period[:4]), tax, kind == "refund"] += amount
    found: defaultdict[tuple[str, int, str], int] = defaultdict(int)
    by_name = {sketch.name: sketch for sketch in sketches(rows)}
    pots: defaultdict[tuple[str, int, int], int] = defaultdict(int)
    for (name, year, tax, refund), amount in sums.items():
        sketch = by_name[name]
        if tax in sketch.taxes and (sketch.refunds or not refund):
            pots[name, year, CENTRE[tax]] += amount
        else:
            found[name, year, OUTSIDE] += amount
    local: defaultdict[tuple[str, int], int] = defaultdict(int)
    for (name, year, percent), amount in pots.items():
        centre = _down(amount * Fraction(percent, 100))
        found[name, year, CENTRAL] += centre
        local[name, year] += amount - centre
    first = min((year for _, year in local), default=0)
    for (name, year), amount in local.items():
        for party, share in _shared(by_name[name], year - first + 1, amount).items():
            found[name, year, party] += share
    return {key: amount for key, amount in found.items() if amount}


def _shared(sketch: Sketch, year: int, amount: int) -> dict[str, int]:
    """Return what each party gets of a year's local part: the base, then shares of the rest."""
    base = min(amount, sketch.base)
    shares = sketch.shares(year)
    parts = {
        who: _down((amount - base) * share)
        for who, share in zip(sketch.parties, shares, strict=True)
    }
    parts["host"] += amount - sum(parts.values())
    return parts


def _down(value: Fraction) -> int:
    """Return the whole part, towards zero."""
    whole = abs(value.numerator) // value.denominator
    return -whole if value < 0 else whole
