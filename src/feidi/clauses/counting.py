"""Counted flows of a settlement period, in their unit, never read off a longer period."""

from collections.abc import Hashable
from fractions import Fraction

from feidi.clauses.clause import Clause
from feidi.clauses.measures import FactName
from feidi.clauses.setting import Setting, too_long
from feidi.clauses.values import Vocabulary
from feidi.quantities.calendar import Period
from feidi.quantities.folding import fold
from feidi.quantities.units import UNITS, in_parts, read_unit
from feidi.quantities.words import Unreadable, Words


class UnitValue:
    """The unit of a quantity; names of money mean statistics of money."""

    hint = Words("计量单位，如 亩、吨标准煤、元", "a unit, as mu, tce, yuan")

    def read(self, text: str, names: Vocabulary) -> str:
        """Return the unit's code; multiples (万亩) belong to figures, not to the agreement."""
        unit, many = read_unit(text)
        if many != 1:
            raise Unreadable(
                Words(f"“{fold(text)}”是 {many} 倍单位", f"“{fold(text)}” is {many} of a unit"),
                Words(f"写“{UNITS[unit].words.zh}”", f"write “{UNITS[unit].words.en}”"),
            )
        return unit

    def say(self, value: str) -> Words:
        """Return the unit's name."""
        return UNITS[value].words

    def shape(self, value: str) -> Hashable:
        """Accounts of different units are different accounts."""
        return value


def counted(setting: Setting, clause: Clause, key: str, name: FactName, unit: str) -> list[int]:
    """Return a counted flow in the smallest parts of a unit for every period of the term.

    A figure of a longer period than the settlement's cannot be placed (SE037); one in another
    unit, finer than the smallest part or negative is refused (SE039).
    """
    return [
        counted_in(setting, clause, key, (name, unit), setting.timeline.period(t))
        if setting.running(t)
        else 0
        for t in range(setting.count)
    ]


def counted_in(
    setting: Setting, clause: Clause, key: str, what: tuple[FactName, str], wanted: Period
) -> int:
    """Return a counted flow of one period in the smallest parts of a unit. what: name, unit."""
    name, unit = what
    subject = setting.subject if name.subject == "*" else name.subject
    facts = setting.book.by_name.get((name.name, subject), [])
    total = 0
    for fact in facts:
        if fact.period.last < wanted.first or wanted.last < fact.period.first:
            continue
        if fact.period.first < wanted.first or wanted.last < fact.period.last:
            setting.problems.append(too_long(clause, key, name, fact.period, wanted))
            return 0
        total += _in_unit(setting, clause, key, (fact.value, fact.unit), unit)
    if not any(wanted.first <= f.period.first <= f.period.last <= wanted.last for f in facts):
        setting.figure_in(clause, key, name, wanted, whole=False)
    return total


def _in_unit(
    setting: Setting, clause: Clause, key: str, figure: tuple[Fraction, str], unit: str
) -> int:
    value, written_in = figure
    try:
        if value < 0:
            raise Unreadable(
                Words(f"数量 {value} {written_in} 为负数", f"{value} {written_in} is negative"),
                Words("核对数据；数量不写负数", "check the figure; counts are not negative"),
            )
        return in_parts(value, written_in, unit)
    except Unreadable as error:
        setting.problems.append(clause.problem("SE039", key, error.what, error.fix))
        return 0
