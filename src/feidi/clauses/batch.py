"""Agreements of one structure side by side: their lanes, times and numbers as arrays."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from feidi.clauses.clause import Clause
from feidi.clauses.timeline import Timeline
from feidi.quantities.exact import Amounts

if TYPE_CHECKING:
    from feidi.clauses.agreement import Agreement
    from feidi.clauses.kinds.rounding import Rounding

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Slot:
    """One version of one clause: `key` tells versions apart, `id` is the clause's number.

    grain: "park" or "enterprise", what one lane is. since, until: calendar years in which this
    version is in force (None: without limit).
    """

    key: str
    id: str
    clause: Clause
    grain: str
    since: int | None
    until: int | None

    def in_force(self, year: int) -> bool:
        """Say whether this version holds in a calendar year."""
        return (self.since is None or year >= self.since) and (
            self.until is None or year < self.until
        )


@dataclass(frozen=True)
class Inflow:
    """What one scope measured: int64[lanes, periods].

    gross: receipts covered. upper: level -> what it takes. local: gross less the upper levels.
    """

    gross: Amounts
    upper: dict[str, Amounts]
    local: Amounts


@dataclass(frozen=True)
class Batch:
    """What a flow needs to know of the agreements it computes at once.

    group: agreement of each enterprise lane. years, active, base_term: by grain, an array
    [lanes, periods]. last_years: by grain, each lane's last agreement year with and without
    its extension. numbers, ratios: (slot key, name) -> array(s) [lanes, periods].
    extension_needs: balances that must have room left for an extension to run.
    """

    agreements: "tuple[Agreement, ...]"
    timelines: tuple[Timeline, ...]
    subjects: tuple[str, ...]
    group: npt.NDArray[np.intp]
    slots: tuple[Slot, ...]
    years: dict[str, Amounts]
    active: dict[str, Flags]
    base_term: dict[str, Flags]
    last_years: dict[str, tuple[Amounts, Amounts]]
    numbers: dict[tuple[str, str], Amounts]
    ratios: dict[tuple[str, str], tuple[Amounts, Amounts]]
    extension_needs: tuple[tuple[str, str], ...] = ()
    inflow: dict[str, Inflow] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """The number of settlement periods."""
        return self.timelines[0].count

    @property
    def cycle(self) -> int:
        """The length of a settlement period in months."""
        return int(self.timelines[0].cycle)

    @cached_property
    def first_months(self) -> Amounts:
        """The first month of period 0, by agreement."""
        return np.array([timeline.first for timeline in self.timelines], np.int64)

    @cached_property
    def pots(self) -> frozenset[str]:
        """The accounts that are clauses' pots."""
        return frozenset(slot.id for slot in self.slots)

    def lanes(self, grain: str) -> int:
        """The number of lanes at a grain."""
        return len(self.agreements) if grain == "park" else len(self.subjects)

    def grain_of(self, clause: str) -> str:
        """Return the grain of a clause's pot."""
        return next(slot.grain for slot in self.slots if slot.id == clause)

    def slots_at(self, t: int) -> list[Slot]:
        """Return the versions in force in period t, in the agreement's order."""
        year = self.timelines[0].calendar_year(t)
        return [slot for slot in self.slots if slot.in_force(year)]

    def rounding_of(self, clause: str, t: int) -> "Rounding":
        """Return the rounding that governs a clause in period t."""
        return self.agreements[0].rounding_of(clause, self.timelines[0].calendar_year(t))
