"""预拨与清算: instalments during the year, payments made, and the difference at the year's end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.clause import PartyClause, Terms, says
from feidi.clauses.days import Instalments, InstalmentsValue, last_day
from feidi.clauses.due import Due, TermYears
from feidi.clauses.measures import Sum, SumValue
from feidi.clauses.posting import PAID, PAYABLE, RECEIVABLE, RECEIVED, side_account
from feidi.clauses.stages import Stage, Staged
from feidi.clauses.values import Choice, PartyValue
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import MONTHS_A_YEAR
from feidi.quantities.exact import Amounts, add, subtract
from feidi.quantities.ratio import in_percent
from feidi.quantities.words import Words, both
from feidi.records.payment import Payment

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

BASES = {
    "last": Words("上年应得", "what was due last year"),
    "stated": Words("约定数额", "a stated amount"),
}
OVERPAID = {
    "return": Words("退还", "is returned"),
    "carry": Words("结转下年抵扣", "is set off against the next year"),
}
DUE_INSTALMENT = Words(
    "{y} 第 {n} 期预拨：{basis}的 {share}", "instalment {n} of {y}: {share} of {basis}"
)
DUE_TRUE_UP = Words("{y} 年终清算：全年应得减已预拨", "true-up of {y}")
BECAUSE_INSTALMENT = Words(
    "第 {n} 期预拨，{day}前付：{base} 元的 {share}",
    "instalment {n}, due on {day}: {share} of {base} yuan",
)
BECAUSE_PAID = Words("本期已付 {paid} 元", "{paid} yuan paid for the period")
BECAUSE_TRUE_UP = Words(
    "年终清算：全年应得 {due} 元，减已预拨 {claimed} 元",
    "true-up: {due} yuan are due of the year, less {claimed} yuan of instalments",
)
BECAUSE_CARRIED = Words(
    "多付 {over} 元结转下年抵扣", "an overpayment of {over} yuan is carried to the next year"
)
BECAUSE_OPENING = Words("上年多付 {over} 元抵扣", "{over} yuan overpaid last year are set off")


@dataclass(frozen=True)
class Advance(PartyClause):
    """What is paid in advance, and what is left to pay when the year is settled (§K15)?

    The accounts of the parties keep meaning what each is entitled to; this clause never touches
    them. It writes claims and cash beside them, in pairs that add up to zero, so that totals
    still add up to the receipts:

    * 应付/payer → 应收/payee: an instalment falling due; at the year's end the true-up, which is
      what is due of the year less its instalments, of either sign;
    * 已付/payer → 应付/payer and 应收/payee → 已收/payee: payments made for a period, as known.

    So 应收/payee of a year is what is due less what was paid: still owed, or to be returned
    where negative. Where overpayments are carried, the year ends at zero instead and the next
    one opens with what was overpaid; the term's last year returns it.
    """

    kind: ClassVar[str] = "advance"
    title: ClassVar[Words] = Words("预拨与清算", "advance and true-up")
    question: ClassVar[Words] = Words(
        "年中预拨多少、年终清算多少？",
        "what is paid in advance, and what remains at the year's end?",
    )
    # payments are made between governments, not for single enterprises
    grain: ClassVar[str] = "park"

    payer: str = says(
        Words("缴付方", "payer"),
        PartyValue(),
        Words("收入在其手中、应付出的一方", "who holds the money"),
    )
    payee: str = says(
        Words("收款方", "payee"), PartyValue(), Words("应收到的一方", "who is to receive it")
    )
    basis: str = says(
        Words("预拨基数", "advance on"),
        Choice(BASES),
        Words("按上年应得还是按约定数额预拨", "on what was due last year or on a stated amount"),
    )
    total: Sum = says(
        Words("预拨总额", "advance total"),
        SumValue(),
        Words(
            "约定数额时为每年的总额；按上年应得时为第 1 年的总额",
            "each year's where stated; that of year 1 where on last year",
        ),
    )
    instalments: Instalments = says(
        Words("预拨期次", "instalments"),
        InstalmentsValue(),
        Words("每期的到期月日和占总额的比例", "the day each is due and its share of the total"),
    )
    overpaid: str = says(
        Words("多付处理", "an overpayment"),
        Choice(OVERPAID),
        Words("已付超过全年应得时怎么办", "what if more was paid than is due of the year"),
    )

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Two parties."""
        if self.payer == self.payee:
            what = Words(f"缴付方和收款方都是{self.payer}", f"{self.payer} is both payer and payee")
            fix = Words("写明两个不同的方", "name two parties")
            yield self.problem("AG440", "payee", what, fix)

    def terms(self, setting: "Setting") -> Terms:
        """The stated total, each instalment's share where it falls due, payments by period."""
        terms: Terms = {
            "total": setting.by_year(self, "total", Staged((Stage(1, None, self.total),))),
            "paid": self._paid(setting),
        }
        for n, (day, share) in enumerate(self.instalments):
            terms[f"instalment {n}"] = [
                share if self._due_in(setting, t, day.after) else Fraction(0)
                for t in range(setting.count)
            ]
        return terms

    @staticmethod
    def _due_in(setting: "Setting", t: int, after: Callable[[int], int]) -> bool:
        if setting.start is None or not setting.running(t):
            return False
        period = setting.timeline.period(t)
        due = after(setting.start + MONTHS_A_YEAR * (setting.year(t) - 1))
        return period.first <= due <= period.last

    def _paid(self, setting: "Setting") -> list[int]:
        """Return what was paid for each period, payments back deducted."""
        paid = [0] * setting.count
        for payment in setting.payments(self.payer, self.payee):
            t = setting.timeline.holding(payment.period.last)
            first = setting.timeline.holding(payment.period.first)
            if t is None or first is None:
                continue
            if setting.year(t) != setting.year(first):
                setting.problems.append(_across_years(payment))
                continue
            paid[t] += payment.amount if payment.payer == self.payer else -payment.amount
        return paid

    def dues(self, years: TermYears, number: int) -> Iterator[Due]:
        """Each instalment on its day of the agreement year; the true-up at the year's end."""
        year = years.year(number)
        for n, (day, share) in enumerate(self.instalments, 1):
            month = day.after(year.first)
            on = date(month // MONTHS_A_YEAR, day.month, day.day)
            facts = {"n": n, "basis": self.say("basis"), "share": in_percent(share)}
            what = DUE_INSTALMENT.fill(y=year, **facts)
            yield Due(f"instalment {year} {n}", what, self.payer, self.payee, on, year)
        what = DUE_TRUE_UP.fill(y=year)
        yield Due(f"true-up {year}", what, self.payer, self.payee, last_day(year), year, True)

    def effect(self, step: "Step") -> None:
        """Claim the instalments, book what was paid, true up the year that closes."""
        opening = np.where(step.first_of_year, step.balance("over"), step.zeros)
        self._claim(step, -opening, BECAUSE_OPENING, over=opening)
        claimed = self._instalments(step)
        paid = step.where_active(step.number("paid"))
        for source, target in (
            (side_account(PAID, self.payer), side_account(PAYABLE, self.payer)),
            (side_account(RECEIVABLE, self.payee), side_account(RECEIVED, self.payee)),
        ):
            step.transfer(source, target, paid, BECAUSE_PAID, paid=paid)
        open_ = subtract(subtract(self._open(step), opening), paid)
        due = step.received(self.payee, self.applies_to, "year")
        closing = step.last_of_year & step.active
        true_up = np.where(closing, subtract(due, claimed), 0)
        self._claim(step, true_up, BECAUSE_TRUE_UP, due=due, claimed=claimed)
        self._close(step, add(open_, np.where(closing, due, 0)), closing)

    def _instalments(self, step: "Step") -> Amounts:
        """Claim the instalments due in the period; return those of the year so far."""
        due = step.received(self.payee, self.applies_to, "year")
        last = np.where(step.first_of_year, step.balance("year"), step.balance("last"))
        step.carry("last", last)
        step.carry("year", due)
        base = step.number("total")
        if self.basis == "last":
            base = np.where(step.year == 1, base, np.maximum(last, 0))
        claimed = np.where(step.first_of_year, 0, step.balance("claimed"))
        for n, (day, _) in enumerate(self.instalments):
            share = step.ratios(f"instalment {n}")
            amount = step.part(base, share)
            facts = {"n": both(str(n + 1)), "day": day.words, "base": base, "share": share}
            self._claim(step, amount, BECAUSE_INSTALMENT, **facts)
            claimed = add(claimed, amount)
        step.carry("claimed", claimed)
        return claimed

    def _open(self, step: "Step") -> Amounts:
        """Return what earlier periods of the year left open: opening balance less payments."""
        return np.where(step.first_of_year, 0, step.balance("open"))

    def _close(self, step: "Step", owed: Amounts, closing: "np.typing.NDArray[np.bool_]") -> None:
        """Carry what is open; move an overpayment to the next year where so agreed."""
        step.carry("open", owed)
        over = np.zeros_like(owed)
        if self.overpaid == "carry":
            over = np.where(closing & ~step.closes_term, np.maximum(-owed, 0), 0)
        step.carry("over", over)
        self._claim(step, over, BECAUSE_CARRIED, over=over)

    def _claim(self, step: "Step", amount: Amounts, because: Words, **facts: object) -> None:
        payable, receivable = (
            side_account(PAYABLE, self.payer),
            side_account(RECEIVABLE, self.payee),
        )
        step.transfer(payable, receivable, amount, because, **facts)

    def sentence(self) -> Words:
        """Read back."""
        return Words(
            "{payer}对{payee}从{clauses}的应得按{basis}预拨（{total}），期次：{days}；"
            "每一协议年度末按全年应得减已预拨清算，已付超过应得的{over}。",
            "{payer} pays {payee} in advance on {clauses} by {basis} ({total}), in instalments: "
            "{days}; each agreement year is trued up at its end; an overpayment {over}.",
        ).fill(
            payer=self.say("payer"),
            payee=self.say("payee"),
            clauses=self.target_words,
            basis=self.say("basis"),
            total=self.say("total"),
            days=self.say("instalments"),
            over=self.say("overpaid"),
        )


def _across_years(payment: Payment) -> Problem:
    what = Words(
        f"付款 {payment.id} 的所属期 {payment.period} 跨了两个协议年度",
        f"payment {payment.id} is for {payment.period}, which spans two agreement years",
    )
    fix = Words("按协议年度把付款分开登记", "record the payment by agreement year")
    return Problem("AG441", payment.at, what, fix)
