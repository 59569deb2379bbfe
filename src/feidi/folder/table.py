"""One table of a project folder -> rows of typed values, streamed, or located problems."""

import csv
from collections.abc import Iterator
from typing import Any, NamedTuple

from feidi.clauses.values import nearest
from feidi.evidence.source import At
from feidi.folder.cell_values import CODES, READERS
from feidi.folder.columns import Column, columns
from feidi.folder.findings import Findings
from feidi.folder.lines import lines
from feidi.folder.opening import Refused, Root, unreadable
from feidi.quantities.folding import fold
from feidi.quantities.words import Unreadable, Words


class Row(NamedTuple):
    """One row. said: the line as it stands; values: field -> value, None where empty."""

    at: At
    said: str
    values: dict[str, Any]


class Table:
    """Reads one CSV file by its data dictionary; what is wrong is collected in `findings`."""

    def __init__(self, root: Root, name: str, table: str) -> None:
        self.root, self.name = root, name
        self.columns = columns(table)
        self.findings = Findings(name)
        self._line = ""

    def rows(self) -> Iterator[Row]:
        """Yield every row without a problem, in the file's order."""
        try:
            with self.root.open_text(self.name) as file:
                reader = csv.reader(self._noted(lines(file, self.name)), strict=True)
                yield from self._read(reader)
        except Refused as refused:
            self.findings.add(refused.problem)
        except OSError as error:
            self.findings.add(unreadable(self.name, error).problem)

    def _noted(self, source: Iterator[str]) -> Iterator[str]:
        for line in source:
            self._line = line
            yield line

    def _read(self, reader: Any) -> Iterator[Row]:
        header: list[Column | None] | None = None
        for line, cells in self._cells(reader):
            at = At(self.name, line)
            if header is not None:
                if len(cells) == len(header) and not any(cells):
                    continue
                row = self._row(at, cells, header, reader.line_num)
                if row is not None:
                    yield row
                continue
            header = self.header(at, cells)
            if header is None:
                return
        if header is None and not self.findings.all():
            self.findings.row("FO012", At(self.name), "", _all_missing(self.columns))

    def _cells(self, reader: Any) -> Iterator[tuple[int, list[str]]]:
        """Yield the line and the cells of every line that is not blank; stop where none is one."""
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error as error:
                self._malformed(line, error)
                return
            if cells is None:
                return
            if any(cells) or len(cells) > 1:
                yield line, cells

    def _malformed(self, line: int, error: csv.Error) -> None:
        self.findings.row(
            "FO011",
            At(self.name, line),
            self._line[:200],
            (
                Words(
                    f"从这一行起读不成行：引号没有配对，或换行符不规范（{error}）",
                    f"from this line on no row can be read: a quote is not closed, or a line end "
                    f"is not well formed ({error})",
                ),
                Words(
                    "格里有逗号才加引号，前后各一个；每行以换行结束",
                    "quote a cell only where it holds a comma, on both sides; end lines with a "
                    "line feed",
                ),
            ),
        )

    def header(self, at: At, cells: list[str]) -> "list[Column | None] | None":
        """Return the column of every cell of the header; None where it has problems."""
        names = {name: column for column in self.columns for name in column.names}
        found: list[Column | None] = []
        before = len(self.findings.all())
        for cell in cells:
            column = names.get(fold(cell).lower())
            if column is None and cell.strip():
                labels = [name for c in self.columns for name in (c.label.zh, c.field)]
                what = Words(f"不认识的列“{cell.strip()}”", f"unknown column “{cell.strip()}”")
                self.findings.row("FO013", at, self._line, (what, nearest(fold(cell), labels)))
            elif column is not None and column in found:
                what = Words(
                    f"列“{column.label.zh}”出现两次：第 {found.index(column) + 1} 列和第 "
                    f"{len(found) + 1} 列",
                    f"the column “{column.field}” stands twice: as column "
                    f"{found.index(column) + 1} and {len(found) + 1}",
                )
                fix = Words("删去其中一列", "delete one of them")
                self.findings.row("FO014", at, self._line, (what, fix))
            found.append(column)
        for column in self.columns:
            if column.required and column not in found:
                self.findings.row("FO012", at, self._line, _missing(column))
        return found if len(self.findings.all()) == before else None

    def _row(
        self, at: At, cells: list[str], header: "list[Column | None]", last_line: int
    ) -> Row | None:
        said = self._line
        if len(cells) != len(header) or last_line != at.line:
            self.findings.row("FO016", at, said, _wrong_length(cells, header, last_line - at.line))
            return None
        values: dict[str, Any] = {}
        sound = True
        for column, cell in zip(header, cells, strict=True):
            if column is None:
                continue
            if not cell or cell.isspace():
                values[column.field] = None
                if column.required:
                    self.findings.row("RE001", at, said, empty(column))
                    sound = False
                continue
            try:
                values[column.field] = READERS[column.type](cell)
            except Unreadable as error:
                self.findings.row(CODES.get(column.type, "RE002"), at, said, named(column, error))
                sound = False
        return Row(at, said, values) if sound else None


def named(column: Column, error: Unreadable) -> tuple[Words, Words]:
    """Return what is wrong with a cell, its column named."""
    what = Words(f"“{column.label.zh}”：{error.what.zh}", f"“{column.field}”: {error.what.en}")
    return what, error.fix


def _missing(column: Column) -> tuple[Words, Words]:
    return (
        Words(
            f"缺少列“{column.label.zh}”：{column.meaning.zh}",
            f"the column “{column.field}” is missing: {column.meaning.en}",
        ),
        Words(
            f"在表头加“{column.label.zh}”或“{column.field}”；各列用逗号分开",
            f"add “{column.field}” or “{column.label.zh}” to the header; commas between columns",
        ),
    )


def _all_missing(wanted: tuple[Column, ...]) -> tuple[Words, Words]:
    return (
        Words("没有表头", "there is no header"),
        Words(
            "第一行写：" + ",".join(c.label.zh for c in wanted),
            "write as the first line: " + ",".join(c.field for c in wanted),
        ),
    )


def empty(column: Column) -> tuple[Words, Words]:
    """Return what is wrong with an empty cell of a required column."""
    return (
        Words(f"“{column.label.zh}”是空的", f"“{column.field}” is empty"),
        Words(f"写明{column.meaning.zh}", f"write {column.meaning.en}"),
    )


def _wrong_length(
    cells: list[str], header: "list[Column | None]", further: int
) -> tuple[Words, Words]:
    if further:
        what = Words(
            f"一格跨到后面 {further} 行：引号没有在本行结束",
            f"a cell runs on for {further} more lines: its quote does not close on this line",
        )
    else:
        what = Words(
            f"这一行有 {len(cells)} 格，表头有 {len(header)} 列",
            f"the line has {len(cells)} cells, the header {len(header)} columns",
        )
    return what, Words(
        "每行格数与表头相同；带逗号的金额或文字前后加引号",
        "write as many cells as the header; quote amounts and words that hold commas",
    )
