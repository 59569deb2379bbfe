"""What a search finds among receipts and the batches they came in."""

from django.db.models import Q

from feidi.quantities.words import Words
from feidi.workbench.desk.finding import MOST, Found
from feidi.workbench.imports.models import IMPORTED, Batch, ReceiptRow


def found(said: str) -> list[Found]:
    """Return receipts by number, enterprise or source, and batches by file name."""
    receipts = ReceiptRow.objects.filter(
        Q(code__icontains=said) | Q(enterprise__icontains=said) | Q(source__icontains=said),
        batch__state=IMPORTED,
    ).select_related("batch")[:MOST]
    batches = Batch.objects.filter(said_name__icontains=said).defer("content")[:MOST]
    return [
        Found(
            Words("入库明细", "receipts"),
            tuple(
                (r.code, f"{r.enterprise} {r.tax_words.zh} {r.period}", f"/receipts/?q={r.code}")
                for r in receipts
            ),
        ),
        Found(
            Words("数据批次", "batches"),
            tuple((str(b), b.state_words.zh, f"/imports/{b.pk}/") for b in batches),
        ),
    ]
