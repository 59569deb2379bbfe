"""逾期: interest on what a payer has not paid by the due day, as known at the day of settling."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.clause import PartyClause, Terms, says
from feidi.clauses.days import MonthDay, MonthDayValue, last_day
from feidi.clauses.due import Due, TermYears
from feidi.clauses.values import PartyValue, RatioValue
from feidi.clauses.whole_numbers import DAYS, IntegerValue
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import MONTHS_A_YEAR, Period
from feidi.quantities.exact import Amounts, Ratios, add, portion, subtract
from feidi.quantities.words import Words
from feidi.records.payment import Payment

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

DUE_PAID = Words("付清 {p} {clauses}的应得", "pay in full what {p} gave by {clauses}")
BECAUSE = Words(
    "{who}应付 {principal} 元，逾期未付部分按日 {rate} 计 {interest} 元",
    "{who} owed {principal} yuan; {rate} a day on what was overdue is {interest} yuan",
)


@dataclass(frozen=True)
class LatePayment(PartyClause):
    """What does a payer owe for paying late (§K16)?

    Principal is what the payee got from the named clauses in a settlement period, where it is
    positive. Payments made for that period lower it from their day on; simple interest runs
    from the day after the due day, the day of payment included, until paid or until the day the
    settlement is known at. It is rounded once a period. A later run counts more days; the
    difference is a correction (§R6).
    """

    kind: ClassVar[str] = "late-payment"
    title: ClassVar[Words] = Words("逾期付款", "late payment")
    question: ClassVar[Words] = Words("逾期不付怎么办？", "what if it is paid late?")
    # payments are made between governments, not for single enterprises
    grain: ClassVar[str] = "park"

    payer: str = says(
        Words("付款方", "payer"), PartyValue(), Words("应付款的一方", "who has to pay")
    )
    payee: str = says(
        Words("收款方", "payee"), PartyValue(), Words("应收款的一方", "who is to be paid")
    )
    days_after: int | None = says(
        Words("到期天数", "due after days"),
        IntegerValue(0, DAYS),
        Words("结算期满后多少日内付清", "how many days after the settlement period's end"),
        default=None,
    )
    due_day: MonthDay | None = says(
        Words("次年到期日", "due next year on"),
        MonthDayValue(),
        Words("结算期所在年的次年哪月哪日前付清", "the day of the next year it is due on"),
        default=None,
    )
    daily: Fraction | None = says(
        Words("日利率", "daily rate"),
        RatioValue(),
        Words("逾期每日的比例，如 万分之5", "the rate a day, as 0.05%"),
        default=None,
    )
    yearly: Fraction | None = says(
        Words("年利率", "yearly rate"),
        RatioValue(),
        Words("逾期的年利率", "the rate a year"),
        default=None,
    )
    day_count: int | None = says(
        Words("一年按天数", "days of a year"),
        IntegerValue(1, DAYS),
        Words("年利率折算为日利率时一年算多少天", "the days of a year for a yearly rate"),
        default=None,
    )
    most: Fraction | None = says(
        Words("违约金上限", "interest at most"),
        RatioValue(),
        Words("不超过应付数的比例；不写则不限", "at most this part of the principal"),
        default=None,
    )

    def structure(self) -> tuple[object, ...]:
        """Who pays whom; days and rates are numbers."""
        who = (self.payer, self.payee)
        return (type(self).__name__, self.id, self.applies_to, *who, self.most is None)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """One due day, one rate, two parties."""
        if (self.days_after is None) == (self.due_day is None):
            what = Words(
                "到期日不明：“到期天数”与“次年到期日”须写且只写一个",
                "the due day is unclear: write “due after days” or “due next year on”",
            )
            fix = Words("写“到期天数: 90 日”或“次年到期日: 04-30”", "write one of the two lines")
            yield self.problem("AG450", "days_after", what, fix)
        if (self.daily is None) == (self.yearly is None) or (
            (self.yearly is None) != (self.day_count is None)
        ):
            what = Words(
                "利率不明：写“日利率”，或“年利率”和“一年按天数”",
                "the rate is unclear: “daily rate”, or “yearly rate” with “days of a year”",
            )
            fix = Words(
                "写“日利率: 万分之5”，或“年利率: 3.6%”和“一年按天数: 360 天”", "write one way"
            )
            key = "daily" if self.yearly is None else "yearly"
            yield self.problem("AG451", key, what, fix)
        if self.payer == self.payee:
            what = Words(f"付款方和收款方都是{self.payer}", f"{self.payer} is both payer and payee")
            fix = Words("写明两个不同的方", "name two parties")
            yield self.problem("AG452", "payee", what, fix)
        yield from self._set_off(agreement)

    def _set_off(self, agreement: "Agreement") -> Iterator[Problem]:
        """An overpayment set off against next year is no payment here: interest would run on it."""
        sides = (self.payer, self.payee)
        for clause in agreement.clauses:
            pair = (getattr(clause, "payer", ""), getattr(clause, "payee", ""))
            if (
                clause.kind == "advance"
                and pair == sides
                and getattr(clause, "overpaid", "") == "carry"
            ):
                what = Words(
                    f"{clause.id} 把多付的结转下年抵扣，本条只认付款，抵扣的部分会被当作逾期",
                    f"{clause.id} sets an overpayment off against next year; here only payments "
                    "count, so what is set off would be charged as late",
                )
                fix = Words(
                    f"把 {clause.id} 的“多付处理”改为退还，或不写逾期条款",
                    f"let {clause.id} refund an overpayment, or leave out late payment",
                )
                yield self.problem("AG454", "payer", what, fix)

    @property
    def rate(self) -> Fraction:
        """The rate of one day."""
        return self.daily or (self.yearly or Fraction(0)) / (self.day_count or 1)

    def dues(self, years: TermYears, number: int) -> Iterator[Due]:
        """What a settlement period gives is to be paid by its due day."""
        for period in years.periods(number):
            what = DUE_PAID.fill(p=period, clauses=self.target_words)
            on = self.due_on(period)
            yield Due(f"payment {period}", what, self.payer, self.payee, on, period)

    def terms(self, setting: "Setting") -> Terms:
        """For every period the runs of days after the due day, and what was paid before each."""
        payments: dict[int, list[Payment]] = {}
        for payment in setting.payments(self.payer, self.payee):
            t = setting.timeline.index_of(payment.period)
            if t is None or setting.timeline.period(t) != payment.period:
                setting.problems.append(_of_no_period(payment))
                continue
            payments.setdefault(t, []).append(payment)
        runs = [self._runs(setting, t, payments.get(t, [])) for t in range(setting.count)]
        most = max(len(run) for run in runs)
        terms: Terms = {"rate": [self.rate] * setting.count}
        if self.most is not None:
            terms["most"] = [self.most] * setting.count
        for i in range(most):
            part = [run[i] if i < len(run) else (0, 0) for run in runs]
            terms[f"days {i}"] = [days for days, _ in part]
            terms[f"paid {i}"] = [paid for _, paid in part]
        return terms

    def _runs(self, setting: "Setting", t: int, payments: list[Payment]) -> list[tuple[int, int]]:
        """Return (days overdue, paid before) for each run of days between payments."""
        due, known = self.due_on(setting.timeline.period(t)), setting.known_at
        if known is None or known <= due or not setting.running(t):
            return []
        paid, day, runs = 0, due, []
        for payment in sorted(payments, key=lambda p: p.paid_on):
            if payment.paid_on > day:
                runs.append(((payment.paid_on - day).days, paid))
                day = payment.paid_on
            paid += payment.amount if payment.payer == self.payer else -payment.amount
        return [*runs, ((known - day).days, paid)]

    def due_on(self, period: Period) -> date:
        """Return the last day on which a period's principal is paid in time."""
        if self.due_day is None:
            return last_day(period) + timedelta(days=self.days_after or 0)
        year = period.last // MONTHS_A_YEAR + 1
        return date(year, self.due_day.month, self.due_day.day)

    def effect(self, step: "Step") -> None:
        """Post the interest of each period's principal."""
        principal = np.maximum(step.received(self.payee, self.applies_to), 0)
        weighted, i = step.zeros, 0
        while step.has(f"days {i}"):
            open_ = np.maximum(subtract(principal, step.number(f"paid {i}")), 0)
            open_ = np.minimum(open_, principal)
            weighted = add(weighted, _times(open_, step.number(f"days {i}")))
            i += 1
        interest = step.part(weighted, step.ratios("rate"))
        if self.most is not None:
            interest = np.minimum(interest, step.part(principal, step.ratios("most")))
        step.transfer(
            self.payer,
            self.payee,
            interest,
            BECAUSE,
            who=self.say("payer"),
            principal=principal,
            rate=step.ratios("rate"),
            interest=interest,
        )

    def sentence(self) -> Words:
        """Read back."""
        if self.due_day is not None:
            due = Words("次年{d}前", "by {d} of the next year").fill(d=self.say("due_day"))
        else:
            due = Words(
                f"结算期满后 {self.days_after} 日内",
                f"within {self.days_after} days after the settlement period",
            )
        if self.yearly is not None:
            rate = Words("年利率 {r}（一年按 {n} 天）", "{r} a year of {n} days").fill(
                r=self.say("yearly"), n=self.day_count
            )
        else:
            rate = Words("日利率 {r}", "{r} a day").fill(r=self.say("daily"))
        cap = Words("", "")
        if self.most is not None:
            cap = Words("，不超过应付数的 {m}", ", at most {m} of the principal").fill(
                m=self.say("most")
            )
        return Words(
            "{payer}应在{due}向{payee}付清{clauses}的应得；逾期未付部分按{rate} 计单利{cap}。",
            "{payer} pays {payee} what is due of {clauses} {due}; what is late bears simple "
            "interest of {rate}{cap}.",
        ).fill(
            payer=self.say("payer"),
            payee=self.say("payee"),
            due=due,
            clauses=self.target_words,
            rate=rate,
            cap=cap,
        )


def _times(amount: Amounts, days: Amounts) -> Amounts:
    return portion(amount, Ratios(days, np.ones_like(days)))


def _of_no_period(payment: Payment) -> Problem:
    what = Words(
        f"付款 {payment.id} 的所属期 {payment.period} 不是一个结算期，无法判断哪一期逾期",
        f"payment {payment.id} is for {payment.period}, which is no settlement period",
    )
    fix = Words("按结算期把付款分开登记", "record the payment by settlement period")
    return Problem("AG453", payment.at, what, fix)
