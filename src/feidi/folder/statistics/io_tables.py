"""1-diagnose/io-tables.csv and the square tables it lists -> input-output tables, or problems."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feidi.diagnose.io_balance import io_problems
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.findings import Findings
from feidi.folder.opening import Root
from feidi.folder.statistic_values import read_figure
from feidi.folder.statistics.grid import Grid, read_grid
from feidi.folder.statistics.io_sizes import Listed
from feidi.folder.statistics.sectors import not_its_list
from feidi.folder.statistics.sheet import Sheet
from feidi.folder.table import Row
from feidi.quantities.words import Unreadable, Words
from feidi.records.classification import classification
from feidi.records.io_table import InputOutputTable

Array = npt.NDArray[np.float64]

FINAL = {
    "FU101": Words("农村居民消费", "rural households"),
    "FU102": Words("城镇居民消费", "urban households"),
    "FU103": Words("政府消费", "government"),
    "TC": Words("最终消费", "consumption"),
    "FU201": Words("固定资本形成", "fixed capital"),
    "FU202": Words("存货变动", "stocks"),
}
OTHERS = {
    "EX": Words("出口", "exports"),
    "OF": Words("流出省外", "outflows"),
    "IM": Words("进口", "imports"),
    "IF": Words("省外流入", "inflows"),
    "ERR": Words("其他", "residual"),
    "GO": Words("总产出", "output"),
}
ADDED = {
    "VA001": Words("劳动者报酬", "pay"),
    "VA002": Words("生产税净额", "net taxes on production"),
    "VA003": Words("固定资产折旧", "depreciation"),
    "VA004": Words("营业盈余", "operating surplus"),
}
IMPORTED = "M"


def read_io_tables(
    root: Root, listing: str, folder: str
) -> tuple[tuple[Listed, ...], list[Problem], set[str]]:
    """Return the tables a listing names, what is wrong, and the names of the files it lists."""
    sheet = Sheet(root, listing, "io-tables")
    tables, problems, listed = list[Listed](), list[Problem](), set[str]()
    for row in sheet.rows():
        name = f"{folder}/{row.values['file']}"
        if name in listed:
            what = Words(f"“{name}”列了两次", f"“{name}” is listed twice")
            fix = Words("留一行", "keep one row")
            sheet.findings.row("ST004", row.at, row.said, (what, fix))
            continue
        listed.add(name)
        table, found = _read(root, name, row)
        problems += found
        if table is not None:
            tables.append(Listed(table, row))
    return tuple(tables), [*sheet.findings.all(), *problems], listed


def _read(root: Root, name: str, about: Row) -> tuple[InputOutputTable | None, list[Problem]]:
    findings = Findings(name)
    grid = read_grid(root, name, findings)
    if grid is None:
        return None, findings.all()
    if wrong := not_its_list(grid, about):
        findings.row("ST011", about.at, about.said, wrong)
        return None, findings.all()
    table = _Square(grid, about, findings).table()
    if table is None:
        return None, findings.all()
    problems = list(io_problems(table))
    return (None if problems else table), [*findings.all(), *problems]


@dataclass
class _Square:
    """One square table being read."""

    grid: Grid
    about: Row
    findings: Findings

    def table(self) -> InputOutputTable | None:
        v = self.about.values
        edition = classification(v["edition"])
        codes = tuple(name for name in self.grid.heads if name in edition)
        self._named(codes)
        figures = {
            name: self._row(name, codes) for name in self.grid.lines if self._is_known(name, codes)
        }
        if self.findings.all():
            return None
        rows = [figures[code] for code in codes]
        final = [name for name in self.grid.heads if name in FINAL]
        added = [name for name in self.grid.lines if name in ADDED]
        imports = [figures.get(f"{IMPORTED}{code}") for code in codes]
        apart = v["kind"] == "noncompetitive"
        return InputOutputTable(
            place=v["place"],
            year=v["year"],
            unit=v["unit"],
            classification=edition,
            codes=codes,
            intermediate=self._block(rows, codes),
            final=self._block(rows, tuple(final)),
            final_names=tuple(FINAL[name] for name in final),
            exports=self._column(rows, "EX"),
            outflows=self._column(rows, "OF"),
            imports=self._column(rows, "IM"),
            inflows=self._column(rows, "IF"),
            residual=self._column(rows, "ERR"),
            value_added=self._block([figures[name] for name in added], codes),
            value_added_names=tuple(ADDED[name] for name in added),
            output=self._column(rows, "GO"),
            kind=v["kind"],
            source=v["source"],
            imported=self._block([r or dict.fromkeys(codes, 0.0) for r in imports], codes)
            if apart
            else None,
            at=At(self.grid.name),
            lines=tuple(self.grid.lines[code] for code in codes),
        )

    def _is_known(self, name: str, codes: tuple[str, ...]) -> bool:
        return name in codes or name in ADDED or name.removeprefix(IMPORTED) in codes

    def _named(self, codes: tuple[str, ...]) -> None:
        """Report columns and rows that nothing is known of, and sectors without a row."""
        head = At(self.grid.name, 1)
        for name in self.grid.heads:
            if name not in codes and name not in FINAL and name not in OTHERS:
                self._wrong(head, Words(f"不认识的列“{name}”", f"unknown column “{name}”"))
        if "GO" not in self.grid.heads or not codes:
            self._wrong(head, Words("缺少总产出 GO 或部门列", "no column GO, or no sectors"))
        for name, line in self.grid.lines.items():
            if not self._is_known(name, codes):
                at = At(self.grid.name, line)
                self._wrong(at, Words(f"不认识的行“{name}”", f"unknown row “{name}”"))
        for code in codes:
            if code not in self.grid.lines:
                self._wrong(
                    head, Words(f"部门 {code} 有列没有行", f"sector {code} has a column, no row")
                )

    def _wrong(self, at: At, what: Words) -> None:
        fix = Words(
            "行列用 docs/folder-format.md 里的代码；部门代码属于 io-tables.csv 写明的版本",
            "use the names of docs/folder-format.md and the codes of the edition in io-tables.csv",
        )
        self.findings.row("ST005", at, "", (what, fix))

    def _row(self, name: str, codes: tuple[str, ...]) -> dict[str, float]:
        """Return the figures of one row; an empty cell is a zero, text is a problem."""
        found, line = {}, self.grid.lines[name]
        wanted = {*codes, *FINAL, *OTHERS} if name in codes else {*codes, *FINAL}
        for head, cell in zip(self.grid.heads, self.grid.cells[name], strict=True):
            if head not in wanted or not cell.strip():
                # an empty cell of a sector is unknown, which the balance then reports
                found[head] = np.nan if head in wanted and name in codes else 0.0
                continue
            try:
                found[head] = read_figure(cell)
            except Unreadable as error:
                what = Words(f"{name} 行 {head} 列：{error.what.zh}",
                             f"row {name}, column {head}: {error.what.en}")  # fmt: skip
                self.findings.row("RE002", At(self.grid.name, line), cell, (what, error.fix))
        return found

    @staticmethod
    def _block(rows: list[dict[str, float]], heads: tuple[str, ...]) -> Array:
        return np.array([[row[head] for head in heads] for row in rows]).reshape(
            len(rows), len(heads)
        )

    @staticmethod
    def _column(rows: list[dict[str, float]], head: str) -> Array:
        return np.array([row.get(head, 0.0) for row in rows])
