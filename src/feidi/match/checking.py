"""What is wrong with the given rows: located, and nothing is computed on top of errors."""

from collections.abc import Iterator
from itertools import pairwise

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.match.given import FACTS, LAYERS, STAGES, VETO_KINDS, Given
from feidi.quantities.words import Words


def given_problems(given: Given) -> Iterator[Problem]:
    """Yield what is wrong: kinds, repeats, references, bounds, units, vetoes, later facts."""
    yield from _kinds(given)
    yield from _repeats(given)
    yield from _references(given)
    yield from _bounds(given)
    yield from _units(given)
    yield from _vetoes(given)
    yield from _later(given)


def _kinds(given: Given) -> Iterator[Problem]:
    said = [
        *((c.layer, LAYERS, c.at) for c in given.criteria),
        *((v.kind, VETO_KINDS, v.at) for v in given.vetoes),
        *((f.fact, FACTS, f.at) for f in given.firm_facts),
        *((x.stage, STAGES, x.at) for x in given.links if x.stage),
    ]
    for kind, known, at in said:
        if kind not in known:
            listed = Words("、".join(f"{k}（{w.zh}）" for k, w in known.items()), ", ".join(known))
            yield Problem(
                "MA103",
                at,
                Words(f"不认识的种类“{kind}”", f"unknown kind “{kind}”"),
                Words(f"写下列之一：{listed.zh}", f"write one of: {listed.en}"),
                kind,
            )


def _repeats(given: Given) -> Iterator[Problem]:
    tables: tuple[tuple[tuple[str, At], ...], ...] = (
        tuple((c.key, c.at) for c in given.criteria),
        tuple((f"{e.industry} {e.criterion}", e.at) for e in given.evidence),
        tuple((c.id, c.at) for c in given.candidates),
        tuple((f"{n.candidate} {n.resource}", n.at) for n in given.needs),
        tuple((x.resource, x.at) for x in given.limits),
        tuple((x.key, x.at) for x in given.links),
        tuple((f"{e.supplier} {e.user}", e.at) for e in given.product_edges),
        tuple((f.id, f.at) for f in given.firms),
    )
    for table in tables:
        seen: dict[str, At] = {}
        for key, at in table:
            if key in seen:
                yield Problem(
                    "MA104",
                    at,
                    Words(
                        f"“{key}”重复，前一行在 {seen[key]}",
                        f"“{key}” is repeated, see {seen[key]}",
                    ),
                    Words("只留一行", "keep one row"),
                    key,
                )
            seen.setdefault(key, at)


def _references(given: Given) -> Iterator[Problem]:
    candidates, resources = {c.id for c in given.candidates}, {x.resource for x in given.limits}
    links, firms = {x.key for x in given.links}, {f.id for f in given.firms}
    criteria = {c.key for c in given.criteria}
    codes = set(given.industries.classification.codes) if given.industries else set()
    said = [
        *((n.candidate, candidates, "candidates", n.at) for n in given.needs),
        *((e.supplier, links, "chains", e.at) for e in given.product_edges),
        *((e.user, links, "chains", e.at) for e in given.product_edges),
        *((f.firm, firms, "enterprises", f.at) for f in given.firm_facts),
        *((a.firm, firms, "enterprises", a.at) for a in given.arrivals),
        *((f.parent, firms, "enterprises", f.at) for f in given.firms if f.parent),
    ]
    if criteria:
        said += [(e.criterion, criteria, "criteria", e.at) for e in given.evidence]
    if resources:
        said += [(n.resource, resources, "limits", n.at) for n in given.needs]
    if given.industries:
        edition = given.industries.classification.id
        places = set(given.industries.places)
        pair = (given.pair.sender, given.pair.host, given.pair.whole)
        said += [(p, places, "industries", given.industries.at) for p in pair]
        said += [(code, codes, edition, at) for code, at in _industries(given)]
        said += [(m, codes | links, edition, f.at) for f in given.firms for m in f.makes]
    # a veto that names nothing would silently forbid nothing
    subjects = {*codes, *links, *firms, *candidates, *(code for code, _ in _industries(given))}
    said += [
        (v.subject, subjects, "industries, candidates, enterprises", v.at) for v in given.vetoes
    ]
    for name, known, where, at in said:
        if name not in known:
            yield Problem(
                "MA105",
                at,
                Words(f"“{name}”不在 {where} 里", f"“{name}” is not in {where}"),
                Words("核对写法，或补上那一行", "check the spelling, or add the row"),
                name,
            )


