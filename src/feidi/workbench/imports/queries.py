"""Which batches and receipts there are."""

from django.db.models import Q, QuerySet

from feidi.workbench.imports.models import DISCARDED, Batch, ReceiptRow


def batches(table: str = "") -> QuerySet[Batch]:
    """Return the batches one may see, without their bytes; of one table where it is named."""
    found: QuerySet[Batch] = Batch.objects.exclude(state=DISCARDED).defer("content", "warnings")
    return found.filter(table=table) if table else found


def receipts(q: str = "", tax: str = "", enterprise: str = "") -> QuerySet[ReceiptRow]:
    """Return the receipts that count, the latest booked first."""
    found: QuerySet[ReceiptRow] = ReceiptRow.objects.select_related("batch")
    if q:
        found = found.filter(Q(code__icontains=q) | Q(source__icontains=q))
    if tax:
        found = found.filter(tax=tax)
    if enterprise:
        found = found.filter(enterprise=enterprise)
    return found.order_by("-booked_on", "-id")
