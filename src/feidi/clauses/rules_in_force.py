"""Which fiscal rule governs the receipts of a tax and period, and what upper levels take by it."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from feidi.clauses.kinds.fiscal_split import FiscalSplit
from feidi.clauses.kinds.scope import Scope
from feidi.clauses.plan import Case
from feidi.evidence.problem import Problem
from feidi.quantities.calendar import Period, month_text
from feidi.quantities.exact import Ratios
from feidi.quantities.words import Words
from feidi.records.cells import Cells
from feidi.records.tax import taxes


class RulesInForce:
    """The fiscal rule of every (tax, period) that the cells of a batch's scopes need."""

    def __init__(
        self, scopes: Sequence[Scope], covered: Sequence[str], cases: Sequence[Case], cells: Cells
    ) -> None:
        self.rules: list[FiscalSplit | None] = [None]
        self.table = np.zeros((len(cells.taxes), len(cells.periods)), np.intp)
        if not scopes[0].upper_levels:
            return
        # rules are told apart by their place: comparing what they say takes longer
        index: dict[int, int] = {}
        policies = cases[0].agreement.policies
        for i, tax in enumerate(cells.taxes):
            of_tax = [n for n, rule in enumerate(policies) if tax in rule.taxes]
            for p, period in enumerate(cells.periods) if tax in covered else ():
                found = _governing(policies, of_tax, period)
                place = found.pop()
                rule = None if place is None else policies[place]
                if (
                    found
                    or place is None
                    or rule is None
                    or any(rule.takes(v) is None for v in needed(scopes[0]))
                ):
                    for one, case in zip(scopes, cases, strict=True):
                        if tax in one.taxes:
                            told = _missing(one, tax, period.first, rule, bool(found))
                            case.problems.append(told)
                    continue
                self.table[i, p] = index.setdefault(place, len(index) + 1)
        self.rules += [policies[place] for place in index]

    @property
    def count(self) -> int:
        """How many rules there are, the absent one included."""
        return len(self.rules)

    def shares(self, level: str) -> Ratios | None:
        """Return the share a level takes under each rule; None where no rule names the level."""
        shares = [rule.takes(level) if rule else None for rule in self.rules]
        if all(share is None for share in shares):
            return None
        return Ratios.of([share if share is not None else Fraction(0) for share in shares])


def needed(scope: Scope) -> tuple[str, ...]:
    """Return the levels a rule must state for a scope's measure; a city only if it takes a part."""
    return tuple(level for level in scope.upper_levels if level != "city")


def _governing(
    policies: Sequence[FiscalSplit], of_tax: Sequence[int], period: Period
) -> set[int | None]:
    """Return the place of every rule that governs in some month of a period; None for no rule.

    of_tax: the places of the tax's rules. What governs can change only where a rule starts or
    has ended.
    """
    edges = {policies[n].first for n in of_tax}
    edges |= {last + 1 for n in of_tax if (last := policies[n].last) is not None}
    months = {period.first} | {edge for edge in edges if period.first < edge <= period.last}
    return {next((n for n in of_tax if _holds(policies[n], month)), None) for month in months}


def _holds(rule: FiscalSplit, month: int) -> bool:
    return rule.first <= month and (rule.last is None or month <= rule.last)


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
