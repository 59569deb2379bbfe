"""Which sectors pull suppliers along, which ones feed many buyers? Backward and forward links."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from feidi.diagnose.inverse import inverse, per_column, per_row
from feidi.diagnose.local_use import intermediate_by_origin
from feidi.diagnose.multipliers import LOCAL, TOTAL
from feidi.quantities.words import Words
from feidi.records.io_table import Array, InputOutputTable


def backward_linkages(flows: npt.ArrayLike, output: npt.ArrayLike) -> Array:
    """Return the column sums of the Leontief inverse: what a unit of final demand needs.

    Source: Rasmussen (1956); Miller & Blair (2009), §12.2.

    >>> backward_linkages([[150, 500], [200, 100]], [1000, 2000]).round(4)
    array([1.5182, 1.4521])
    """
    return np.asarray(inverse(per_column(flows, output)).sum(axis=0))


def forward_linkages(flows: npt.ArrayLike, output: npt.ArrayLike) -> Array:
    """Return the row sums of the Ghosh inverse: what a unit of primary input enables.

    Neither the row sums of A nor those of the Leontief inverse: those weigh every buyer alike.
    Source: Jones (1976), Quarterly Journal of Economics 90; Miller & Blair (2009), §12.2.

    >>> forward_linkages([[150, 500], [200, 100]], [1000, 2000]).round(4)
    array([1.9142, 1.2541])
    """
    return np.asarray(inverse(per_row(flows, output)).sum(axis=1))


@dataclass(frozen=True, eq=False)
class Linkages:
    """backward, forward: by sector, plain sums. Normalised ones have the mean 1.

    A key sector is above 1 on both sides. scope: "local" or "total" as for multipliers.
    """

    scope: str
    codes: tuple[str, ...]
    names: tuple[Words, ...]
    backward: Array
    forward: Array

    @property
    def normalised(self) -> tuple[Array, Array]:
        """Backward and forward linkages over their means."""
        return self.backward / self.backward.mean(), self.forward / self.forward.mean()

    @property
    def key(self) -> tuple[str, ...]:
        """Codes of the sectors above the mean on both sides."""
        back, fore = self.normalised
        return tuple(c for c, b, f in zip(self.codes, back, fore, strict=True) if min(b, f) > 1.0)

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        back, fore = self.normalised
        return {
            "scope": self.scope,
            "key": list(self.key),
            "sectors": [
                {
                    "code": code,
                    "name": self.names[i]._asdict(),
                    "backward": float(self.backward[i]),
                    "forward": float(self.forward[i]),
                    "backward_normalised": float(back[i]),
                    "forward_normalised": float(fore[i]),
                }
                for i, code in enumerate(self.codes)
            ],
        }


def linkages(table: InputOutputTable, scope: str = LOCAL) -> Linkages:
    """Return both linkages of every sector of a table without empty sectors."""
    here, outside = intermediate_by_origin(table)
    flows = here + outside if scope == TOTAL else here
    return Linkages(
        scope,
        table.codes,
        table.names,
        backward_linkages(flows, table.output),
        forward_linkages(flows, table.output),
    )
