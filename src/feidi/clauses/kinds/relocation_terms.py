"""避险搬迁: what households get that move away from a hazard, and what ground is admitted."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from feidi.clauses.clause import Clause, says
from feidi.clauses.plain_values import DecimalValue
from feidi.clauses.values import MoneyValue
from feidi.clauses.whole_numbers import IntegerValue, MonthValue
from feidi.quantities.words import Words


@dataclass(frozen=True)
class RelocationTerms(Clause):
    """What is granted to and asked for households that move, from which month to which (§LA11)?

    Stands in policies only.
    """

    kind: ClassVar[str] = "relocation-terms"
    title: ClassVar[Words] = Words("避险搬迁", "relocation")
    question: ClassVar[Words] = Words(
        "搬迁户补助多少，什么地可以安置？", "what do households get, and what ground is admitted?"
    )
    role: ClassVar[str] = "policy"

    first: int = says(Words("自", "from"), MonthValue(), Words("从哪个月起", "the first month"))
    last: int | None = says(
        Words("至", "until"),
        MonthValue(),
        Words("到哪个月止；不写则延续", "the last month; goes on where unsaid"),
        default=None,
    )
    household_grant: int = says(
        Words("户均补助", "grant per household"),
        MoneyValue(),
        Words("每户补助", "what each household gets"),
        default=0,
    )
    person_grant: int = says(
        Words("人均补助", "grant per person"),
        MoneyValue(),
        Words("每人补助", "what each person gets"),
        default=0,
    )
    homestead: Fraction | None = says(
        Words("人均宅基地", "homestead per person"),
        DecimalValue(Words("平方米", "m2")),
        Words(
            "每人宅基地和配套用地", "the ground for a house and its share of streets, each person"
        ),
        default=None,
    )
    farmland: Fraction | None = says(
        Words("人均耕地", "farmland per person"),
        DecimalValue(Words("亩", "mu")),
        Words("每人至少的耕地", "the least fields for each person"),
        default=None,
    )
    slope: Fraction | None = says(
        Words("坡度上限", "most slope"),
        DecimalValue(Words("度", "degrees")),
        Words("可以安置的最大坡度", "the steepest ground admitted"),
        default=None,
    )
    hazard: int | None = says(
        Words("隐患等级上限", "worst hazard class"),
        IntegerValue(0, ("级", "class")),
        Words("可以安置的最高隐患等级，0 为无", "the worst hazard class admitted, 0 is none"),
        default=None,
    )

    def sentence(self) -> Words:
        """Read back."""
        return Words(
            "{first}起，搬迁户每户补助 {household}、每人补助 {person}。",
            "From {first}, a household gets {household} and each person {person}.",
        ).fill(
            first=self.say("first"),
            household=self.say("household_grant"),
            person=self.say("person_grant"),
        )
