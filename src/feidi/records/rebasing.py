"""Carrying a table from one edition of a classification to another, exactly or not at all."""

from dataclasses import replace

import numpy as np

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.words import Words
from feidi.records.bridge import Bridge, bridge, common_edition
from feidi.records.classification import Classification
from feidi.records.industry_table import (
    ASSUMED,
    MISSING,
    PUBLISHED,
    SUPPRESSED,
    IndustryTable,
    unknown_code,
)


def rebased(table: IndustryTable, over: Bridge) -> IndustryTable | tuple[Problem, ...]:
    """Return the table in the target edition: codes that share a target are added up.

    A sum with a missing or suppressed part is missing or suppressed; one with an assumed
    part is assumed. DI007 where a code was split, DI002 where it has no place in the target.

    >>> from feidi.records.industry_table import Counted, industry_table
    >>> over = bridge("CN-IO-42-2012", "CN-IO-41")
    >>> old = industry_table(Counted("output", "万元", 2012, "统计局"), ["甘肃"], over.source,
    ...                      ["22", "23", "36"], [[1, 2, 5]])
    >>> new = rebased(old, over)
    >>> new.codes, new.values.tolist()
    (('22', '35'), [[3.0, 5.0]])
    """
    goes = [over.targets_of(code) for code in table.codes]
    problems = [
        _split(table, over, code, targets) if targets else unknown_code(code, over.target, table.at)
        for code, targets in zip(table.codes, goes, strict=True)
        if len(targets) != 1
    ]
    if problems:
        return tuple(problems)
    wanted = sorted({targets[0] for targets in goes}, key=over.target.positions.__getitem__)
    adds = np.array([[targets[0] == code for code in wanted] for targets in goes], dtype=bool)
    values = np.where(np.isnan(table.values), 0.0, table.values) @ adds.astype(float)
    status = np.full(values.shape, PUBLISHED, dtype=np.uint8)
    for mark in (ASSUMED, SUPPRESSED, MISSING):
        status[(table.status == mark).astype(int) @ adds.astype(int) > 0] = mark
    values[(status == MISSING) | (status == SUPPRESSED)] = np.nan
    return replace(
        table, classification=over.target, codes=tuple(wanted), values=values, status=status
    )


def _split(table: IndustryTable, over: Bridge, code: str, targets: tuple[str, ...]) -> Problem:
    names = tuple(f"{t} {over.target.name(t).zh}" for t in targets)
    names_en = tuple(f"{t} {over.target.name(t).en}" for t in targets)
    old = over.source.name(code)
    return Problem(
        "DI007",
        table.at,
        Words(
            f"{over.source.id} 的“{code} {old.zh}”在 {over.target.id} 中分属："
            f"{'、'.join(names)}；总数不能凭空拆分",
            f"“{code} {old.en}” of {over.source.id} was split in {over.target.id} into "
            f"{', '.join(names_en)}: a total cannot be divided without a source",
        ),
        Words(
            "用该版公布的细项，或改用把它们合在一起的分类",
            "use the parts as published, or a list in which they stand together",
        ),
        code,
    )


def in_one_edition(
    one: IndustryTable, other: IndustryTable
) -> tuple[IndustryTable, IndustryTable] | tuple[Problem, ...]:
    """Return two tables in an edition in which they can be compared; never joined by code.

    DI006 where no bridge leads to one.
    """
    if one.classification == other.classification:
        return one, other
    edition = common_edition(one.classification.id, other.classification.id)
    if edition is None:
        editions = (one.classification, other.classification)
        shared = len(set(one.codes) & set(other.codes))
        return (unbridged(editions, (one.year, other.year), shared, other.at),)
    moved = []
    problems: list[Problem] = []
    for table in (one, other):
        over = bridge(table.classification.id, edition)
        done = table if over is None else rebased(table, over)
        if isinstance(done, IndustryTable):
            moved.append(done)
        else:
            problems.extend(done)
    if problems:
        return tuple(problems)
    return moved[0], moved[1]


def unbridged(
    editions: tuple[Classification, Classification], years: tuple[int, int], shared: int, at: At
) -> Problem:
    """Return the problem of two editions without a bridge; shared: codes that look the same."""
    old, new = editions[0].id, editions[1].id
    return Problem(
        "DI006",
        at,
        Words(
            f"{years[0]} 年用 {old}，{years[1]} 年用 {new}，没有对照表；"
            f"有 {shared} 个代码相同，但含义未必相同，不按代码连接",
            f"{years[0]} is in {old}, {years[1]} in {new}, and there is no bridge; {shared} "
            "codes are the same, which does not mean the same industries: not joined by code",
        ),
        Words(
            "提供两版分类的对照表，或用同一版分类的数据",
            "provide a bridge between the editions, or data in one edition",
        ),
        f"{old} / {new}",
    )
