"""What a solver says of a model."""

from dataclasses import dataclass
from typing import Literal

from feidi.site.model.model import Floats
from feidi.site.solve.watch import gap_of

Status = Literal["optimal", "feasible", "infeasible", "unbounded", "stopped"]


@dataclass(frozen=True, eq=False)
class Outcome:
    """The best point found, its value, and the bound that no point can pass.

    status: "stopped" where nothing was found in the time given. x: None without a point.
    nodes: how many nodes of the search tree were looked at.
    """

    status: Status
    value: float | None
    bound: float
    x: Floats | None
    nodes: int = 0

    @property
    def gap(self) -> float:
        """Return |bound - value| / |value|."""
        return gap_of(self.value, self.bound)
