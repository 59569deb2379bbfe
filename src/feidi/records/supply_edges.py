"""Who supplies whom, as a graph of input coefficients: the links of the nation's chains."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from feidi.records.classification import Classification, classification
from feidi.records.industry_table import Counted, IndustryTable, industry_table

NATIONAL = "全国投入产出表 2020，国家统计局"


@dataclass(frozen=True, eq=False)
class SupplyGraph:
    """Edges from supplying to using sectors.

    supplier, user: positions in `classification.codes`. coefficient: yuan of the supplier's
    product per yuan of the user's output, imports included. Only edges of at least
    `threshold` are kept.
    """

    classification: Classification
    supplier: npt.NDArray[np.int64]
    user: npt.NDArray[np.int64]
    coefficient: npt.NDArray[np.float64]
    threshold: float
    year: int
    source: str

    def __len__(self) -> int:
        return len(self.coefficient)

    def matrix(self) -> npt.NDArray[np.float64]:
        """Return the edges as a matrix of coefficients, supplier by user."""
        sectors = len(self.classification.codes)
        dense = np.zeros((sectors, sectors))
        dense[self.supplier, self.user] = self.coefficient
        return dense


def _rows(name: str) -> list[dict[str, str]]:
    text = files("feidi.records").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def national_supply_graph() -> SupplyGraph:
    """Return the edges of the national table of 2020: 153 sectors, coefficients from 0.003 on.

    They hold 93 % of all intermediate input.

    >>> len(national_supply_graph())
    3930
    """
    sectors = classification("CN-IO-153-2020")
    rows = _rows("supply_edges_2020.csv")
    return SupplyGraph(
        sectors,
        np.array([sectors.positions[row["supplier"]] for row in rows]),
        np.array([sectors.positions[row["user"]] for row in rows]),
        np.array([float(row["coefficient"]) for row in rows]),
        0.003,
        2020,
        NATIONAL,
    )


@cache
def national_sectors(measure: str = "output") -> IndustryTable:
    """Return one figure of the 153 sectors of 2020: output, value_added, exports or imports.

    Unit: 10 000 yuan at current producers' prices.

    >>> float(national_sectors("output").values[0, 0])
    707889674.0
    """
    rows = _rows("national_2020.csv")
    return industry_table(
        Counted(measure, "万元", 2020, NATIONAL),
        ["全国"],
        classification("CN-IO-153-2020"),
        [row["code"] for row in rows],
        [[float(row[measure]) for row in rows]],
    )
