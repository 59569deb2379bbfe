"""Cells -> what each scope measures: gross, upper levels' parts by dated law, local part (§R1).

Receipts of one tax, settlement period and fiscal rule are summed before the rule divides them,
so that rounding happens once for each of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from feidi.clauses.agreement import Agreement
from feidi.clauses.batch import Batch, Inflow
from feidi.clauses.clause import Admission
from feidi.clauses.kinds.fiscal_split import FiscalSplit
from feidi.clauses.kinds.scope import Scope
from feidi.clauses.plan import Case
from feidi.clauses.values import nearest
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import Period, month_text
from feidi.quantities.exact import Amounts, Ratios, portion, subtract, sum_into
from feidi.quantities.words import Words
from feidi.records.cells import Cells
from feidi.records.tax import taxes

Indices = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Measured:
    """A batch with its inflows. claimed: which cells some scope covers.

    agreement, t: of every cell, -1 where it belongs to no agreement or no period.
    """

    batch: Batch
    claimed: npt.NDArray[np.bool_]
    agreement: Indices
    t: Indices


def measure(cases: Sequence[Case], batch: Batch, cells: Cells) -> Measured:
    """Return the batch with every scope's inflow filled in."""
    places = _Places(cases, batch, cells)
    inflow: dict[str, Inflow] = {}
    claimed = np.zeros(len(cells), np.bool_)
    for position, slot in enumerate(batch.slots):
        if not isinstance(slot.clause, Scope):
            continue
        scopes = [case.agreement.slots[position].clause for case in cases]
        covered = places.covered([s for s in scopes if isinstance(s, Scope)])
        in_force = np.array(
            [slot.in_force(batch.timelines[0].calendar_year(t)) for t in range(batch.count)]
        )
        covered &= in_force[places.t]
        claimed |= covered
        part = places.inflow(slot.clause, slot.grain, covered)
        inflow[slot.id] = _together(inflow[slot.id], part) if slot.id in inflow else part
    return Measured(replace(batch, inflow=inflow), claimed, places.agreement, places.t)


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
            book[lane, t] += one.amount
        inflow[one.scope] = Inflow(gross, inflow[one.scope].upper, local)
    return replace(batch, inflow=inflow)


def _together(one: Inflow, two: Inflow) -> Inflow:
    """Return the inflow of two versions of a scope, which hold in different years."""
    blank = np.zeros_like(one.gross)
    levels = {*one.upper, *two.upper}
    upper = {v: one.upper.get(v, blank) + two.upper.get(v, blank) for v in sorted(levels)}
    return Inflow(one.gross + two.gross, upper, one.local + two.local)


class _Places:
    """Where every cell belongs: agreement, lane, settlement period, fiscal rule."""

    def __init__(self, cases: Sequence[Case], batch: Batch, cells: Cells) -> None:
        self.cases, self.batch, self.cells = cases, batch, cells
        owner = {firm: i for i, case in enumerate(cases) for firm in case.enterprises}
        of_firm = np.array([owner.get(firm, -1) for firm in cells.enterprises], np.intp)
        self.agreement: Indices = (
            of_firm[cells.enterprise] if len(of_firm) else np.zeros(0, np.intp)
        )
        lane = {
            (g, s): i
            for i, (g, s) in enumerate(zip(batch.group.tolist(), batch.subjects, strict=True))
        }
        self._lane_of_firm = np.array(
            [lane.get((owner.get(firm, -1), firm), -1) for firm in cells.enterprises], np.intp
        )
        self.t = self._periods()
        self.known = (self.agreement >= 0) & (self.t >= 0)

    def _periods(self) -> Indices:
        """Return the settlement period of every cell; -1 and a problem where none contains it."""
        lines = {(line.cycle, line.first): line for line in self.batch.timelines}
        order = {key: i for i, key in enumerate(lines)}
        table = np.full((len(lines), max(len(self.cells.periods), 1)), -1, np.intp)
        for key, line in lines.items():
            for p, period in enumerate(self.cells.periods):
                t = line.index_of(period)
                table[order[key], p] = -1 if t is None else t
        which = np.array([order[line.cycle, line.first] for line in self.batch.timelines], np.intp)
        if not len(self.cells):
            return np.zeros(0, np.intp)
        return table[which[self.agreement], self.cells.period]

    def covered(self, scopes: list[Scope]) -> npt.NDArray[np.bool_]:
        """Return which cells the scopes, one an agreement, cover."""
        cells = self.cells
        tax_ok = np.array([[tax in s.taxes for tax in cells.taxes] for s in scopes], np.bool_)
        kind_ok = np.array(
            [[s.refunds == "net" or kind != "refund" for kind in cells.kinds] for s in scopes],
            np.bool_,
        )
        firm_ok = np.zeros(len(cells.enterprises), np.bool_)
        index = {firm: i for i, firm in enumerate(cells.enterprises)}
        for scope, case in zip(scopes, self.cases, strict=True):
            admitted = admitted_enterprises(scope, case)
            firm_ok[[index[firm] for firm in admitted if firm in index]] = True
        result = self.known.copy()
        if len(cells):
            a = self.agreement
            result &= tax_ok[a, cells.tax] & kind_ok[a, cells.kind] & firm_ok[cells.enterprise]
        return result

    def inflow(self, scope: Scope, grain: str, covered: npt.NDArray[np.bool_]) -> Inflow:
        """Return what a scope measures: cells summed by lane, period and rule, then divided."""
        cells, count = self.cells, self.batch.count
        lanes = self.batch.lanes(grain)
        rules = _RulesInForce(self.cases[0].agreement, scope, cells, self.cases)
        at = np.flatnonzero(covered)
        lane = self.agreement[at] if grain == "park" else self._lane_of_firm[cells.enterprise[at]]
        rule = rules.of_cell(at)
        shape = (lanes, count, rules.count)
        where = np.ravel_multi_index((lane, self.t[at], rule), shape) if len(at) else at
        summed = sum_into(where, cells.amount[at], lanes * count * rules.count).reshape(shape)
        gross = summed.sum(axis=2)
        upper: dict[str, Amounts] = {}
        local = gross
        rounding = self.batch.rounding_of(scope.id)
        for level in scope.upper_levels:
            shares = rules.shares(level)
            if shares is None:
                continue
            taken = portion(summed, shares, rounding.mode_of, 1).sum(axis=2)
            upper[level] = taken
            local = subtract(local, taken)
        return Inflow(gross, upper, local)


