"""Rows of an XLSX sheet as text, one at a time: bounded in size, no formula believed."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.opening import Refused, Root, refuse
from feidi.quantities.words import Words

# a statistic fits easily; what is larger is no list, or is made to fill the memory
LARGEST_FILE, LARGEST_UNPACKED, MOST_ROWS, MOST_COLUMNS = 32 << 20, 256 << 20, 200_000, 400


def workbook_rows(root: Root, name: str) -> Iterator[list[str]]:
    """Yield the cells of every row of the first sheet, as a person would type them.

    `Refused` with ST010 where the file is no workbook, too large, or a cell holds a formula:
    a figure that a spreadsheet computes is pasted as a value first, so that it can be seen.
    """
    with root.open(name) as file:
        _refuse_large(name, file)
        book = _opened(name, file)
        try:
            sheet = book.worksheets[0]
            for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
                if number > MOST_ROWS:
                    raise _refused(
                        At(name, number),
                        Words(f"超过 {MOST_ROWS} 行", f"more than {MOST_ROWS} rows"),
                        Words("按年度或指标分成几个文件", "split it by year or measure"),
                    )
                yield _trimmed([_text(name, number, n, c) for n, c in enumerate(cells, 1)])
        finally:
            book.close()


def _refuse_large(name: str, file: Any) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise _no_workbook(name, error) from error
    size = file.seek(0, 2)
    file.seek(0)
    if size > LARGEST_FILE or unpacked > LARGEST_UNPACKED:
        raise _refused(
            At(name),
            Words(
                f"{size:,} 字节，展开后 {unpacked:,} 字节，超过 {LARGEST_FILE:,} 和 "
                f"{LARGEST_UNPACKED:,}",
                f"{size:,} bytes, {unpacked:,} unpacked; the limits are {LARGEST_FILE:,} and "
                f"{LARGEST_UNPACKED:,}",
            ),
            Words("只留数据表，另存为 CSV", "keep the table alone and save it as CSV"),
        )


def _opened(name: str, file: Any) -> Any:
    try:
        return load_workbook(file, read_only=True, data_only=False, keep_links=False)
    except Exception as error:
        raise _no_workbook(name, error) from error


def _no_workbook(name: str, error: Exception) -> Refused:
    why = type(error).__name__
    return _refused(
        At(name),
        Words(f"不是完好的 XLSX 文件：{why}", f"no sound XLSX file: {why}"),
        Words("在表格软件里重新另存为 .xlsx 或 CSV", "save it again as .xlsx or CSV"),
    )


def _text(name: str, row: int, column: int, cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in ("f", "e"):
        where = f"{get_column_letter(column)}{row}"
        raise _refused(
            At(name, row),
            Words(
                f"{where} 是公式或错误值“{value}”，不采信",
                f"{where} is a formula or an error, “{value}”: not believed",
            ),
            Words("复制后“选择性粘贴—数值”", "copy the cells and paste them as values"),
        )
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float):
        return repr(value) if value != int(value) else str(int(value))
    return str(value)


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _refused(at: At, what: Words, fix: Words) -> Refused:
    return (
        Refused(Problem("ST010", at, what, fix)) if at.line else refuse(at.file, "ST010", what, fix)
    )
