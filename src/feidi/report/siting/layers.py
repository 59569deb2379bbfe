"""A plan as map layers: what QGIS and the workbench's map show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from feidi.records.relocation import Relocation
from feidi.report.siting.places import rings_of
from feidi.site import Siting
from feidi.site.reasons.sentences import Names
from feidi.site.relocate.plan import RelocationPlan


@dataclass(frozen=True)
class Layer:
    """One layer. rows: (shape in metres, attributes), all with the same attributes."""

    name: str
    rows: Sequence[tuple[BaseGeometry, Mapping[str, Any]]]


def site_layers(siting: Siting) -> tuple[Layer, ...]:
    """Return parcels with what stands on them, parks, and distances to keep."""
    land, names = siting.land, Names(siting.land)
    on = {parcel: one for one in siting.plan.placements for parcel in one.parcels}
    fixed = {project.id for project in land.projects if project.fixed_on}
    parcels = []
    for parcel in land.parcels:
        one = on.get(parcel.id)
        tenant = one is not None and one.project in fixed
        parcels.append(
            (
                parcel.shape,
                {
                    "id": parcel.id,
                    "park": parcel.park,
                    "zone": parcel.zone,
                    "mu": round(parcel.mu, 2),
                    "status": parcel.status,
                    "plan": "tenant" if tenant else "placed" if one else "free",
                    "project": one.project if one else "",
                    "project_name": names.project(one.project) if one else "",
                    "year": one.year if one else None,
                    "assumed": str(parcel.assumed),
                },
            )
        )
    parks = [
        (park.shape, {"id": park.id, "name": park.name})
        for park in land.parks
        if park.shape is not None
    ]
    rings = [
        (ring.around, {"id": ring.place.id, "name": ring.place.name, "metres": ring.metres})
        for ring in rings_of(land)
    ]
    return Layer("parcels", parcels), Layer("parks", parks), Layer("distances", rings)


def relocation_layers(relocation: Relocation, plan: RelocationPlan) -> tuple[Layer, ...]:
    """Return hamlets, sites with how full they are, and the moves as lines."""
    hamlets = {hamlet.id: hamlet for hamlet in relocation.hamlets}
    sites = {site.id: site for site in relocation.sites}
    to = {move.hamlet: move for move in plan.moves}
    people = dict.fromkeys(sites, 0)
    for move in plan.moves:
        people[move.site] += hamlets[move.hamlet].people
    points = [
        (
            shapely.Point(h.x, h.y),
            {
                "id": h.id,
                "name": h.name,
                "village": h.village,
                "households": h.households,
                "people": h.people,
                "urgency": h.urgency,
                "site": to[h.id].site if h.id in to else "",
                "phase": to[h.id].phase if h.id in to else "",
            },
        )
        for h in relocation.hamlets
    ]
    grounds = [
        (shapely.Point(s.x, s.y), {"id": s.id, "name": s.name, "people": people[s.id]})
        for s in relocation.sites
    ]
    lines = []
    for move in plan.moves:
        one, other = hamlets[move.hamlet], sites[move.site]
        line = shapely.LineString([(one.x, one.y), (other.x, other.y)])
        said = {"hamlet": one.id, "site": other.id, "phase": move.phase, "people": one.people}
        lines.append((line, said))
    return Layer("hamlets", points), Layer("sites", grounds), Layer("moves", lines)
