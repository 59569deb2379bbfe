"""Stores the rows of a file of receipts: an index of its lines, for lists and drill-down."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection

from feidi.records.receipt import Receipt
from feidi.workbench.imports.models import Batch, ReceiptRow

AT_ONCE = 500
FIELDS = (
    "batch",
    "line",
    "code",
    "enterprise",
    "area",
    "tax",
    "first_month",
    "months",
    "booked_on",
    "amount",
    "kind",
    "source",
)
LONGEST_SOURCE = 500


def index_receipts(batch: Batch, receipts: Iterable[Receipt]) -> None:
    """Store the rows of a file of receipts, a bounded number in memory, and their sums by tax."""
    by_tax: Counter[str] = Counter()
    rows = _rows(batch, receipts, by_tax)
    while some := list(islice(rows, AT_ONCE)):
        store(some)
    batch.by_tax = dict(by_tax)
    batch.save(update_fields=["by_tax"])


def store(rows: list[tuple[Any, ...]]) -> None:
    """Store rows of `FIELDS` by one prepared statement: made row by row they took most of the time.

    The caller holds the transaction.
    """
    quote, meta = connection.ops.quote_name, ReceiptRow._meta
    fields: list[Any] = [meta.get_field(name) for name in FIELDS]
    names = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(FIELDS))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(meta.db_table)} ({names}) VALUES ({places})",  # noqa: S608
            rows,
        )


def _rows(
    batch: Batch, receipts: Iterable[Receipt], by_tax: Counter[str]
) -> Iterator[tuple[Any, ...]]:
    day = connection.ops.adapt_datefield_value
    for one in receipts:
        by_tax[one.tax] += one.amount
        yield (
            batch.pk,
            one.at.line,
            one.id,
            one.enterprise,
            one.park,
            one.tax,
            one.period.first,
            one.period.months,
            day(one.booked_on),
            one.amount,
            one.kind.value,
            one.source[:LONGEST_SOURCE],
        )
