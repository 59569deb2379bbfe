"""Quotas and distances of a plan, counted again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import fsum, inf

from feidi.quantities.words import Words, both
from feidi.site.check.finding import Finding, apart, differs
from feidi.site.check.standing import Standing
from feidi.site.plan.plan import Certificate, QuotaUse
from feidi.site.problem import SitingProblem

# a quota may be overdrawn by no more than solvers round
ROUNDING = 1e-6
Name = str | tuple[str, str, int]

# what is said of a row that stands twice, is missing, or belongs to nothing
TWICE = Words("{name}：写了两次", "{name}: stands twice")
MISSING = Words("{name}：没有写", "{name}: is missing")
UNKNOWN = Words("{name}：文件夹里没有", "{name}: is not in the folder")
LIMIT = Words("{name} 的限额", "{name}, the limit")
USED = Words("{name} 的用量", "{name}, what is used")
OVERDRAWN = Words(
    "{name} 超过限额：要用 {drawn:g}，只有 {limit:g}", "{name} is overdrawn: {drawn:g} of {limit:g}"
)
RULE = Words("距离规则 {name}", "distance rule {name}")
METRES = Words("距离规则 {name} 的米数", "distance rule {name}, metres")
PAIRS = Words("距离规则 {name} 涉及的对数", "distance rule {name}, pairs it is about")
BROKEN = Words("距离规则 {name} 不足的对数", "distance rule {name}, pairs too near")


def quotas(problem: SitingProblem, said: Certificate, placed: Standing) -> Iterator[Finding]:
    """Yield quotas that are overdrawn, missing, or told otherwise than they are (SI105)."""
    limited = _limited(problem)
    told = {(use.park, use.resource, use.year): use for use in said.quotas}
    yield from _rows("SI105", both("{name}"), list(limited), [*map(_named, said.quotas)])
    for name, (k, r, t) in limited.items():
        limit = float(problem.quotas[k, r, t])
        here = [p for p, where in placed.park.items() if where == k and placed.year[p] <= t]
        drawn = fsum(float(problem.needs[p, r]) for p in here)
        words = _words(name)
        if drawn > limit + ROUNDING * max(1.0, limit):
            yield Finding("SI105", OVERDRAWN.fill(name=words, drawn=drawn, limit=limit))
        use = told.get(name)
        if use is not None and apart(use.used, drawn):
            yield differs("SI105", USED.fill(name=words), use.used, drawn)
        if use is not None and use.limit != limit:
            yield differs("SI105", LIMIT.fill(name=words), use.limit or 0.0, limit)


def _named(use: QuotaUse) -> tuple[str, str, int]:
    return use.park, use.resource, use.year


def _words(name: tuple[str, str, int]) -> Words:
    return both(" ".join(map(str, name)))


def _rows(
    code: str, pattern: Words, wanted: Sequence[Name], told: Sequence[Name]
) -> Iterator[Finding]:
    """Yield the rows that are missing, stand twice, or belong to nothing."""
    times = Counter(told)
    for name in [*wanted, *(one for one in times if one not in wanted)]:
        said = _words(name) if isinstance(name, tuple) else both(name)
        words = pattern.fill(name=said)
        if name not in times:
            yield Finding(code, MISSING.fill(name=words))
        elif name not in wanted:
            yield Finding(code, UNKNOWN.fill(name=words))
        elif times[name] > 1:
            yield Finding(code, TWICE.fill(name=words))


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
    names = [rule.name for rule in problem.apart]
    yield from _rows("SI106", RULE, names, [kept.rule for kept in said.distances])
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
        if broken:
            yield differs("SI106", BROKEN.fill(name=rule.name), 0, broken)
        kept = told.get(rule.name)
        if kept is None:
            continue
        figures = (
            (METRES, kept.metres, rule.metres),
            (PAIRS, kept.pairs, len(pairs)),
            (BROKEN, kept.broken, broken),
        )
        for words, stated, counted in figures:
            if stated != counted and not (words is BROKEN and broken):
                yield differs("SI106", words.fill(name=rule.name), stated, counted)
