"""Which candidates to take under the limits of land, energy and water."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from feidi.match.absent import Absent
from feidi.match.given import Candidate, Given, Limit, Need
from feidi.match.portfolio.result import NotTaken, Portfolio, Use
from feidi.match.portfolio.solving import Program, Row, Solved, solve
from feidi.match.vetoes import Vetoes
from feidi.quantities.unit_words import unit_words
from feidi.quantities.words import Words


@dataclass(frozen=True)
class Standing:
    """What is needed for a target of complexity: PCI by industry, and what the host has."""

    pci: Mapping[str, float]
    present: frozenset[str]


def portfolio(given: Given, forbidden: Vetoes, standing: Standing) -> "Portfolio | Absent":
    """Which candidates bring most within the limits, and why not the others?

    Maximise sum of benefit y, y in {0, 1}; sum of need y <= limit for every resource; at most
    one of a group; with a target T also sum over industries of (PCI - T) >= 0 over those the
    host has and those that come (the mean PCI reaches T). A candidate that is vetoed or whose
    need of a limited resource is not known is never taken, and said so (§M15). Where a veto
    of a candidate is undecided the choice is also made without all such candidates.
    Amounts and benefits are in the units of the given rows. Solved to proven optimality by
    HiGHS unless the gap says otherwise.
    """
    found = _best(given, forbidden, standing)
    pending = {
        c.id: vetoes
        for c in sorted(given.candidates, key=lambda c: c.id)
        if (vetoes := forbidden.undecided(c.id, c.industry))
    }
    if isinstance(found, Absent) or not pending:
        return found
    sure = replace(given, candidates=tuple(c for c in given.candidates if c.id not in pending))
    return replace(found, undecided=pending, sure=_best(sure, forbidden, standing))


def _best(given: Given, forbidden: Vetoes, standing: Standing) -> "Portfolio | Absent":
    if not given.candidates or not given.limits:
        return Absent(
            Words(
                "没有备选项目或没有资源上限", "there are no candidates, or no limits of resources"
            )
        )
    choice = _Choice(given, forbidden, standing)
    best = solve(choice.program)
    if best is None:
        target = given.choices.least_complexity
        return Absent(
            Words(
                f"任何选法都达不到平均复杂度 {target:.3g}",
                f"no choice reaches the mean complexity {target:.3g}",
            )
        )
    taken = choice.names(best)
    return Portfolio(
        taken=tuple(c for c, y in zip(choice.able, best.chosen, strict=False) if y),
        not_taken=(*choice.unable, *choice.passed_over(best)),
        value=best.value,
        bound=best.bound,
        gap=best.gap,
        unit=given.candidates[0].unit,
        uses=tuple(choice.use(limit, best, taken) for limit in choice.limits),
        least_complexity=given.choices.least_complexity,
        mean_complexity=choice.mean_complexity(best),
        assumed=_assumed(given),
        worth=choice.worth(best),
    )


class _Choice:
    """The program with what its variables mean. Candidates are sorted: no row order matters."""

    def __init__(self, given: Given, forbidden: Vetoes, standing: Standing) -> None:
        self.limits = sorted(given.limits, key=lambda limit: limit.resource)
        self._needs = {(n.candidate, n.resource): n for n in given.needs}
        self._target = given.choices.least_complexity
        self._standing = standing
        self.able: list[Candidate] = []
        self.unable: list[NotTaken] = []
        for candidate in sorted(given.candidates, key=lambda c: c.id):
            reason = self._barred(candidate, forbidden)
            if reason is None:
                self.able.append(candidate)
            else:
                self.unable.append(NotTaken(candidate, reason, None, ()))
        self.coming = self._industries()
        self.program = self._program(self.limits)

    def _barred(self, candidate: Candidate, forbidden: Vetoes) -> Words | None:
        vetoed = forbidden.of(candidate.id, candidate.industry)
        if vetoed:
            return _said("否决：", "vetoed: ", vetoed[0].words)
        for limit in self.limits:
            need = self._needs.get((candidate.id, limit.resource))
            if need is None:
                return _said("未知需要多少", "not known how much it needs of ", limit.name)
        if self._target is not None and candidate.industry not in self._standing.pci:
            return Words("行业复杂度未知", "the complexity of its industry is not known")
        return None

    def _industries(self) -> list[str]:
        """Return the industries that would be new to the host, if a target is set."""
        if self._target is None:
            return []
        return sorted({c.industry for c in self.able} - self._standing.present)

    def _program(self, limits: Sequence[Limit]) -> Program:
        count = len(self.able)
        rows = [
            Row(
                -np.inf,
                limit.amount,
                tuple(
                    (i, self._needs[c.id, limit.resource].amount) for i, c in enumerate(self.able)
                ),
            )
            for limit in limits
        ]
        for group in sorted({c.group for c in self.able if c.group}):
            members = tuple((i, 1.0) for i, c in enumerate(self.able) if c.group == group)
            rows.append(Row(-np.inf, 1.0, members))
        benefit = tuple(c.benefit for c in self.able)
        if self._target is None:
            return Program(benefit, tuple(rows))
        return Program(benefit + (0.0,) * len(self.coming), (*rows, *self._mean_rows(count)))

    def _mean_rows(self, count: int) -> list[Row]:
        """Return rows by which an industry comes if and only if a candidate of it is taken."""
        target, pci = self._target or 0.0, self._standing.pci
        rows = []
        for z, industry in enumerate(self.coming, count):
            makers = [i for i, c in enumerate(self.able) if c.industry == industry]
            rows += [Row(0.0, np.inf, ((z, 1.0), (i, -1.0))) for i in makers]
            rows.append(Row(-np.inf, 0.0, ((z, 1.0), *((i, -1.0) for i in makers))))
        already = sum(pci[i] - target for i in sorted(self._standing.present) if i in pci)
        above = tuple((z, pci[i] - target) for z, i in enumerate(self.coming, count))
        return [*rows, Row(-already, np.inf, above)]

    def names(self, solved: Solved) -> frozenset[str]:
        """Return the ids of the candidates taken."""
        return frozenset(c.id for c, y in zip(self.able, solved.chosen, strict=False) if y)

    def use(self, limit: Limit, best: Solved, taken: frozenset[str]) -> Use:
        """Return what is used of a resource, and what one step more would bring."""
        used = sum(self._needs[c, limit.resource].amount for c in sorted(taken))
        wider = [replace(x, amount=x.amount + x.step) if x is limit else x for x in self.limits]
        more = solve(self._program(wider))
        after = self.names(more) if more else taken
        gain = more.value - best.value if more else 0.0
        changed = gain > abs(best.value) * np.finfo(float).eps * 100
        enters, leaves = (after - taken, taken - after) if changed else (frozenset(), frozenset())
        return Use(limit, used, gain if changed else 0.0, _in(enters), _in(leaves))

    def passed_over(self, best: Solved) -> list[NotTaken]:
        """Say of each able candidate that is not taken what taking it would cost."""
        taken, found = self.names(best), []
        for i, candidate in enumerate(self.able):
            if candidate.id in taken:
                continue
            forced = solve(self.program.with_row(Row(1.0, 1.0, ((i, 1.0),))))
            if forced is None:
                found.append(NotTaken(candidate, self._impossible(candidate), None, ()))
                continue
            leaving = taken - self.names(forced)
            cost = max(0.0, best.value - forced.value)
            found.append(NotTaken(candidate, _costs(cost), cost, _in(leaving)))
        return found

    def worth(self, best: Solved) -> dict[str, float]:
        """Return by how much the total falls without each of the candidates taken."""
        found = {}
        for i, candidate in enumerate(self.able):
            if best.chosen[i]:
                without = solve(self.program.with_row(Row(0.0, 0.0, ((i, 1.0),))))
                if without is not None:
                    found[candidate.id] = max(0.0, best.value - without.value)
        return found

    def _impossible(self, candidate: Candidate) -> Words:
        for limit in self.limits:
            need = self._needs[candidate.id, limit.resource]
            if need.amount > limit.amount:
                return _too_much(need, limit)
        return Words("取它则达不到目标复杂度", "with it the target is not reached")

    def mean_complexity(self, solved: Solved) -> float | None:
        """Return the mean PCI of the host's industries with those that come."""
        if self._target is None:
            return None
        come = {c.industry for c, y in zip(self.able, solved.chosen, strict=False) if y}
        pci = self._standing.pci
        known = [pci[i] for i in sorted(self._standing.present | come) if i in pci]
        return float(np.mean(known)) if known else None


def _assumed(given: Given) -> bool:
    marks = [c.assumed for c in given.candidates]
    return any([*marks, *(n.assumed for n in given.needs), *(x.assumed for x in given.limits)])


def _in(ids: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(ids))


def _said(zh: str, en: str, what: Words) -> Words:
    return Words(f"{zh}{what.zh}", f"{en}{what.en}")


def _too_much(need: Need, limit: Limit) -> Words:
    return Words(
        f"单独就超过上限：{limit.name.zh}需 {need.amount:,.6g} {need.unit}，"
        f"上限 {limit.amount:,.6g}",
        f"exceeds the limit by itself: needs {need.amount:,.6g} {unit_words(need.unit).en} "
        f"of {limit.name.en}, "
        f"limit {limit.amount:,.6g}",
    )


def _costs(cost: float) -> Words:
    if cost == 0:
        return Words("可与所选的等值替换", "could replace one that is taken, at equal value")
    return Words("若取它，总效益减少", "taking it would lower the total by")
