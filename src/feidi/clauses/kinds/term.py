"""期限: when the agreement starts and ends, how often it settles, when it is extended."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from feidi.clauses.clause import Clause, says
from feidi.clauses.days import last_day
from feidi.clauses.due import Due, TermYears
from feidi.clauses.values import Choice, ClausesValue, NamesValue
from feidi.clauses.whole_numbers import IntegerValue, MonthValue
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import MONTHS_A_YEAR, Cycle, month_of
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Book

CYCLES = {
    "YEAR": Words("年度", "yearly"),
    "QUARTER": Words("季度", "quarterly"),
    "MONTH": Words("月度", "monthly"),
}
COUNTINGS = {
    "year": Words("事件当年1月", "January of the event's year"),
    "next year": Words("事件次年1月", "January of the year after the event"),
    "month": Words("事件当月", "the event's month"),
    "next month": Words("事件次月", "the month after the event"),
}
SUBJECTS = {"park": Words("园区", "park"), "enterprise": Words("企业", "enterprise")}
UNLIMITED = {"yes": Words("是", "yes")}
SETTLED = Words("{p} 结算期满，可以结算", "the period {p} has ended and can be settled")
ENDS = Words("协议期满（有延长约定的除外）", "the term ends, unless it is extended")
TWO_STARTS = (
    Words(
        "起算不明：“起算月份”与“起算事件”须写且只写一个",
        "the start is unclear: write “starts in” or “starts with”, one of the two",
    ),
    Words(
        "写“起算月份: 2026-01”，或“起算事件: 达产”和“起算方式: …”",
        "write “starts in: 2026-01”, or “starts with: …” and “counted from: …”",
    ),
)
NO_COUNTING = (
    Words("有起算事件而没有“起算方式”", "a start event without “counted from”"),
    Words(
        "写明：" + "、".join(w.zh for w in COUNTINGS.values()),
        "say one of: " + "; ".join(w.en for w in COUNTINGS.values()),
    ),
)
TWO_LENGTHS = (
    Words(
        "期限不明：“期限年数”与“长期有效”须写且只写一个",
        "the length is unclear: write “years” or “without end”, one of the two",
    ),
    Words("写“期限年数: 10 年”或“长期有效: 是”", "write “years: 10” or “without end: yes”"),
)
HALF_EXTENSION = (
    Words(
        "“延长年数”与“延长条件为未达封顶”须同时写",
        "“extended by” and “extended while below the cap of” go together",
    ),
    Words("补写另一行，或两行都删去", "add the other line, or delete both"),
)
START_WITHIN_YEAR = (
    Words(
        "逐户起算、按年或按季结算时，起算方式只能是事件当年或次年",
        "with one start an enterprise, yearly or quarterly settlement counts from January",
    ),
    Words("改起算方式，或改为月度结算", "change “counted from”, or settle monthly"),
)


@dataclass(frozen=True)
class Term(Clause):
    """From when to when does the agreement hold, and how often is it settled (§R3)?"""

    kind: ClassVar[str] = "term"
    title: ClassVar[Words] = Words("期限与结算周期", "term")
    question: ClassVar[Words] = Words(
        "从何时起、到何时止、多久结一次？", "from when, until when, how often?"
    )
    role: ClassVar[str] = "setting"

    cycle: str = says(
        Words("结算周期", "settled"),
        Choice(CYCLES),
        Words("多久结算一次", "how often it is settled"),
    )
    start_month: int | None = says(
        Words("起算月份", "starts in"),
        MonthValue(),
        Words("协议第 1 年的第一个月", "the first month of agreement year 1"),
        default=None,
    )
    start_event: tuple[str, ...] = says(
        Words("起算事件", "starts with"),
        NamesValue(),
        Words(
            "以 7-settle/events.csv 中哪一事件起算",
            "the event in 7-settle/events.csv it starts with",
        ),
        default=(),
    )
    counted_from: str | None = says(
        Words("起算方式", "counted from"),
        Choice(COUNTINGS),
        Words("事件发生后从何时算第 1 年", "where year 1 starts after the event"),
        default=None,
    )
    subject: str = says(
        Words("起算对象", "start of"),
        Choice(SUBJECTS),
        Words("园区统一起算，或逐户起算", "one start for the park, or one an enterprise"),
        default="park",
    )
    years: int | None = says(
        Words("期限年数", "years"),
        IntegerValue(1),
        Words("协议持续多少年", "how many years it lasts"),
        default=None,
    )
    unlimited: str | None = says(
        Words("长期有效", "without end"),
        Choice(UNLIMITED),
        Words("没有终止年限时写 是", "yes where it has no end"),
        default=None,
    )
    extension: int | None = says(
        Words("延长年数", "extended by"),
        IntegerValue(1),
        Words("条件成就时延长多少年", "how many years it is extended by if the condition holds"),
        default=None,
    )
    while_room_in: tuple[str, ...] = says(
        Words("延长条件为未达封顶", "extended while below the cap of"),
        ClausesValue(),
        Words(
            "在哪一条的累计封顶未达到时延长", "the clause whose cumulative cap is not yet reached"
        ),
        default=(),
    )

    @property
    def cycle_of(self) -> Cycle:
        """The settlement cycle."""
        return Cycle[self.cycle]

    @property
    def last_year(self) -> int | None:
        """The last agreement year, extension included; None without end."""
        return None if self.years is None else self.years + (self.extension or 0)

    def structure(self) -> tuple[Hashable, ...]:
        """Cycle, way of starting and extension decide; dates and lengths are numbers."""
        return (self.cycle, self.subject, self.extension is None, self.while_room_in)

    def start_of(self, subject: str, book: "Book") -> int | None:
        """Return the month in which year 1 starts for a lane; None where it has not started."""
        if self.start_month is not None:
            return self.start_month
        event = book.event(self.start_event[0], subject if self.subject == "enterprise" else "")
        if event is None or self.counted_from is None:
            return None
        month = month_of(event.day)
        january = month // MONTHS_A_YEAR * MONTHS_A_YEAR
        return {
            "year": january,
            "next year": january + MONTHS_A_YEAR,
            "month": month,
            "next month": month + 1,
        }[self.counted_from]

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """One start, one length, a condition for an extension."""
        if (self.start_month is None) == (not self.start_event):
            yield self.problem("AG031", "start_month", *TWO_STARTS)
        if self.start_event and self.counted_from is None:
            yield self.problem("AG031", "start_event", *NO_COUNTING)
        if (self.years is None) == (self.unlimited is None):
            yield self.problem("AG032", "years", *TWO_LENGTHS)
        if (self.extension is None) != (not self.while_room_in):
            yield self.problem("AG032", "extension", *HALF_EXTENSION)
        for number in self.while_room_in:
            cap = agreement.clause(number)
            if cap.kind != "cap" or getattr(cap, "span", "") != "term":
                what = Words(
                    f"{number}（{cap.title.zh}）不是期限内累计的封顶，延长没有条件可看",
                    f"{number} ({cap.title.en}) is no cap of the whole term to extend by",
                )
                fix = Words("写累计封顶条款的条号", "name the clause of a cumulative cap")
                yield self.problem("AG032", "while_room_in", what, fix)
        by_month = self.counted_from in ("month", "next month")
        if self.subject == "enterprise" and self.cycle_of is not Cycle.MONTH and by_month:
            yield self.problem("AG031", "counted_from", *START_WITHIN_YEAR)

    def dues(self, years: TermYears, number: int) -> Iterator[Due]:
        """Every settlement period ends on its last day; the term with its last year."""
        for period in years.periods(number):
            yield Due(f"settlement {period}", SETTLED.fill(p=period), "", "", last_day(period),
                      period, milestone=True)  # fmt: skip
        if number == years.years:
            year = years.year(number)
            yield Due("end", ENDS, "", "", last_day(year), year, milestone=True)

    def sentence(self) -> Words:
        """Read back."""
        if self.start_month is not None:
            start = Words("自{m}起算", "It starts in {m}").fill(m=self.say("start_month"))
        else:
            start = Words(
                "以{who}的“{e}”起算，自{c}计第 1 年",
                "It starts with “{e}” of the {who}, year 1 counted from {c}",
            ).fill(
                who=self.say("subject"),
                e="、".join(self.start_event),
                c=self.say("counted_from") if self.counted_from else Words("？", "?"),
            )
        length = (
            Words("长期有效", "without end")
            if self.years is None
            else Words(f"期限 {self.years} 年", f"for {self.years} years")
        )
        extra = (
            Words("", "")
            if not self.extension
            else Words(
                f"；期满时{'、'.join(self.while_room_in)}的累计封顶未达到的，"
                f"延长 {self.extension} 年",
                f"; extended by {self.extension} years while the cap of "
                f"{', '.join(self.while_room_in)} is not reached",
            )
        )
        return Words(
            "{start}，{length}，按{cycle}结算{extra}。",
            "{start}, {length}, settled {cycle}{extra}.",
        ).fill(start=start, length=length, cycle=self.say("cycle"), extra=extra)
