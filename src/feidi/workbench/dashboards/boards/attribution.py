"""What the statistics offices look at first: the attribution sheets and how they stand."""

from django.urls import reverse

from feidi.quantities.words import Words
from feidi.workbench.attribution.models import OPEN, POSTED, Sheet
from feidi.workbench.attribution.queries import sheets
from feidi.workbench.dashboards.board import GOOD, WAIT, Figure, Line, Listing

MOST = 8


def figures() -> list[Figure]:
    """Return how many sheets wait for a key, and how many are fixed."""
    waits = Sheet.objects.filter(state=OPEN).count()
    fixed = Sheet.objects.filter(state=POSTED).count()
    place = reverse("attribution")
    return [
        Figure(
            Words("待确认的分算表", "Sheets to be confirmed"),
            Words(f"{waits} 份", f"{waits}"),
            place,
            tone=WAIT if waits else GOOD,
        ),
        Figure(
            Words("已固定的分算表", "Sheets that are fixed"),
            Words(f"{fixed} 份", f"{fixed}"),
            place,
        ),
    ]


def latest() -> Listing:
    """Return the sheets of the latest years."""
    lines = tuple(
        Line(one.words, one.state_words, reverse("sheet", args=[one.pk]), _tone(one))
        for one in sheets()[:MOST]
    )
    return Listing(
        Words("指标分算表", "Attribution sheets"),
        lines,
        Words(
            "还没有分算表。打开“指标分算”，选一个年度提交双方。",
            "None yet: open “Attribution” and put a year to both sides.",
        ),
        reverse("attribution"),
    )


def _tone(sheet: Sheet) -> str:
    return {OPEN: WAIT, POSTED: GOOD}.get(sheet.state, "")
