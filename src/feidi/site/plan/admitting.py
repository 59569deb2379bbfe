"""Which lots each project may stand on: named rules, one after the other, each with its count."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from feidi.quantities.words import Words
from feidi.records.land import Land
from feidi.records.land_use import admits
from feidi.records.nearness import pairs_within
from feidi.records.project import Project
from feidi.site.model.model import Flags
from feidi.site.plan.lots import needed_together
from feidi.site.plan.weights import Ground
from feidi.site.problem import Filter

NO_HAZARD = "none"


@dataclass(frozen=True, eq=False)
class Lots:
    """The lots of a land with what the rules ask of them."""

    land: Land
    ground: Ground
    lots: tuple[tuple[int, ...], ...]
    near_places: dict[str, list[Flags]]

    def each(self, holds: Callable[[int], bool]) -> Flags:
        """Return which lots have only parcels for which something holds."""
        good = np.array([holds(i) for i in range(len(self.land.parcels))], bool)
        return np.array([good[list(lot)].all() for lot in self.lots], bool)

    def areas(self) -> list[np.ndarray]:
        """Return the areas of the parcels of each lot, in m2."""
        area = np.array([parcel.area_m2 for parcel in self.land.parcels])
        return [area[list(lot)] for lot in self.lots]


RULES = {
    "park": Words("园区不符（限定园区、化工园区）", "another park (named parks, chemical parks)"),
    "status": Words("宗地不可供", "the parcel is not to be had"),
    "zone": Words("用地性质不符", "another zone"),
    "ground": Words("坡度或灾害", "slope or hazard"),
    "area": Words("面积不符", "too small or too large"),
    "utilities": Words("缺公用设施", "utilities are missing"),
    "ready": Words("计划期内用不上", "not ready within the years"),
    "protected": Words("距保护目标过近", "too near a protected place"),
    "quota": Words("超过园区全部限额", "needs more than the park's whole quota"),
}


def places_nearby(land: Land, day: date | None) -> dict[str, list[Flags]]:
    """Return, for each class of project, which parcels each protected place keeps it from.

    By the rules in force on the day between the class and the kind of place; a place with its
    own distance keeps every class but the harmless by it.
    """
    shapes = [parcel.shape for parcel in land.parcels]
    classes = {project.hazard for project in land.projects} | {"sensitive"}
    found: dict[str, list[Flags]] = {name: [] for name in classes}
    for place in land.places:
        for name in classes:
            kept = [
                rule.metres
                for rule in land.distances
                if rule.between(name, place.kind) and (day is None or rule.in_force(day))
            ]
            if place.keep_m is not None and name not in {NO_HAZARD, "sensitive"}:
                kept = [place.keep_m]
            if kept:
                near = np.zeros(len(shapes), bool)
                # at exactly the distance the rule is kept
                metres = float(np.nextafter(max(kept), 0.0))
                near[pairs_within(shapes, [place.shape], metres)[:, 0]] = True
                found[name].append(near)
    return found


def admitted(lots: Lots, number: int) -> tuple[Flags, tuple[Filter, ...]]:
    """Which lots may one project stand on, and how many did each rule take?"""
    project = lots.land.projects[number]
    left = np.ones(len(lots.lots), bool)
    filters = []
    for name, rule in CHECKS.items():
        kept = left & rule(lots, project)
        before, removed = int(left.sum()), int((left & ~kept).sum())
        filters.append(Filter(number, name, RULES[name], before, removed))
        left = kept
    return left, tuple(filters)


def _park(lots: Lots, project: Project) -> Flags:
    """Say which lots lie in a park the project may go to."""
    fits = {
        park.id: (not project.parks or park.id in project.parks)
        and (park.chemical or not project.chemical)
        for park in lots.land.parks
    }
    return lots.each(lambda i: fits[lots.land.parcels[i].park])


def _status(lots: Lots, _project: Project) -> Flags:
    """Say which lots are to be had."""
    return lots.each(lambda i: lots.land.parcels[i].status in {"vacant", "raw"})


def _zone(lots: Lots, project: Project) -> Flags:
    """Say which lots have a zone that takes the project."""
    return lots.each(lambda i: admits(lots.land.parcels[i].zone, project.zone))


def _ground(lots: Lots, _project: Project) -> Flags:
    """Say which lots have ground that the user accepts; ground not known is not refused."""
    asked = lots.ground

    def good(i: int) -> bool:
        parcel = lots.land.parcels[i]
        steep = (
            asked.slope_deg is not None
            and parcel.slope_deg is not None
            and parcel.slope_deg > asked.slope_deg
        )
        risky = (
            asked.hazard is not None and parcel.hazard is not None and parcel.hazard > asked.hazard
        )
        return not steep and not risky

    return lots.each(good)


def _area(lots: Lots, project: Project) -> Flags:
    """Say which lots are large enough and not too large; joined ones must all be needed."""
    least, most = project.area_min_m2, project.area_max_m2
    return np.array(
        [
            least <= areas.sum() <= most and (len(areas) == 1 or needed_together(areas, least))
            for areas in lots.areas()
        ],
        bool,
    )


def _utilities(lots: Lots, project: Project) -> Flags:
    """Say which lots have every utility that is needed and not to be connected."""
    must = project.utilities - {name for name, _ in lots.ground.connect_yuan}
    return lots.each(lambda i: must <= lots.land.parcels[i].utilities)


def _ready(lots: Lots, project: Project) -> Flags:
    """Say which lots can be used in a year in which the project may come."""
    last = max(lots.land.years, default=0)
    until = last if project.latest is None else min(last, project.latest)
    return lots.each(lambda i: not last or lots.land.parcels[i].available_from <= until)


def _protected(lots: Lots, project: Project) -> Flags:
    """Say which lots are far enough from every protected place."""
    near = np.zeros(len(lots.land.parcels), bool)
    for name in {project.hazard} | ({"sensitive"} if project.sensitive else set()):
        for flags in lots.near_places[name]:
            near |= flags
    return lots.each(lambda i: not near[i])


def _quota(lots: Lots, project: Project) -> Flags:
    """Say which lots lie in a park whose whole quota is enough in the last year."""
    year = max(lots.land.years, default=0)
    limits = {
        park.id: all(
            (limit := park.quota(resource, year)) is None or need <= limit
            for resource, need in project.needs
        )
        for park in lots.land.parks
    }
    return lots.each(lambda i: limits[lots.land.parcels[i].park])


CHECKS: dict[str, Callable[[Lots, Project], Flags]] = {
    "park": _park,
    "status": _status,
    "zone": _zone,
    "ground": _ground,
    "area": _area,
    "utilities": _utilities,
    "ready": _ready,
    "protected": _protected,
    "quota": _quota,
}
