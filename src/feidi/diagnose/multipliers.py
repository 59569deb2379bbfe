"""What does one yuan of new sales of a sector set in motion, in all and in the place itself?"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from feidi.diagnose.inverse import closed, inverse, per_column
from feidi.diagnose.local_use import COMPETITIVE, intermediate_by_origin, local_shares
from feidi.quantities.words import Words
from feidi.records.io_table import Array, InputOutputTable

LOCAL, TOTAL = "local", "total"
SCOPES = {
    LOCAL: Words("本地（扣除进口与调入）", "local, without imports and inflows"),
    TOTAL: Words("全部（含进口与调入，高估本地）", "total, with imports: overstates the place"),
}
MEASURES = {
    "output": Words("总产出", "output"),
    "value added": Words("增加值", "value added"),
    "pay": Words("劳动者报酬", "pay"),
    "employment": Words("就业", "employment"),
}


@dataclass(frozen=True, eq=False)
class Multipliers:
    """One measure per unit of final demand for each sector's product.

    measure: a key of MEASURES. scope: "local" or "total". kind: "I" (sectors buy from each
    other) or "II" (households spend what they earn as well). values: by sector, yuan per
    yuan; persons per unit of the table for employment.
    """

    measure: str
    scope: str
    kind: str
    codes: tuple[str, ...]
    values: Array

    def weighted(self, weights: Array) -> float:
        """Return the mean over sectors, by output or any other weight."""
        return float((self.values * weights).sum() / weights.sum())

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        values = dict(zip(self.codes, map(float, self.values), strict=True))
        return {"measure": self.measure, "scope": self.scope, "type": self.kind, "values": values}


def multipliers(coefficients: npt.ArrayLike, per_output: npt.ArrayLike) -> Array:
    """Return per_output @ (I - A)^-1: what one unit of final demand gives, by sector.

    per_output: ones for output; value added, pay or persons per unit of output.
    Source: Miller & Blair (2009), ch. 6; Eurostat Manual (2008), ch. 15.

    >>> multipliers([[0.15, 0.25], [0.20, 0.05]], [1, 1]).round(4)
    array([1.5182, 1.4521])
    """
    return np.asarray(per_output, dtype=np.float64) @ inverse(coefficients)


def all_multipliers(
    table: InputOutputTable, employment: Array | None = None
) -> tuple[Multipliers, ...]:
    """Return every multiplier a table allows: each measure, local and total, types I and II.

    table: without empty sectors. employment: persons by sector, or None. Type II needs a row
    of pay and a column of households; households spend at most what they earn in the table
    (§DI6). Raises `Unsolvable` where the coefficients have no inverse.
    """
    here, outside = intermediate_by_origin(table)
    satellites = {"output": np.ones(len(table)), "value added": table.value_added_sum}
    if table.pay is not None:
        satellites["pay"] = table.pay
    if employment is not None:
        satellites["employment"] = employment
    found = []
    for scope, flows in ((LOCAL, here), (TOTAL, here + outside)):
        a = per_column(flows, table.output)
        inverses = {"I": inverse(a)}
        households = _households(table, a, scope)
        if households is not None:
            inverses["II"] = inverse(households)[: len(a), : len(a)]
        for kind, all_rounds in inverses.items():
            for measure, amounts in satellites.items():
                per_output = amounts if measure == "output" else amounts / table.output
                found.append(
                    Multipliers(measure, scope, kind, table.codes, per_output @ all_rounds)
                )
    return tuple(found)


def _households(table: InputOutputTable, a: Array, scope: str) -> Array | None:
    """Return the coefficients with households as a sector, None where the table lacks them."""
    pay, consumed = table.pay, table.households
    if pay is None or consumed is None:
        return None
    spent = np.maximum(consumed, 0.0)
    of_what_is_earned = spent / max(float(pay.sum()), float(spent.sum()))
    if scope == LOCAL and table.kind == COMPETITIVE:
        of_what_is_earned = of_what_is_earned * local_shares(table).share
    return closed(a, pay / table.output, of_what_is_earned)
