"""A project that asks for land: what it is, needs, promises and works with."""

from dataclasses import dataclass

from feidi.evidence.source import At
from feidi.records.area import in_mu


@dataclass(frozen=True)
class Partner:
    """Another project it buys from or sells to. weight: how close, from 0 to 1."""

    project: str
    weight: float
    at: At


@dataclass(frozen=True)
class Project:
    """One project.

    industry: its code in the edition `edition` of the classification (both may be empty).
    zone: the lowest class of land that may take it, such as M2. area_min_m2, area_max_m2: what
    it can live with. hazard: a key of `HAZARDS`. sensitive: needs distance from hazards.
    chemical: may stand in recognised chemical parks alone. needs: (resource, amount) in the
    units of `resources()`. utilities: those its parcel must have. investment_fen: in all;
    tax_fen_mu, output_fen_mu: promised per mu and year in full production. plot_ratio,
    building_coefficient, green_rate: pure numbers as designed, None where not stated.
    earliest, latest: years in which it may be built, 0 and None where open. parks: where it
    may go, empty for anywhere. fixed_on: the parcels it stands on already, in whole.
    """

    id: str
    name: str
    industry: str
    edition: str
    zone: str
    area_min_m2: float
    area_max_m2: float
    at: At
    hazard: str = "none"
    sensitive: bool = False
    chemical: bool = False
    needs: tuple[tuple[str, float], ...] = ()
    utilities: frozenset[str] = frozenset()
    investment_fen: int = 0
    tax_fen_mu: int = 0
    output_fen_mu: int = 0
    plot_ratio: float | None = None
    building_coefficient: float | None = None
    green_rate: float | None = None
    partners: tuple[Partner, ...] = ()
    earliest: int = 0
    latest: int | None = None
    parks: tuple[str, ...] = ()
    fixed_on: tuple[str, ...] = ()
    source: str = ""
    assumed: bool = False

    def need(self, resource: str) -> float:
        """Return how much of a resource it draws, 0 where it draws none."""
        return dict(self.needs).get(resource, 0)

    @property
    def investment_fen_mu(self) -> float:
        """Its investment for each mu of the least land it can live with, in fen."""
        return self.investment_fen / in_mu(self.area_min_m2)
