"""Everything a plan file says, counted again from the problem: no solver, no model."""

from collections.abc import Iterator
from typing import Any

from feidi.evidence.problem import Problem
from feidi.quantities.words import Words, both
from feidi.site.check.bound import recomputed_bound
from feidi.site.check.finding import Finding, apart, differs
from feidi.site.check.form import NUMBER, TEXT, WHOLE, misfit
from feidi.site.check.limits import distances, quotas
from feidi.site.check.standing import Standing, standing
from feidi.site.plan.plan import FORMAT, Certificate, Plan
from feidi.site.plan.weights import PARTS
from feidi.site.problem import SitingProblem

FILE = "plan.json"
# what a plan file holds, and nothing else
PLAN = {
    "format": WHOLE,
    "placements": [{"project": TEXT, "park": TEXT, "parcels": [TEXT], "year": WHOLE}],
    "certificate": {
        "value": WHOLE,
        "bound": WHOLE,
        "searched": frozenset({WHOLE}),
        "gap": frozenset({NUMBER}),
        "parts": [(TEXT, NUMBER)],
        "bonus": WHOLE,
        "delay": WHOLE,
        "quotas": [
            {"park": TEXT, "resource": TEXT, "year": WHOLE, "used": NUMBER, "limit": NUMBER}
        ],
        "distances": [{"rule": TEXT, "metres": NUMBER, "pairs": WHOLE, "broken": WHOLE}],
        "prices": {
            "quotas": [(TEXT, TEXT, WHOLE, NUMBER)],
            "parcels": [(TEXT, NUMBER)],
            "shares": [(TEXT, TEXT, TEXT, NUMBER)],
        },
        "seed": WHOLE,
    },
}


def check(
    problem: SitingProblem, told: Plan | dict[str, Any], file: str = FILE
) -> tuple[Problem, ...]:
    """Is a plan what it says it is?

    Counted again from the problem: that every project stands once, on an admitted lot of the
    park named, from a year in which it may; that no parcel is given twice, no quota of any year
    overdrawn, no distance broken, no tenant moved; the value and each of its parts; and the
    bound from the prices in the certificate (Lagrangian relaxation, §SI3). A bound by branch
    and bound is the solver's word: of it only this is checked, that it is not below the value.
    Problems: SI101 to SI107. Returns none where all of it holds.
    """
    if isinstance(told, Plan):
        return tuple(finding.problem(file) for finding in _found(problem, told))
    odd = misfit(told, PLAN)
    if odd is None and told["format"] != FORMAT:
        odd = Words(f"format {told['format']}", f"format {told['format']}")
    if odd is not None:
        pattern = Words(
            "不是第 {format} 版的方案文件：{odd}", "not a plan file of format {format}: {odd}"
        )
        return (Finding("SI101", pattern.fill(format=FORMAT, odd=odd)).problem(file),)
    plan = Plan.from_json(told)
    found = list(_found(problem, plan)) or _gap(told["certificate"]["gap"], plan.certificate)
    return tuple(finding.problem(file) for finding in found)


def _found(problem: SitingProblem, plan: Plan) -> Iterator[Finding]:
    """Yield what is wrong; figures are only counted where the places stand."""
    placed, wrong = standing(problem, plan)
    if wrong:
        yield from wrong
        return
    yield from _value(problem, plan.certificate, placed)
    yield from quotas(problem, plan.certificate, placed)
    yield from distances(problem, plan.certificate, placed)
    yield from _bound(problem, plan.certificate)


def _value(problem: SitingProblem, said: Certificate, placed: Standing) -> Iterator[Finding]:
    """Yield the parts of the value that do not add up."""
    names = tuple(name for name, _ in said.parts)
    if names != problem.part_names:
        yield Finding("SI104", Words(f"价值的组成是 {names}", f"the value is made of {names}"))
        return
    pairs = list(placed.pair.values())
    values = problem.pair_value
    delay = sum(
        round(float(problem.delay[p])) * (year - int(problem.earliest[p]))
        for p, year in placed.year.items()
    )
    bonus = sum(
        round(float(gain))
        for (a, b), gain in zip(problem.edges.tolist(), problem.bonus, strict=True)
        if a in placed.park and placed.park[a] == placed.park.get(b)
    )
    total = sum(round(float(values[pair])) for pair in pairs) + bonus - delay
    figures: list[tuple[Words, float, float]] = [
        (Words("总价值", "the value"), said.value, total),
        (Words("协作收益", "the bonus of partners"), said.bonus, bonus),
        (Words("推迟损失", "what delay loses"), said.delay, delay),
    ]
    for i, (name, amount) in enumerate(said.parts):
        counted = sum(float(problem.parts[pair, i]) for pair in pairs)
        words = Words("组成“{name}”", "part: {name}").fill(name=PARTS.get(name, both(name)))
        figures.append((words, amount, counted))
    for words, amount, counted in figures:
        # whole figures are counted exactly, sums of decimals to their last digits
        if amount != counted if isinstance(counted, int) else apart(amount, counted):
            yield differs("SI104", words, amount, counted)


def _bound(problem: SitingProblem, said: Certificate) -> Iterator[Finding]:
    """Yield a bound that its prices do not prove, or that lies below the value."""
    counted = recomputed_bound(problem, said.prices)
    words = Words("上界", "the bound")
    if counted is None:
        what = Words("价格与问题不符", "its prices are not prices of this problem")
        yield Finding("SI107", what)
    elif not counted < said.bound + 1 <= counted + 2:
        yield differs("SI107", words, said.bound, counted)
    if not said.best_bound >= said.value:
        yield differs("SI107", words, said.best_bound, said.value)


def _gap(gap: float | None, said: Certificate) -> list[Finding]:
    """Return a gap that is not (bound - value) / value."""
    if (gap is None) != (said.gap is None) or apart(gap or 0.0, said.gap or 0.0):
        return [differs("SI107", Words("差距", "the gap"), gap or 0.0, said.gap or 0.0)]
    return []