def _industries(given: Given) -> Iterator[tuple[str, At]]:
    yield from ((x.industry, x.at) for x in given.candidates)
    yield from ((x.industry, x.at) for x in given.links)
    yield from ((x.industry, x.at) for x in given.evidence)
    yield from ((x.industry, x.at) for x in given.plans)
    yield from ((x.industry, x.at) for x in given.other_sources)


def _bounds(given: Given) -> Iterator[Problem]:
    between = Words("下限 ≤ 数值 ≤ 上限", "low ≤ value ≤ high")
    weights = Words("权重在 0 至 1 之间，下限不高于上限", "weights from 0 to 1, low to high")
    shares = Words("比重在 0 至 1 之间", "a share from 0 to 1")
    amount = Words("不小于 0 的数", "a number of 0 or more")
    said: list[tuple[tuple[float, ...], Words, At]] = [
        *(((e.low, e.value, e.high), between, e.at) for e in given.evidence),
        *(((0, c.weight_low, c.weight_high, 1), weights, c.at) for c in given.criteria),
        *(((0, e.share, 1), shares, e.at) for e in given.product_edges if e.share is not None),
        *(((0, n.amount), amount, n.at) for n in given.needs),
        *(((0, x.amount), amount, x.at) for x in given.limits),
        *(((0, x.step), amount, x.at) for x in given.limits),
        *(((0, s.supply), amount, s.at) for s in given.other_sources),
        *(((0, f.value), amount, f.at) for f in given.firm_facts),
    ]
    for rising, want, at in said:
        if not all(low <= high for low, high in pairwise(rising)):
            yield _out(at, " ≤ ".join(f"{number:g}" for number in rising), want)


def _out(at: At, said: str, want: Words) -> Problem:
    return Problem(
        "MA106",
        at,
        Words(f"{said} 不成立：应为{want.zh}", f"{said} does not hold: it should be {want.en}"),
        Words("改正该行", "correct the row"),
        said,
    )


def _units(given: Given) -> Iterator[Problem]:
    units = {x.resource: x.unit for x in given.limits}
    said = [
        (n.unit, units[n.resource], n.resource, n.at) for n in given.needs if n.resource in units
    ]
    if given.candidates:
        first = given.candidates[0].unit
        said += [(c.unit, first, "benefit", c.at) for c in given.candidates]
    for unit, want, what, at in said:
        if unit != want:
            yield Problem(
                "MA107",
                at,
                Words(
                    f"{what} 的单位是“{unit}”，别处是“{want}”",
                    f"{what} is in “{unit}”, elsewhere in “{want}”",
                ),
                Words(f"换算成“{want}”", f"convert to “{want}”"),
                unit,
            )


def _vetoes(given: Given) -> Iterator[Problem]:
    for fact in given.vetoes:
        if fact.value is not None and fact.limit is None:
            yield Problem(
                "MA108",
                fact.at,
                Words(
                    f"{fact.subject} 有数值 {fact.value:g} 而没有限值，不能判断",
                    f"{fact.subject} has the figure {fact.value:g} and no limit to judge it by",
                ),
                Words(
                    "补上限值；确属禁止的，数值也留空",
                    "add the limit; for a prohibition leave both blank",
                ),
            )


def _later(given: Given) -> Iterator[Problem]:
    later = [f for f in given.firm_facts if f.day > given.as_at]
    if later:
        yield Problem(
            "MA109",
            later[0].at,
            Words(
                f"{len(later)} 条企业事实晚于 {given.as_at}，没有使用",
                f"{len(later)} facts of firms are dated after {given.as_at} and were not used",
            ),
            Words("要用则把基准日改晚", "to use them choose a later day"),
        )
