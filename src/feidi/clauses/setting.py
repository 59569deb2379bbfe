"""What a clause sees of the world when its terms are worked out: time, counted figures, events."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from feidi.clauses.clause import Clause
from feidi.clauses.figure_units import units_of_sum
from feidi.clauses.measures import FactName, Sum
from feidi.clauses.stages import Staged
from feidi.clauses.timeline import Timeline
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import MONTHS_A_YEAR, Period
from feidi.quantities.rounding import Mode
from feidi.quantities.words import Words
from feidi.records.enterprise import Enterprise
from feidi.records.event import Event
from feidi.records.fact import Fact
from feidi.records.payment import Payment


@dataclass(frozen=True)
class Book:
    """The counted facts of a park, as known: figures, events, roster, payments made."""

    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = ()
    enterprises: tuple[Enterprise, ...] = ()
    payments: tuple[Payment, ...] = ()

    @cached_property
    def by_name(self) -> dict[tuple[str, str], list[Fact]]:
        """Figures by (name, subject)."""
        found: dict[tuple[str, str], list[Fact]] = {}
        for fact in self.facts:
            found.setdefault((fact.name, fact.subject), []).append(fact)
        return found

    def event(self, name: str, subject: str) -> Event | None:
        """Return the first event of that name and subject."""
        found = [e for e in self.events if (e.name, e.subject) == (name, subject)]
        return min(found, key=lambda e: e.day, default=None)


@dataclass
class Setting:
    """One lane of an agreement: the park, or one enterprise, with its own start.

    subject: the enterprise's id, or "" for the park. start: month of agreement year 1, or
    None where it has not started. problems: what was missing, collected here. known_at: the
    day whose knowledge is settled; None where a future is priced and no day is meant (§R7).
    since, until: calendar years in which the clause that looks is in force (None: without
    limit). concerned: whether the lane's money can reach that clause.
    """

    timeline: Timeline
    book: Book
    start: int | None
    subject: str = ""
    last_year: int | None = None
    problems: list[Problem] = field(default_factory=list)
    known_at: date | None = None
    since: int | None = None
    until: int | None = None
    concerned: bool = True

    @property
    def count(self) -> int:
        """The number of settlement periods."""
        return self.timeline.count

    def year(self, t: int) -> int:
        """Return the agreement year of period t: 1 is the first, 0 and below is before it."""
        return 0 if self.start is None else self.timeline.agreement_year(t, self.start)

    def running(self, t: int) -> bool:
        """Say whether the clause acts on the lane in period t: within the term and in force."""
        year, calendar = self.year(t), self.timeline.calendar_year(t)
        in_term = year >= 1 and (self.last_year is None or year <= self.last_year)
        in_force = (self.since is None or calendar >= self.since) and (
            self.until is None or calendar < self.until
        )
        return self.concerned and in_term and in_force

    def subject_of(self, name: FactName) -> str:
        """Return whose figure a name means in this lane: its own where it is an enterprise's."""
        return self.subject if name.subject == "*" else name.subject

    def note(self, found: Iterable[Problem]) -> None:
        """Collect problems, each once."""
        self.problems += [problem for problem in found if problem not in self.problems]

    def figure(self, clause: Clause, key: str, name: FactName, t: int) -> Fraction:
        """Return a counted figure for period t; a missing one is a problem.

        Figures of parts of the period are added up; one figure of a longer period holds for
        every settlement period within it (a population, a rate).
        """
        return self.figure_in(clause, key, name, self.timeline.period(t))

    def figure_in(
        self, clause: Clause, key: str, name: FactName, wanted: Period, whole: bool = True
    ) -> Fraction:
        """Return a counted figure for any period, by the same rule as `figure`.

        whole: parts of the period must fill it; not so for flows, which need not arise in
        every month.
        """
        facts = self.book.by_name.get((name.name, self.subject_of(name)), [])
        inside = [
            f for f in facts if wanted.first <= f.period.first and f.period.last <= wanted.last
        ]
        around = [
            f for f in facts if f.period.first <= wanted.first and wanted.last <= f.period.last
        ]
        counted = sum(f.period.months for f in inside)
        if inside and (counted >= wanted.months or not whole):
            return sum((f.value for f in inside), Fraction(0))
        if around:
            return around[0].value
        self.problems.append(self._missing(clause, key, name, wanted, counted))
        return Fraction(0)

    def _missing(
        self, clause: Clause, key: str, name: FactName, wanted: Period, months: int
    ) -> Problem:
        subject = self.subject_of(name)
        only = Words(f"全期的数（只有 {months} 个月）", f" in full (only {months} months)")
        what = only if months else Words("的数", "")
        return clause.problem(
            "SE030",
            key,
            Words(
                f"{wanted} 没有“{name.words.zh}”（{subject or '园区'}）{what.zh}",
                f"no figure “{name.words.en}” ({subject or 'park'}) for {wanted}{what.en}",
            ),
            Words(
                f"在 7-settle/facts.csv 补一行：{name.name},{subject or '园区'},{wanted},…",
                f"add a row to 7-settle/facts.csv: {name.name},{subject or 'park'},{wanted},…",
            ),
        )

    def payments(self, payer: str, payee: str) -> tuple[Payment, ...]:
        """Return the payments between two parties, either way, that are known at the day."""
        return tuple(
            payment
            for payment in self.book.payments
            if {payment.payer, payment.payee} == {payer, payee}
            and (self.known_at is None or payment.paid_on <= self.known_at)
        )

    def amounts(self, clause: Clause, key: str, what: Sum, mode: Mode = Mode.DOWN) -> list[int]:
        """Return an amount in fen for every period; derived ones are rounded to the fen."""
        if what.fact is None:
            return [what.fen] * self.count
        found = []
        self.note(units_of_sum(self, clause, key, what))
        for t in range(self.count):
            exact = (
                self.figure(clause, key, what.fact, t) * what.rate
                if self.running(t)
                else Fraction(0)
            )
            found.append(mode.round_ratio(exact.numerator, exact.denominator))
        return found

    def arising(
        self, clause: Clause, key: str, what: Sum, unless_counted: bool = False
    ) -> list[int]:
        """Return the fen that arise in every period: money that flows, such as a cost.

        A stated amount is that of one agreement year and arises in its first period. Counted
        figures are added up; one of a longer period cannot be told apart and is a problem.
        unless_counted: nothing arises where nothing was counted, instead of a problem (§R5).
        """
        self.note(units_of_sum(self, clause, key, what))
        return [
            self._arising_in(clause, key, what, t, unless_counted) if self.running(t) else 0
            for t in range(self.count)
        ]

    def opens_year(self, t: int) -> bool:
        """Say whether period t is the first of its agreement year."""
        return t == 0 or self.year(t - 1) != self.year(t)

    def _arising_in(self, clause: Clause, key: str, what: Sum, t: int, optional: bool) -> int:
        if what.fact is None:
            return what.fen if self.opens_year(t) else 0
        wanted = self.timeline.period(t)
        met = [
            f
            for f in self.book.by_name.get((what.fact.name, self.subject_of(what.fact)), [])
            if f.period.first <= wanted.last and wanted.first <= f.period.last
        ]
        if optional and not met:
            return 0
        for f in met:
            if f.period.first < wanted.first or wanted.last < f.period.last:
                self.problems.append(too_long(clause, key, what.fact, f.period, wanted))
                return 0
        exact = self.figure_in(clause, key, what.fact, wanted, whole=False) * what.rate
        return Mode.DOWN.round_ratio(exact.numerator, exact.denominator)

    def in_year(self, clause: Clause, key: str, what: Sum, year: int) -> int:
        """Return an amount of one whole agreement year in fen, for a lane that has started."""
        if what.fact is None or self.start is None:
            return what.fen
        self.note(units_of_sum(self, clause, key, what))
        wanted = Period(self.start + MONTHS_A_YEAR * (year - 1), MONTHS_A_YEAR)
        exact = self.figure_in(clause, key, what.fact, wanted) * what.rate
        return Mode.DOWN.round_ratio(exact.numerator, exact.denominator)

    def by_year(self, clause: Clause, key: str, staged: Staged[Sum]) -> list[int]:
        """Return for every period the amount stated for its whole agreement year, in fen."""
        found: dict[int, int] = {}
        for t in range(self.count):
            what = staged.at(self.year(t)) if self.running(t) else None
            if what is not None and self.year(t) not in found:
                found[self.year(t)] = self.in_year(clause, key, what, self.year(t))
        return [found.get(self.year(t), 0) for t in range(self.count)]


def too_long(clause: Clause, key: str, name: FactName, found: Period, wanted: Period) -> Problem:
    """Return the problem of a flow counted for longer than a settlement period (§R5)."""
    return clause.problem(
        "SE037",
        key,
        Words(
            f"“{name.words.zh}”是 {found} 的合计，分不到结算期 {wanted}",
            f"“{name.words.en}” is a sum of {found} and cannot be told for {wanted}",
        ),
        Words(
            "在 7-settle/facts.csv 按结算期或按月各写一行",
            "write one row a settlement period, or a month, in 7-settle/facts.csv",
        ),
    )
