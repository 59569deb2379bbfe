"""Which batches and receipts there are."""

from datetime import date

from django.db.models import Q, QuerySet

from feidi.workbench.imports.models import DISCARDED, Batch, ReceiptRow

# of a list to choose from
MOST_FIRMS = 500


def batches(table: str = "") -> QuerySet[Batch]:
    """Return the batches one may see, without their bytes; of one table where it is named."""
    found: QuerySet[Batch] = Batch.objects.exclude(state=DISCARDED).defer("content", "warnings")
    return found.filter(table=table) if table else found


def receipts(
    q: str = "", tax: str = "", enterprise: str = "", year: str = ""
) -> QuerySet[ReceiptRow]:
    """Return the receipts that count, the latest booked first. year: they were booked in."""
    found: QuerySet[ReceiptRow] = ReceiptRow.objects.select_related("batch")
    if q:
        found = found.filter(Q(code__icontains=q) | Q(source__icontains=q))
    if tax:
        found = found.filter(tax=tax)
    if enterprise:
        found = found.filter(enterprise=enterprise)
    if year.isascii() and year.isdigit() and int(year) in range(date.min.year, date.max.year):
        found = found.filter(booked_on__year=int(year))
    return found.order_by("-booked_on", "-id")


def firms() -> list[str]:
    """Return the first firms that receipts name, for a list to choose from.

    The batches are a list to look in, not a table to join: the database then goes from one name
    to the next in the index, instead of over every row.
    """
    rows = ReceiptRow._base_manager.filter(batch__in=Batch.objects.values("pk"))
    names = rows.order_by("enterprise").values_list("enterprise", flat=True)
    return list(names.distinct()[:MOST_FIRMS])
