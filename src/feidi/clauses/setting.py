"""What a clause sees of the world when its terms are worked out: time, counted figures, events."""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm

from feidi.clauses.clause import Clause
from feidi.clauses.measures import FactName, Sum
from feidi.clauses.timeline import Timeline
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import Period
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
    None where it has not started. problems: what was missing, collected here.
    """

    timeline: Timeline
    book: Book
    start: int | None
    subject: str = ""
    last_year: int | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def count(self) -> int:
        """The number of settlement periods."""
        return self.timeline.count

    def year(self, t: int) -> int:
        """Return the agreement year of period t: 1 is the first, 0 and below is before it."""
        return 0 if self.start is None else self.timeline.agreement_year(t, self.start)

    def running(self, t: int) -> bool:
        """Say whether period t lies within the term, extensions included."""
        year = self.year(t)
        return year >= 1 and (self.last_year is None or year <= self.last_year)

    def figure(self, clause: Clause, key: str, name: FactName, t: int, lag: int = 0) -> Fraction:
        """Return a counted figure for period t, `lag` years earlier; a missing one is a problem.

        Figures of parts of the period are added up; one figure of a longer period holds for
        every settlement period within it (a population, a rate).
        """
        period = self.timeline.period(t)
        wanted = Period(period.first - 12 * lag, period.months)
        subject = self.subject if name.subject == "*" else name.subject
        facts = self.book.by_name.get((name.name, subject), [])
        inside = [
            f for f in facts if wanted.first <= f.period.first and f.period.last <= wanted.last
        ]
        around = [
            f for f in facts if f.period.first <= wanted.first and wanted.last <= f.period.last
        ]
        if inside:
            return sum((f.value for f in inside), Fraction(0))
        if around:
            return around[0].value
        self.problems.append(
            clause.problem(
                "SE030",
                key,
                Words(
                    f"{wanted} 没有“{name.words.zh}”（{subject or '园区'}）的数",
                    f"no figure “{name.words.en}” ({subject or 'park'}) for {wanted}",
                ),
                Words(
                    f"在 7-settle/facts.csv 补一行：{name.name},{subject},{wanted},…",
                    f"add a row to 7-settle/facts.csv: {name.name},{subject},{wanted},…",
                ),
            )
        )
        return Fraction(0)

    def amounts(self, clause: Clause, key: str, what: Sum, mode: Mode = Mode.DOWN) -> list[int]:
        """Return an amount in fen for every period; derived ones are rounded to the fen."""
        if what.fact is None:
            return [what.fen] * self.count
        found = []
        for t in range(self.count):
            exact = (
                self.figure(clause, key, what.fact, t) * what.rate
                if self.running(t)
                else Fraction(0)
            )
            found.append(mode.round_ratio(exact.numerator, exact.denominator))
        return found

    def weights(
        self, clause: Clause, key: str, names: dict[str, FactName], lag: int = 0
    ) -> dict[str, list[int]]:
        """Return for each party its figure in every period, as whole weights of one scale."""
        exact = {
            who: [
                self.figure(clause, key, name, t, lag) if self.running(t) else Fraction(0)
                for t in range(self.count)
            ]
            for who, name in names.items()
        }
        scale = lcm(*(v.denominator for values in exact.values() for v in values))
        return {who: [int(v * scale) for v in values] for who, values in exact.items()}
