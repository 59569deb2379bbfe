"""A square table, CSV or XLSX -> its heads, the line of every row, and its cells as text."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from feidi.evidence.source import At
from feidi.folder.findings import Findings
from feidi.folder.lines import lines
from feidi.folder.opening import Refused, Root, unreadable
from feidi.folder.statistics.workbooks import workbook_rows
from feidi.quantities.folding import fold
from feidi.quantities.words import Words


@dataclass
class Grid:
    """heads: names of the columns after the first. lines: row name -> line. cells: by row name."""

    name: str
    heads: tuple[str, ...]
    lines: dict[str, int]
    cells: dict[str, list[str]]


def read_grid(root: Root, name: str, findings: Findings) -> Grid | None:
    """Return a square table; None where it cannot be read, with the reason in `findings`."""
    grid: Grid | None = None
    try:
        for line, cells in _rows(root, name):
            if not any(cell.strip() for cell in cells):
                continue
            first, *rest = map(fold, cells)
            if grid is None:
                grid = Grid(name, tuple(head.upper() for head in rest), {}, {})
                _refuse_repeated(grid, findings)
            else:
                _take(grid, line, first.upper(), rest, findings)
    except Refused as refused:
        findings.add(refused.problem)
    except OSError as error:
        findings.add(unreadable(name, error).problem)
    except csv.Error as error:
        what = Words(f"读不成行：{error}", f"no row can be read: {error}")
        findings.row("FO011", At(name), "", (what, Words("重新导出", "export it again")))
    if grid is None and not findings.all():
        what = Words("没有表头", "there is no header")
        findings.row("ST005", At(name), "", (what, Words("补上表头", "add a header")))
    return None if findings.all() else grid


def _rows(root: Root, name: str) -> Iterator[tuple[int, list[str]]]:
    if name.endswith(".xlsx"):
        yield from enumerate(workbook_rows(root, name), 1)
        return
    with root.open_text(name) as file:
        reader = csv.reader(lines(file, name), strict=True)
        for cells in reader:
            yield reader.line_num, cells


def _refuse_repeated(grid: Grid, findings: Findings) -> None:
    for head in sorted({h for h in grid.heads if grid.heads.count(h) > 1}):
        what = Words(f"列“{head}”出现两次", f"the column “{head}” stands twice")
        findings.row("ST005", At(grid.name, 1), head, (what, Words("删去一列", "delete one")))


def _take(grid: Grid, line: int, first: str, rest: list[str], findings: Findings) -> None:
    rest = rest + [""] * (len(grid.heads) - len(rest))
    at = At(grid.name, line)
    if first in grid.lines:
        what = Words(
            f"行“{first}”在第 {grid.lines[first]} 行已有",
            f"the row “{first}” stands on line {grid.lines[first]} already",
        )
        findings.row("ST005", at, first, (what, Words("删去一行", "delete one of them")))
    elif len(rest) != len(grid.heads):
        what = Words(
            f"这一行有 {len(rest)} 格，表头有 {len(grid.heads)} 列",
            f"the row has {len(rest)} cells, the header {len(grid.heads)} columns",
        )
        fix = Words("每行格数与表头相同", "write as many cells as the header")
        findings.row("ST005", at, first, (what, fix))
    else:
        grid.lines[first], grid.cells[first] = line, rest
