"""Parquet files of receipts: are the columns there, and of types that hold exact values?"""

from typing import Any

from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.folder.columns import Column, columns
from feidi.folder.opening import PARQUET, Refused, Root, damaged, refuse
from feidi.quantities.folding import fold
from feidi.quantities.words import Words

_TEXT = Words("文字", "text")
_WANTED = {
    "text": Words("文字或整数", "text or a whole number"),
    "day": Words("日期 date32", "a date, date32"),
    "money": Words(
        "元为 decimal(18,2)；整数须在列的元数据里写 unit=fen",
        "decimal(18,2) in yuan; or int64 whose field metadata says unit=fen",
    ),
}


def parquet_columns(root: Root, name: str) -> tuple[dict[str, str], bool, list[Problem]]:
    """Return field -> name in the file, whether amounts are whole fen, and what is wrong.

    Only the file's own description of its columns is read.
    """
    try:
        schema = _schema(root, name)
    except Refused as refused:
        return {}, False, [refused.problem]
    known = {n: column for column in columns("receipts") for n in column.names}
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for field in schema:
        column = known.get(fold(field.name).lower())
        if column is None or column.field in found:
            problems.append(_not_wanted(name, field.name, column))
            continue
        found[column.field] = field.name
        if not _holds(column, field):
            problems.append(_wrong_type(name, column, field))
    for column in columns("receipts"):
        if column.required and column.field not in found:
            problems.append(_missing(name, column))
    whole_fen = any(
        known.get(fold(f.name).lower()) is known["amount"] and _is_integer(f) for f in schema
    )
    return found, whole_fen, problems


def _schema(root: Root, name: str) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with root.open(name) as file:
        start = file.read(len(PARQUET))
        if not start:
            raise refuse(
                name,
                "FO006",
                Words("文件是空的，0 字节", "the file is empty, 0 bytes"),
                Words("重新导出，或删去这个文件", "export it again, or delete it"),
            )
        if start != PARQUET:
            raise damaged(name, Words("开头不是 PAR1", "it does not begin with PAR1"))
        try:
            return pq.ParquetFile(file).schema_arrow
        except (pa.ArrowException, OSError) as error:
            reason = str(error).splitlines()[0]
            raise damaged(name, Words(reason, reason)) from error


def _is_integer(field: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_integer(field.type))


def _holds(column: Column, field: Any) -> bool:
    """Say whether a column's type can be read without a guess."""
    import pyarrow as pa

    kind = field.type
    if column.type == "money":
        if pa.types.is_int64(kind):
            return (field.metadata or {}).get(b"unit") == b"fen"
        return bool(pa.types.is_decimal128(kind)) and 0 <= int(kind.scale) <= 2
    if column.type == "day":
        return bool(pa.types.is_date32(kind))
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    if pa.types.is_string(inner) or pa.types.is_large_string(inner):
        return True
    return column.field in ("id", "enterprise") and bool(pa.types.is_integer(inner))


def _wrong_type(name: str, column: Column, field: Any) -> Problem:
    wanted = _WANTED["text"] if column.field in ("id", "enterprise") else _TEXT
    wanted = _WANTED.get(column.type, wanted) if column.type != "text" else wanted
    return Problem(
        "FO018",
        At(name),
        Words(
            f"列“{field.name}”的类型是 {field.type}，应为{wanted.zh}",
            f"the column “{field.name}” is {field.type}; wanted is {wanted.en}",
        ),
        Words(
            "导出时换成该类型；浮点数不能表示金额", "export it as that type; floats hold no money"
        ),
        str(field),
    )


def _not_wanted(name: str, said: str, column: Column | None) -> Problem:
    if column is not None:
        what = Words(f"列“{column.label.zh}”出现两次", f"the column “{column.field}” stands twice")
        return Problem("FO014", At(name), what, Words("删去其中一列", "delete one"), said)
    labels = [label for c in columns("receipts") for label in (c.label.zh, c.field)]
    what = Words(f"不认识的列“{said}”", f"unknown column “{said}”")
    return Problem("FO013", At(name), what, nearest(said, labels), said)


def _missing(name: str, column: Column) -> Problem:
    return Problem(
        "FO012",
        At(name),
        Words(
            f"缺少列“{column.label.zh}”：{column.meaning.zh}",
            f"the column “{column.field}” is missing: {column.meaning.en}",
        ),
        Words("导出时加上这一列", "export it with that column"),
    )
