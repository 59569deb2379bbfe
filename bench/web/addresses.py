"""Which pages are measured, each as who works on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.urls import reverse

from bench.web.park import FIRM
from feidi.workbench.agreements.models import Text
from feidi.workbench.attribution.models import Sheet
from feidi.workbench.coordination.models import Meeting, Task
from feidi.workbench.dashboards.showing import BOARDS, FIRST
from feidi.workbench.enterprises.models import Enterprise
from feidi.workbench.imports.models import Batch
from feidi.workbench.land.models import Parcel
from feidi.workbench.projects.models import Project
from feidi.workbench.scope.acting import JOINT
from feidi.workbench.settlements.models import Correction, Line, Run, Statement, Total

# who signs in for which part of the site
FINANCE, LEADER, OFFICE = "origin-finance", "host-leader", "origin-office"
INVESTMENT, LAND, STATISTICS = "origin-investment", "host-land", "origin-statistics"
WORDS = "%E8%A3%85%E5%A4%87"  # 装备, in the name of every invented project
PLAIN = {
    "projects": (INVESTMENT, ("", "?page=100", f"?q={WORDS}", "?health=late", "?sort=investment")),
    "projects-board": (INVESTMENT, ("",)),
    "projects-gantt": (INVESTMENT, ("",)),
    "claims": (INVESTMENT, ("",)),
    "enterprises": (INVESTMENT, ("", f"?q={WORDS}")),
    "visits": (INVESTMENT, ("",)),
    "chambers": (INVESTMENT, ("",)),
    "land": (LAND, ("",)),
    "land-features": (LAND, ("",)),
    "land-around": (LAND, ("",)),
    "parcels": (LAND, ("", "?status=idle")),
    "imports": (FINANCE, ("",)),
    "receipts": (FINANCE, ("", "?page=500", "?q=B3-00077", "?year=2025", f"?enterprise={FIRM}")),
    "settlements": (FINANCE, ("",)),
    "agreements": (FINANCE, ("",)),
    "obligations": (FINANCE, ("",)),
    "attribution": (STATISTICS, ("",)),
    "tasks": (OFFICE, ("",)),
    "tasks-mine": (OFFICE, ("",)),
    "tasks-weekly": (OFFICE, ("",)),
    "meetings": (OFFICE, ("",)),
    "duties": (OFFICE, ("",)),
    "documents": (OFFICE, ("",)),
    "notifications": (OFFICE, ("",)),
    "history": (LEADER, ("",)),
    "search": (LEADER, (f"?q={WORDS}", "?q=R001")),
    "points": (LEADER, ("",)),
}


@dataclass(frozen=True)
class Page:
    """One page. who: the name of who asks for it."""

    name: str
    who: str
    address: str


def pages() -> Iterator[Page]:
    """Yield every page measured; within a scope that sees the park."""
    for who in (LEADER, FINANCE, INVESTMENT, LAND, OFFICE, STATISTICS):
        yield Page(f"desk {who.partition('-')[2]}", who, reverse("desk"))
    for name, (who, asked) in PLAIN.items():
        for one in asked:
            yield Page(f"{name} {one}".strip(), who, reverse(name) + one)
    for name in BOARDS:
        yield Page(
            f"dashboard {name}",
            LEADER,
            reverse("dashboards" if name == FIRST else f"dashboard-{name}"),
        )
    yield from _single()


def _single() -> Iterator[Page]:
    """Yield the page of one row of each kind: the largest or the latest."""
    joint = {"visibility": JOINT}
    rows: tuple[tuple[str, str, models.QuerySet[models.Model]], ...] = (
        ("project", INVESTMENT, Project.objects.filter(**joint)),
        ("enterprise", INVESTMENT, Enterprise.objects.filter(projects__isnull=False, **joint)),
        ("parcel", LAND, Parcel.objects.filter(**joint)),
        ("import", FINANCE, Batch.objects.filter(table="receipts", **joint).order_by("-count")),
        ("agreement", FINANCE, Text.objects.all()),
        ("sheet", STATISTICS, Sheet.objects.all()),
        ("task", OFFICE, Task.objects.filter(**joint)),
        ("meeting", OFFICE, Meeting.objects.all()),
        ("statement", FINANCE, Statement.objects.all()),
    )
    for name, who, found in rows:
        one = found.first()
        if one is not None:
            yield Page(name, who, reverse(name, args=[one.pk]))
    yield from _of_settlements()


def _of_settlements() -> Iterator[Page]:
    run = Run.objects.filter(state="done").first()
    if run is None:
        return
    yield Page("run", FINANCE, reverse("run", args=[run.number]))
    total = Total.objects.filter(run=run).annotate(n=models.Count("steps")).order_by("-n").first()
    line = Line.objects.filter(run=run, enterprise=FIRM).first() or run.lines.first()
    correction = Correction.objects.filter(run=run).first()
    for name, row in (("figure", total), ("line", line), ("correction", correction)):
        if row is not None:
            key = row.index if isinstance(row, Line) else row.pk
            yield Page(name, FINANCE, reverse(name, args=[run.number, key]))
