"""A long list of (place, code, figure), as data frames hold it, made into an industry table."""

import math
from collections.abc import Iterable

import numpy as np

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.words import Words
from feidi.records.classification import Classification
from feidi.records.industry_table import Counted, IndustryTable, industry_table, unknown_code


def long_table(
    counted: Counted,
    classification: Classification,
    places: Iterable[str],
    codes: Iterable[str],
    values: Iterable[object],
) -> IndustryTable | tuple[Problem, ...]:
    """Return the table that three columns of one length hold, such as those of a data frame.

    values: numbers; None or NaN is a missing cell, as is a pair (place, code) that does not
    occur. Places stand in the order they come in, codes in the order of the classification.
    Problems, each with its row counted from 1: DI002 unknown code, DI018 a cell given twice,
    DI019 not a number. What is wrong with the table as a whole is said by `table_problems`.

    >>> from feidi.records.classification import classification
    >>> counted = Counted("employment", "人", 2024, "假设")
    >>> frame = {"place": ["甲县", "甲县", "乙县"], "code": ["27", "01", "01"],
    ...          "jobs": [30, 400, 90]}
    >>> table = long_table(counted, classification("GB/T 4754-2017"),
    ...                    frame["place"], frame["code"], frame["jobs"])
    >>> table.places, table.codes, table.values.tolist()
    (('甲县', '乙县'), ('01', '27'), [[400.0, 30.0], [90.0, nan]])
    """
    cells: dict[tuple[str, str], float] = {}
    problems: list[Problem] = []
    for row, (place, code, value) in enumerate(zip(places, codes, values, strict=True), 1):
        at, key = At("industries", row), (str(place), str(code))
        number = _number(value)
        if key[1] not in classification:
            problems.append(unknown_code(key[1], classification, at))
        elif number is None:
            problems.append(_not_a_number(at, value))
        elif key in cells:
            problems.append(_twice(at, key, (cells[key], number), counted.unit))
        else:
            cells[key] = number
    if problems:
        return tuple(problems)
    rows = list(dict.fromkeys(place for place, _ in cells))
    columns = sorted({code for _, code in cells}, key=classification.positions.__getitem__)
    array = np.full((len(rows), len(columns)), np.nan)
    for (place, code), number in cells.items():
        array[rows.index(place), columns.index(code)] = number
    return industry_table(counted, rows, classification, columns, array)


def _number(value: object) -> float | None:
    if value is None:
        return math.nan
    if isinstance(value, str | bytes | bool):
        return None
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def _not_a_number(at: At, value: object) -> Problem:
    return Problem(
        "DI019",
        at,
        Words(f"第 {at.line} 行的“{value}”不是数", f"row {at.line}: “{value}” is not a number"),
        Words("改成数；缺失的写 None 或 NaN", "write a number, or None or NaN where it is missing"),
        str(value),
    )


def _twice(at: At, key: tuple[str, str], both: tuple[float, float], unit: str) -> Problem:
    place, code = key
    return Problem(
        "DI018",
        at,
        Words(
            f"第 {at.line} 行：“{place}”的 {code} 给了两次："
            f"{both[0]:,.6g} 和 {both[1]:,.6g} {unit}",
            f"row {at.line}: {code} of “{place}” is given twice: {both[0]:,.6g} and "
            f"{both[1]:,.6g} {unit}",
        ),
        Words("只留一行；两行都对就先相加", "keep one row; add them up if both are right"),
        f"{place}, {code}",
    )
