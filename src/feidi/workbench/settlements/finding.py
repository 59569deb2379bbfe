"""What a search finds among settlements."""

from django.db.models import Q

from feidi.quantities.words import Words
from feidi.workbench.desk.finding import Found
from feidi.workbench.settlements.models import Run

SHORTEST = 8


def found(said: str) -> list[Found]:
    """Return the runs whose fingerprint, or that of whose agreement, starts with what is said."""
    if len(said) < SHORTEST:
        return []
    runs = Run.objects.filter(Q(fingerprint__startswith=said) | Q(result_sha256__startswith=said))
    rows = tuple((str(r), r.result_sha256[:16], f"/settlements/{r.number}/") for r in runs)
    return [Found(Words("结算", "settlements"), rows)]
