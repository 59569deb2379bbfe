"""Which points there are, and what they read last."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from feidi.workbench.readings.models import Point, Reading

# a point that has said nothing for so long is shown as silent
SILENT = timedelta(hours=1)


@dataclass(frozen=True)
class Now:
    """A point and its last reading. silent: nothing has come for a while."""

    point: Point
    last: Reading | None
    silent: bool


def points_now() -> list[Now]:
    """Return every point one may see with its last reading."""
    newest = Reading.objects.filter(point=OuterRef("pk")).order_by("-at").values("pk")[:1]
    points = list(Point.objects.select_related("owner").annotate(newest=Subquery(newest)))
    last = {r.pk: r for r in Reading.objects.filter(pk__in=[p.newest for p in points])}
    since = timezone.now() - SILENT
    found = ((point, last.get(point.newest)) for point in points)
    return [Now(point, row, row is None or row.at < since) for point, row in found]
