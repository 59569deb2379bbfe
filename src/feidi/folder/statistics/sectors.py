"""Are a square table's sectors those of the list that io-tables.csv names for it?"""

from feidi.folder.statistics.grid import Grid
from feidi.folder.table import Row
from feidi.quantities.words import Words
from feidi.records.classification import Classification, classification, editions


def not_its_list(grid: Grid, about: Row) -> tuple[Words, Words] | None:
    """Return what is wrong with the sector list said to be a table's, and how to mend it.

    A table holds every sector of a list of input-output tables that was in force in its year:
    the newest of those with the same codes (§ST5). None where the list is the table's.
    """
    named, year = classification(about.values["edition"]), about.values["year"]
    wrong = _no_list(named) or _not_whole(named, grid) or _not_in_force(named, year)
    if wrong is None:
        return None
    fits = _fitting(grid, year)
    fix = (
        Words(
            f"这张表的部门和年度与 {fits.id} 相符；核对“分类版本”和“年度”",
            f"its sectors and year are those of {fits.id}: check edition and year",
        )
        if fits
        else Words(
            f"用官方发布的全部部门，一个不少；投入产出表的分类有 {'、'.join(_lists())}",
            f"give all sectors as published; lists of input-output tables: {', '.join(_lists())}",
        )
    )
    return wrong, fix


def _lists() -> list[str]:
    return [name for name in editions() if classification(name).tables_from]


def _fitting(grid: Grid, year: int) -> Classification | None:
    """Return the longest list that a table of some year can be in, by its sectors."""
    heads = set(grid.heads)
    every = [classification(name) for name in _lists()]
    fits = [k for k in every if heads.issuperset(k.codes) and not _not_in_force(k, year)]
    return max(fits, key=lambda known: len(known.codes), default=None)


def _no_list(named: Classification) -> Words | None:
    if named.tables_from:
        return None
    return Words(
        f"{named.id} 是行业分类，不是投入产出表的部门分类",
        f"{named.id} is a classification of industries, no list of sectors of input-output tables",
    )


def _not_whole(named: Classification, grid: Grid) -> Words | None:
    absent = [code for code in named.codes if code not in grid.heads]
    if not absent:
        return None
    every, has = len(named.codes), len(named.codes) - len(absent)
    return Words(
        f"{named.id} 有 {every} 个部门，{grid.name} 有其中 {has} 个，没有“{absent[0]}”",
        f"{named.id} has {every} sectors, {grid.name} {has} of them, without “{absent[0]}”",
    )


def _not_in_force(named: Classification, year: int) -> Words | None:
    if named.tables_from > year:
        return Words(
            f"{named.id} 从 {named.tables_from} 年的表起采用，这张表是 {year} 年的",
            f"{named.id} is that of tables from {named.tables_from} on, this one is of {year}",
        )
    for name in _lists():
        other = classification(name)
        if other.codes == named.codes and named.tables_from < other.tables_from <= year:
            return Words(
                f"{year} 年的表已采用代码相同、含义不同的 {other.id}"
                f"（从 {other.tables_from} 年起），不是 {named.id}",
                f"tables of {year} are in {other.id} (from {other.tables_from} on), whose codes "
                f"are the same and mean something else than those of {named.id}",
            )
    return None
