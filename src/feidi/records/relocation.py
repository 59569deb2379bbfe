"""Households that a hazard threatens, the ground they may move to, and the policy for it."""

from dataclasses import dataclass

from feidi.evidence.source import At


@dataclass(frozen=True)
class Hamlet:
    """A group of households that moves together.

    village, town: whose part it is; villages are kept together where that is worth it. kin: a
    kin group that wants to stay together, or empty. urgency: class of the hazard, 1 moves
    first. x, y: where it stands, in metres; fields_x, fields_y: its old fields (the same as x, y
    where not stated). farmland_mu: its fields in all.
    """

    id: str
    name: str
    village: str
    town: str
    households: int
    people: int
    urgency: int
    x: float
    y: float
    fields_x: float
    fields_y: float
    farmland_mu: float
    at: At
    kin: str = ""
    source: str = ""
    assumed: bool = False


@dataclass(frozen=True)
class ResettlementSite:
    """Ground that households may move to.

    capacity_households, capacity_people: the most it takes, None where only the other is
    stated. land_m2: ground for homesteads; farmland_mu: fields it can give. slope_deg, hazard:
    of the ground (class 0 is none), None where not known. opening_cost_fen: once, if anyone
    moves there; cost_household_fen: for each household. opens_in: the first year it can be
    used, 0 for now. jobs_distance_m: to the nearest work.
    """

    id: str
    name: str
    place: str
    capacity_households: int | None
    capacity_people: int | None
    land_m2: float
    farmland_mu: float
    slope_deg: float | None
    hazard: int | None
    opening_cost_fen: int
    cost_household_fen: int
    opens_in: int
    jobs_distance_m: float
    x: float
    y: float
    at: At
    source: str = ""
    assumed: bool = False


@dataclass(frozen=True)
class RelocationPolicy:
    """What a dated policy grants and asks when households move.

    document: its number. first, last: month numbers of quantities.calendar. Grants in fen.
    homestead_m2_head: most ground for a house, each person; farmland_mu_head: least fields for
    each person. slope_max_deg, hazard_max: the worst ground that is admitted. None where the
    policy says nothing.
    """

    document: str
    first: int
    last: int | None
    grant_household_fen: int
    grant_person_fen: int
    homestead_m2_head: float | None
    farmland_mu_head: float | None
    slope_max_deg: float | None
    hazard_max: int | None
    at: At
    assumed: bool = False

    def holds_in(self, month: int) -> bool:
        """Say whether the policy counts in a month."""
        return self.first <= month and (self.last is None or month <= self.last)


@dataclass(frozen=True)
class RelocationPhase:
    """One stage of the move. year: when. people: the most that move in it, None where open."""

    id: str
    year: int
    people: int | None
    at: At
    source: str = ""
    assumed: bool = False


@dataclass(frozen=True)
class RelocationWeights:
    """What the planners count against a plan beside its cost, in fen: their choice, no rule.

    fields_fen_km, work_fen_km: for each household and kilometre to the old fields and to work.
    split_village_fen: each site a village uses beyond its first; split_kin_fen: the same for
    a kin group.
    """

    fields_fen_km: int = 0
    work_fen_km: int = 0
    split_village_fen: int = 0
    split_kin_fen: int = 0


@dataclass(frozen=True)
class Relocation:
    """Everything a relocation plan is made from. epsg: the projection of all x and y."""

    epsg: int
    hamlets: tuple[Hamlet, ...] = ()
    sites: tuple[ResettlementSite, ...] = ()
    policies: tuple[RelocationPolicy, ...] = ()
    phases: tuple[RelocationPhase, ...] = ()
    weights: RelocationWeights = RelocationWeights()
