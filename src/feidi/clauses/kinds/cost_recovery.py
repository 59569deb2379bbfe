"""成本回收: costs come back out of the pot before it is shared, under a ceiling."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.clause import PotClause, Terms, says
from feidi.clauses.drawing import draw, due_so_far, this_year
from feidi.clauses.measures import Sum
from feidi.clauses.pots import InflowValue
from feidi.clauses.sums import SumsValue
from feidi.clauses.values import Choice, MoneyValue, PartyValue, RatioValue
from feidi.evidence.problem import Problem
from feidi.quantities.exact import Amounts, add, subtract
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

FATES = {
    "carry": Words("结转以后年度，不计息", "carried to later years without interest"),
    "interest": Words("结转以后年度，按年计息", "carried to later years with yearly interest"),
    "lapse": Words("当年未回收的不再回收", "not recovered later"),
}
INVESTMENT = Words("投资总额", "the investment")
BECAUSE = Words(
    "{what}本年可回收 {due} 元（上年末结转 {opening} 元，利息 {interest} 元），"
    "本年上限 {most} 元，本期回收 {taken} 元，未回收余额 {left} 元",
    "{what}: {due} yuan recoverable this year ({opening} yuan brought forward, {interest} yuan "
    "interest) under this year's ceiling of {most} yuan; recovered {taken} yuan, "
    "unrecovered {left} yuan",
)
BECAUSE_LEFT = Words("回收成本后余 {left} 元", "{left} yuan are left after cost recovery")


@dataclass(frozen=True)
class CostRecovery(PotClause):
    """Which costs come back first, to whom, up to which part of the money (§K4)?

    Costs are counted figures added up through the agreement year, recovered in the order
    written, or one investment that is recoverable from year 1 on. The ceiling is a part of
    what came into a pot in the agreement year so far. Interest is added when a year opens, on
    what the year before left unrecovered, and is itself recovered (compound). Refunds lower
    pot and ceiling of the year; what was recovered goes back only where it no longer fits.
    Source of the form: production sharing contracts (ring-fenced pool, carry-forward).
    """

    kind: ClassVar[str] = "cost-recovery"
    title: ClassVar[Words] = Words("成本回收", "cost recovery")
    question: ClassVar[Words] = Words("先收回哪些成本？", "which costs come back first?")
    leaves: ClassVar[bool] = True
    unrecovered: ClassVar[str] = "unrecovered"
    still_owed: ClassVar[str] = "unrecovered "

    party: str = says(
        Words("回收方", "recovered by"), PartyValue(), Words("成本由谁收回", "who gets costs back")
    )
    ceiling: Fraction = says(
        Words("回收上限", "ceiling"),
        RatioValue(),
        Words("回收额最多占多大比例", "the largest part that may go to recovery"),
    )
    ceiling_of: str = says(
        Words("上限基数", "ceiling measured on"),
        InflowValue(),
        Words("上限按哪一金额计算", "the inflow that the ceiling is a part of"),
    )
    fate: str = says(
        Words("未回收部分", "unrecovered costs"),
        Choice(FATES),
        Words("当年没有回收完的成本怎么办", "what becomes of costs a year leaves unrecovered"),
    )
    costs: tuple[Sum, ...] | None = says(
        Words("成本", "costs"),
        SumsValue(),
        Words("按先后排列的成本项目", "the classes of cost, in the order they are recovered"),
        default=None,
    )
    investment: int | None = says(
        Words("投资总额", "investment"),
        MoneyValue(),
        Words("第 1 年起可回收的固定投资额", "a fixed amount, recoverable from year 1 on"),
        default=None,
    )
    rate: Fraction | None = says(
        Words("年利率", "yearly rate"),
        RatioValue(),
        Words("未回收余额的年利率", "interest a year on what is unrecovered"),
        default=None,
    )

    def structure(self) -> tuple[object, ...]:
        """Costs and an investment are different ways."""
        return (*super().structure(), self.costs is None)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """One kind of cost, a rate exactly where interest runs, a ceiling on earlier money."""
        if (self.costs is None) == (self.investment is None):
            yield self.problem(
                "AG310",
                "investment",
                Words(
                    "“成本”与“投资总额”须写且只写一项",
                    "write one of “costs” and “investment”, and only one",
                ),
                Words("按签署文本保留一项", "keep the one in the signed text"),
            )
        if self.investment is not None and self.from_year is not None:
            yield self.problem(
                "AG310",
                "investment",
                Words(
                    f"投资总额自第 1 年起可回收，而本条自 {self.from_year} 年才生效，"
                    "不知从何时起算",
                    "an investment is recoverable from year 1 on, but the clause takes effect in "
                    f"{self.from_year} only; it is unclear from when it is recovered",
                ),
                Words(
                    "改写“成本: 投资/园区”，并在 facts.csv 写明发生的期间",
                    "write “costs: investment/park” and give its period in facts.csv",
                ),
            )
        if (self.fate == "interest") != (self.rate is not None):
            yield self.problem(
                "AG311",
                "rate",
                Words(
                    f"未回收部分“{self.say('fate').zh}”，"
                    f"{'却写了' if self.rate is not None else '但没有写'}“年利率”",
                    f"unrecovered costs are “{self.say('fate').en}”, but “yearly rate” "
                    f"{'is' if self.rate is not None else 'is not'} written",
                ),
                Words("计息就写年利率，不计息就不写", "write a rate exactly where interest runs"),
            )
        yield from agreement.check_inflow(self, "ceiling_of", self.ceiling_of)

    def classes(self) -> tuple[Words, ...]:
        """Return the names of the classes of cost, in order."""
        if self.costs is None:
            return (INVESTMENT,)
        return tuple(cost.words for cost in self.costs)

    def terms(self, setting: "Setting") -> Terms:
        """The costs that arise in every period, the ceiling, the rate."""
        terms: Terms = {"ceiling": [self.ceiling] * setting.count}
        if self.costs is None:
            once = Sum(fen=self.investment or 0)
            every = setting.arising(self, "investment", once)
            terms["cost 0"] = [v if setting.year(t) == 1 else 0 for t, v in enumerate(every)]
        for i, cost in enumerate(self.costs or ()):
            terms[f"cost {i}"] = setting.arising(self, "costs", cost)
        if self.rate is not None:
            terms["rate"] = [self.rate] * setting.count
        return terms

    def effect(self, step: "Step") -> None:
        """Recover class by class within the ceiling, leave the rest."""
        dues = [self._due(step, i) for i in range(len(self.classes()))]
        whole = dues[0]
        for due in dues[1:]:
            whole = add(whole, due)
        base = add(this_year(step, "ceiling base"), step.inflow_of(self.ceiling_of))
        step.carry("ceiling base", base)
        most = np.maximum(step.part(base, step.ratios("ceiling")), 0)
        drawn = draw(step, whole, most)
        if self.fate != "lapse":
            step.carry("unrecovered", subtract(whole, drawn.year))
        rest = drawn.year
        for i, due in enumerate(dues):
            taken = np.minimum(rest, np.maximum(due, 0))
            rest = subtract(rest, taken)
            self._recover(step, i, due, taken, most)
        left = subtract(step.pot, drawn.now)
        step.leave(left, BECAUSE_LEFT, left=left)

    def _due(self, step: "Step", i: int) -> Amounts:
        """Return what a class may recover this year so far, brought forward and interest in it."""
        fresh = step.first_of_year
        opening = np.where(fresh, step.balance(f"unrecovered {i}"), step.balance(f"opening {i}"))
        step.carry(f"opening {i}", opening)
        opening = add(opening, self._interest(step, opening))
        return due_so_far(step, f"due {i}", step.number(f"cost {i}"), opening)

    def _interest(self, step: "Step", opening: Amounts) -> Amounts:
        """Return a year's interest on what was brought forward."""
        return step.zeros if self.rate is None else step.part(opening, step.ratios("rate"))

    def _recover(self, step: "Step", i: int, due: Amounts, taken: Amounts, most: Amounts) -> None:
        """Post one class's recovery of the period and carry what is unrecovered."""
        now = subtract(taken, this_year(step, f"taken {i}"))
        left = subtract(due, taken)
        opening = step.balance(f"opening {i}")
        step.carry(f"taken {i}", taken)
        if self.fate != "lapse":
            step.carry(f"unrecovered {i}", left)
        step.pay(
            self.party,
            now,
            BECAUSE,
            what=self.classes()[i],
            due=due,
            opening=opening,
            interest=self._interest(step, opening),
            most=most,
            taken=now,
            left=left,
        )

    def sentence(self) -> Words:
        """Read back."""
        what = (
            self.say("costs")
            if self.costs is not None
            else Words(f"投资 {self.say('investment').zh}", f"{self.say('investment').en} invested")
        )
        rate = (
            Words("", "")
            if self.rate is None
            else Words("（年利率 {rate}）", " ({rate} a year)").fill(rate=self.say("rate"))
        )
        return Words(
            "{source}的资金先由{party}依次收回{what}，以{base}的 {ceiling} 为限；"
            "未回收部分{fate}{rate}；其余留给下一条。",
            "Out of {source}, {party} first recovers {what}, up to {ceiling} of {base}; "
            "unrecovered costs are {fate}{rate}; the rest goes on.",
        ).fill(
            source=self.source_words,
            party=self.say("party"),
            what=what,
            base=self.say("ceiling_of"),
            ceiling=self.say("ceiling"),
            fate=self.say("fate"),
            rate=rate,
        )
