"""Amounts that a clause states or derives: `5,000 万元`, `0.1% × 不动产/飞入地`, `奖补/园区`."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction

from feidi.clauses.values import MoneyValue, PartyValue, Vocabulary, sound_name
from feidi.quantities.folding import fold
from feidi.quantities.money import in_yuan
from feidi.quantities.ratio import in_percent, read_ratio
from feidi.quantities.words import Unreadable, Words, both

PARK = Words("园区", "park")
ENTERPRISE = Words("企业", "enterprise")


@dataclass(frozen=True)
class FactName:
    """The name of a counted figure and whose it is.

    subject: a party's role, "" for the park as a whole, or "*" for the enterprise of the lane.
    """

    name: str
    subject: str

    @property
    def words(self) -> Words:
        """The figure as the agreement writes it."""
        who = {"": PARK, "*": ENTERPRISE}.get(self.subject, both(self.subject))
        return Words(f"{self.name}/{who.zh}", f"{self.name}/{who.en}")


class FactValue:
    """A figure's name and whose: 人口/飞入地, 成本/园区, 税收/企业."""

    hint = Words(
        "事项/对象，对象是一方的角色、园区或企业", "figure/subject: a role, park or enterprise"
    )

    def read(self, text: str, names: Vocabulary) -> FactName:
        """Return the figure's name; its values are looked up in facts.csv."""
        name, slash, subject = (part.strip() for part in fold(text).rpartition("/"))
        if not slash or not name:
            raise Unreadable(
                Words(
                    f"“{fold(text)}”没有写明事项和对象",
                    f"“{fold(text)}” does not name a figure and its subject",
                ),
                Words(
                    "写成 人口/飞入地、成本/园区 或 税收/企业",
                    "write population/host, cost/park or tax/enterprise",
                ),
            )
        sound_name(name)
        if subject in PARK:
            return FactName(name, "")
        if subject in ENTERPRISE:
            return FactName(name, "*")
        return FactName(name, PartyValue().read(subject, names))

    def say(self, value: FactName) -> Words:
        """Return figure/subject."""
        return value.words

    def shape(self, value: FactName) -> Hashable:
        """Where a number comes from does not change the way of the money."""
        return None


@dataclass(frozen=True)
class Sum:
    """An amount of money: fixed fen, or a rate times a counted figure.

    Where the rate is money for each unit counted, `fen` is the same money, kept for its words.
    """

    fen: int = 0
    rate: Fraction = Fraction(0)
    fact: FactName | None = None

    @property
    def words(self) -> Words:
        """The amount in words."""
        if self.fact is None:
            return Words(f"{in_yuan(self.fen)} 元", f"{in_yuan(self.fen)} yuan")
        if self.rate == 1:
            return self.fact.words
        fact = self.fact.words
        if self.fen:
            each = in_yuan(self.fen)
            return Words(f"{each} 元 × {fact.zh}", f"{each} yuan × {fact.en}")
        rate = in_percent(self.rate)
        return Words(f"{rate} × {fact.zh}", f"{rate} × {fact.en}")


class SumValue:
    """An amount, fixed or derived from a counted figure."""

    hint = Words(
        "金额，或 比例 × 事项/对象、单价 × 事项/对象，如 0.1% × 不动产/飞入地",
        "an amount, or rate × figure/subject, as 0.1% × property/host or 10.00 yuan × heads/host",
    )

    def read(self, text: str, names: Vocabulary) -> Sum:
        """Return the amount or the way to derive it."""
        said = fold(text)
        if "/" not in said.replace("1/", ""):
            return Sum(fen=MoneyValue().read(said, names))
        rate, times, fact = (
            part.strip() for part in re.sub(r"[×*]| [xX] ", "×", said).partition("×")
        )
        if not times:
            return Sum(rate=Fraction(1), fact=FactValue().read(said, names))
        counted = FactValue().read(fact, names)
        if re.search(r"[%‰/]|分之", rate):
            return Sum(rate=read_ratio(rate), fact=counted)
        each = MoneyValue().read(rate, names)
        return Sum(each, Fraction(each), counted)

    def say(self, value: Sum) -> Words:
        """Return the amount in words."""
        return value.words

    def shape(self, value: Sum) -> Hashable:
        """A number."""
        return None
