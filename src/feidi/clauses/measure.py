"""Cells -> what each scope measures: gross, upper levels' parts by dated law, local part (§R1).

Receipts of one tax, settlement period and fiscal rule are summed before the rule divides them,
so that rounding happens once for each of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from feidi.clauses.batch import Batch, Inflow, Slot
from feidi.clauses.clause import Clause
from feidi.clauses.coverage import NOBODY, Coverage, Ground, Part, lay_out
from feidi.clauses.kinds.scope import Scope
from feidi.clauses.places import NOWHERE, Places, periods_of
from feidi.clauses.plan import Case
from feidi.clauses.rules_in_force import RulesInForce
from feidi.clauses.timeline import Timeline
from feidi.quantities.calendar import Period
from feidi.quantities.exact import (
    Amounts,
    Ratios,
    add,
    as_amounts,
    portion,
    subtract,
    sum_into,
    sum_periods,
)
from feidi.quantities.rounding import Mode
from feidi.records.cells import Cells

Indices = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Measured:
    """A batch with its inflows. places: where the cells belong."""

    batch: Batch
    places: Places

    @cached_property
    def claimed(self) -> npt.NDArray[np.bool_]:
        """Which cells some scope covers."""
        return self.places.claimed()

    @cached_property
    def t(self) -> Indices:
        """The settlement period of every cell, -1 where none contains it."""
        return self.places.t()


@dataclass(frozen=True)
class MeasuredTogether:
    """Several batches measured in one pass over the cells.

    unclaimed: which cells of their agreements no scope covers.
    """

    batches: tuple[Batch, ...]
    places: Places
    unclaimed: Indices

    def outside(self) -> list[Amounts]:
        """Return for each batch what no scope covers, int64[agreements, periods]."""
        shapes = [(len(batch.agreements), batch.count) for batch in self.batches]
        lengths = np.repeat([count for _, count in shapes], [number for number, _ in shapes])
        first = np.cumsum(lengths) - lengths
        cells, rows, t = self.places.cells, self.unclaimed, self.places.t(self.unclaimed)
        rows, t = rows[t >= 0], t[t >= 0]
        where = first[self.places.agreement[cells.enterprise[rows]]] + t
        sums = sum_into(where, cells.amount[rows], int(np.sum(lengths)))
        ends = np.cumsum([agreements * count for agreements, count in shapes])
        books = np.split(sums, ends[:-1])
        return [book.reshape(shape) for book, shape in zip(books, shapes, strict=True)]


def measure(cases: Sequence[Case], batch: Batch, cells: Cells) -> Measured:
    """Return the batch with every scope's inflow filled in."""
    together = measure_together(lay_out([(cases, batch)]), cells)
    return Measured(together.batches[0], together.places)


def measure_together(ground: Ground, cells: Cells) -> MeasuredTogether:
    """Return all batches with every scope's inflow filled in."""
    firms = ground.firms_of(cells)
    known = np.flatnonzero(firms != NOBODY)
    agreement = np.full(len(firms), NOBODY, np.intp)
    agreement[known] = ground.owner[firms[known]]
    place = np.full(len(ground.number), NOBODY, np.intp)
    place[firms[known]] = known
    places = Places(cells, agreement, ground.lines, ground.clock)
    ends = np.cumsum([len(cases) for cases, _ in ground.parts])
    clocks = np.split(ground.clock, ends[:-1])
    layouts = [
        _Layout(part, coverages, clock, place, places)
        for part, coverages, clock in zip(ground.parts, ground.coverages, clocks, strict=True)
    ]
    sums, unclaimed = places.sums()
    batches = tuple(replace(lay.batch, inflow=lay.inflow(sums)) for lay in layouts)
    return MeasuredTogether(batches, places, unclaimed)


@dataclass(frozen=True)
class Poured:
    """An amount put straight into a scope's pot at its measured level, as worked examples do."""

    scope: str
    enterprise: str
    period: Period
    amount: int


def pour(batch: Batch, poured: tuple[Poured, ...]) -> Batch:
    """Return the batch of one agreement with amounts added to its scopes' inflows."""
    inflow = dict(batch.inflow)
    for one in poured:
        t = batch.timelines[0].index_of(one.period)
        by_firm = batch.grain_of(one.scope) == "enterprise"
        lane = batch.subjects.index(one.enterprise) if by_firm else 0
        gross, local = inflow[one.scope].gross.copy(), inflow[one.scope].local.copy()
        for book in (gross, local):
            book[[lane], t] = add(book[[lane], t], as_amounts([one.amount]))
        inflow[one.scope] = Inflow(gross, inflow[one.scope].upper, local)
    return replace(batch, inflow=inflow)


