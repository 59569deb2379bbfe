"""Which points there are, and what they read last."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from feidi.workbench.readings.models import Point, Reading

# a point that has said nothing for so long is shown as silent
SILENT = timedelta(hours=1)
NORMAL = "N"
ONLY = ("silent", "odd")


@dataclass(frozen=True)
class Now:
    """A point and its last reading. silent: nothing has come for a while."""

    point: Point
    last: Reading | None
    silent: bool

    @property
    def last_at(self) -> str:
        """When it reported last, as pages write it."""
        return f"{timezone.localtime(self.last.at):%Y-%m-%d %H:%M}" if self.last else ""

    @property
    def odd(self) -> bool:
        """Whether its last reading is not flagged as normal."""
        return self.last is not None and self.last.flag != NORMAL


def points_now(only: str = "") -> list[Now]:
    """Return every point one may see with its last reading; only: those silent, or odd."""
    newest = Reading.objects.filter(point=OuterRef("pk")).order_by("-at").values("pk")[:1]
    points = list(Point.objects.select_related("owner").annotate(newest=Subquery(newest)))
    last = {r.pk: r for r in Reading.objects.filter(pk__in=[p.newest for p in points])}
    since = timezone.now() - SILENT
    found = ((point, last.get(point.newest)) for point in points)
    shown = [Now(point, row, row is None or row.at < since) for point, row in found]
    return [one for one in shown if only not in ONLY or getattr(one, only)]
