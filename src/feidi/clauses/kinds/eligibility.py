"""准入条件: what an enterprise must meet to be covered: size, leadership, list, newness."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from feidi.clauses.clause import Admission, says
from feidi.clauses.measures import FactName, FactValue
from feidi.clauses.values import Choice, MoneyValue, NamesValue, PartyValue
from feidi.clauses.whole_numbers import IntegerValue, MonthValue, YearValue
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import MONTHS_A_YEAR, Period, month_of, month_text
from feidi.quantities.money import in_yuan
from feidi.quantities.rounding import Mode
from feidi.quantities.units import MONEY
from feidi.quantities.words import Words

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.setting import Book
    from feidi.records.enterprise import Enterprise

LEADERS = {"government": Words("政府", "government"), "market": Words("市场", "market")}
LISTED = {"yes": Words("是", "yes")}
CONDITIONS = ("minimum", "led_by", "brought_by", "listed", "new_since", "excluded")
WINDOW = ("first_year", "last_year")
BEFORE = ("before_event", "years_before")
READ_BACK = {
    "led_by": Words("由{v}主导", "be led by {v}"),
    "brought_by": Words("由{v}引荐", "be brought by {v}"),
    "listed": Words("在双方共同确认的名单内", "be on the list both sides confirmed"),
    "new_since": Words("自{v}起才到来", "have come in {v} or later"),
    "new_by": Words("以“{v}”为到来", "by the event “{v}”"),
    "excluded": Words("不是明确排除的 {v}", "be none of those excluded: {v}"),
}


@dataclass(frozen=True)
class Eligibility(Admission):
    """Which enterprises may a scope cover (§K14)?

    An enterprise meets all the conditions stated. 财预〔2015〕92号: three taxes of the three
    years before the move at least 20 million yuan a year, a move led by the government, on the
    list both sides confirmed. Whatever is needed to judge and missing is a problem, never a no.
    """

    kind: ClassVar[str] = "eligibility"
    title: ClassVar[Words] = Words("准入条件", "eligibility")
    question: ClassVar[Words] = Words("哪些企业进入分享？", "which enterprises are covered?")

    figure: FactName | None = says(
        Words("年均事项", "yearly mean of"),
        FactValue(),
        Words(
            "看哪一项统计数的年均值，如 迁前三税/企业", "the figure whose yearly mean is looked at"
        ),
        default=None,
    )
    minimum: int | None = says(
        Words("年均下限", "at least"),
        MoneyValue(),
        Words("年均值不低于多少", "the least yearly mean"),
        default=None,
    )
    first_year: int | None = says(
        Words("年均期自", "mean from"),
        YearValue(),
        Words("年均期的第一个公历年度", "first calendar year of the mean"),
        default=None,
    )
    last_year: int | None = says(
        Words("年均期至", "mean until"),
        YearValue(),
        Words("年均期的最后一个公历年度", "last calendar year of the mean"),
        default=None,
    )
    before_event: tuple[str, ...] = says(
        Words("年均期在事件之前", "mean of years before"),
        NamesValue(),
        Words(
            "年均期为该企业哪一事件（如 迁入）之前",
            "the enterprise's event before which the years lie",
        ),
        default=(),
    )
    years_before: int | None = says(
        Words("事件前年数", "number of years before"),
        IntegerValue(1),
        Words("事件所在公历年度之前的几个年度", "how many calendar years before the event's"),
        default=None,
    )
    led_by: str | None = says(
        Words("主导方式", "led by"),
        Choice(LEADERS),
        Words(
            "只含政府主导或市场主导的企业", "only those whose coming the government or market led"
        ),
        default=None,
    )
    brought_by: str | None = says(
        Words("引荐方", "brought by"),
        PartyValue(),
        Words("只含哪一方引荐的企业", "only those a party brought"),
        default=None,
    )
    listed: str | None = says(
        Words("须经双方确认", "jointly listed"),
        Choice(LISTED),
        Words(
            "写 是：只含双方共同确认名单内的企业", "yes: only those on the jointly confirmed list"
        ),
        default=None,
    )
    new_since: int | None = says(
        Words("增量起算", "new since"),
        MonthValue(),
        Words("只含该月起才到来的企业", "only those that came in that month or later"),
        default=None,
    )
    new_by: tuple[str, ...] = says(
        Words("增量以事件", "new by event"),
        NamesValue(),
        Words(
            "以企业的哪一事件（如 落地）为到来", "the enterprise's event that counts as its coming"
        ),
        default=(),
    )
    excluded: tuple[str, ...] = says(
        Words("排除企业", "excluded"),
        NamesValue(),
        Words("明确排除的企业编号", "ids of enterprises expressly left out"),
        default=(),
    )

    def structure(self) -> tuple[Hashable, ...]:
        """Who is covered is data; it does not decide the way of the money."""
        return (type(self).__name__, self.id, self.from_year)

    def check(self, agreement: "Agreement") -> Iterator[Problem]:
        """At least one condition; a mean with figure, minimum and one window; an event for new."""
        if not any(getattr(self, key) for key in CONDITIONS):
            yield self.problem(
                "AG430",
                "",
                Words("没有写任何准入条件（0 项）", "no condition is written (0 of them)"),
                Words("至少写一项条件，或删去本条", "write at least one, or delete the clause"),
            )
        yield from self._check_mean()
        if (self.new_since is None) != (not self.new_by):
            yield self.problem(
                "AG432",
                "new_since",
                Words(
                    "“增量起算”与“增量以事件”须同时写，这里只有 1 行",
                    "“new since” and “new by event” go together; only 1 is written",
                ),
                Words("补写另一行", "add the other line"),
            )

    def _check_mean(self) -> Iterator[Problem]:
        written = [self._all(WINDOW), self._all(BEFORE)]
        wanted = 1 if self.minimum is not None else 0
        if written.count(True) != wanted or None in written or bool(self.figure) != bool(wanted):
            yield self.problem(
                "AG431",
                "minimum",
                Words(
                    "年均条件须写“年均事项”“年均下限”和 1 种年均期："
                    "“年均期自、年均期至”，或“年均期在事件之前、事件前年数”",
                    "a mean needs “yearly mean of”, “at least” and 1 window: “mean from” and "
                    "“mean until”, or “mean of years before” and “number of years before”",
                ),
                Words("补写或删去有关各行", "complete or delete those lines"),
            )
        elif self.first_year and self.last_year and self.last_year < self.first_year:
            yield self.problem(
                "AG431",
                "last_year",
                Words(
                    f"年均期自 {self.first_year} 至 {self.last_year}，先后颠倒",
                    f"the mean runs from {self.first_year} to {self.last_year}",
                ),
                Words("核对两个年度", "check both years"),
            )

    def _all(self, keys: tuple[str, ...]) -> bool | None:
        """Say whether all the fields are written; None where only some are."""
        written = [bool(getattr(self, key)) for key in keys]
        return True if all(written) else None if any(written) else False

    # ---- judging ------------------------------------------------------------------------

    def admits(self, enterprise: str, book: "Book", problems: list[Problem]) -> bool:
        """Say whether an enterprise meets every condition."""
        return self.reason(enterprise, book, problems) is None

    def reason(self, enterprise: str, book: "Book", problems: list[Problem]) -> Words | None:
        """Return why an enterprise is not covered, in words; None where it is."""
        if enterprise in self.excluded:
            return Words(f"{self.id}明确排除", f"expressly excluded by {self.id}")
        entry = next((e for e in book.enterprises if e.id == enterprise), None)
        if entry is None:
            if self.led_by or self.brought_by or self.listed:
                problems.append(self._missing(enterprise, Words("名册登记", "roster entry")))
                return Words("名册里没有", "not on the roster")
            return self._too_old(enterprise, book, problems) or self._too_small(
                enterprise, book, problems
            )
        return (
            self._off_roster(entry, problems)
            or self._too_old(enterprise, book, problems)
            or self._too_small(enterprise, book, problems)
        )

    def _off_roster(self, entry: "Enterprise", problems: list[Problem]) -> Words | None:
        for key, known in (("led_by", LEADERS), ("brought_by", {})):
            wanted, actual = getattr(self, key), getattr(entry, key)
            if wanted and not actual:
                label = next(f.label for f in self.fields() if f.key == key)
                problems.append(self._missing(entry.id, label, key))
                return Words(f"名册未写{label.zh}", f"the roster lacks “{label.en}”")
            if wanted and actual != wanted:
                said = known.get(actual, Words(actual, actual))
                need = self.say(key)
                return Words(f"由{said.zh}，须由{need.zh}", f"{said.en}, must be {need.en}")
        if self.listed and entry.listed_on is None:
            return Words("不在双方共同确认的名单内", "not on the jointly confirmed list")
        return None

    def _too_old(self, enterprise: str, book: "Book", problems: list[Problem]) -> Words | None:
        if self.new_since is None:
            return None
        day = self._day(enterprise, self.new_by[0], "new_by", book, problems)
        if day is None or month_of(day) >= self.new_since:
            return None
        since = month_text(self.new_since)
        return Words(
            f"{day} 已{self.new_by[0]}，早于 {since}", f"{self.new_by[0]} on {day}, before {since}"
        )

    def _too_small(self, enterprise: str, book: "Book", problems: list[Problem]) -> Words | None:
        if self.minimum is None or self.figure is None:
            return None
        first, last = self.first_year, self.last_year
        if self.before_event and self.years_before:
            day = self._day(enterprise, self.before_event[0], "before_event", book, problems)
            if day is None:
                return None
            first, last = day.year - self.years_before, day.year - 1
        years = range(first or 0, (last or 0) + 1)
        values = [self._of_year(enterprise, year, book, problems) for year in years]
        found = [value for value in values if value is not None]
        if len(found) < len(values):
            return None
        mean = sum(found, Fraction(0)) / len(years)
        if mean >= self.minimum:
            return None
        told = in_yuan(Mode.DOWN.round_ratio(mean.numerator, mean.denominator))
        least, name = in_yuan(self.minimum), self.figure.words
        return Words(
            f"{years[0]}—{years[-1]} 年“{name.zh}”年均 {told} 元，低于 {least} 元",
            f"the yearly mean of “{name.en}” in {years[0]}-{years[-1]} is {told} yuan, "
            f"below {least} yuan",
        )

    def _of_year(
        self, enterprise: str, year: int, book: "Book", problems: list[Problem]
    ) -> Fraction | None:
        """Return the figure of one calendar year, whole or as parts that fill it."""
        name = self.figure or FactName("", "")
        subject = enterprise if name.subject == "*" else name.subject
        whole = Period(year * MONTHS_A_YEAR, MONTHS_A_YEAR)
        facts = [
            f
            for f in book.by_name.get((name.name, subject), [])
            if whole.first <= f.period.first and f.period.last <= whole.last and f.unit == MONEY
        ]
        if sum(f.period.months for f in facts) == whole.months:
            return sum((f.value for f in facts), Fraction(0))
        what = Words(f"“{name.words.zh}”{year} 年全年的金额", f"“{name.words.en}” of all {year}")
        problems.append(self._missing(enterprise, what, "figure"))
        return None

    def _day(
        self, enterprise: str, event: str, key: str, book: "Book", problems: list[Problem]
    ) -> date | None:
        found = book.event(event, enterprise)
        if found is None:
            what = Words(f"事件“{event}”的日期", f"the day of its event “{event}”")
            problems.append(self._missing(enterprise, what, key))
            return None
        return found.day

    def _missing(self, enterprise: str, what: Words, key: str = "") -> Problem:
        return self.problem(
            "AG433",
            key,
            Words(
                f"企业 {enterprise} 缺少{what.zh}，不能判断是否符合条件",
                f"enterprise {enterprise} lacks {what.en}; whether it qualifies cannot be judged",
            ),
            Words(
                "在 7-settle/ 的名册、facts.csv 或 events.csv 补上，不补不算",
                "add it to the roster, facts.csv or events.csv in 7-settle/; it is not guessed",
            ),
        )

    def sentence(self) -> Words:
        """Read back."""
        said = [
            words.fill(v=self.say(key)) for key, words in READ_BACK.items() if getattr(self, key)
        ]
        if self.minimum is not None:
            said.insert(0, self._mean_words())
        return Words(
            "企业须同时符合：" + "；".join(words.zh for words in said) + "。",
            "An enterprise must " + "; ".join(words.en for words in said) + ".",
        )

    def _mean_words(self) -> Words:
        if self.first_year:
            window = Words("{a}—{b} 年", "{a} to {b}").fill(
                a=self.say("first_year"), b=self.say("last_year")
            )
        else:
            window = Words("“{e}”之前 {n} 年", "the {n} years before “{e}”").fill(
                e=self.say("before_event"), n=self.say("years_before")
            )
        return Words(
            "{figure} {window}年均不低于 {least}",
            "have had {figure} of at least {least} a year on the mean of {window}",
        ).fill(figure=self.say("figure"), window=window, least=self.say("minimum"))