def _together(one: Inflow, two: Inflow) -> Inflow:
    """Return the inflow of two versions of a scope, which hold in different years."""
    blank = np.zeros_like(one.gross)
    levels = {*one.upper, *two.upper}
    upper = {v: add(one.upper.get(v, blank), two.upper.get(v, blank)) for v in sorted(levels)}
    return Inflow(add(one.gross, two.gross), upper, add(one.local, two.local))


@dataclass(frozen=True)
class _Summed:
    """Where the sums of one scope of a batch stand: from `first` on, [lanes, periods, rules]."""

    slot: Slot
    rank: int
    first: int
    shape: tuple[int, int, int]
    rules: RulesInForce


class _Layout:
    """Gives every scope of one batch its sums, and makes inflows of them.

    clock: which of the places' lines each agreement of the batch has. place: where each
    enterprise stands among the cells', by its number.
    """

    def __init__(
        self,
        part: Part,
        coverages: Sequence[Coverage],
        clock: Indices,
        place: Indices,
        places: Places,
    ) -> None:
        self.cases, self.batch = part
        self.places, self._clock, self._place = places, clock, place
        self.summed = [self._lay(rank, one) for rank, one in enumerate(coverages)]

    def _lay(self, rank: int, one: Coverage) -> _Summed:
        layer, batch, cells = self.places.layer(rank), self.batch, self.places.cells
        rules = RulesInForce(one.scopes, one.taxes, self.cases, cells)
        shape = (batch.lanes(one.slot.grain), batch.count, rules.count)
        first_cover = layer.covers.append(one.of(cells))
        ways = np.zeros(len(self.places.lines), np.intp)
        for i in np.unique(self._clock).tolist():
            ways[i] = layer.ways.append(_way(one.slot, self.places.lines[i], cells, rules))
        at = self._place[one.firms]
        here = at != NOBODY
        at, lanes, owners = at[here], one.lanes[here], one.owners[here]
        layer.way[at] = ways[self._clock[owners]]
        layer.cover[at] = first_cover + owners
        layer.base[at] = layer.size + lanes * (shape[1] * shape[-1])
        summed = _Summed(one.slot, rank, layer.size, shape, rules)
        layer.size += shape[0] * shape[1] * shape[2]
        return summed

    def inflow(self, sums: list[Amounts]) -> dict[str, Inflow]:
        """Return what each scope measured."""
        inflow: dict[str, Inflow] = {}
        for one in self.summed:
            size = one.shape[0] * one.shape[1] * one.shape[2]
            book = sums[one.rank][one.first : one.first + size].reshape(one.shape)
            part = _divided(one.slot.clause, book, one.rules, self.batch)
            id_ = one.slot.id
            inflow[id_] = _together(inflow[id_], part) if id_ in inflow else part
        return inflow


def _way(slot: Slot, line: Timeline, cells: Cells, rules: RulesInForce) -> Indices:
    """Return where each (tax, period) goes from the start of its lane; NOWHERE where it cannot."""
    t = np.array(periods_of(line, cells.periods), np.intp)
    held = np.array([slot.in_force(line.calendar_year(int(i))) for i in t], np.bool_) & (t >= 0)
    return np.where(held, t * rules.count + rules.table, NOWHERE)[None]


def _divided(scope: Clause, summed: Amounts, rules: RulesInForce, batch: Batch) -> Inflow:
    """Return sums by lane, period and rule as what upper levels take and what is left."""
    gross = sum_periods(summed)
    upper: dict[str, Amounts] = {}
    local = gross
    modes = [batch.rounding_of(scope.id, t).mode_of for t in range(batch.count)]
    for level in scope.upper_levels if isinstance(scope, Scope) else ():
        shares = rules.shares(level)
        if shares is not None:
            upper[level] = sum_periods(_rounded(summed, shares, modes))
            local = subtract(local, upper[level])
    by_period = {level: np.asfortranarray(amount) for level, amount in upper.items()}
    return Inflow(np.asfortranarray(gross), by_period, np.asfortranarray(local))


def _rounded(summed: Amounts, shares: Ratios, modes: list[Mode]) -> Amounts:
    """Return what a level takes, in each period in the mode that holds then."""
    taken = np.zeros_like(summed)
    for mode in set(modes):
        at = np.flatnonzero([one is mode for one in modes])
        taken[:, at] = portion(summed[:, at], shares, mode)
    return taken
