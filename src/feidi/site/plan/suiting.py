"""Which parcels could take one project, whatever a plan gives to others: by each rule apart."""

from dataclasses import dataclass, replace
from datetime import date

from feidi.records.land import Land
from feidi.records.parcel import Parcel
from feidi.records.project import Project
from feidi.site.plan.admitting import CHECKS, Lots, places_nearby
from feidi.site.plan.weights import Ground


@dataclass(frozen=True)
class Suit:
    """One parcel held against one project. against: the rules it fails, keys of RULES."""

    parcel: Parcel
    against: tuple[str, ...]


def suiting(
    land: Land, project: Project, ground: Ground | None = None, day: date | None = None
) -> tuple[Suit, ...]:
    """Which single parcels could take a project, and which rules stand against the others?

    Every rule is asked, also after one has refused, so that all that is missing is said. Distances
    between projects are not asked: they depend on who else comes.

    land: its projects are passed over. ground, day: as of `siting_problem`. Those that fit come
    first, each group by id.
    """
    alone = replace(land, projects=(project,))
    lots = Lots(
        alone,
        ground or Ground(),
        tuple((number,) for number in range(len(land.parcels))),
        places_nearby(alone, day),
    )
    kept = {name: rule(lots, project) for name, rule in CHECKS.items()}
    found = [
        Suit(parcel, tuple(name for name, flags in kept.items() if not flags[number]))
        for number, parcel in enumerate(land.parcels)
    ]
    return tuple(sorted(found, key=lambda suit: (bool(suit.against), suit.parcel.id)))
