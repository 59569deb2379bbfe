"""What a place can supply, where some of its sectors have no figure: two ends of what may be."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from feidi.diagnose.calibration import regional_coefficients
from feidi.diagnose.inverse import per_column
from feidi.diagnose.quotients import slq
from feidi.quantities.words import Words
from feidi.records.io_table import Array, InputOutputTable


@dataclass(frozen=True, eq=False)
class Sectors:
    """The nation's sectors, and what the place has of each.

    national: without empty sectors. mine, whole: one measure of the place and of the nation
    by sector; mine is NaN where there is no figure. A sector is known (above zero), absent
    (zero) or unknown (no figure, or one below zero).
    """

    national: InputOutputTable
    mine: Array
    whole: Array

    @cached_property
    def known(self) -> npt.NDArray[np.bool_]:
        """The sectors with a figure of the place."""
        return np.asarray(self.mine > 0)

    @cached_property
    def unknown(self) -> npt.NDArray[np.bool_]:
        """The sectors of which nobody knows how much the place has."""
        return np.asarray(~(self.mine >= 0))

    @property
    def share(self) -> float:
        """The place over the nation, in the sectors the place is known to have."""
        return float(self.mine[self.known].sum() / self.whole[self.known].sum())

    def coefficients(self, delta: float, *, sufficient: bool) -> Array:
        """Return local coefficients of all sectors: unknown ones supply nothing, or all (§DI7).

        sufficient: an unknown sector is as large here as in the nation and meets all that is
        needed of it but the nation's own imports; otherwise the place has none of it.
        """
        domestic = per_column(self.national.intermediate, self.national.output)
        quotients = np.zeros(len(self.mine))
        quotients[self.known] = slq(self.mine[self.known], self.whole[self.known])
        if not sufficient:
            return regional_coefficients(domestic, quotients, self.share, delta)
        quotients[self.unknown] = 1.0
        local = regional_coefficients(domestic, quotients, self.share, delta)
        local[self.unknown] = domestic[self.unknown]
        return local

    @property
    def inputs(self) -> Array:
        """What the known sectors need, by product, imports included; in the unit of `mine`."""
        imported = self.national.imported
        every = self.national.intermediate
        every = every if imported is None else every + imported
        return np.asarray(per_column(every, self.national.output)[:, self.known] @ self._made)

    def supplied(self, local: Array) -> Array:
        """Return what of `inputs` comes from the place, by product."""
        return np.asarray(local[:, self.known] @ self._made)

    @property
    def covered(self) -> float:
        """What part of `inputs` comes from sectors of which a figure says what the place has."""
        return float(self.inputs[~self.unknown].sum() / self.inputs.sum())

    @property
    def _made(self) -> Array:
        return self.mine[self.known]

    def why_not(self, i: int) -> Words:
        """Return why a sector that is not known is left out."""
        if np.isnan(self.mine[i]):
            return Words("本地的数未知，未当作零", "the figure of the place is unknown, not zero")
        if self.mine[i] < 0:
            return Words("本地的数为负", "the figure of the place is negative")
        return Words("本地没有此部门", "the place has none of this sector")
