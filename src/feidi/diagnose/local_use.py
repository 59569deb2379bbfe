"""What of a place's demand is met at home? Local shares, and tables without empty sectors."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from feidi.diagnose.dropped import Dropped
from feidi.quantities.words import Words
from feidi.records.io_table import Array, InputOutputTable

COMPETITIVE = "competitive"


@dataclass(frozen=True, eq=False)
class LocalShares:
    """share: part of each product's use that comes from the place itself, 0 to 1.

    by_total: sectors where what is bought outside exceeds what is used here (the place sells
    it on), so that it was divided by all use, exports and sales to other provinces included.
    """

    codes: tuple[str, ...]
    share: Array
    by_total: npt.NDArray[np.bool_]

    @property
    def resold(self) -> tuple[str, ...]:
        """Codes of the sectors divided by all use."""
        return tuple(c for c, other in zip(self.codes, self.by_total, strict=True) if other)

    def as_json(self) -> dict[str, Any]:
        """Return the same values for machines."""
        return {
            "share": dict(zip(self.codes, map(float, self.share), strict=True)),
            "divided_by_all_use": list(self.resold),
        }


def local_shares(table: InputOutputTable) -> LocalShares:
    """What part of each product used in the place is made there?

    share = 1 - (imports + inflows) / (intermediate + final use here), the same for every
    buyer; where more is bought outside than is used here, divided by all use, exports and
    outflows included (§DI6). A noncompetitive table says it itself: local over local and
    imported intermediate use.
    """
    if table.kind != COMPETITIVE:
        imported = np.zeros_like(table.intermediate) if table.imported is None else table.imported
        here, outside = table.intermediate.sum(axis=1), imported.sum(axis=1)
        return LocalShares(table.codes, _part(here, here + outside), np.zeros(len(here), bool))
    bought = table.imports + table.inflows
    used = table.domestic_use
    by_total = (bought > used) & (bought > 0)
    base = np.where(by_total, used + table.exports + table.outflows, used)
    share = 1.0 - np.where(bought > 0, _part(bought, base), 0.0)
    return LocalShares(table.codes, np.clip(share, 0.0, 1.0), by_total)


def _part(some: Array, of: Array) -> Array:
    """Some of all; all of it where there is nothing to divide by."""
    part: Array = np.divide(some, of, out=np.ones(some.shape), where=of > 0)
    return part


def intermediate_by_origin(table: InputOutputTable) -> tuple[Array, Array]:
    """Return what sectors buy in the place and what they buy outside, product by buyer."""
    if table.kind != COMPETITIVE:
        imported = np.zeros_like(table.intermediate) if table.imported is None else table.imported
        return table.intermediate, imported
    local = local_shares(table).share[:, None] * table.intermediate
    return local, table.intermediate - local


def without_empty(table: InputOutputTable) -> tuple[InputOutputTable, tuple[Dropped, ...]]:
    """Return the table without the sectors that make nothing, and what was dropped.

    No small number takes the place of their output. Their row is bought outside in full: it
    stays in the leakage table and in the value added of the buyers' columns.
    """
    made = table.output > 0
    dropped = tuple(
        Dropped(
            code,
            table.names[i],
            Words(
                f"总产出为 0，全靠外购；本地使用 {table.domestic_use[i]:,.0f} {table.unit}",
                f"output is 0; {table.domestic_use[i]:,.0f} {table.unit} used here come from "
                "outside",
            ),
        )
        for i, code in enumerate(table.codes)
        if not made[i]
    )
    if not dropped:
        return table, ()
    return only(table, made), dropped


def only(table: InputOutputTable, kept: npt.NDArray[np.bool_]) -> InputOutputTable:
    """Return the table with some of its sectors; what others bought and sold is left out."""
    square = np.ix_(kept, kept)
    return replace(
        table,
        codes=tuple(c for c, stays in zip(table.codes, kept, strict=True) if stays),
        intermediate=table.intermediate[square],
        final=table.final[kept],
        exports=table.exports[kept],
        outflows=table.outflows[kept],
        imports=table.imports[kept],
        inflows=table.inflows[kept],
        residual=table.residual[kept],
        value_added=table.value_added[:, kept],
        output=table.output[kept],
        imported=None if table.imported is None else table.imported[square],
        lines=tuple(n for n, stays in zip(table.lines, kept, strict=True) if stays)
        if table.lines
        else (),
    )
