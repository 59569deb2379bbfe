"""Investment and tax against the land that was given: which amounts, and on how many mu."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from feidi.records.per_mu import PerMu
from feidi.workbench.imports.models import ReceiptRow
from feidi.workbench.land.models import Allocation, Area, Parcel
from feidi.workbench.land.statuses import ALLOCATED, BUILDING, GIVEN, IDLE, IN_USE
from feidi.workbench.projects.models import Project

# the states in which a parcel has been given to a project
TAKEN = (ALLOCATED, BUILDING, IN_USE, IDLE)


@dataclass(frozen=True)
class AreaTax:
    """The tax that came in from an area in a year, on the land given there."""

    area: Area
    tax: PerMu


@dataclass(frozen=True)
class Holding:
    """A project on its land: planned investment and tax a year.

    asked: the investment its parcels ask, in fen per mu; None where none of them says so.
    """

    project: Project
    investment: PerMu
    tax: PerMu
    asked: int | None


def year_of_tax(today: date) -> int | None:
    """Return the last year that has ended and has receipts; None where there is none."""
    before = ReceiptRow.objects.filter(booked_on__lt=date(today.year, 1, 1))
    last = before.order_by("-booked_on").values_list("booked_on", flat=True).first()
    return last.year if last else None


def tax_by_area(year: int) -> list[AreaTax]:
    """Return what came in of a year from each area with given land; refunds are taken off."""
    within = (date(year, 1, 1), date(year, 12, 31))
    rows = ReceiptRow.objects.filter(booked_on__range=within).order_by().values("area")
    tax = {row["area"]: row["all"] for row in rows.annotate(all=Sum("amount"))}
    given = Parcel.objects.filter(status__in=TAKEN).order_by().values("area")
    land = {row["area"]: row["all"] for row in given.annotate(all=Sum("mu"))}
    return [
        AreaTax(area, PerMu(tax.get(area.name, tax.get(area.code, 0)), land[area.pk]))
        for area in Area.objects.filter(pk__in=land)
    ]


def holdings(parcel: Parcel | None = None) -> list[Holding]:
    """Return the projects that were given land, each on all of it; parcel: those that hold it."""
    # the allocation is joint, the project need not be: it is looked for within the scope
    seen = Project.objects.order_by().values("pk")
    rows = Allocation.objects.filter(state=GIVEN, project__in=seen)
    if parcel is not None:
        rows = rows.filter(project__in=rows.filter(parcel=parcel).values("project"))
    land: dict[Project, list[Parcel]] = defaultdict(list)
    for one in rows.select_related("project", "parcel").order_by("project__code", "id"):
        if one.project is not None:
            land[one.project].append(one.parcel)
    return [_holding(project, parcels) for project, parcels in land.items()]


def _holding(project: Project, parcels: list[Parcel]) -> Holding:
    mu = sum(parcel.mu for parcel in parcels)
    asked = [p.investment_fen_mu for p in parcels if p.investment_fen_mu is not None]
    return Holding(
        project,
        PerMu(project.investment or 0, mu),
        PerMu(project.tax or 0, mu),
        max(asked, default=None),
    )
