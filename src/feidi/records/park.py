"""A park, or an area of one, with what it may use of each resource."""

from dataclasses import dataclass

from shapely import MultiPolygon, Polygon

from feidi.evidence.source import At


@dataclass(frozen=True)
class Quota:
    """How much of one resource a park has, in the years from `first` to `last`.

    resource: a key of `resources()`, which gives the unit. first: 0 means always; last: None
    means on. Years are those in which the amount is there in all, not added each year.
    """

    park: str
    resource: str
    amount: float
    first: int
    last: int | None
    source: str
    assumed: bool
    at: At

    def holds_in(self, year: int) -> bool:
        """Say whether the quota is the one of a year."""
        return self.first <= year and (self.last is None or year <= self.last)


@dataclass(frozen=True)
class Park:
    """One park.

    area_m2: its published area, None where none is. chemical: recognised as a chemical park,
    the only kind that takes chemical projects. shape: its border in metres, None where not
    given.
    """

    id: str
    name: str
    area_m2: float | None
    chemical: bool
    shape: Polygon | MultiPolygon | None
    quotas: tuple[Quota, ...]
    source: str
    assumed: bool
    at: At

    def quota(self, resource: str, year: int = 0) -> float | None:
        """Return how much of a resource it has in a year; None where nothing limits it."""
        amounts = [q.amount for q in self.quotas if q.resource == resource and q.holds_in(year)]
        return min(amounts, default=None)
