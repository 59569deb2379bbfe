"""Which parcels of the park could take a project, and what stands against the others."""

from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict

from feidi.evidence.source import At
from feidi.folder.land import LandRead, read_land
from feidi.folder.land.coordinates import zone_epsg
from feidi.folder.layout import POLICIES, SETTINGS, SITE
from feidi.quantities.words import Words
from feidi.records.area import in_square_metres
from feidi.records.land import Land
from feidi.records.land_use import HAZARDS, LAND_USES, UTILITIES
from feidi.records.park import Park as Record
from feidi.records.park import Quota
from feidi.records.project import Project
from feidi.records.protected_place import ProtectedPlace
from feidi.records.resource import resources
from feidi.site.plan.admitting import RULES
from feidi.site.plan.suiting import suiting
from feidi.workbench.actions import Refusal
from feidi.workbench.land.actions import today
from feidi.workbench.land.asking import whole_or_none
from feidi.workbench.land.models import Area, Parcel, Place
from feidi.workbench.land.shaping import in_metres, records_of
from feidi.workbench.stored.shelf import as_folder

# what a project may draw of an area, as the form asks
DRAWN = ("water", "power", "gas", "steam", "wastewater")
NOWHERE = At("", 0, "")


@dataclass(frozen=True)
class Fit:
    """One parcel for a project. against: why it cannot take it, empty where it can."""

    parcel: Parcel
    against: list[Words]


@dataclass(frozen=True)
class Matched:
    """What matching found. project: what was asked for; day: whose distances count."""

    project: Project
    fits: list[Fit]
    refused: list[Fit]
    day: date


def land_here(park: int) -> tuple[Land, LandRead]:
    """Return the land as the database has it, with the projects and rules of the park's folder."""
    with as_folder(park, only=(f"{SITE}/", f"{POLICIES}/", SETTINGS)) as place:
        read = read_land(place)
    rows = list(Parcel.objects.select_related("area"))
    epsg = rows[0].epsg if rows else read.land.epsg or zone_epsg(105.0)
    land = replace(
        read.land,
        epsg=epsg,
        parks=_areas(epsg),
        parcels=tuple(records_of(rows, epsg)),
        places=_places(epsg),
    )
    return land, read


def _areas(epsg: int) -> tuple[Record, ...]:
    return tuple(
        Record(
            area.code,
            area.name,
            area.area_m2,
            area.chemical,
            in_metres([area.border], epsg)[0] if area.border else None,
            tuple(
                Quota(
                    area.code,
                    limit.resource,
                    limit.amount,
                    limit.first,
                    limit.last,
                    limit.source,
                    limit.assumed,
                    NOWHERE,
                )
                for limit in area.limits.all()
            ),
            area.source,
            area.assumed,
            NOWHERE,
        )
        for area in Area.objects.prefetch_related("limits")
    )


def _places(epsg: int) -> tuple[ProtectedPlace, ...]:
    rows = list(Place.objects.all())
    shapes = in_metres([row.shape for row in rows], epsg)
    return tuple(
        ProtectedPlace(
            row.code, row.name, row.kind, shape, row.keep_m, row.source, row.assumed, NOWHERE
        )
        for row, shape in zip(rows, shapes, strict=True)
    )


def matched(land: Land, project: Project) -> Matched:
    """Hold every parcel against a project; free ones that fit come first."""
    day = today()
    rows = {row.code: row for row in Parcel.objects.select_related("area")}
    fits = [
        Fit(rows[suit.parcel.id], [RULES[name] for name in suit.against])
        for suit in suiting(land, project, day=day)
    ]
    return Matched(
        project, [fit for fit in fits if not fit.against], [fit for fit in fits if fit.against], day
    )


def project_of(form: QueryDict) -> Project:
    """Return the project that a form describes; `Refusal` where it cannot be read."""
    use = form.get("use", "")
    least, most = whole_or_none(form, "least"), whole_or_none(form, "most")
    if use not in LAND_USES or not least:
        raise Refusal(Words("写明所需用途和最小面积", "say which use and the least area it needs"))
    if most is not None and most < least:
        raise Refusal(Words("最大面积小于最小面积", "the greatest area is below the least"))
    hazard = form.get("hazard", "none")
    return Project(
        "",
        form.get("name", "").strip()[:120],
        "",
        "",
        use,
        in_square_metres(least),
        in_square_metres(most if most is not None else least * 3),
        NOWHERE,
        hazard=hazard if hazard in HAZARDS else "none",
        sensitive=form.get("sensitive") == "on",
        chemical=form.get("chemical") == "on",
        needs=tuple((code, amount) for code in DRAWN if (amount := whole_or_none(form, code))),
        utilities=frozenset(u for u in form.getlist("utility") if u in UTILITIES),
    )


def drawn_units() -> list[tuple[str, Words, Words]]:
    """Return what a project may draw of an area: code, name and unit."""
    return [(code, resources()[code].words, resources()[code].unit) for code in DRAWN]
