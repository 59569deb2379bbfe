"""先行扣除: an amount or a ring-fenced percentage leaves the pot before anything is shared."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.clause import PotClause, Terms, says
from feidi.clauses.drawing import draw, due_so_far, fraction_of
from feidi.clauses.measures import Sum, SumValue
from feidi.clauses.values import Choice, PartyValue, RatioValue
from feidi.evidence.problem import Problem
from feidi.quantities.exact import subtract
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

SHORT = {
    "lapse": Words("以当年资金为限，不结转", "limited to the year's pot, not carried on"),
    "carry": Words("差额结转以后年度扣除", "the shortfall is deducted in later years"),
}
BECAUSE_AMOUNT = Words(
    "本年应扣 {due} 元（含以前年度结转 {opening} 元），本期先扣 {taken} 元，尚未扣足 {short} 元",
    "{due} yuan are to be deducted this year ({opening} yuan from earlier years): "
    "{taken} yuan now, {short} yuan still short",
)
BECAUSE_SHARE = Words("先扣 {pot} 元的 {share}", "{share} of {pot} yuan, deducted first")
BECAUSE_LEFT = Words("先行扣除后余 {left} 元", "{left} yuan are left after the deduction")


@dataclass(frozen=True)
class DeductFirst(PotClause):
    """What leaves the pot before the parties share, and to whom (§K3)?

    An amount is that of one agreement year, or a counted figure added up through the year; it
    is taken from what comes in until the year's amount is met. A refund first lowers what the
    next clause gets, then what was deducted this year; below zero the pot is passed on as it
    is. A percentage is taken of collections and taken back of refunds alike. Chinese
    precedents: incentives before sharing; 40 % of net land income for infrastructure.
    """

    kind: ClassVar[str] = "deduct-first"
    title: ClassVar[Words] = Words("先行扣除", "deduct first")
    question: ClassVar[Words] = Words("分享之前先扣什么？", "what is deducted before sharing?")
    leaves: ClassVar[bool] = True
    unrecovered: ClassVar[str] = "short"

    account: str = says(
        Words("扣除归属", "deducted for"),
        PartyValue(),
        Words("扣除的资金进入谁的账户", "the party whose account the deduction enters"),
    )
    amount: Sum | None = says(
        Words("扣除金额", "amount"),
        SumValue(),
        Words("每一协议年度扣除的金额", "what is deducted in one agreement year"),
        default=None,
    )
    share: Fraction | None = says(
        Words("扣除比例", "percentage"),
        RatioValue(),
        Words("从资金池中专项划出的比例", "the percentage of the pot that is ring-fenced"),
        default=None,
    )
    short: str | None = says(
        Words("不足扣除", "when short"),
        Choice(SHORT),
        Words("资金不足扣除金额时怎么办", "what happens where the pot is below the amount"),
        default=None,
    )

    def structure(self) -> tuple[object, ...]:
        """An amount and a percentage are different ways."""
        return (*super().structure(), self.amount is None)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Either an amount, with what happens when it is not met, or a percentage."""
        written = (self.amount is not None) + (self.share is not None)
        if written != 1:
            yield self.problem(
                "AG300",
                "share",
                Words(
                    f"“扣除金额”与“扣除比例”写了 {written} 项，须写且只写一项",
                    f"{written} of “amount” and “percentage” are written; write one",
                ),
                Words("按签署文本保留一项", "keep the one in the signed text"),
            )
        elif (self.amount is None) != (self.short is None):
            yield self.problem(
                "AG301",
                "short",
                Words(
                    "写了“扣除金额”就要写“不足扣除”；按比例扣除不会不足，不写",
                    "an amount needs “when short”; a percentage is never short and has none",
                ),
                Words(
                    "；".join(f"可写“{w.zh}”" for w in SHORT.values()),
                    "; ".join(f"write “{w.en}”" for w in SHORT.values()),
                ),
            )

    def terms(self, setting: "Setting") -> Terms:
        """The amount that arises in every period, or the percentage."""
        if self.amount is not None:
            return {"amount": setting.arising(self, "amount", self.amount)}
        return {"share": [self.share or Fraction(0)] * setting.count}

    def effect(self, step: "Step") -> None:
        """Deduct, leave the rest."""
        if self.amount is None:
            share = step.ratios("share")
            taken = fraction_of(step, step.pot, share, "taken")
            step.pay(self.account, taken, BECAUSE_SHARE, share=share, pot=step.pot)
        else:
            taken = self._deduct(step)
        left = subtract(step.pot, taken)
        step.leave(left, BECAUSE_LEFT, left=left)

    def _deduct(self, step: "Step") -> "np.typing.NDArray[np.int64]":
        opening = np.where(step.first_of_year, step.balance("short"), step.balance("opening"))
        due = due_so_far(step, "due", step.number("amount"), opening)
        drawn = draw(step, due)
        short = np.maximum(subtract(due, drawn.year), 0)
        step.carry("opening", opening)
        if self.short == "carry":
            step.carry("short", short)
        step.pay(
            self.account,
            drawn.now,
            BECAUSE_AMOUNT,
            due=due,
            opening=opening,
            taken=drawn.now,
            short=short,
        )
        return drawn.now

    def sentence(self) -> Words:
        """Read back."""
        if self.share is not None:
            what = Words("按 {share} 划出", "{share}").fill(share=self.say("share"))
            short = Words("", "")
        else:
            what = Words("每一协议年度扣除{amount}", "{amount} a year").fill(
                amount=self.say("amount")
            )
            short = Words("；不足时{short}", "; where short: {short}").fill(short=self.say("short"))
        return Words(
            "{source}的资金，先{what}，归{account}{short}；其余留给下一条。",
            "Of {source}, {what} is deducted first for {account}{short}; the rest goes on.",
        ).fill(source=self.source_words, what=what, account=self.say("account"), short=short)
