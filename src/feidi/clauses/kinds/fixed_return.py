"""固定回报: a party owes others a fixed return on capital, or a fixed sum a year."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.clause import PotClause, Terms, says
from feidi.clauses.days import last_day
from feidi.clauses.due import Due, TermYears
from feidi.clauses.measures import FactName, FactValue
from feidi.clauses.pots import PotsValue
from feidi.clauses.stages import Stage, Staged, StagedValue
from feidi.clauses.sums import PartySums, PartySumsValue
from feidi.clauses.values import Choice, PartyValue, RatioValue
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import MONTHS_A_YEAR, Cycle, Period
from feidi.quantities.exact import Amounts, add, subtract
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

STATED = {
    "capital": Words("本金", "capital"),
    "return": Words("每年回报额", "the return of a year"),
}
SHORT = {
    "payer": Words("由付款方补足", "made up by the payer"),
    "lapse": Words("以当年资金为限，不补", "limited to the year's pot"),
    "carry": Words("差额结转以后年度", "carried to later years"),
}
FALLS_DUE = {
    "closing": Words("年度最后一个结算期", "in the closing period of the year"),
    "equal": Words("各结算期平均", "in equal parts every period"),
}
LOSS = {"paid": Words("照付", "paid all the same"), "not paid": Words("不付", "not paid")}
DUE_RETURN = Words("支付 {p} 固定回报给{who}", "pay {who} the fixed return of {p}")
BECAUSE_RATE = Words(
    "本金 {stated} 元，年回报率 {rate}，本期应付 {due} 元",
    "{rate} a year on {stated} yuan: {due} yuan due this period",
)
BECAUSE_SUM = Words(
    "每年 {stated} 元，本期应付 {due} 元", "{stated} yuan a year: {due} yuan due this period"
)
BECAUSE_POT = Words(
    "固定回报本期应付 {due} 元，以前欠付 {before} 元，从池内先付 {taken} 元，仍欠 {left} 元",
    "fixed return: {due} yuan due now and {before} yuan from before; {taken} yuan first from the "
    "pot, {left} yuan still owed",
)
BECAUSE_RECOURSE = Words(
    "池内资金不足，差额 {short} 元由付款方补足", "the pot is short; the payer makes up {short} yuan"
)
BECAUSE_LEFT = Words("付固定回报后余 {left} 元", "{left} yuan are left after the fixed return")


@dataclass(frozen=True)
class FixedReturn(PotClause):
    """Who gets a fixed return, on what, from whom, even in a year of loss (§K5)?

    Taken first from a pot, with or without recourse to a payer, or owed by a payer directly
    (no `取自`). A negative pot is passed on as it is: the return does not depend on refunds.
    A shortfall is made up within the same agreement year before it lapses or is carried on.
    Precedents: 10 % a year on paid-in capital; 10.008 million a year passed on to villages;
    a dividend by class of village, paid even in a loss year.
    """

    kind: ClassVar[str] = "fixed-return"
    title: ClassVar[Words] = Words("固定回报", "fixed return")
    question: ClassVar[Words] = Words("谁得固定回报，由谁付？", "who gets a fixed return?")
    leaves: ClassVar[bool] = True

    stated: str = says(
        Words("约定金额是", "the amounts are"),
        Choice(STATED),
        Words("各年次的金额是本金，还是每年回报额", "capital, or the return of a year"),
    )
    amounts: Staged[PartySums] = says(
        Words("各方金额", "amounts"),
        StagedValue(PartySumsValue()),
        Words("每一段协议年次各收款方的金额", "each payee's amount in each run of years"),
    )
    in_loss: str = says(
        Words("亏损年度", "in a year of loss"),
        Choice(LOSS),
        Words("亏损年度是否照付", "whether it is paid in a year of loss"),
    )
    takes: tuple[str, ...] = says(
        Words("取自", "takes from"),
        PotsValue(),
        Words("先从哪一资金池付；不写则由付款方直接付", "the pot it is first paid from, if any"),
        default=(),
    )
    payer: str | None = says(
        Words("付款方", "payer"),
        PartyValue(),
        Words("直接付款或补足差额的一方", "who pays directly, or makes up a shortfall"),
        default=None,
    )
    short: str | None = says(
        Words("不足支付", "when short"),
        Choice(SHORT),
        Words("资金池不足时怎么办", "what happens where the pot is short"),
        default=None,
    )
    rate: Fraction | None = says(
        Words("年回报率", "yearly rate"),
        RatioValue(),
        Words("本金每年的回报率", "the return a year on capital"),
        default=None,
    )
    falls_due: str | None = says(
        Words("到期", "falls due"),
        Choice(FALLS_DUE),
        Words("按季、按月结算时何时应付", "when it is due where settlement is not yearly"),
        default=None,
    )
    result: FactName | None = says(
        Words("盈亏依据", "loss shown by"),
        FactValue(),
        Words("以哪一数据为负判断亏损", "the counted figure that is below zero in a loss year"),
        default=None,
    )

    def pots(self) -> tuple[str, ...]:
        """Return its pot where it takes from one."""
        return (self.id,) if self.takes else ()

    def structure(self) -> tuple[object, ...]:
        """With and without a rate are different ways."""
        return (*super().structure(), self.rate is None)

    def payees(self) -> tuple[str, ...]:
        """Return every payee of any stage."""
        return tuple(dict.fromkeys(who for s in self.amounts.stages for who in s.value))

    def dues(self, years: TermYears, number: int) -> Iterator[Due]:
        """What a payer owes directly; what comes from a pot depends on the pot."""
        if self.payer is None or self.takes:
            return
        periods = years.periods(number)
        for period in periods if self.falls_due == "equal" else periods[-1:]:
            for who in self.amounts.at(number) or {}:
                what = DUE_RETURN.fill(p=period, who=who)
                on = last_day(period)
                yield Due(f"return {period} {who}", what, self.payer, who, on, period)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Everything that the other labels call for is written, and nothing else."""
        yield from agreement.check_years(self, "amounts", self.amounts)
        wanted = [
            ("rate", self.stated == "capital", "AG320"),
            ("short", bool(self.takes), "AG321"),
            ("result", self.in_loss == "not paid", "AG323"),
        ]
        if not self.takes or self.short is not None:
            wanted.append(("payer", not self.takes or self.short == "payer", "AG322"))
        if agreement.term.cycle_of is not Cycle.YEAR:
            wanted.append(("falls_due", True, "AG324"))
        for key, needed, code in wanted:
            if (getattr(self, key) is not None) != needed:
                yield self._missing(code, key, needed)
        if self.payer in self.payees():
            yield self.problem(
                "AG325",
                "payer",
                Words(f"付款方“{self.payer}”同时是收款方", f"“{self.payer}” pays itself"),
                Words("核对付款方和收款方", "check payer and payees"),
            )

    def _missing(self, code: str, key: str, needed: bool) -> Problem:
        field = next(f for f in self.fields() if f.key == key)
        if needed:
            return self.problem(
                code,
                key,
                Words(f"按本条其他约定，须写“{field.label.zh}”", f"“{field.label.en}” is needed"),
                Words(
                    f"补写一行：{field.meaning.zh}；值是{field.value.hint.zh}",
                    f"add a line: {field.meaning.en}; its value is {field.value.hint.en}",
                ),
            )
        return self.problem(
            code,
            key,
            Words(
                f"按本条其他约定，“{field.label.zh}”没有作用，两种写法矛盾",
                f"“{field.label.en}” contradicts the other labels: it would have no effect",
            ),
            Words("核对签署文本后删去或改正", "check the signed text; delete or correct"),
        )

    def terms(self, setting: "Setting") -> Terms:
        """Each payee's stated amount, the part due up to and before this period, the rate."""
        first = setting.start or 0
        until: list[Fraction] = []
        since: list[Fraction] = []
        for t in range(setting.count):
            begin = (setting.timeline.period(t).first - first) % MONTHS_A_YEAR
            end = begin + setting.timeline.cycle
            if self.falls_due != "equal":
                begin, end = 0, end // MONTHS_A_YEAR * MONTHS_A_YEAR
            if not setting.running(t) or not self._paid_in(setting, t, end):
                begin, end = 0, 0
            until.append(Fraction(end, MONTHS_A_YEAR))
            since.append(Fraction(begin, MONTHS_A_YEAR))
        terms: Terms = {"until": until, "since": since}
        for who in self.payees():
            terms[who] = self._stated(setting, who)
        if self.rate is not None:
            terms["rate"] = [self.rate] * setting.count
        return terms

    def _stated(self, setting: "Setting", who: str) -> list[int]:
        """Return the amount stated for a payee in the agreement year of every period."""
        own = [
            Stage(stage.first, stage.last, stage.value[who])
            for stage in self.amounts.stages
            if who in stage.value
        ]
        return setting.by_year(self, "amounts", Staged(tuple(own)))

    def _paid_in(self, setting: "Setting", t: int, due: int) -> bool:
        """Say whether the return is paid for the year of period t, where something is due."""
        if self.result is None or not due:
            return True
        first = (setting.start or 0) + MONTHS_A_YEAR * (setting.year(t) - 1)
        year = Period(first, MONTHS_A_YEAR)
        return setting.figure_in(self, "result", self.result, year) >= 0

    def effect(self, step: "Step") -> None:
        """Pay what falls due: out of the pot first where there is one, else by the payer."""
        for who in self.payees():
            stated = step.number(who)
            yearly = stated if self.rate is None else step.part(stated, step.ratios("rate"))
            due = subtract(
                step.part(yearly, step.ratios("until")), step.part(yearly, step.ratios("since"))
            )
            if self.takes:
                self._from_pot(step, who, due)
            elif self.rate is None:
                step.transfer(str(self.payer), who, due, BECAUSE_SUM, stated=stated, due=due)
            else:
                rate = step.ratios("rate")
                step.transfer(
                    str(self.payer), who, due, BECAUSE_RATE, stated=stated, rate=rate, due=due
                )
        if self.takes:
            left = step.unposted
            step.leave(left, BECAUSE_LEFT, left=left)

    def _from_pot(self, step: "Step", who: str, due: Amounts) -> None:
        """Pay one payee from what the pot still holds; then recourse, lapse or carry."""
        due = step.where_active(due)
        before = step.balance(f"owed {who}")
        if self.short == "lapse":
            before = np.where(step.first_of_year, 0, before)
        owed = add(before, due)
        taken = np.clip(step.unposted, 0, owed)
        left = subtract(owed, taken)
        step.pay(who, taken, BECAUSE_POT, due=due, before=before, taken=taken, left=left)
        if self.short == "payer":
            step.transfer(str(self.payer), who, left, BECAUSE_RECOURSE, short=left)
        else:
            step.carry(f"owed {who}", left)

    def sentence(self) -> Words:
        """Read back."""
        rate = Words("", "")
        if self.rate is not None:
            rate = Words("，年回报率 {rate}", ", {rate} a year").fill(rate=self.say("rate"))
        parts = {
            "amounts": self.say("amounts"),
            "stated": self.say("stated"),
            "rate": rate,
            "loss": self.say("in_loss"),
            "origin": self._origin(),
            "due": self._due_words(),
        }
        return Words(
            "固定回报（{stated}）：{amounts}{rate}；{origin}；{due}亏损年度{loss}。",
            "Fixed return ({stated}): {amounts}{rate}; {origin}; {due}in a year of loss {loss}.",
        ).fill(**parts)

    def _origin(self) -> Words:
        if not self.takes:
            return Words("由{payer}直接支付", "paid directly by {payer}").fill(
                payer=self.say("payer")
            )
        payer = Words("", "")
        if self.payer is not None:
            payer = Words("（付款方{payer}）", " (the payer is {payer})").fill(
                payer=self.say("payer")
            )
        return Words(
            "先从{source}的资金支付，不足时{short}{payer}，其余留给下一条",
            "paid first out of {source}, where short {short}{payer}, the rest goes on",
        ).fill(source=self.source_words, short=self.say("short"), payer=payer)

    def _due_words(self) -> Words:
        if self.falls_due is None:
            return Words("", "")
        return Words("到期：{due}；", "due {due}; ").fill(due=self.say("falls_due"))
