"""Which batches and receipts there are."""

from collections import Counter
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet, Sum

from feidi.workbench.imports.models import DISCARDED, IMPORTED, RECEIPTS, Batch, ReceiptRow

# of a list to choose from
MOST_FIRMS = 500
# beyond so many, rows as filtered are not counted
MOST_COUNTED = 10_000
LAST_CHARACTER = "\U0010ffff"


def batches(table: str = "") -> QuerySet[Batch]:
    """Return the batches one may see, without their bytes; of one table where it is named."""
    found: QuerySet[Batch] = Batch.objects.exclude(state=DISCARDED).defer("content", "warnings")
    return found.filter(table=table) if table else found


def receipts(
    q: str = "", tax: str = "", enterprise: str = "", year: str = ""
) -> QuerySet[ReceiptRow]:
    """Return the receipts that count, the latest booked first. q: how their numbers begin.

    year: they were booked in. The batches are a list to look in, not a table to join, so that
    a page far down is found by walking an index.
    """
    found: QuerySet[ReceiptRow] = ReceiptRow._base_manager.filter(
        batch__in=Batch.objects.values("pk")
    )
    if tax:
        found = found.filter(tax=tax)
    if enterprise:
        found = found.filter(enterprise=enterprise)
    if year.isascii() and year.isdigit() and int(year) in range(date.min.year, date.max.year):
        found = found.filter(booked_on__year=int(year))
    if q:
        return found.filter(beginning("code", q)).order_by("code", "id")
    return found.order_by("-booked_on", "-id")


def beginning(field: str, said: str) -> Q:
    """Return what begins so, as the index of the database can find it."""
    if connection.vendor != "sqlite":
        return Q(**{f"{field}__startswith": said})
    return Q(**{f"{field}__gte": said, f"{field}__lt": f"{said}{LAST_CHARACTER}"})


def number_of(asked: dict[str, str]) -> tuple[int, bool]:
    """Return how many receipts there are as filtered, and whether there are more than counted.

    Without a filter the batches know it; else rows are counted up to `MOST_COUNTED`.
    """
    if not any(asked.values()):
        whole = Batch.objects.filter(table=RECEIPTS, state=IMPORTED).order_by()
        return whole.aggregate(sum=Sum("count"))["sum"] or 0, False
    return up_to(receipts(**asked))


def sums_by_tax() -> dict[str, int]:
    """Return what the receipts that count add up to by tax, in fen; the batches know it."""
    found: Counter[str] = Counter()
    counting = Batch.objects.filter(table=RECEIPTS, state=IMPORTED).order_by()
    for sums in counting.values_list("by_tax", flat=True):
        found.update(sums)
    return dict(found)


def up_to(rows: QuerySet[ReceiptRow], most: int = MOST_COUNTED) -> tuple[int, bool]:
    """Return how many rows there are, counted up to so many, and whether there are more."""
    found = rows.order_by()[: most + 1].count()
    return min(found, most), found > most


def in_full(keys: list[int]) -> list[ReceiptRow]:
    """Return receipts with their batches, in the order of their keys."""
    rows = ReceiptRow.objects.filter(pk__in=keys).select_related("batch").order_by()
    found = {row.pk: row for row in rows}
    return [found[key] for key in keys if key in found]


def firms() -> list[str]:
    """Return the first firms that receipts name, for a list to choose from.

    The batches are a list to look in, not a table to join: the database then goes from one name
    to the next in the index, instead of over every row.
    """
    rows = ReceiptRow._base_manager.filter(batch__in=Batch.objects.values("pk"))
    names = rows.order_by("enterprise").values_list("enterprise", flat=True)
    return list(names.distinct()[:MOST_FIRMS])
