"""用地控制指标: what a host asks of a project before it gives land, by a dated document."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from feidi.clauses.clause import Clause, says
from feidi.clauses.plain_values import CodesValue, DecimalValue
from feidi.clauses.values import MoneyValue, RatioValue
from feidi.clauses.whole_numbers import MonthValue
from feidi.quantities.words import Words


@dataclass(frozen=True)
class LandControlRule(Clause):
    """Which control indicators must a project meet, from which month to which (§LA9)?

    Stands in policies only. What the rule does not say is not asked.
    """

    kind: ClassVar[str] = "land-control"
    title: ClassVar[Words] = Words("用地控制指标", "land control")
    question: ClassVar[Words] = Words(
        "项目要达到哪些指标才供地？", "what must a project meet before it is given land?"
    )
    role: ClassVar[str] = "policy"

    first: int = says(Words("自", "from"), MonthValue(), Words("从哪个月起", "the first month"))
    last: int | None = says(
        Words("至", "until"),
        MonthValue(),
        Words("到哪个月止；不写则延续", "the last month; goes on where unsaid"),
        default=None,
    )
    industries: tuple[str, ...] = says(
        Words("行业", "industries"),
        CodesValue(),
        Words("适用的行业代码；不写则全部", "the industries it is for; all where unsaid"),
        default=(),
    )
    investment: int | None = says(
        Words("每亩投资", "investment per mu"),
        MoneyValue(),
        Words("投资强度下限", "the least investment per mu"),
        default=None,
    )
    tax: int | None = says(
        Words("每亩税收", "tax per mu"),
        MoneyValue(),
        Words("每年税收下限", "the least tax per mu and year"),
        default=None,
    )
    output: int | None = says(
        Words("每亩产值", "output per mu"),
        MoneyValue(),
        Words("每年产值下限", "the least output per mu and year"),
        default=None,
    )
    plot_ratio: Fraction | None = says(
        Words("容积率下限", "least plot ratio"),
        DecimalValue(),
        Words("容积率下限", "the least plot ratio"),
        default=None,
    )
    building_coefficient: Fraction | None = says(
        Words("建筑系数下限", "least building coefficient"),
        RatioValue(),
        Words("建筑系数下限", "the least building coefficient"),
        default=None,
    )
    green_rate: Fraction | None = says(
        Words("绿地率上限", "most green rate"),
        RatioValue(),
        Words("绿地率上限", "the greatest green rate"),
        default=None,
    )

    def sentence(self) -> Words:
        """Read back."""
        keys = ("investment", "tax", "output", "plot_ratio", "building_coefficient", "green_rate")
        labels = {field.key: field.label for field in self.fields()}
        asked = [(labels[key], self.say(key)) for key in keys if getattr(self, key) is not None]
        return Words(
            "{first}起，{industries}项目：{asked}。",
            "From {first}, projects of {industries}: {asked}.",
        ).fill(
            first=self.say("first"),
            industries=self.say("industries") if self.industries else Words("全部", "all kinds"),
            asked=Words(
                "、".join(f"{label.zh} {value.zh}" for label, value in asked),
                ", ".join(f"{label.en} {value.en}" for label, value in asked),
            ),
        )
