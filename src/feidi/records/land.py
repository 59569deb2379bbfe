"""Everything a plan of land is made from: parks, parcels, projects, places, rules."""

from dataclasses import dataclass

from feidi.records.belonging import Belonging
from feidi.records.land_control import LandControl
from feidi.records.parcel import Parcel
from feidi.records.park import Park
from feidi.records.project import Project
from feidi.records.protected_place import KeptDistance, ProtectedPlace


@dataclass(frozen=True)
class Land:
    """The land of one project folder, all shapes in metres of one projection.

    epsg: the code of that projection, 0 where no shape was read. years: the years the plan
    looks at, in order; empty where it does not look at years. All tuples are ordered by id.
    """

    epsg: int
    parks: tuple[Park, ...] = ()
    parcels: tuple[Parcel, ...] = ()
    projects: tuple[Project, ...] = ()
    places: tuple[ProtectedPlace, ...] = ()
    distances: tuple[KeptDistance, ...] = ()
    controls: tuple[LandControl, ...] = ()
    belongings: tuple[Belonging, ...] = ()
    years: tuple[int, ...] = ()

    def parcels_of(self, park: str) -> tuple[Parcel, ...]:
        """Return the parcels of one park."""
        return tuple(parcel for parcel in self.parcels if parcel.park == park)
