"""Many agreements at once: who gets how much of every period, without the reasons."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from feidi.clauses.batch import Batch
from feidi.clauses.coverage import Ground, lay_out
from feidi.clauses.flow import Flow
from feidi.clauses.measure import measure_together
from feidi.clauses.plan import Case, plan
from feidi.clauses.posting import OUTSIDE, RECEIPTS
from feidi.quantities.calendar import Cycle
from feidi.quantities.exact import Amounts, add, subtract
from feidi.quantities.units import MONEY
from feidi.records.cells import Cells
from feidi.settle.settlement import Total


@dataclass(frozen=True)
class Prepared:
    """Cases in batches of one structure, their numbers laid out.

    places: for each batch, the places of its cases in the order given. ground: the batches,
    and what their scopes cover.
    """

    places: tuple[tuple[int, ...], ...]
    ground: Ground


@dataclass(frozen=True)
class Balances:
    """What every account of the agreements of one batch holds.

    cases: their places in the order given. money: account -> fen, int64[agreements, periods];
    the columns add up to nothing, receipts included. quantities: the same by unit.
    """

    cases: tuple[int, ...]
    batch: Batch
    money: dict[str, Amounts]
    quantities: dict[str, dict[str, Amounts]]

    def totals(self, row: int) -> tuple[Total, ...]:
        """Return what the accounts of one agreement hold, by calendar year, without nothings."""
        line = self.batch.timelines[row]
        sums: defaultdict[tuple[int, str], int] = defaultdict(int)
        for account, amounts in self.money.items():
            if account != RECEIPTS.zh:
                for t, amount in enumerate(amounts[row].tolist()):
                    sums[line.calendar_year(t), account] += amount
        return tuple(Total(*key, amount, MONEY) for key, amount in sorted(sums.items()) if amount)


def prepare(cases: Sequence[Case]) -> Prepared:
    """Lay cases of one structure side by side; what does not depend on the receipts (§R9)."""
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for place, case in enumerate(cases):
        line = case.timeline()
        amended = any(v.since is not None for v in case.agreement.versions)
        since = line.first if amended else None
        groups[case.agreement.structure, line.count, since].append(place)
    places = tuple(map(tuple, groups.values()))
    parts = [[cases[place] for place in group] for group in places]
    return Prepared(places, lay_out([(part, plan(part)) for part in parts]))


def cycle_of_all(cases: Sequence[Case]) -> Cycle:
    """Return the longest period that receipts may be summed to with the same result (§R9).

    It lies within one settlement period of every agreement and within one fiscal rule.
    """
    edges = {case.timeline().first for case in cases}
    for rule in {rule for case in cases for rule in case.agreement.policies}:
        edges |= {rule.first} | (set() if rule.last is None else {rule.last + 1})
    shortest = min((case.agreement.term.cycle_of for case in cases), default=Cycle.MONTH)
    whole = (c for c in Cycle if c <= shortest and all(edge % c == 0 for edge in edges))
    return max(whole)


def settle_many(cases: Sequence[Case] | Prepared, cells: Cells) -> tuple[Balances, ...]:
    """Settle any number of agreements with the same result as one by one, to the fen.

    cells: of all of them, each enterprise (or group) in one case at most. Problems are found
    in `Case.problems`; a case that has one of level "error" has no meaning in the balances.
    Raises `AmountTooLarge` where an amount leaves int64.
    """
    prepared = cases if isinstance(cases, Prepared) else prepare(cases)
    measured = measure_together(prepared.ground, cells)
    results = []
    together = zip(prepared.places, measured.batches, measured.outside(), strict=True)
    for places, batch, left in together:
        flow = Flow(batch).run()
        money = dict(flow.balances)
        blank = np.zeros_like(left)
        money[OUTSIDE.zh] = add(money.get(OUTSIDE.zh, blank), left)
        money[RECEIPTS.zh] = subtract(money.get(RECEIPTS.zh, blank), left)
        results.append(Balances(places, batch, money, flow.quantities))
    return tuple(results)
