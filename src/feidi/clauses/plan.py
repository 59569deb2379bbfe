"""Agreements and their cells -> batches ready to run: times, lanes, numbers, inflows."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from feidi.clauses.admission import concerned
from feidi.clauses.agreement import Agreement
from feidi.clauses.batch import Batch, Flags, Slot
from feidi.clauses.clause import Terms
from feidi.clauses.setting import Book, Setting
from feidi.clauses.timeline import Timeline
from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.exact import LIMIT, Amounts, Ratios, as_amounts


@dataclass
class Case:
    """One agreement with the facts it is settled on.

    enterprises: ids of the firms whose receipts are this agreement's. months: first and last
    month to compute, those before the start included. known_at: the day whose knowledge is
    settled; None where futures are priced. judged: the enterprises each scope covers, by place.
    """

    agreement: Agreement
    book: Book
    enterprises: tuple[str, ...]
    months: tuple[int, int]
    problems: list[Problem] = field(default_factory=list)
    known_at: date | None = None
    judged: dict[At, tuple[str, ...]] = field(default_factory=dict, init=False)

    def start(self) -> int | None:
        """The month of year 1 for the park; the earliest enterprise's where each has its own."""
        starts = [self.agreement.term.start_of(subject, self.book) for subject in self.subjects]
        return min((s for s in starts if s is not None), default=None)

    @property
    def subjects(self) -> tuple[str, ...]:
        """What has a clock of its own: the park, or each enterprise."""
        return self.enterprises if self.agreement.term.subject == "enterprise" else ("",)

    def timeline(self) -> Timeline:
        """The settlement periods, aligned to the start."""
        start = self.start()
        anchor = self.months[0] // 12 * 12 if start is None else start
        low = min(self.months[0], anchor)
        return Timeline.spanning(self.agreement.term.cycle_of, anchor, (low, self.months[1]))

    def setting(self, timeline: Timeline, subject: str) -> Setting:
        """What one lane of this agreement sees."""
        term = self.agreement.term
        start = (
            self.start()
            if subject == "" and term.subject == "enterprise"
            else term.start_of(subject, self.book)
        )
        return Setting(
            timeline, self.book, start, subject, term.last_year, self.problems, self.known_at
        )


def plan(cases: Sequence[Case]) -> Batch:
    """Return one batch for cases of one structure and one number of periods."""
    timelines = tuple(case.timeline() for case in cases)
    count = max(timeline.count for timeline in timelines)
    timelines = tuple(Timeline(t.cycle, t.first, count) for t in timelines)
    lanes = _Lanes(cases, timelines)
    agreement = cases[0].agreement
    numbers: dict[tuple[str, str], Amounts] = {}
    ratios: dict[tuple[str, str], tuple[Amounts, Amounts]] = {}
    for position, slot in enumerate(agreement.slots):
        terms = _terms(cases, position, slot, lanes.settings[slot.grain])
        blank = [0] * count
        for name in dict.fromkeys(name for term in terms for name in term):
            rows = [term.get(name, blank) for term in terms]
            _stack(numbers, ratios, (slot.key, name), rows)
    needs = tuple((number, "room") for number in agreement.term.while_room_in)
    return Batch(
        tuple(case.agreement for case in cases),
        timelines,
        lanes.subjects,
        lanes.group,
        agreement.slots,
        lanes.years,
        lanes.active,
        lanes.base_term,
        lanes.last_years,
        numbers,
        ratios,
        needs,
    )


def _terms(
    cases: Sequence[Case], position: int, slot: Slot, settings: list[tuple[int, Setting]]
) -> list[Terms]:
    """Return a clause's terms for every lane, which sees the years and lanes it concerns."""
    clauses = [case.agreement.slots[position].clause for case in cases]
    by_firm = slot.grain == "enterprise"
    among = [
        concerned(c, case) if by_firm else None for c, case in zip(clauses, cases, strict=True)
    ]
    terms = []
    for i, setting in settings:
        known, seen = among[i], setting
        if known is not None or slot.since is not None or slot.until is not None:
            touched = known is None or setting.subject in known
            seen = replace(setting, since=slot.since, until=slot.until, concerned=touched)
        terms.append(clauses[i].terms(seen))
    return terms


def _stack(
    numbers: dict[tuple[str, str], Amounts],
    ratios: dict[tuple[str, str], tuple[Amounts, Amounts]],
    key: tuple[str, str],
    rows: "list[list[int] | list[Fraction]]",
) -> None:
    if any(row and isinstance(row[0], Fraction) for row in rows):
        stacked = [Ratios.of([Fraction(v) for v in row]) for row in rows]
        ratios[key] = (_by_period([r.num for r in stacked]), _by_period([r.den for r in stacked]))
    else:
        numbers[key] = _by_period([as_amounts([int(v) for v in row]) for row in rows])


def _by_period(rows: list[Amounts]) -> Amounts:
    """Return rows [lanes, periods] with the lanes of a period side by side, as they are read."""
    return np.asfortranarray(np.stack(rows))


class _Lanes:
    """Lays out lanes: one a park, one an enterprise, with their years and terms."""

    def __init__(self, cases: Sequence[Case], timelines: tuple[Timeline, ...]) -> None:
        by_firm = any(slot.grain == "enterprise" for slot in cases[0].agreement.slots)
        firms = [
            (i, firm)
            for i, case in enumerate(cases)
            for firm in (case.enterprises if by_firm else ())
        ]
        self.subjects = tuple(firm for _, firm in firms)
        self.group: npt.NDArray[np.intp] = np.array([i for i, _ in firms], np.intp)
        self.settings = {
            "park": [(i, case.setting(timelines[i], "")) for i, case in enumerate(cases)],
            "enterprise": [(i, self._of_firm(cases[i], timelines[i], firm)) for i, firm in firms],
        }
        self.years: dict[str, Amounts] = {}
        self.active: dict[str, Flags] = {}
        self.base_term: dict[str, Flags] = {}
        self.last_years: dict[str, tuple[Amounts, Amounts]] = {}
        for grain, settings in self.settings.items():
            self._clock(grain, settings, cases)

    @staticmethod
    def _of_firm(case: Case, timeline: Timeline, firm: str) -> Setting:
        setting = case.setting(timeline, firm)
        if case.agreement.term.subject == "park":
            setting.start = case.start()
        return setting

    def _clock(self, grain: str, lanes: list[tuple[int, Setting]], cases: Sequence[Case]) -> None:
        settings = [setting for _, setting in lanes]
        count = self.settings["park"][0][1].count
        years_of = [[s.year(t) for t in range(count)] for s in settings]
        self.years[grain] = np.array(years_of, np.int64, order="F").reshape(
            (len(settings), count), order="A"
        )
        years = self.years[grain]
        own_clocks = grain == "park" and cases[0].agreement.term.subject == "enterprise"
        last = np.array(
            [
                s.last_year if s.last_year is not None and not own_clocks else LIMIT
                for s in settings
            ],
            np.int64,
        ).reshape(len(settings), 1)
        extra = np.array(
            [cases[i].agreement.term.extension or 0 for i, _ in lanes], np.int64
        ).reshape(len(settings), 1)
        self.active[grain] = (years >= 1) & (years <= last)
        self.base_term[grain] = (years >= 1) & (years <= last - extra)
        self.last_years[grain] = (last[:, 0], (last - extra)[:, 0])
