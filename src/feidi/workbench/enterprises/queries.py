"""Which firms, chambers and visits there are, and all that belongs to one firm."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from feidi.match.names import DISTINCT, compare, parts
from feidi.records.classification import classification
from feidi.settle.receipts_by_year import BookedYear, by_year
from feidi.workbench.enterprises.models import EDITION, Chamber, Enterprise, Visit
from feidi.workbench.imports.models import ReceiptRow
from feidi.workbench.land.models import Allocation
from feidi.workbench.land.statuses import HOLDING
from feidi.workbench.projects.models import Project

MOST_NEAR = 8


def enterprises(q: str = "", section: str = "", which: str = "") -> QuerySet[Enterprise]:
    """Return the firms one may see. section: a letter of GB/T 4754. which: a kind of firm."""
    found: QuerySet[Enterprise] = Enterprise.objects.all()
    for word in q.split()[:5]:
        names = ("name", "short", "code", "roster", "registered_at")
        wanted = Q()
        for name in names:
            wanted |= Q(**{f"{name}__icontains": word})
        found = found.filter(wanted)
    if section:
        found = found.filter(industry__in=codes_of(section))
    kinds = {
        "tenant": Q(tenant_since__isnull=False),
        "above": Q(above_scale_since__isnull=False),
        "own": Q(owner__isnull=False),
        "taxed": ~Q(roster=""),
    }
    if which in kinds:
        found = found.filter(kinds[which])
    return found.select_related("owner")


def codes_of(section: str) -> list[str]:
    """Return a letter of the classification with every code below it."""
    book = classification(EDITION)
    return [code for code in book.codes if code == section or section in book.above(code)]


def near(name: str, but: int = 0) -> list[Enterprise]:
    """Return the firms one may see that may be the one of a name; for a person to look at."""
    rows = Enterprise.objects.filter(Q(core=parts(name).core[:200]) | Q(name=name))
    found = [one for one in rows.exclude(pk=but)[:50] if compare(one.name, name).kind != DISTINCT]
    return found[:MOST_NEAR]


def receipts_by_year(enterprise: Enterprise) -> tuple[BookedYear, ...]:
    """Return what was booked for a firm, by the year it was booked in, the latest first."""
    if not enterprise.roster:
        return ()
    rows = ReceiptRow.objects.filter(enterprise=enterprise.roster).order_by()
    booked: Iterable[tuple[date, int]] = rows.values_list("booked_on", "amount").iterator(5000)
    return by_year(booked)


def projects_of(enterprise: Enterprise) -> list[Project]:
    """Return the projects of a firm that one may see."""
    return list(Project.objects.filter(enterprise=enterprise)[:50])


def parcels_of(projects: list[Project]) -> list[Allocation]:
    """Return the land that some projects hold."""
    codes = [one.code for one in projects if one.code]
    held = Allocation.objects.filter(project_code__in=codes, state__in=HOLDING)
    return list(held.select_related("parcel")[:50]) if codes else []


def visits(q: str = "", side: int = 0, open_only: bool = False) -> QuerySet[Visit]:
    """Return the visits one may see; only those whose next step is still to be taken."""
    found: QuerySet[Visit] = Visit.objects.select_related(
        "enterprise", "chamber", "side", "project", "owner"
    )
    for word in q.split()[:5]:
        found = found.filter(
            Q(enterprise__name__icontains=word) | Q(chamber__name__icontains=word)
            | Q(outcome__icontains=word) | Q(next_step__icontains=word)
        )  # fmt: skip
    if side:
        found = found.filter(side=side)
    return found.filter(next_due__isnull=False, next_done__isnull=True) if open_only else found


def chambers(q: str = "") -> QuerySet[Chamber]:
    """Return the chambers one may see."""
    found: QuerySet[Chamber] = Chamber.objects.select_related("owner")
    for word in q.split()[:5]:
        found = found.filter(
            Q(name__icontains=word) | Q(place__icontains=word) | Q(industries__icontains=word)
        )
    return found
