"""What counts, and how much: the planners' choice, never a default of ours."""

from dataclasses import dataclass

from feidi.quantities.words import Words

PARTS = {
    "tax": Words("年税收", "tax a year"),
    "investment": Words("投资", "investment"),
    "intensity": Words("投资强度（亩均）", "investment per mu"),
    "land": Words("地价", "land price"),
    "utilities": Words("接通公用设施", "connecting utilities"),
}


@dataclass(frozen=True)
class Weights:
    """Weights of the parts of a plan's value, all in yuan.

    tax: of a year's promised tax, on the least land the project can live with. investment: of
    the investment in all. intensity: of the investment per mu of the land it is given. land: of
    the price of that land (a cost). utilities: of what it costs to connect utilities that a
    parcel lacks (a cost). partners: share of the mean yearly tax of two partners that their
    being in one park is worth, times how close they are. delay: share of a year's tax lost for
    each year a project comes later than it could.
    """

    tax: float = 1.0
    investment: float = 0.0
    intensity: float = 0.0
    land: float = 0.0
    utilities: float = 0.0
    partners: float = 0.0
    delay: float = 0.0


@dataclass(frozen=True)
class Ground:
    """What the user asks of the ground; None where nothing is asked.

    slope_deg, hazard: the worst that may be built on. together: how many touching parcels may
    be given as one lot at most. connect_yuan: what it costs to connect a utility that a parcel
    lacks; one that is not named must be there.
    """

    slope_deg: float | None = None
    hazard: int | None = None
    together: int = 1
    connect_yuan: tuple[tuple[str, float], ...] = ()