def admitted_enterprises(scope: Scope, case: Case) -> tuple[str, ...]:
    """Return the enterprises of a case that a scope covers, conditions of admission applied."""
    park_of = {e.id: e.park for e in case.book.enterprises}
    case.problems += _unlisted(scope, park_of)
    chosen = (
        case.enterprises
        if scope.all_enterprises
        else tuple(e for e in case.enterprises if e in scope.enterprises)
    )
    if scope.parks:
        chosen = tuple(e for e in chosen if park_of.get(e) in scope.parks)
    for number in scope.admitted_by:
        condition = case.agreement.clause(number)
        if isinstance(condition, Admission):
            chosen = tuple(e for e in chosen if condition.admits(e, case.book, case.problems))
    return chosen


def _unlisted(scope: Scope, park_of: dict[str, str]) -> Iterator[Problem]:
    """With a roster, a firm or park that a scope names must be on it."""
    named = () if scope.all_enterprises else scope.enterprises
    for key, names, known in (
        ("enterprises", named, tuple(park_of)),
        ("parks", scope.parks, tuple(dict.fromkeys(park_of.values()))),
    ):
        for name in names:
            if park_of and name not in known:
                what = Words(f"名册里没有“{name}”", f"“{name}” is not on the roster")
                yield scope.problem("SE033", key, what, nearest(name, known))


class _RulesInForce:
    """The fiscal rule of every (tax, month) that the cells of a scope need."""

    def __init__(
        self, agreement: Agreement, scope: Scope, cells: Cells, cases: Sequence[Case]
    ) -> None:
        self.scope = scope
        self.rules: list[FiscalSplit | None] = [None]
        self._table = np.zeros((max(len(cells.taxes), 1), max(len(cells.periods), 1)), np.intp)
        self._cells = cells
        if not scope.upper_levels:
            return
        index: dict[FiscalSplit, int] = {}
        for i, tax in enumerate(cells.taxes):
            for p, period in enumerate(cells.periods):
                if tax not in scope.taxes:
                    continue
                found = {
                    r
                    for m in range(period.first, period.last + 1)
                    for r in [_rule(agreement, tax, m)]
                }
                rule = found.pop()
                if found or rule is None or any(rule.takes(v) is None for v in needed(scope)):
                    cases[0].problems.append(_missing(scope, tax, period.first, rule, bool(found)))
                    continue
                self._table[i, p] = index.setdefault(rule, len(index) + 1)
        self.rules += list(index)

    @property
    def count(self) -> int:
        """How many rules there are, the absent one included."""
        return len(self.rules)

    def of_cell(self, at: Indices) -> Indices:
        """Return the rule of each cell."""
        return self._table[self._cells.tax[at], self._cells.period[at]]

    def shares(self, level: str) -> Ratios | None:
        """Return the share a level takes under each rule; None where no rule names the level."""
        shares = [rule.takes(level) if rule else None for rule in self.rules]
        if all(share is None for share in shares):
            return None
        return Ratios.of([share if share is not None else Fraction(0) for share in shares])


def needed(scope: Scope) -> tuple[str, ...]:
    """Return the levels a rule must state for a scope's measure; a city only if it takes a part."""
    return tuple(level for level in scope.upper_levels if level != "city")


def _rule(agreement: Agreement, tax: str, month: int) -> FiscalSplit | None:
    return next((rule for rule in agreement.policies if rule.covers(tax, month)), None)


def _missing(
    scope: Scope, tax: str, month: int, rule: FiscalSplit | None, changes: bool
) -> Problem:
    name = taxes()[tax]
    if changes:
        what = Words(
            f"{name.zh}在所属期内（{month_text(month)} 起）更换了分成规定，收入没有分到月",
            f"the fiscal rule of {name.en} changes within a receipt's period, "
            f"from {month_text(month)}",
        )
    elif rule is None:
        what = Words(
            f"{name.zh}在 {month_text(month)} 没有财政分成规定",
            f"no fiscal rule covers {name.en} in {month_text(month)}",
        )
    else:
        what = Words(
            f"{rule.at} 的规定没有写省级分享比例，口径“{scope.say('level').zh}”无从计算",
            f"the rule at {rule.at} does not state the province's share, which "
            f"“{scope.say('level').en}” needs",
        )
    return scope.problem(
        "SE031",
        "level",
        what,
        Words(
            "在 policies/ 补写该税种该时期的分成规定和文号",
            "add the rule for that tax and time, with its document number, to policies/",
        ),
    )
