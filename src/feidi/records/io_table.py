"""An input-output table: who supplies whom in one place and year, and what comes from outside."""

from dataclasses import dataclass, field
from typing import SupportsIndex

import numpy as np
import numpy.typing as npt

from feidi.evidence.source import At
from feidi.quantities.words import Words
from feidi.records.classification import Classification

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class InputOutputTable:
    """One table: n sectors, all figures in one unit and in the prices stated by the source.

    intermediate: n x n, row supplies column. final: n x k by `final_names`: consumption,
    capital, stocks; without exports. exports, outflows: sold abroad, to other provinces.
    imports, inflows: bought there (positive figures). residual: the office's own error term.
    value_added: m x n by `value_added_names`, pay first where there is one. output: n.
    kind: "competitive" (what is bought outside stands within `intermediate` and `final`) or
    "noncompetitive" (those hold local goods only; `imported` holds what sectors bought
    outside, row bought by column). lines: where the row of each sector stands in the file,
    () where the table comes from none. Rows: output = intermediate + final + exports + outflows
    - imports - inflows + residual; the last three are zero in a noncompetitive table.
    """

    place: str
    year: int
    unit: str
    classification: Classification
    codes: tuple[str, ...]
    intermediate: Array
    final: Array
    final_names: tuple[Words, ...]
    exports: Array
    outflows: Array
    imports: Array
    inflows: Array
    residual: Array
    value_added: Array
    value_added_names: tuple[Words, ...]
    output: Array
    kind: str
    source: str
    imported: Array | None = None
    at: At = field(default=At("input-output"))
    lines: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.codes)

    def at_sector(self, i: SupportsIndex) -> At:
        """Return where the row of a sector stands."""
        return self.at._replace(line=self.lines[i]) if self.lines else self.at

    @property
    def names(self) -> tuple[Words, ...]:
        """The names of the sectors."""
        return tuple(map(self.classification.name, self.codes))

    @property
    def value_added_sum(self) -> Array:
        """Value added by sector."""
        return np.asarray(self.value_added.sum(axis=0))

    @property
    def domestic_use(self) -> Array:
        """What sectors and residents of the place use, by product: intermediate plus final."""
        return np.asarray(self.intermediate.sum(axis=1) + self.final.sum(axis=1))

    @property
    def pay(self) -> Array | None:
        """Compensation of employees by sector, None where the table does not show it."""
        for name, row in zip(self.value_added_names, self.value_added, strict=True):
            if "报酬" in name.zh or "compensation" in name.en:
                return np.asarray(row)
        return None

    @property
    def households(self) -> Array | None:
        """What households consume by product, None where the table does not show it."""
        columns = [
            self.final[:, i]
            for i, name in enumerate(self.final_names)
            if "居民" in name.zh or "household" in name.en
        ]
        return np.asarray(sum(columns)) if columns else None
