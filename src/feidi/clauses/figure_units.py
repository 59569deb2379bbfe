"""Figures that money is made of: in money, or counts of one unit; never taken for each other."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from feidi.clauses.clause import Clause
from feidi.clauses.measures import FactName, Sum
from feidi.evidence.problem import Problem
from feidi.quantities.units import MONEY, read_unit
from feidi.quantities.words import Unreadable, Words

if TYPE_CHECKING:
    from feidi.clauses.setting import Setting

_FIX = Words(
    "在 7-settle/facts.csv 用同一个计量单位写各行；金额写货币单位",
    "write its rows in one unit in 7-settle/facts.csv; money in a unit of money",
)


def units_of_sum(setting: "Setting", clause: Clause, key: str, what: Sum) -> Iterator[Problem]:
    """Yield why a figure cannot make an amount: a rate needs money, a price a count (§R5)."""
    if what.fact is None:
        return
    units = _units(setting, (what.fact,))
    if not what.fen and units - {MONEY}:
        wanted = Words("应为金额", "it should be money")
    elif what.fen and (MONEY in units or len(units) > 1 or any(map(_multiple, units))):
        wanted = Words("应为同一单位的数量，不用万、亿", "it should be a count in one plain unit")
    else:
        return
    yield _unfit(clause, key, (what.words, units), wanted)


def one_unit(
    setting: "Setting", clause: Clause, key: str, names: Iterable[FactName]
) -> Iterator[Problem]:
    """Yield why figures of several parties cannot be compared: they are in several units."""
    compared = tuple(names)
    units = _units(setting, compared)
    if len(units) > 1:
        said = Words(
            *("、".join(words) for words in zip(*(n.words for n in compared), strict=True))
        )
        yield _unfit(clause, key, (said, units), Words("应为同一单位", "they should be in one"))


def _multiple(unit: str) -> bool:
    """Say whether a unit is several of another (万人), so that a price of one is unclear."""
    try:
        return read_unit(unit)[1] != 1
    except Unreadable:
        return False


def _units(setting: "Setting", names: Iterable[FactName]) -> set[str]:
    return {
        figure.unit
        for name in names
        for figure in setting.book.by_name.get((name.name, setting.subject_of(name)), [])
    }


def _unfit(clause: Clause, key: str, found: tuple[Words, set[str]], wanted: Words) -> Problem:
    said, units = found
    listed = [unit or Words("（没有写）", "(none)") for unit in sorted(units)]
    zh = "、".join(u.zh if isinstance(u, Words) else u for u in listed)
    en = ", ".join(u.en if isinstance(u, Words) else u for u in listed)
    what = Words(
        f"“{said.zh}”的数据单位是 {zh}，{wanted.zh}",
        f"the figures of “{said.en}” are in {en}; {wanted.en}",
    )
    return clause.problem("SE039", key, what, _FIX)
