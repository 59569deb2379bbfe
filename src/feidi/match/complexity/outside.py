"""Small places seen from outside: PCI and proximity of others, presence of their own."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from feidi.evidence.problem import Problem
from feidi.match.complexity.relatedness import proximity, reach
from feidi.match.complexity.result import Complexity
from feidi.match.complexity.value_table import Counts, Flags, Floats


@dataclass(frozen=True, eq=False)
class Outside:
    """What a solved result says about industries, kept so that places can be asked one by one.

    result: the outside places, already solved. known: industries that have a PCI there.
    near: proximity of known industries; sums: how near each is to all; worth: their complexity
    in the eigenvector's scale.
    """

    result: Complexity
    known: Flags = field(repr=False)
    near: Floats = field(repr=False)
    sums: Floats = field(repr=False)
    worth: Floats = field(repr=False)

    @classmethod
    def of(cls, result: Complexity) -> "Outside":
        """Return what a result says; it must not be refused."""
        if result.refused:
            message = f"a refused result says nothing: {result.problems[0].what.en}"
            raise ValueError(message)
        known = np.array([state == "" for state in result.industry_state], np.bool_)
        stays = np.array([state == "" for state in result.place_state], np.bool_)
        near = proximity(result.presence[np.ix_(stays, known)], result.convention.diagonal)
        worth = result.pci[known] + result.scale.centre
        return cls(result, known, near, reach(near), worth)


@dataclass(frozen=True, eq=False)
class Projection:
    """Figures of small places on the outside's scale, over the outside's industries.

    eci: mean outside PCI of a place's present industries; NaN where it has none. Industries
    without a PCI outside are NaN in density, distance and cog. The rest is as in `Complexity`.
    """

    year: int
    places: tuple[str, ...]
    industries: tuple[str, ...]
    rca: Floats
    presence: Flags
    diversity: Counts
    eci: Floats
    pci: Floats
    density: Floats
    coi: Floats
    cog: Floats
    problems: tuple[Problem, ...]

    @property
    def distance(self) -> Floats:
        """How far every place is from every industry: 1 - density."""
        return 1.0 - self.density

    def table(self) -> dict[str, npt.NDArray[Any]]:
        """Return one row for every place and industry, as columns of equal length."""
        n, m = self.rca.shape
        return {
            "place": np.repeat(np.array(self.places, np.object_), m),
            "industry": np.tile(np.array(self.industries, np.object_), n),
            "rca": self.rca.ravel(),
            "presence": self.presence.ravel(),
            "pci": np.tile(self.pci, n),
            "density": self.density.ravel(),
            "distance": self.distance.ravel(),
            "cog": self.cog.ravel(),
        }

    def by_place(self) -> dict[str, npt.NDArray[Any]]:
        """Return one row for every place."""
        names = np.array(self.places, np.object_)
        return {"place": names, "diversity": self.diversity, "eci": self.eci, "coi": self.coi}
