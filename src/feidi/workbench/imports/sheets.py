"""An uploaded table -> the bytes of one CSV: workbooks are opened with care, or refused.

A workbook is looked at before it is unpacked (entries, size, ratio), read without its links and
macros, and refused where a cell holds a formula: what is counted must stand there as a value.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from feidi.folder.opening import SIGNATURES
from feidi.quantities.words import Words
from feidi.workbench.actions import Refusal
from feidi.workbench.documents.archives import runs

MOST_ENTRIES, MOST_BYTES, MOST_RATIO = 200, 1 << 28, 200
MOST_ROWS, MOST_COLUMNS = 1_048_576, 60
LARGEST_UPLOAD = 64 << 20
_ZIP = b"PK\x03\x04"


def as_csv(content: bytes, name: str) -> bytes:
    """Return the table as CSV: as it came, or the first sheet of a workbook; else `Refusal`."""
    if not content:
        raise Refusal(Words("文件是空的", "the file is empty"))
    if len(content) > LARGEST_UPLOAD:
        raise Refusal(Words("文件超过 64 MB", "the file is larger than 64 MB"))
    if not content.startswith(_ZIP):
        kind = next((k for s, k in SIGNATURES.items() if content.startswith(s)), None)
        if kind is not None or b"\0" in content:
            raise Refusal(_neither(kind or Words("二进制文件", "a binary file")))
        return content
    if not name.lower().endswith(".xlsx"):
        raise Refusal(_neither(Words("压缩文件", "an archive")))
    _look_at(content)
    return _written(_cells(content))


def _neither(kind: Words) -> Words:
    return Words(
        "这是{kind}；请上传 CSV 或 XLSX", "this is {kind}; upload a CSV or an XLSX file"
    ).fill(kind=kind)


def _look_at(content: bytes) -> None:
    """Refuse a workbook that would unpack to more than a table can be, or that holds macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError) as error:
        raise Refusal(Words("不是完好的 XLSX 文件", "no sound XLSX file")) from error
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or size > MOST_BYTES or size > MOST_RATIO * len(content):
        what = Words(
            "解开后有 {n} 个部分、{size} 字节，超过限度，没有打开",
            "it unpacks to {n} parts and {size} bytes, beyond the limit; not opened",
        )
        raise Refusal(what.fill(n=len(entries), size=f"{size:,}"))
    if any(runs(entry.filename) for entry in entries):
        raise Refusal(
            Words("文件里有宏或控件，没有打开", "it holds macros or controls; not opened")
        )


def _cells(content: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet: Any = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
        for number, row in enumerate(rows, 1):
            if number > MOST_ROWS:
                raise Refusal(Words("行数超过一张表的限度", "more rows than a sheet can have"))
            yield [_said(cell) for cell in row]
    except Refusal:
        raise
    except Exception as error:
        raise Refusal(Words("不是完好的 XLSX 文件", "no sound XLSX file")) from error


def _said(cell: Any) -> str:
    value = cell.value
    if cell.data_type == "f" or (isinstance(value, str) and value.startswith("=")):
        what = Words(
            "单元格 {at} 是公式“{said}”；请粘贴为数值再上传",
            "cell {at} holds a formula, “{said}”; paste it as a value and upload again",
        )
        raise Refusal(what.fill(at=cell.coordinate, said=str(value)[:60]))
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return _decimal(value)
    return str(value).strip()


def _decimal(value: float) -> str:
    """Return the number a sheet stores as the shortest text that is it, never with an exponent."""
    return str(int(value)) if value.is_integer() else format(value, ".15g")


def _written(rows: Iterator[list[str]]) -> bytes:
    kept = [row for row in rows if any(row)]
    if not kept:
        raise Refusal(Words("第一张工作表是空的", "the first sheet is empty"))
    width = max(len([c for c in row if c]) and _last(row) for row in kept)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(row[:width] + [""] * (width - len(row)) for row in kept)
    return text.getvalue().encode()


def _last(row: list[str]) -> int:
    """Return how many cells a row has up to its last one that is filled."""
    return max(index for index, cell in enumerate(row, 1) if cell)


def template_sheet(table: str, lang: str) -> bytes:
    """Return an empty XLSX of a table of the data dictionary: header, a note under each column."""
    import xlsxwriter

    from feidi.folder.columns import columns

    buffer = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **plain})
    sheet = book.add_worksheet(table[:31])
    notes = book.add_worksheet("说明 notes")
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1})
    text = book.add_format({"num_format": "@"})
    for index, column in enumerate(columns(table)):
        name = column.field if lang == "en" else column.label.zh
        sheet.write_string(0, index, name, head)
        sheet.set_column(index, index, 18, text)
        need = Words("必填", "required") if column.required else Words("可空", "may be empty")
        for place, said in enumerate((name, need.say(lang), column.meaning.say(lang))):
            notes.write_string(index, place, said)
    notes.set_column(0, 1, 14)
    notes.set_column(2, 2, 70)
    sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()
