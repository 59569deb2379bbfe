"""出资入池: each named party pays a stated or counted amount into a pot."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.clause import Clause, Terms, says
from feidi.clauses.figure_units import units_of_sum
from feidi.clauses.measures import Sum, SumValue
from feidi.clauses.stages import Staged, StagedValue
from feidi.clauses.values import Choice, Vocabulary, unknown
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import MONTHS_A_YEAR, Cycle, Period
from feidi.quantities.exact import add
from feidi.quantities.folding import fold, split_list
from feidi.quantities.units import MONEY
from feidi.quantities.words import Unreadable, Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

DUE = {
    "period": Words("每个结算期", "each settlement period"),
    "first": Words("每年第一期", "first period of the year"),
    "last": Words("每年最后一期", "last period of the year"),
}
BECAUSE_IN = Words("出资 {figure} 元 × {rate}", "a contribution of {figure} yuan × {rate}")
BECAUSE_LEFT = Words("各方出资合计 {total} 元", "contributions of {total} yuan in all")

Payments = dict[str, Sum]


class PaymentsValue:
    """What each party pays: 飞入地 0.37% × 不动产/飞入地、飞出地 500 万元."""

    hint = Words(
        "各方及其金额，如 飞入地 0.37% × 不动产/飞入地、飞出地 500 万元",
        "each party and its amount, as host 0.37% × property/host; origin 500 wan yuan",
    )

    def read(self, text: str, names: Vocabulary) -> Payments:
        """Return role -> amount."""
        found: Payments = {}
        for item in split_list(text):
            who = max((r for r in names.parties if item.startswith(fold(r))), key=len, default="")
            if not who:
                raise unknown(item.split(" ")[0], Words("一方", "party"), names.parties)
            if who in found:
                raise Unreadable(
                    Words(f"“{who}”写了两次", f"“{who}” is written twice"),
                    Words("每一方只写一次", "write each party once"),
                )
            found[who] = SumValue().read(item[len(fold(who)) :].strip(" :"), names)
        return found

    def say(self, value: Payments) -> Words:
        """Return party and amount, one after another."""
        said = [(who, amount.words) for who, amount in value.items()]
        return Words(
            "、".join(f"{who} {amount.zh}" for who, amount in said),
            "; ".join(f"{who} {amount.en}" for who, amount in said),
        )

    def shape(self, value: Payments) -> Hashable:
        """Who pays decides the way of the money; how much is a number."""
        return tuple(value)


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

    payments: Staged[Payments] = says(
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

    def terms(self, setting: "Setting") -> Terms:
        """Each party's figure in fen and its rate in every period; zero where nothing is due."""
        terms: Terms = {}
        for who in self.parties():
            sums = [self._sum(setting, who, t) for t in range(setting.count)]
            terms[f"figure:{who}"] = [exact.numerator for exact, _ in sums]
            terms[f"rate:{who}"] = [rate / exact.denominator for exact, rate in sums]
        return terms

    def _sum(self, setting: "Setting", who: str, t: int) -> tuple[Fraction, Fraction]:
        year = setting.year(t)
        stated = (self.payments.at(year) or {}).get(who)
        if stated is None or not setting.running(t) or not self._due(setting, t):
            return Fraction(0), Fraction(0)
        if stated.fact is None:
            return Fraction(stated.fen), Fraction(1)
        wanted = setting.timeline.period(t)
        if self.due in ("first", "last") and setting.start is not None:
            wanted = Period(setting.start + MONTHS_A_YEAR * (year - 1), MONTHS_A_YEAR)
        if stated.fen:
            setting.note(units_of_sum(setting, self, "payments", stated))
            figure = setting.figure_in(self, "payments", stated.fact, wanted)
            return figure * stated.fen, Fraction(1)
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
            came = step.bring(who, amount, BECAUSE_IN, figure=figure, rate=rate)
            total = add(total, came)
        step.leave(total, BECAUSE_LEFT, total=total)

    def sentence(self) -> Words:
        """Read back."""
        due = DUE[self.due] if self.due else Words("每年", "each year")
        return Words("{due}各方出资：{payments}。", "Paid in {due}: {payments}.").fill(
            due=due, payments=self.say("payments")
        )
