"""What came out of one year, with its labels."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from feidi.evidence.problem import Problem, has_errors
from feidi.match.complexity.advantage import Presence, Reference
from feidi.match.complexity.conventions import Convention
from feidi.match.complexity.memory import carved
from feidi.match.complexity.size import LeftOut
from feidi.match.complexity.value_table import Counts, Flags, Floats

Column = npt.NDArray[Any]


class Scale(NamedTuple):
    """The moments that turn other figures into this result's scale.

    centre: mean of ECI before centring, in deviations; complexity in the eigenvector's own scale
    is PCI + centre. coi_mean, coi_spread: of the outlook index in that scale.
    """

    centre: float
    coi_mean: float
    coi_spread: float


@dataclass(frozen=True, eq=False)
class Complexity:
    """Complexity of one year: places x industries, or one number a place or an industry.

    by: what presence rests on; reference: the sums places were compared with.
    rca, rpop: pure numbers, NaN where a total is zero. presence: whether an industry counts as
    present. diversity: industries present in a place; ubiquity: places (not left out) with an
    industry. eci, pci: complexity of places and industries. density: 0 to 1. coi, cog: outlook
    index and gain. place_state, industry_state: "", "empty", "left out" or "no PCI"; all indices
    are NaN where it is not "". eigenvalues: the second and third, sign_correlation: of ECI and
    diversity; both NaN where PCI was taken from another result. With an error among `problems` the
    table is `refused`: what rests on the eigenvector is NaN.
    """

    year: int
    places: tuple[str, ...]
    industries: tuple[str, ...]
    convention: Convention
    by: Presence
    reference: Reference
    values: Floats
    rca: Floats
    rpop: Floats | None
    presence: Flags
    diversity: Counts
    ubiquity: Counts
    eci: Floats
    pci: Floats
    density: Floats
    coi: Floats
    cog: Floats
    place_state: tuple[str, ...]
    industry_state: tuple[str, ...]
    eigenvalues: tuple[float, float]
    sign_correlation: float
    scale: Scale
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether places and industries could not be ordered."""
        return has_errors(self.problems)

    @property
    def distance(self) -> Floats:
        """How far every place is from every industry: 1 - density."""
        return 1.0 - self.density

    def table(self) -> dict[str, Column]:
        """Return one row for every place and industry, as columns of equal length.

        Labels are object columns; a data frame of any library takes the dict as it is.
        """
        shape = self.values.shape
        year, diversity, ubiquity = carved(*(shape,) * 3, dtype=np.int32)
        eci, pci, distance, coi = carved(*(shape,) * 4)
        year[:] = self.year
        for column, by in ((diversity, self.diversity), (eci, self.eci), (coi, self.coi)):
            column[:] = by[:, None]
        ubiquity[:], pci[:] = self.ubiquity, self.pci
        np.subtract(1.0, self.density, out=distance)
        columns = {
            "year": year,
            "place": np.broadcast_to(_labels(self.places)[:, None], shape),
            "industry": np.broadcast_to(_labels(self.industries), shape),
            "value": self.values,
            "rca": self.rca,
            "rpop": self.rpop,
            "presence": self.presence,
            "diversity": diversity,
            "ubiquity": ubiquity,
            "eci": eci,
            "pci": pci,
            "density": self.density,
            "distance": distance,
            "coi": coi,
            "cog": self.cog,
        }
        return {name: found.ravel() for name, found in columns.items() if found is not None}

    def by_place(self) -> dict[str, Column]:
        """Return one row for every place."""
        return {
            "place": _labels(self.places),
            "total": self.values.sum(axis=1),
            "diversity": self.diversity,
            "eci": self.eci,
            "coi": self.coi,
            "state": _labels(self.place_state),
        }

    def by_industry(self) -> dict[str, Column]:
        """Return one row for every industry."""
        return {
            "industry": _labels(self.industries),
            "total": self.values.sum(axis=0),
            "ubiquity": self.ubiquity,
            "pci": self.pci,
            "state": _labels(self.industry_state),
        }


def _labels(names: tuple[str, ...]) -> Column:
    return np.array(names, np.object_)
