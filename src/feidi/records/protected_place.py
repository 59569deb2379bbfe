"""A place that hazardous projects keep away from, and how far each class keeps from which."""

from dataclasses import dataclass
from datetime import date

from shapely.geometry.base import BaseGeometry

from feidi.evidence.source import At


@dataclass(frozen=True)
class ProtectedPlace:
    """A dwelling, school, water source, railway or the like.

    kind: a key of `PLACES`. shape: point, line or area in metres. keep_m: the distance fixed for
    this place alone, which every hazardous project keeps; None where the rules decide.
    """

    id: str
    name: str
    kind: str
    shape: BaseGeometry
    keep_m: float | None
    source: str
    assumed: bool
    at: At


@dataclass(frozen=True)
class KeptDistance:
    """How many metres, edge to edge, two classes of neighbours keep, by which document, when.

    first, second: a hazard class (`HAZARDS`), "sensitive", or a kind of place (`PLACES`), in
    either order. since, until: the days the rule is in force, None where open.
    """

    first: str
    second: str
    metres: float
    document: str
    since: date | None
    until: date | None
    assumed: bool
    at: At

    def between(self, one: str, other: str) -> bool:
        """Say whether the rule is about two classes."""
        return {self.first, self.second} == {one, other}

    def in_force(self, day: date) -> bool:
        """Say whether the rule counts on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )
