"""Plans as lists, tables and layers of the map."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from feidi.quantities.words import Words
from feidi.records.resource import resources
from feidi.report.siting.said import PARTS, percent
from feidi.workbench.land.models import Area, Parcel
from feidi.workbench.land.overlays import Overlay
from feidi.workbench.siting.models import ON_MAP, SitingPlan


def plans() -> QuerySet[SitingPlan]:
    """Return the plans one may see, without what they tell."""
    found: QuerySet[SitingPlan] = SitingPlan.objects.defer("told")
    return found


def overlays() -> list[Overlay]:
    """Return the plans that can be laid over the map."""
    return [
        Overlay(
            str(plan.pk),
            f"{plan.said_name} · {plan.state_words.zh}",
            reverse("sitingplan-features", args=[plan.pk]),
            plan.get_absolute_url(),
        )
        for plan in plans().filter(state__in=ON_MAP)
    ]


@dataclass(frozen=True)
class Placed:
    """One project of a plan and its parcels; gone: the codes of those no longer registered."""

    project: str
    name: str
    year: int
    tenant: bool
    parcels: list[Parcel]
    gone: list[str]

    @property
    def mu(self) -> float:
        """The area of its parcels."""
        return sum(parcel.mu for parcel in self.parcels)


def placed(plan: SitingPlan) -> list[Placed]:
    """Return what stands where, with the parcels as they are registered now."""
    codes = {code for one in plan.placements for code in one["parcels"]}
    rows = Parcel.objects.filter(code__in=codes).select_related("area")
    known = {row.code: row for row in rows}
    return [
        Placed(
            one["project"],
            one["name"],
            one["year"],
            one["tenant"],
            [known[code] for code in one["parcels"] if code in known],
            [code for code in one["parcels"] if code not in known],
        )
        for one in plan.placements
    ]


def features(plan: SitingPlan) -> dict[str, Any]:
    """Return the parcels of a plan as GeoJSON, each with the project that stands on it."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": parcel.pk,
                "geometry": parcel.shape,
                "properties": {
                    "kind": "tenant" if one.tenant else "placed",
                    "label": one.name or one.project,
                    "project": one.project,
                    "year": one.year,
                },
            }
            for one in placed(plan)
            for parcel in one.parcels
        ],
    }


@dataclass(frozen=True)
class Use:
    """What a plan draws of a quota. share: of the limit, None where it is 0."""

    park: str
    resource: Words
    unit: Words
    year: int
    used: float
    limit: float

    @property
    def share(self) -> float | None:
        """How much of the limit is used."""
        return self.used / self.limit if self.limit else None

    @property
    def said(self) -> str:
        """The same in per cent."""
        return percent(self.share)


def uses(plan: SitingPlan) -> list[Use]:
    """Return the quotas a plan draws on, each in its fullest year, the fullest first."""
    known, names = resources(), dict(Area.objects.values_list("code", "name"))
    found = [
        Use(
            names.get(one["park"], one["park"]),
            known[one["resource"]].words,
            known[one["resource"]].unit,
            one["year"],
            one["used"],
            one["limit"],
        )
        for one in plan.told["quotas"]
        if one["used"]
    ]
    fullest: dict[tuple[str, str], Use] = {}
    for use in sorted(found, key=lambda use: (-(use.share or 0.0), use.year)):
        fullest.setdefault((use.park, use.resource.zh), use)
    return list(fullest.values())


def parts(plan: SitingPlan) -> list[tuple[Words, int]]:
    """Return the parts of a plan's value before weighting, by name and in fen, those not 0."""
    found = [(PARTS[name], round(100 * amount)) for name, amount in plan.told["parts"]]
    return [(name, fen) for name, fen in found if fen]
