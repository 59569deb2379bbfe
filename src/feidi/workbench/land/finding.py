"""What a search finds among parcels, who holds them, and the maps they came in."""

from django.db.models import Q

from feidi.quantities.words import Words
from feidi.workbench.desk.finding import MOST, Found
from feidi.workbench.land.models import LandBatch, Note, Parcel


def found(said: str) -> list[Found]:
    """Return parcels by id, name or project, notes of the own side, and maps by file name."""
    rows = Parcel.objects.filter(
        Q(code__icontains=said) | Q(name__icontains=said) | Q(holder__icontains=said)
    )[:MOST]
    notes = Note.objects.filter(text__icontains=said).select_related("parcel")[:MOST]
    batches = LandBatch.objects.filter(said_name__icontains=said).defer("content", "rows")[:MOST]
    return [
        Found(
            Words("宗地", "parcels"),
            tuple(
                (str(p), f"{p.status_words.zh} {p.holder}".strip(), f"/land/parcels/{p.pk}/")
                for p in rows
            ),
        ),
        Found(
            Words("本方记事", "notes of our side"),
            tuple((n.parcel.code, n.text, f"/land/parcels/{n.parcel_id}/") for n in notes),
        ),
        Found(
            Words("宗地地图", "maps of parcels"),
            tuple((str(b), b.state_words.zh, f"/land/imports/{b.pk}/") for b in batches),
        ),
    ]
