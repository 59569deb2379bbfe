"""Does an input-output table balance? Which row does not, and by how much?"""

from collections.abc import Iterator

import numpy as np

from feidi.evidence.problem import Problem
from feidi.quantities.words import Words
from feidi.records.io_table import Array, InputOutputTable

TOLERANCE = 1e-6
# figures with more decimals are taken as not rounded; and what counts as a whole number
DECIMALS, NEARLY = 4, 1e-3


def row_gaps(table: InputOutputTable) -> Array:
    """Return what a row supplies more than its output, by sector; 0 where it balances.

    intermediate + final + exports + outflows - imports - inflows + residual - output.
    """
    supplied = table.domestic_use + table.exports + table.outflows + table.residual
    return np.asarray(supplied - table.imports - table.inflows - table.output)


def column_gaps(table: InputOutputTable) -> Array:
    """Return what a column buys and adds more than its output, by sector."""
    bought = table.intermediate.sum(axis=0) + table.value_added_sum
    if table.imported is not None:
        bought = bought + table.imported.sum(axis=0)
    return np.asarray(bought - table.output)


def rounding(table: InputOutputTable) -> float:
    """Return how far apart a sum of rounded cells and a rounded total may be.

    Four standard deviations of n cells rounded to the table's last decimal, 10^-k:
    4 * 10^-k * sqrt(n / 12), n the cells of a row. 0 for figures that are not rounded.
    """
    blocks = (table.intermediate, table.final, table.value_added, table.output)
    figures = np.concatenate([np.ravel(block) for block in blocks])
    for decimals in range(DECIMALS + 1):
        scaled = figures * 10.0**decimals
        if np.abs(scaled - np.rint(scaled)).max() < NEARLY:
            cells = len(table) + table.final.shape[1] + 1
            return float(4.0 * 10.0**-decimals * np.sqrt(cells / 12.0))
    return 0.0


def io_problems(table: InputOutputTable, tolerance: float = TOLERANCE) -> Iterator[Problem]:
    """Yield what makes a table unusable (§DI5).

    tolerance: largest gap that is nobody's mistake, relative to all that a row or column sums
    up; a gap that rounding to the decimals of the table explains is none either.
    DI013 an unknown cell, DI014 negative output, DI011 a row and DI012 a column that does not
    balance, each with its sector and the gap.
    """
    unknown = list(_unknown(table))
    yield from unknown
    for i in np.flatnonzero(table.output < 0):
        name = table.names[i]
        yield Problem(
            "DI014",
            table.at_sector(i),
            Words(
                f"{table.place} {table.year} 年“{table.codes[i]} {name.zh}”的总产出为 "
                f"{table.output[i]:,.6g} {table.unit}，小于 0",
                f"{table.place} {table.year}: output of “{table.codes[i]} {name.en}” is "
                f"{table.output[i]:,.6g} {table.unit}, below 0",
            ),
            Words("核对总产出", "check the output"),
            table.codes[i],
        )
    if not unknown:
        yield from _gaps(table, "DI011", tolerance)
        yield from _gaps(table, "DI012", tolerance)


def _unknown(table: InputOutputTable) -> Iterator[Problem]:
    trade = (table.exports, table.outflows, table.imports, table.inflows)
    outer = (*trade, table.residual, table.output)
    blocks = {
        Words("中间使用", "intermediate use"): table.intermediate,
        Words("最终使用", "final use"): table.final,
        Words("增加值", "value added"): table.value_added.T,
        Words("调入、调出、进出口、误差、总产出", "trade, residual, output"): np.column_stack(
            outer
        ),
    }
    for block, figures in blocks.items():
        for i in np.flatnonzero(~np.isfinite(figures).all(axis=1)):
            name = table.names[i]
            yield Problem(
                "DI013",
                table.at_sector(i),
                Words(
                    f"{table.place} {table.year} 年“{table.codes[i]} {name.zh}”的{block.zh}有空格",
                    f"{table.place} {table.year}: “{table.codes[i]} {name.en}” has an unknown "
                    f"cell in {block.en}",
                ),
                Words("投入产出表不能有空格；确为零就写 0", "write 0 where it is zero"),
                table.codes[i],
            )


def _gaps(table: InputOutputTable, code: str, tolerance: float) -> Iterator[Problem]:
    by_row = code == "DI011"
    gaps = row_gaps(table) if by_row else column_gaps(table)
    size = np.abs(table.intermediate).sum(axis=1 if by_row else 0) + np.abs(table.output)
    allowed = np.maximum(tolerance * size, rounding(table))
    for i in np.flatnonzero(np.abs(gaps) > allowed):
        name, gap, output = table.names[i], gaps[i], table.output[i]
        side = Words("行", "row") if by_row else Words("列", "column")
        sums = (
            Words("中间使用 + 最终使用 + 净流出 + 误差", "uses, net trade and residual")
            if by_row
            else Words("中间投入 + 增加值", "inputs and value added")
        )
        yield Problem(
            code,
            table.at_sector(i),
            Words(
                f"{table.place} {table.year} 年“{table.codes[i]} {name.zh}”{side.zh}不平衡："
                f"{sums.zh} = {output + gap:,.2f}，总产出 = {output:,.2f}，"
                f"相差 {gap:+,.2f} {table.unit}",
                f"{table.place} {table.year}: the {side.en} of “{table.codes[i]} {name.en}” does "
                f"not balance: {sums.en} = {output + gap:,.2f}, output = {output:,.2f}, "
                f"a gap of {gap:+,.2f} {table.unit}",
            ),
            Words(
                "核对该部门各格；官方的误差项写入误差列",
                "check the cells of the sector; an official residual belongs in its column",
            ),
            table.codes[i],
        )
