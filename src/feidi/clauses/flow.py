"""The ledger in motion: a batch of agreements of one structure, period by period.

All agreements of a batch share their clauses' structure; their numbers lie side by side in
arrays. Every clause of every period is one call of its kind's `effect`. Amounts move only
through `post`, which books both sides, so what enters leaves (§R8).
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from feidi.clauses.batch import Batch, Slot
from feidi.clauses.kinds.rounding import Rounding
from feidi.clauses.posting import RECEIPTS
from feidi.clauses.pots import clause_of, part_of
from feidi.clauses.step import Step
from feidi.quantities.exact import Amounts, Ratios, add, subtract, sum_into, sum_periods
from feidi.quantities.units import MONEY
from feidi.quantities.words import Words

Flags = npt.NDArray[np.bool_]
SUMMED = Words("各企业在{pot}的余额合计", "the sum over enterprises of what {pot} left")


class Move(NamedTuple):
    """One posting of every lane at once, before it is told lane by lane."""

    t: int
    slot: Slot
    source: str
    target: str
    amount: Amounts
    because: Words
    facts: dict[str, Any]
    unit: str


class Pot(NamedTuple):
    """What a clause left, and why, until another takes it."""

    grain: str
    amount: Amounts
    because: Words
    facts: dict[str, Any]


@dataclass
class Flow:
    """Runs a batch. moves: when recorded.

    balances: account -> money as int64[agreements, periods]. quantities: the same by unit.
    inflows: what came into each clause's pot in the period that runs, with its grain.
    owed: clause -> what it still owes to its party after each period, as int64 (recorded only).
    """

    batch: Batch
    record: bool = False
    balances: dict[str, Amounts] = field(default_factory=dict)
    quantities: dict[str, dict[str, Amounts]] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    state: dict[tuple[str, str], Amounts] = field(default_factory=dict)
    pots: dict[str, Pot] = field(default_factory=dict)
    inflows: dict[str, tuple[str, Amounts]] = field(default_factory=dict)
    owed: dict[str, Amounts] = field(default_factory=dict)
    _got: dict[tuple[str, str], Amounts] = field(default_factory=dict)
    _open: dict[str, Flags] = field(default_factory=dict)
    _kinds: dict[str, str] = field(default_factory=dict)

    def run(self) -> "Flow":
        """Move the money of every period; return the flow itself."""
        for t in range(self.batch.count):
            self._open = {grain: self._within_term(grain, t) for grain in self.batch.active}
            for slot in self.batch.slots_at(t):
                self._forget_other_kinds(slot)
                step = Step(self, slot, t)
                slot.clause.effect(step)
                step.close()
                self._note_inflow(step, slot)
                self._note_owed(slot, t)
            self._pots_are_empty(t)
        return self

    def _forget_other_kinds(self, slot: Slot) -> None:
        """Drop what a clause of another kind carried under this number before it was replaced."""
        kind = self._kinds.setdefault(slot.id, slot.clause.kind)
        if kind != slot.clause.kind:
            self._kinds[slot.id] = slot.clause.kind
            self.state = {key: value for key, value in self.state.items() if key[0] != slot.id}

    # ---- for Step: what it sees ---------------------------------------------------------

    def take(self, slot: Slot, t: int) -> Amounts:
        """Move what the pots named by a clause hold into its own; return it in its grain."""
        total = np.zeros(self.batch.lanes(slot.grain), np.int64)
        for name in getattr(slot.clause, "takes", ()):
            pot = self.pots.pop(name, None)
            if pot is None:
                continue
            amount = self._in_grain(pot.amount, pot.grain, slot.grain)
            total = add(total, amount)
            if self.record and bool(np.any(amount)):
                because, facts = pot.because, pot.facts
                if pot.grain != slot.grain:
                    because, facts = SUMMED, {"pot": name}
                source = clause_of(name)
                self.moves.append(Move(t, slot, source, slot.id, amount, because, facts, MONEY))
        return total

    def _in_grain(self, amount: Amounts, grain: str, wanted: str) -> Amounts:
        if grain == wanted:
            return amount
        return sum_into(self.batch.group, amount, self.batch.lanes("park"))

    def active(self, grain: str) -> Flags:
        """Return which lanes are within their term, as the balances stood before this period."""
        return self._open[grain]

    def _within_term(self, grain: str, t: int) -> Flags:
        base = self.batch.base_term[grain][:, t]
        return self.batch.active[grain][:, t] & (base | self._room(grain))

    def _room(self, grain: str) -> Flags:
        """Say which lanes have room left wherever the extension of the term needs it."""
        left = np.ones(self.batch.lanes(grain), np.bool_)
        for clause, name in self.batch.extension_needs:
            room = self.state.get((clause, name))
            if room is not None:
                left &= self._among(room > 0, self.batch.grain_of(clause), grain)
        return left

    def _among(self, flags: Flags, grain: str, wanted: str) -> Flags:
        """Return flags by another grain: an enterprise's are its park's, a park's those of any."""
        if grain == wanted:
            return flags
        if wanted == "enterprise":
            return flags[self.batch.group]
        counts = np.bincount(self.batch.group[flags], minlength=self.batch.lanes("park"))
        return np.asarray(counts > 0)

    def closes_term(self, grain: str, t: int) -> Flags:
        """Say for each lane whether its term ends with period t, as balances stand now."""
        following = self.years(grain)[:, t] + 1
        last, base = self.batch.last_years[grain]
        goes_on = (following <= base) | ((following <= last) & self._room(grain))
        return self.active(grain) & self.last_of_year(grain, t) & ~goes_on

    def years(self, grain: str) -> Amounts:
        """Return the agreement year of every lane and period."""
        return self.batch.years[grain]

    def last_of_year(self, grain: str, t: int) -> Flags:
        """Say for each lane whether period t closes an agreement year."""
        years = self.years(grain)
        cycles = 12 // self.batch.cycle
        start_t = t - np.argmax(years == years[:, t : t + 1], axis=1)
        return np.asarray(start_t == cycles - 1)

    def still_owed(self, number: str, grain: str) -> Amounts:
        """Return the sum of the balances that a clause still owes to its party."""
        start = next(slot.clause.still_owed for slot in self.batch.slots if slot.id == number)
        total = np.zeros(self.batch.lanes(grain), np.int64)
        for (clause, name), amount in self.state.items():
            if clause == number and name.startswith(start):
                total = add(total, amount)
        return total

    def number(self, slot: Slot, name: str, t: int) -> Amounts:
        """Return a whole-number term of a clause in period t."""
        return self.batch.numbers[slot.key, name][:, t]

    def ratios(self, slot: Slot, name: str, t: int) -> Ratios:
        """Return a fraction term of a clause in period t."""
        num, den = self.batch.ratios[slot.key, name]
        return Ratios(num[:, t], den[:, t])

    def rounding(self, slot: Slot, t: int) -> Rounding:
        """Return the rounding that the agreement states for a clause in period t."""
        return self.batch.rounding_of(slot.id, t)

    def received(
        self, role: str, clauses: tuple[str, ...], t: int, span: str, grain: str
    ) -> Amounts:
        """Return what `role` got from `clauses` in the period, the agreement year or the term."""
        years = self.years(grain)[:, : t + 1]
        if span == "period":
            counted = np.zeros_like(years, np.bool_)
            counted[:, t] = True
        else:
            counted = years == years[:, t : t + 1] if span == "year" else years >= 1
        since = int(np.argmax(counted.any(axis=0)))
        total = np.zeros((len(years), t + 1 - since), np.int64, order="F")
        for clause in clauses:
            got = self._got.get((clause, role))
            if got is not None:
                total = add(total, self._by_lane(got[:, since : t + 1], clause, grain))
        return sum_periods(np.where(counted[:, since:], total, 0))

    def _by_lane(self, amounts: Amounts, clause: str, grain: str) -> Amounts:
        own = self.batch.grain_of(clause)
        if own == grain:
            return amounts
        return np.stack([self._in_grain(column, own, grain) for column in amounts.T], axis=1)

    def measured(self, slot: Slot, first: Amounts, last: Amounts) -> Amounts:
        """Return what the scopes a clause takes from measured in months first..last."""
        total = np.zeros(self.batch.lanes(slot.grain), np.int64)
        starts = self.batch.first_months[:, None] + np.arange(self.batch.count) * self.batch.cycle
        for scope in getattr(slot.clause, "takes", ()):
            grain = self.batch.grain_of(scope)
            group = self.batch.group if grain == "enterprise" else np.arange(len(starts))
            local = self.batch.inflow[scope].local
            begin = starts[group]
            low, high = ((self._spread(v, slot.grain, grain))[:, None] for v in (first, last))
            inside = (begin >= low) & (begin + self.batch.cycle - 1 <= high)
            sums = sum_periods(np.where(inside, local, 0))
            total = add(total, self._in_grain(sums, grain, slot.grain))
        return total

    def _spread(self, value: Amounts, grain: str, wanted: str) -> Amounts:
        return value[self.batch.group] if grain != wanted else value

    # ---- for Step: what it does ---------------------------------------------------------

    def post(
        self,
        step: Step,
        source: str,
        target: str,
        amount: Amounts,
        because: Words,
        facts: dict[str, Any] | None = None,
    ) -> None:
        """Book an amount on both sides; pots of clauses hold theirs only within the period."""
        slot = step.slot
        if not bool(np.any(amount)):
            return
        whole = self._in_grain(amount, slot.grain, "park") if slot.grain != "park" else amount
        money = step.unit == MONEY
        books = self.balances if money else self.quantities.setdefault(step.unit, {})
        for account, sign in ((source, -1), (target, 1)):
            if account in self.batch.pots:
                continue
            if account not in books:
                books[account] = self._blank(self.batch.lanes("park"))
            book = books[account]
            change = add if sign > 0 else subtract
            book[:, step.t] = change(book[:, step.t], whole)
            if money and account != RECEIPTS.zh:
                key = slot.id, account
                if key not in self._got:
                    self._got[key] = self._blank(len(amount))
                got = self._got[key]
                got[:, step.t] = change(got[:, step.t], amount)
        if self.record:
            self.moves.append(
                Move(step.t, slot, source, target, amount, because, facts or {}, step.unit)
            )

    def leave(
        self, step: Step, into: str, amount: Amounts, because: Words, facts: dict[str, Any]
    ) -> None:
        """Keep an amount in the clause's pot, or a named part of it, for a later clause."""
        slot = step.slot
        self.pots[part_of(slot.id, into)] = Pot(slot.grain, amount, because, facts)

    def inflow_of(self, clause: str, grain: str) -> Amounts:
        """Return what came into another clause's pot in this period; a scope's is what it left."""
        if clause not in self.inflows:
            return np.zeros(self.batch.lanes(grain), np.int64)
        own, amount = self.inflows[clause]
        return self._in_grain(amount, own, grain)

    def _note_inflow(self, step: Step, slot: Slot) -> None:
        left = self.pots.get(slot.id)
        whole = left.amount if slot.clause.role == "source" and left else step.pot
        self.inflows[slot.id] = (slot.grain, whole)

    def _note_owed(self, slot: Slot, t: int) -> None:
        if self.record and slot.clause.still_owed:
            owed = self.still_owed(slot.id, slot.grain)
            book = self.owed.setdefault(slot.id, self._blank(self.batch.lanes("park")))
            book[:, t] = self._in_grain(owed, slot.grain, "park")

    def _blank(self, lanes: int) -> Amounts:
        """Return nothing for every lane and period; the lanes of a period lie side by side."""
        return np.zeros((lanes, self.batch.count), np.int64, order="F")

    def _pots_are_empty(self, t: int) -> None:
        for name, pot in self.pots.items():
            if bool(np.any(pot.amount)):
                message = f"period {t}: the pot of {name} was left with money"
                raise AssertionError(message)
        self.pots.clear()
        self.inflows.clear()
