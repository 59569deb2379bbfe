"""Lists of amounts: one for each of several parties, or several in their order."""

from collections.abc import Hashable

from feidi.clauses.measures import Sum, SumValue
from feidi.clauses.values import PartyValue, Vocabulary
from feidi.quantities.folding import fold, split_list
from feidi.quantities.words import Unreadable, Words

PartySums = dict[str, Sum]


def _items(text: str) -> tuple[str, ...]:
    found = split_list(text)
    if not found:
        raise Unreadable(
            Words("没有写金额", "no amount is written"),
            Words("写出金额，以、分开", "write amounts, separated by ;"),
        )
    return found


class SumsValue:
    """Amounts in their order: 开发成本/园区、运营成本/园区."""

    hint = Words(
        "金额或 事项/对象，以、分开，按先后排列", "amounts or figure/subject, in their order"
    )

    def read(self, text: str, names: Vocabulary) -> tuple[Sum, ...]:
        """Return the amounts, refusing one that is written twice."""
        found = tuple(SumValue().read(item, names) for item in _items(text))
        if len(set(found)) < len(found):
            raise Unreadable(
                Words("同一项写了两次", "one item is written twice"),
                Words("每一项只写一次", "write each item once"),
            )
        return found

    def say(self, value: tuple[Sum, ...]) -> Words:
        """Return the amounts one after another."""
        return Words(
            "、".join(item.words.zh for item in value), ", ".join(item.words.en for item in value)
        )

    def shape(self, value: tuple[Sum, ...]) -> Hashable:
        """How many there are and what they are called."""
        return tuple(item.words if item.fact else "" for item in value)


class PartySumsValue:
    """An amount for each of several parties: 甲方 5,000 万元、乙方 债权/乙方."""

    hint = Words(
        "各方和金额，如 飞出地 5,000 万元、园区公司 垫资/园区公司",
        "each party and its amount, as origin 50,000.00 yuan; company advances/company",
    )

    def read(self, text: str, names: Vocabulary) -> PartySums:
        """Return role -> amount, in the order written."""
        found: PartySums = {}
        for item in _items(text):
            fitting = [role for role in names.parties if item.startswith(fold(role))]
            who = max(fitting, key=len, default="") or PartyValue().read(item, names)
            if who in found:
                raise Unreadable(
                    Words(f"“{who}”写了两次", f"“{who}” is written twice"),
                    Words("每一方只写一次", "write each party once"),
                )
            found[who] = SumValue().read(item[len(fold(who)) :].strip(" :"), names)
        return found

    def say(self, value: PartySums) -> Words:
        """Return party and amount, one after another."""
        return Words(
            "、".join(f"{who} {what.words.zh}" for who, what in value.items()),
            ", ".join(f"{who} {what.words.en}" for who, what in value.items()),
        )

    def shape(self, value: PartySums) -> Hashable:
        """Who and in which order decides the way; how much is a number."""
        return tuple(value)
