"""What a search finds among receipts and the batches they came in."""

from django.db.models import Q

from feidi.quantities.words import Words
from feidi.workbench.desk.finding import MOST, Found
from feidi.workbench.imports.models import IMPORTED, Batch, ReceiptRow
from feidi.workbench.imports.queries import beginning


def found(said: str) -> list[Found]:
    """Return receipts by how their number begins or by enterprise, and batches by file name."""
    rows = ReceiptRow.objects.filter(beginning("code", said) | Q(enterprise=said))
    receipts = rows.filter(batch__state=IMPORTED).order_by()[:MOST]
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
