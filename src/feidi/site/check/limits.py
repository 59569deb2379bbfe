"""Quotas and distances of a plan, counted again."""

from collections.abc import Iterator
from math import inf

from feidi.quantities.words import Words, both
from feidi.site.check.finding import Finding, apart, differs
from feidi.site.check.standing import Standing
from feidi.site.plan.plan import Certificate
from feidi.site.problem import SitingProblem

# what is told of something the file leaves out
NOTHING = -1.0


def quotas(problem: SitingProblem, said: Certificate, placed: Standing) -> Iterator[Finding]:
    """Yield quotas that are overdrawn, missing, or told otherwise than they are (SI105)."""
    told = {(use.park, use.resource, use.year): use for use in said.quotas}
    for name, (k, r, t) in _limited(problem).items():
        limit = float(problem.quotas[k, r, t])
        here = [p for p, where in placed.park.items() if where == k and placed.year[p] <= t]
        drawn = sum(float(problem.needs[p, r]) for p in here)
        words = both(" ".join(map(str, name)))
        if drawn > limit and apart(drawn, limit):
            yield differs("SI105", words, limit, drawn)
        use = told.pop(name, None)
        if use is None or apart(use.used, drawn) or use.limit != limit:
            yield differs("SI105", words, NOTHING if use is None else use.used, drawn)
    for use in told.values():
        yield differs("SI105", both(f"{use.park} {use.resource}"), use.used, NOTHING)


def _limited(problem: SitingProblem) -> dict[tuple[str, str, int], tuple[int, int, int]]:
    """Return every quota that limits, by name, with its place in the array."""
    return {
        (park, resource, year): (k, r, t)
        for t, year in enumerate(problem.years)
        for k, park in enumerate(problem.parks)
        for r, resource in enumerate(problem.resources)
        if problem.quotas[k, r, t] < inf
    }


def distances(problem: SitingProblem, said: Certificate, placed: Standing) -> Iterator[Finding]:
    """Yield distance rules that are broken or told otherwise than they are (SI106)."""
    told = {kept.rule: kept for kept in said.distances}
    for rule in problem.apart:
        first = {p for p in placed.pair if rule.first[p]}
        second = {p for p in placed.pair if rule.second[p]}
        pairs = {frozenset((a, b)) for a in first for b in second if a != b}
        near = {
            frozenset((placed.on[i], placed.on[j]))
            for i, j in rule.near.tolist()
            if i in placed.on and j in placed.on
        }
        broken = len(pairs & near)
        words = Words(f"距离规则 {rule.name}", f"distance rule {rule.name}")
        if broken:
            yield differs("SI106", words, 0, broken)
        kept = told.pop(rule.name, None)
        counted = (rule.metres, len(pairs), broken)
        if kept is None or (kept.metres, kept.pairs, kept.broken) != counted:
            yield differs("SI106", words, NOTHING if kept is None else kept.pairs, len(pairs))
    for name in told:
        yield differs("SI106", Words(f"距离规则 {name}", f"distance rule {name}"), 1, NOTHING)
