"""Names of pots: what a clause leaves, whole (`第四条`) or in named parts (`第四条·首付份额`)."""

from collections.abc import Hashable
from fractions import Fraction

from feidi.clauses.values import ClausesValue, NamesValue, SplitValue, Vocabulary, sound_name
from feidi.quantities.folding import fold
from feidi.quantities.ratio import read_ratio
from feidi.quantities.words import Unreadable, Words

SEPARATOR = "·"
_WRITTEN = str.maketrans(dict.fromkeys("•・‧", SEPARATOR))
OWN_POT = Words("本条资金池", "this clause's pot")


def clause_of(pot: str) -> str:
    """Return the number of the clause a pot belongs to.

    >>> clause_of("第四条·首付份额"), clause_of("第四条")
    ('第四条', '第四条')
    """
    return pot.partition(SEPARATOR)[0]


def part_of(clause: str, name: str) -> str:
    """Return the name of one part of what a clause leaves; the whole where `name` is empty."""
    return f"{clause}{SEPARATOR}{name}" if name else clause


class PotsValue(ClausesValue):
    """A list of pots: clauses, or named parts of what a clause leaves."""

    hint = Words(
        "条款号，或 条款号·部分，如 第三条、第四条·首付份额",
        "clause numbers, or number·part, as Article 3; Article 4·first tranche",
    )

    def read(self, text: str, names: Vocabulary) -> tuple[str, ...]:
        """Return the pots, clause numbers as the headings write them."""
        found = []
        for name in NamesValue.read(self, text.translate(_WRITTEN), names):
            clause, _, part = name.partition(SEPARATOR)
            (number,) = super().read(clause.strip(), names)
            found.append(part_of(number, part.strip()))
        return tuple(found)


class InflowValue:
    """What a threshold or ceiling is measured on: the clause's own pot, or another's inflow."""

    hint = Words("本条资金池，或一个条款号", "this clause's pot, or a clause number")

    def read(self, text: str, names: Vocabulary) -> str:
        """Return the clause's number, "" for the own pot."""
        if fold(text).lower() in OWN_POT:
            return ""
        found = ClausesValue().read(text, names)
        if len(found) > 1:
            raise Unreadable(
                Words(f"写了 {len(found)} 个条款，只能有一个", f"{len(found)} clauses, not one"),
                Words("只写一个条款号", "name one clause"),
            )
        return found[0]

    def say(self, value: str) -> Words:
        """Return what it is measured on."""
        if not value:
            return OWN_POT
        return Words(f"{value}的入池金额", f"what came into {value}")

    def shape(self, value: str) -> Hashable:
        """Whose inflow it is decides the way."""
        return value


class PartsValue(SplitValue):
    """Named parts of a pot that add up to the whole: 首付份额 5%，其余 95%."""

    hint = Words(
        "各部分名称和比例，合计 100%，如 首付份额 5%，其余部分 95%",
        "each part's name and share, 100% in all, as first tranche 5%; remainder 95%",
    )

    def _one(self, item: str, names: Vocabulary) -> tuple[str, Fraction]:
        who, _, share = item.rpartition(" ")
        if not who.strip(" :") or SEPARATOR in who:
            raise Unreadable(
                Words(f"“{item}”没有写明部分的名称", f"“{item}” does not name a part"),
                Words(
                    "写成“名称 比例”，如 首付份额 5%", "write name and share, as first tranche 5%"
                ),
            )
        return sound_name(who.strip(" :")), read_ratio(share)
