"""Protected places with the distance that has to be kept from them."""

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from feidi.records.land import Land
from feidi.records.protected_place import ProtectedPlace


@dataclass(frozen=True, eq=False)
class Ring:
    """One protected place, the farthest distance any placed class keeps, and the line there."""

    place: ProtectedPlace
    metres: float
    around: BaseGeometry


def rings_of(land: Land) -> tuple[Ring, ...]:
    """Return a ring for each place that any class of project must keep away from."""
    classes = {project.hazard for project in land.projects} - {"none"}
    found = []
    for place in land.places:
        metres = place.keep_m or max(
            (
                rule.metres
                for rule in land.distances
                for name in classes
                if rule.between(name, place.kind)
            ),
            default=0.0,
        )
        if metres:
            found.append(Ring(place, metres, place.shape.buffer(metres)))
    return tuple(found)
