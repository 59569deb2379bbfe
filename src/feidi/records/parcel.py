"""A parcel: a piece of land that one project may be given."""

from dataclasses import dataclass

from shapely import MultiPolygon, Polygon

from feidi.evidence.source import At
from feidi.records.area import in_mu


@dataclass(frozen=True)
class Parcel:
    """One parcel of a park.

    shape: its ground in metres, in the projection of the `Land` it is part of.
    area_m2: the area that counts: as stated where the shape agrees with it, else of the shape.
    zone: planned use by GB 50137 (a key of `LAND_USES`). plot_ratio_min, plot_ratio_max: pure
    numbers, None where the plan does not say. utilities: those connected (`UTILITIES`).
    slope_deg: steepest slope in degrees, hazard: highest class of the user's raster; None where
    no raster was given. available_from: the year it can be built on, 0 for now. price_fen_mu:
    fen for one mu, None where unknown. status: a key of `STATUSES`. assumed: invented.
    """

    id: str
    name: str
    park: str
    shape: Polygon | MultiPolygon
    area_m2: float
    zone: str
    at: At
    status: str = "vacant"
    plot_ratio_min: float | None = None
    plot_ratio_max: float | None = None
    utilities: frozenset[str] = frozenset()
    price_fen_mu: int | None = None
    available_from: int = 0
    slope_deg: float | None = None
    hazard: int | None = None
    source: str = ""
    assumed: bool = False

    @property
    def mu(self) -> float:
        """Its area in mu, 15 to the hectare."""
        return in_mu(self.area_m2)
