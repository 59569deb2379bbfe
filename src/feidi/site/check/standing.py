"""Where the projects of a plan stand, by its words, and whether they may stand there."""

from collections.abc import Iterator
from dataclasses import dataclass

from feidi.quantities.words import Words
from feidi.site.check.finding import Finding
from feidi.site.plan.plan import Placement, Plan
from feidi.site.problem import SitingProblem


@dataclass(frozen=True)
class Standing:
    """By project number: its pair, park and year; by parcel number: who stands on it."""

    pair: dict[int, int]
    park: dict[int, int]
    year: dict[int, int]
    on: dict[int, int]


def standing(problem: SitingProblem, plan: Plan) -> tuple[Standing, list[Finding]]:
    """Return where the projects stand, and each placement that cannot be.

    SI102: names, lots, parks and years that are not admitted, a project twice, a tenant moved.
    SI103: a parcel given twice.
    """
    placed = Standing({}, {}, {}, {})
    known = _Known(problem)
    wrong: list[Finding] = []
    for one in plan.placements:
        reason = known.refusal(one, placed)
        if reason is None:
            wrong.extend(_put(known, one, placed))
        else:
            what = Words(f"{one.project}：{reason.zh}", f"{one.project}: {reason.en}")
            wrong.append(Finding("SI102", what))
    for p, name in enumerate(problem.projects):
        tenant = int(problem.fixed[p])
        if tenant >= 0 and placed.pair.get(p) != tenant:
            what = Words(f"{name} 已在园区，不能移走", f"{name} is a tenant and stays")
            wrong.append(Finding("SI102", what))
    return placed, wrong


class _Known:
    """The names and pairs of a problem, to look up."""

    def __init__(self, problem: SitingProblem) -> None:
        self.problem = problem
        self.projects = {name: i for i, name in enumerate(problem.projects)}
        self.parcels = {name: i for i, name in enumerate(problem.parcels)}
        self.lots = {frozenset(lot): i for i, lot in enumerate(problem.lots)}
        both = zip(problem.pair_project.tolist(), problem.pair_lot.tolist(), strict=True)
        self.pairs = {pair: i for i, pair in enumerate(both)}

    def pair(self, one: Placement) -> int | None:
        """Return the pair a placement names, None where it names none."""
        numbers = [self.parcels.get(name, -1) for name in one.parcels]
        if len(set(numbers)) < len(numbers):
            return None
        lot = self.lots.get(frozenset(numbers), -1)
        return self.pairs.get((self.projects.get(one.project, -1), lot))

    def refusal(self, one: Placement, placed: Standing) -> Words | None:
        """Return why a placement cannot be, None where it can."""
        pair = self.pair(one)
        if pair is None:
            return Words("没有核准的项目和地块", "no admitted pair of project and lot")
        if self.projects[one.project] in placed.pair:
            return Words("出现两次", "stands twice")
        park = self.problem.parks[int(self.problem.pair_park[pair])]
        if park != one.park:
            return Words(f"地块在 {park}，不在 {one.park}", f"its lot is in {park}, not {one.park}")
        if not self._in_time(self.projects[one.project], pair, one.year):
            return Words(f"不能在 {one.year} 年", f"it may not come in {one.year}")
        return None

    def _in_time(self, project: int, pair: int, said: int) -> bool:
        """Say whether a project may come to a lot in a year."""
        if said not in self.problem.years:
            return False
        year = self.problem.years.index(said)
        soonest = max(int(self.problem.earliest[project]), int(self.problem.pair_from[pair]))
        return soonest <= year <= int(self.problem.latest[project])


def _put(known: _Known, one: Placement, placed: Standing) -> Iterator[Finding]:
    """Put a project where it stands; yield each parcel that another stands on."""
    problem, project, pair = known.problem, known.projects[one.project], known.pair(one)
    if pair is None:
        return
    placed.pair[project] = pair
    placed.park[project] = problem.parks.index(one.park)
    placed.year[project] = problem.years.index(one.year)
    for parcel in problem.lots[int(problem.pair_lot[pair])]:
        other = placed.on.setdefault(parcel, project)
        if other != project:
            first, where = problem.projects[other], problem.parcels[parcel]
            what = Words(
                f"{where} 同时给了 {first} 和 {one.project}",
                f"{where} is given to {first} and {one.project}",
            )
            yield Finding("SI103", what)
