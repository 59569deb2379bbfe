"""保底: a party gets at least so much in every agreement year; another makes up what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from feidi.clauses.clause import GRAINS, PartyClause, Terms, per_unit, says
from feidi.clauses.days import last_day
from feidi.clauses.due import Due, TermYears
from feidi.clauses.measures import Sum, SumValue
from feidi.clauses.stages import Staged, StagedValue
from feidi.clauses.values import Choice, NamesValue, PartyValue
from feidi.clauses.whole_numbers import MONTHS, IntegerValue
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import MONTHS_A_YEAR, month_of
from feidi.quantities.exact import subtract
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Setting
    from feidi.clauses.step import Step

DUE_JUDGED = Words(
    "{p} 核定{who}的保底，不足的补足", "the floor of {who} is judged for {p}; a gap is made up"
)
JUDGED = {
    "year": Words("协议年度末", "at the end of the agreement year"),
    "period": Words("每个结算期按月累计", "in every period, by months so far"),
}
FIRST_YEARS = {
    "whole": Words("当年全额", "the whole year"),
    "months": Words("按月折算，含触发当月", "by months, the month of the trigger included"),
    "months after": Words("按月折算，自触发次月", "by months, from the month after the trigger"),
    "next year": Words("次年起", "from the next year on"),
}
BECAUSE = Words(
    "{party}本年度至本期应保底 {floor} 元，所得 {got} 元，"
    "由{maker}补足 {short} 元（已补 {before} 元）",
    "{party} is guaranteed {floor} yuan of the year so far and got {got} yuan; "
    "{maker} makes up {short} yuan ({before} yuan before)",
)


@dataclass(frozen=True)
class Floor(PartyClause):
    """How much does a party get at least in every agreement year, and who makes it up (§K8)?

    Precedent: from one year after 200 million yuan of aid had arrived, 5 million yuan a year.
    What the party got is net: refunds that turn it negative raise what is made up. Where it
    is judged in every period, a top-up that later periods make needless goes back.
    """

    kind: ClassVar[str] = "floor"
    title: ClassVar[Words] = Words("保底", "floor")
    question: ClassVar[Words] = Words(
        "一方每年至少得多少？", "how much does a party get at least every year?"
    )
    limits: ClassVar[tuple[str, ...]] = ("amount",)

    party: str = says(
        Words("保底方", "guaranteed party"),
        PartyValue(),
        Words("哪一方所得不低于保底额", "the party that gets at least the floor"),
    )
    maker: str = says(
        Words("补足方", "made up by"), PartyValue(), Words("差额由哪一方补足", "who pays the gap")
    )
    judged: str = says(
        Words("补足时点", "judged"),
        Choice(JUDGED),
        Words("年末一次核定，或每个结算期累计核定", "once at the year's end, or in every period"),
    )
    amount: Staged[Sum] = says(
        Words("保底额", "floor amount"),
        StagedValue(SumValue()),
        Words("每一段协议年次的年保底额", "the floor of a year in each run of agreement years"),
    )
    grain: str | None = says(
        Words("计算单元", "unit of account"),
        Choice(GRAINS),
        Words(
            "所看条款逐户计算时，保底额是每户的还是园区合计的；以企业的数派生的可不写",
            "where the clauses count by enterprise: a floor of each or of the park; unsaid where "
            "it derives from a figure of each enterprise",
        ),
        default=None,
    )
    trigger: tuple[str, ...] = says(
        Words("触发事件", "triggered by"),
        NamesValue(),
        Words(
            "自 7-settle/events.csv 中哪一事件起保底；不写则自第 1 年起",
            "the event in 7-settle/events.csv that starts it; from year 1 where unsaid",
        ),
        default=(),
    )
    delay: int | None = says(
        Words("触发后满月数", "months after"),
        IntegerValue(0, MONTHS),
        Words("事件发生满多少个月后起", "how many months after the event"),
        default=None,
    )
    first_year: str | None = says(
        Words("触发当年", "year of the trigger"),
        Choice(FIRST_YEARS),
        Words("在协议年度中间触发时当年怎么算", "what a trigger within a year means for that year"),
        default=None,
    )

    def structure(self) -> tuple[object, ...]:
        """When it starts is a number; that it waits for something is not."""
        return (type(self).__name__, self.id, self.applies_to, self.party, self.maker, self.judged)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """Two parties, every year, and a trigger said in full."""
        yield from agreement.check_years(self, "amount", self.amount)
        if self.party == self.maker:
            what = Words(
                f"保底方和补足方都是{self.party}",
                f"{self.party} is both the guaranteed party and the one that makes it up",
            )
            yield self.problem(
                "AG350", "maker", what, Words("写明由另一方补足", "name the other party")
            )
        written = (bool(self.trigger), self.delay is not None, self.first_year is not None)
        if any(written) and (not all(written) or len(self.trigger) != 1):
            what = Words(
                "保底的触发条件不完整：“触发事件”（一个）、“触发后满月数”、“触发当年”须同时写",
                "“triggered by” (one event), “months after” and “year of the trigger” go together",
            )
            yield self.problem(
                "AG351", "trigger", what, Words("补全三行，或都删去", "write all three, or none")
            )

    def dues(self, years: TermYears, number: int) -> Iterator[Due]:
        """When it is judged whether the floor is reached; made up only where it is not."""
        periods = years.periods(number)
        for period in periods if self.judged == "period" else periods[-1:]:
            what = DUE_JUDGED.fill(p=period, who=self.say("party"))
            key, on = f"judged {period}", last_day(period)
            yield Due(key, what, self.maker, self.party, on, period, milestone=True)

    def terms(self, setting: "Setting") -> Terms:
        """The floor of the year, and the part of it that has grown by the end of each period."""
        due = self._due_on(setting)
        grown = [self._grown(setting, t, due) for t in range(setting.count)]
        return {"floor": setting.by_year(self, "amount", self.amount), "grown": grown}

    def _due_on(self, setting: "Setting") -> tuple[int, bool] | None:
        """Return the month it is triggered in, and whether on its first day; None: not yet."""
        if not self.trigger:
            return (0, True)
        event = setting.book.event(self.trigger[0], setting.subject)
        event = event or setting.book.event(self.trigger[0], "")
        if event is None:
            return None
        return month_of(event.day) + (self.delay or 0), event.day.day == 1

    def _grown(self, setting: "Setting", t: int, due: tuple[int, bool] | None) -> Fraction:
        """Return the months of the agreement year that count up to period t, over twelve."""
        year, period = setting.year(t), setting.timeline.period(t)
        if due is None or setting.start is None or not setting.running(t):
            return Fraction(0)
        month, on_first = due
        opens = setting.start + MONTHS_A_YEAR * (year - 1)
        closes = opens + MONTHS_A_YEAR
        end = period.last + 1 if self.judged == "period" else closes
        counted = opens
        if month > opens or (month == opens and not on_first):
            counted = {
                "whole": opens,
                "months": month,
                "months after": month + 1,
                "next year": closes,
            }[self.first_year or "whole"]
        if month >= end:
            return Fraction(0)
        return Fraction(max(0, end - max(counted, opens)), MONTHS_A_YEAR)

    def effect(self, step: "Step") -> None:
        """Pay what is missing of the floor, less what was made up before in the year."""
        grown = step.ratios("grown")
        floor = step.part(step.number("floor"), grown)
        got = step.received(self.party, self.applies_to, "year")
        before = np.where(step.first_of_year, 0, step.balance("made up"))
        applies = (grown.num > 0) & step.active
        if self.judged == "year":
            applies &= step.last_of_year
        missing = np.where(applies, np.maximum(subtract(floor, got), 0), before)
        short = subtract(missing, before)
        step.carry("made up", missing)
        step.transfer(
            self.maker,
            self.party,
            short,
            BECAUSE,
            party=self.say("party"),
            maker=self.say("maker"),
            floor=floor,
            got=got,
            short=short,
            before=before,
        )

    def sentence(self) -> Words:
        """Read back."""
        when = Words("自第 1 年起", "From year 1 on")
        if self.trigger and self.first_year:
            when = Words(
                "“{event}”满 {delay} 个月起（触发当年：{first}）",
                "From {delay} months after “{event}” (year of the trigger: {first})",
            ).fill(event=self.trigger[0], delay=self.delay, first=self.say("first_year"))
        return Words(
            "{when}，{party}从{clauses}所得每年不低于：{amount}；不足的由{maker}补足，{judged}核定。",
            "{when}, {party} gets at least so much a year from {clauses}: {amount}; "
            "{maker} makes up the gap, judged {judged}.",
        ).fill(
            when=when,
            party=self.say("party"),
            clauses=self.target_words,
            amount=per_unit(self, "amount"),
            maker=self.say("maker"),
            judged=self.say("judged"),
        )
