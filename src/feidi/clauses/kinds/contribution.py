"""出资入池: each named party pays a stated or counted amount into a pot."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.clause import Clause, Terms, says
from feidi.clauses.days import last_day
from feidi.clauses.due import Due, TermYears
from feidi.clauses.figure_units import units_of_sum
from feidi.clauses.measures import FactName, Sum
from feidi.clauses.stages import Staged, StagedValue
from feidi.clauses.sums import PartySums, PartySumsValue
from feidi.clauses.values import Choice
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import MONTHS_A_YEAR, Cycle, Period
from feidi.quantities.exact import add
from feidi.quantities.reasons import Chosen, Number, phrase
from feidi.quantities.units import MONEY
from feidi.quantities.words import Words, both

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

DUE = {
    "period": Words("每个结算期", "each settlement period"),
    "first": Words("每年第一期", "first period of the year"),
    "last": Words("每年最后一期", "last period of the year"),
}
DUE_PAID = Words("{p} 出资 {amount}", "contribution for {p}: {amount}")
BECAUSE_IN = Words("出资 {way}", "pays {way}")
BECAUSE_LEFT = Words("各方出资合计 {total} 元", "contributions of {total} yuan in all")

# of which figure an amount is made, and how: stated, the figure itself, a rate or a price of it
Way = tuple[FactName | None, str]
_TOLD = {
    "stated": Words("{figure} 元", "{figure} yuan"),
    "figure": Words("{fact} {figure} 元", "{fact} {figure} yuan"),
    "rate": Words("{rate} × {fact} {figure} 元", "{rate} × {fact} {figure} yuan"),
    "price": Words("{figure} 元 × {fact} {count}", "{figure} yuan × {fact} {count}"),
}


def _made_of(amount: Sum) -> Way:
    if amount.fact is None:
        return None, "stated"
    if amount.fen:
        return amount.fact, "price"
    return amount.fact, "figure" if amount.rate == 1 else "rate"


class PaymentsValue(PartySumsValue):
    """What each party pays: 飞入地 0.37% × 不动产/飞入地、飞出地 500 万元."""

    hint = Words(
        "各方及其金额，如 飞入地 0.37% × 不动产/飞入地、飞出地 500 万元",
        "each party and its amount, as host 0.37% × property/host; origin 500 wan yuan",
    )

    def shape(self, value: PartySums) -> Hashable:
        """Who pays, and of which figure, decides how it is told; how much is a number."""
        return tuple((who, _made_of(amount)) for who, amount in value.items())


@dataclass(frozen=True)
class Contribution(Clause):
    """Who pays how much into the pot (§K19)?

    Regional growth funds: 0.37 % of the taxable property of each party. A published
    contribution may simply be a counted figure. Amounts are rounded as the agreement says.
    """

    kind: ClassVar[str] = "contribution"
    title: ClassVar[Words] = Words("出资入池", "contribution")
    question: ClassVar[Words] = Words("谁向资金池出多少钱？", "who pays how much into the pot?")
    role: ClassVar[str] = "source"
    leaves: ClassVar[bool] = True

    payments: Staged[PartySums] = says(
        Words("各方出资", "payments"),
        StagedValue(PaymentsValue()),
        Words("每一段协议年次各方出多少", "what each party pays in each run of agreement years"),
    )
    due: str | None = says(
        Words("出资时点", "due"),
        Choice(DUE),
        Words(
            "按年结算可不写；按季、按月结算时写明每期出资还是每年一次",
            "may be left out with yearly settlement; else each period, or once a year",
        ),
        default=None,
    )

    def dues(self, years: TermYears, number: int) -> Iterator[Due]:
        """Each party pays in the period it is due in, by its last day."""
        payments = self.payments.at(number) or {}
        periods = years.periods(number)
        wanted = {"first": periods[:1], "last": periods[-1:]}.get(self.due or "", periods)
        for period in wanted:
            for who, amount in payments.items():
                if amount.fen or amount.fact:
                    what = DUE_PAID.fill(p=period, amount=amount.words)
                    yield Due(f"payment {period} {who}", what, who, "", last_day(period), period)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Every year has its payments, and it is clear how often they are made."""
        yield from agreement.check_years(self, "payments", self.payments)
        cycle = agreement.term.cycle_of
        if self.due is None and cycle is not Cycle.YEAR:
            times = MONTHS_A_YEAR // cycle
            yield self.problem(
                "AG480",
                "payments",
                Words(
                    f"每年结算 {times} 次，没有写明每年出资 1 次还是 {times} 次",
                    f"settled {times} times a year; it is not said whether it is paid "
                    f"once or {times} times",
                ),
                Words(
                    "写“出资时点: 每个结算期”或“每年第一期”“每年最后一期”",
                    "write “due: each settlement period”, or first or last period of the year",
                ),
            )

    def parties(self) -> tuple[str, ...]:
        """Return every party that pays in any stage."""
        return tuple(dict.fromkeys(who for s in self.payments.stages for who in s.value))

    def ways(self, who: str) -> tuple[Way, ...]:
        """Return of what a party's payments are made, each once, in the order of the stages."""
        stated = (s.value[who] for s in self.payments.stages if who in s.value)
        return tuple(dict.fromkeys(map(_made_of, stated)))

    def terms(self, setting: "Setting") -> Terms:
        """Each party's fen, by what they are multiplied, and in which way; zero if none is due."""
        terms: Terms = {}
        for who in self.parties():
            sums = [self._sum(setting, who, t) for t in range(setting.count)]
            terms[f"figure:{who}"] = [exact.numerator for exact, _ in sums]
            terms[f"rate:{who}"] = [rate / exact.denominator for exact, rate in sums]
            stated = (self._stated(setting, who, t) for t in range(setting.count))
            ways = self.ways(who)
            terms[f"way:{who}"] = [ways.index(_made_of(s)) if s else 0 for s in stated]
        return terms

    def _stated(self, setting: "Setting", who: str, t: int) -> Sum | None:
        return (self.payments.at(setting.year(t)) or {}).get(who)

    def _sum(self, setting: "Setting", who: str, t: int) -> tuple[Fraction, Fraction]:
        stated = self._stated(setting, who, t)
        if stated is None or not setting.running(t) or not self._due(setting, t):
            return Fraction(0), Fraction(0)
        if stated.fact is None:
            return Fraction(stated.fen), Fraction(1)
        wanted = setting.timeline.period(t)
        if self.due in ("first", "last") and setting.start is not None:
            wanted = Period(setting.start + MONTHS_A_YEAR * (setting.year(t) - 1), MONTHS_A_YEAR)
        if stated.fen:
            setting.note(units_of_sum(setting, self, "payments", stated))
            return Fraction(stated.fen), setting.figure_in(self, "payments", stated.fact, wanted)
        subject = setting.subject_of(stated.fact)
        figures = setting.book.by_name.get((stated.fact.name, subject), [])
        for odd in {figure.unit for figure in figures} - {MONEY}:
            setting.problems.append(self._no_money(stated, odd))
        return setting.figure_in(self, "payments", stated.fact, wanted), stated.rate

    def _due(self, setting: "Setting", t: int) -> bool:
        if self.due == "first":
            return setting.year(t - 1) != setting.year(t)
        return self.due != "last" or setting.year(t + 1) != setting.year(t)

    def _no_money(self, stated: Sum, unit: str) -> Problem:
        return self.problem(
            "AG481",
            "payments",
            Words(
                f"“{stated.words.zh}”的数据单位是“{unit or '（空）'}”，不是金额",
                f"the figure of “{stated.words.en}” is in “{unit or '(none)'}”, not money",
            ),
            Words("数据写明货币单位，如 元、万元", "give the figure in money, as yuan"),
        )

    def effect(self, step: "Step") -> None:
        """Bring what each party pays into the pot, and leave all of it there."""
        total = step.zeros
        for who in self.parties():
            figure, rate = step.number(f"figure:{who}"), step.ratios(f"rate:{who}")
            amount = np.asarray(step.part(figure, rate), np.int64)
            told = tuple(
                phrase(
                    _TOLD[way],
                    fact=fact.words if fact else both(""),
                    rate=rate,
                    figure=figure,
                    count=Number(rate),
                )
                for fact, way in self.ways(who)
            )
            which = Chosen(step.number(f"way:{who}"), told)
            came = step.bring(who, amount, BECAUSE_IN, way=which)
            total = add(total, came)
        step.leave(total, BECAUSE_LEFT, total=total)

    def sentence(self) -> Words:
        """Read back."""
        stages = self.payments.stages
        if len(stages) == 1 and stages[0].first == 1 and stages[0].last is None:
            said = Words("{due}各方出资：{payments}。", "Paid in {due}: {payments}.")
            payments = PaymentsValue().say(stages[0].value)
        else:
            said = Words("{due}各方出资：{payments}。", "Contributions, {due}: {payments}.")
            payments = self.say("payments")
        due = DUE[self.due] if self.due else Words("每年", "each year")
        return said.fill(due=due, payments=payments)
