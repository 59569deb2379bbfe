"""存量基数: a base stays with one party first; only the increment goes on."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.clause import PotClause, Terms, says
from feidi.clauses.measures import Sum, SumValue
from feidi.clauses.stages import Stage, Staged
from feidi.clauses.values import Choice, PartyValue, RatioValue
from feidi.clauses.whole_numbers import MonthValue
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import month_text
from feidi.quantities.exact import add, subtract
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step
    from feidi.clauses.timeline import Timeline

WINDOWS = {"sum": Words("合计", "sum"), "mean": Words("年均", "yearly mean")}
BELOW = {
    "keep": Words("全部归基数方，不分享", "all to the base's owner, nothing is shared"),
    "carry": Words("差额结转下期补足基数", "the shortfall is made up in later periods first"),
}
BECAUSE_KEPT = Words(
    "基数 {base} 元以内的 {kept} 元归{owner}",
    "{kept} yuan within the base of {base} yuan stay with {owner}",
)
BECAUSE_LEFT = Words(
    "超过基数 {base} 元的增量 {left} 元",
    "the increment of {left} yuan above the base of {base} yuan",
)


@dataclass(frozen=True)
class BaseKept(PotClause):
    """Which part existed before, and whose does it stay (§K2)?

    The base is a stated amount of an agreement year, or what the scope measured in a window
    before the start. With quarterly or monthly settlement the base of the year is used up
    in the order of the periods.
    """

    kind: ClassVar[str] = "base"
    title: ClassVar[Words] = Words("存量基数", "base kept")
    question: ClassVar[Words] = Words("存量归谁？", "whose is what existed before?")
    leaves: ClassVar[bool] = True

    owner: str = says(
        Words("基数归属", "base stays with"),
        PartyValue(),
        Words("基数以内归哪一方", "the party that keeps what is within the base"),
    )
    below: str = says(
        Words("不足基数", "below the base"),
        Choice(BELOW),
        Words("当年不足基数时怎么办", "what happens in a year below the base"),
    )
    amount: Sum | None = says(
        Words("基数", "base"),
        SumValue(),
        Words("每一协议年度的基数", "the base of one agreement year"),
        default=None,
    )
    window_first: int | None = says(
        Words("基数期自", "window from"),
        MonthValue(),
        Words("以实收数作基数时，从哪个月起", "first month where the base is what was measured"),
        default=None,
    )
    window_last: int | None = says(
        Words("基数期至", "window until"),
        MonthValue(),
        Words("到哪个月止", "last month"),
        default=None,
    )
    window_value: str | None = says(
        Words("基数取值", "window value"),
        Choice(WINDOWS),
        Words("取合计还是年均", "the sum or the yearly mean"),
        default=None,
    )
    growth: Fraction | None = says(
        Words("基数年递增", "base grows yearly by"),
        RatioValue(),
        Words("基数每年递增的比例；不写则固定", "yearly growth of the base; fixed where unsaid"),
        default=None,
    )

    def structure(self) -> tuple[Hashable, ...]:
        """A stated base and a measured one are different ways."""
        return (*super().structure(), self.amount is None)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """One base, and a whole window for a measured one."""
        window = (self.window_first, self.window_last, self.window_value)
        written = sum(part is not None for part in window)
        if (self.amount is None) == (written == 0) or written not in (0, len(window)):
            yield self.problem(
                "AG034",
                "amount",
                Words(
                    "基数不明：写“基数: 金额”，或写全“基数期自、基数期至、基数取值”三行",
                    "the base is unclear: write “base: amount”, or all of "
                    "“window from”, “window until”, “window value”",
                ),
                Words("按签署文本补写或删去", "complete or delete by the signed text"),
            )
        if written:
            yield from self._check_window(agreement)

    def _check_window(self, agreement: "Agreement") -> Iterator[Problem]:
        first, last = self.window_first, self.window_last
        if first is not None and last is not None and last < first:
            yield self.problem(
                "AG034",
                "window_last",
                Words(
                    f"基数期自{self.say('window_first').zh}至{self.say('window_last').zh}，起止颠倒",
                    f"the window runs from {self.say('window_first').en} until "
                    f"{self.say('window_last').en}, backward",
                ),
                Words("核对起止月份", "check both months"),
            )
        if any(agreement.clause(c).kind != "scope" for c in self.takes):
            yield self.problem(
                "AG034",
                "window_first",
                Words(
                    "以实收数作基数时，须直接取自范围条款",
                    "a measured base must take directly from a scope clause",
                ),
                Words("把“取自”改为范围条款", "let “takes from” name a scope clause"),
            )

    def terms(self, setting: "Setting") -> Terms:
        """Base of the year and its growth factor for every period; the window's months."""
        rate = 1 + (self.growth or Fraction(0))
        grown: list[Fraction] = [rate ** max(0, setting.year(t) - 1) for t in range(setting.count)]
        terms: Terms = {"growth": grown}
        if self.amount is not None:
            every = Staged((Stage(1, None, self.amount),))
            terms["base"] = setting.by_year(self, "amount", every)
        else:
            first, last = self.window_first or 0, self.window_last or 0
            setting.problems += self._split_periods(setting.timeline, first, last)
            years = Fraction(last - first + 1, 12) if self.window_value == "mean" else Fraction(1)
            terms |= {
                "first": [first] * setting.count,
                "last": [last] * setting.count,
                "share": [1 / years] * setting.count,
            }
        return terms

    def _split_periods(self, timeline: "Timeline", first: int, last: int) -> Iterator[Problem]:
        """A window that cuts through settlement periods cannot be measured."""
        opens, ends = ((month - timeline.first) % timeline.cycle for month in (first, last + 1))
        if opens or ends:
            near = timeline.period(0)
            yield self.problem(
                "AG034",
                "window_first",
                Words(
                    f"基数期 {month_text(first)} 至 {month_text(last)} 与结算期（如 {near}）"
                    "不能对齐，其实收数量不出来",
                    f"the window {month_text(first)} to {month_text(last)} cuts through settlement "
                    f"periods such as {near} and cannot be measured",
                ),
                Words(
                    "核对基数期和起算月份，或改为按月结算，或写明基数金额",
                    "check window and start, settle monthly, or state the base as an amount",
                ),
            )

    def effect(self, step: "Step") -> None:
        """Keep the base of the year, leave what is above it; refunds walk back down."""
        if self.amount is not None:
            base = step.number("base")
        else:
            measured = step.measured(step.number("first"), step.number("last"))
            base = step.where_active(step.part(measured, step.ratios("share")))
        base = step.part(base, step.ratios("growth"))
        short = np.where(step.first_of_year, step.balance("short"), step.balance("was short"))
        edge = np.maximum(add(base, short), 0)
        before = np.where(step.first_of_year, 0, step.balance("year"))
        after = add(before, step.pot)
        kept = subtract(np.minimum(after, edge), np.minimum(before, edge))
        left = subtract(step.pot, kept)
        step.carry("year", after)
        step.carry("was short", short)
        if self.below == "carry":
            step.carry("short", np.maximum(subtract(edge, after), 0))
        step.pay(self.owner, kept, BECAUSE_KEPT, base=edge, kept=kept, owner=self.say("owner"))
        step.leave(left, BECAUSE_LEFT, base=edge, left=left)

    def sentence(self) -> Words:
        """Read back."""
        if self.amount is not None:
            base = self.say("amount")
        else:
            base = Words(
                "{first}至{last}实收的{value}", "the {value} measured {first} to {last}"
            ).fill(
                first=self.say("window_first"),
                last=self.say("window_last"),
                value=self.say("window_value"),
            )
        grows = (
            Words("", "")
            if self.growth is None
            else Words("（每年递增 {g}）", " (growing by {g} a year)").fill(g=self.say("growth"))
        )
        return Words(
            "{source}中，每一协议年度基数 {base}{grows}以内归{owner}；"
            "不足基数时{below}；超过部分留给下一条。",
            "Of {source}, each year's base of {base}{grows} stays with {owner}; below it: "
            "{below}; the increment goes on.",
        ).fill(
            source=self.source_words,
            base=base,
            grows=grows,
            owner=self.say("owner"),
            below=self.say("below"),
        )
