"""What a search finds among attribution sheets."""

from django.db.models import Q

from feidi.quantities.words import Words
from feidi.workbench.attribution.queries import sheets
from feidi.workbench.desk.finding import MOST, Found

SHORTEST = 8


def found(said: str) -> list[Found]:
    """Return the sheets with an indicator so named, or whose fingerprint starts so."""
    wanted = Q(rows__indicator_zh__icontains=said) | Q(rows__indicator_en__icontains=said)
    if len(said) >= SHORTEST:
        wanted |= Q(fingerprint__startswith=said)
    rows = tuple(
        (str(one), one.state_words.zh, f"/attribution/{one.pk}/")
        for one in sheets().filter(wanted).distinct()[:MOST]
    )
    return [Found(Words("指标分算表", "attribution sheets"), rows)]
