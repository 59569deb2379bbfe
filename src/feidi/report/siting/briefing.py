"""A siting told: what was placed, what was not and why, what to negotiate for next."""

from collections.abc import Iterator
from dataclasses import dataclass

from feidi.evidence.problem import Problem
from feidi.quantities.words import Words, both
from feidi.report.briefing import Briefing, Grid, Section
from feidi.report.siting.curve import curve_section
from feidi.report.siting.placed import placed_section
from feidi.report.siting.proof import lead_proof, proof_section
from feidi.report.siting.quotas import quota_section
from feidi.report.siting.said import (
    PARTS,
    listed,
    money,
    number,
    percent,
    resource_words,
    with_unit,
    yuan,
)
from feidi.site import Siting
from feidi.site.plan.trade_off import TradePoint
from feidi.site.reasons.sentences import Names, sentences

KINDS = {
    "filter": Words("没有合适的地块", "no lot fits"),
    "conflict": Words("与几条事实冲突", "a few facts stand against it"),
    "price": Words("代价太高", "it costs too much"),
    "gain": Words("方案还不是最优", "the plan is not yet the best"),
    "open": Words("没有查明", "not found out"),
}


@dataclass(frozen=True)
class About:
    """What a page says of its folder. fixed: weights other than 0, by name."""

    name: str
    note: str = ""
    problems: tuple[Problem, ...] = ()
    curve: tuple[TradePoint, ...] = ()
    parts: tuple[str, str] = ("tax", "investment")


def site_briefing(siting: Siting, about: About) -> Briefing:
    """Return a siting as a briefing."""
    names = Names(siting.land)
    sections = [
        placed_section(siting, names),
        _refused(siting, names),
        *_asks(siting, names),
        quota_section(siting, names),
        _parts(siting),
        *curve_section(about.curve, about.parts),
        proof_section(siting),
    ]
    return Briefing(
        kind=Words("选址方案", "Siting plan"),
        title=Words(f"{about.name}：哪个项目落在哪块地", f"{about.name}: which project where"),
        facts=_facts(siting),
        lead=tuple(_lead(siting, names)),
        sections=tuple(sections),
        problems=about.problems,
        note=about.note,
    )


def _facts(siting: Siting) -> tuple[tuple[Words, Words], ...]:
    land = siting.land
    years = siting.problem.years
    return (
        (Words("项目", "Projects"), both(str(len(land.projects)))),
        (Words("地块", "Parcels"), both(str(len(land.parcels)))),
        (Words("园区", "Parks"), both(str(len(land.parks)))),
        (Words("计划年份", "Years"), both(f"{years[0]}–{years[-1]}" if years[0] else "–")),
    )


def _lead(siting: Siting, names: Names) -> Iterator[Words]:
    made, count = siting.plan, len(siting.problem.projects)
    tenants = sum(bool(p.fixed_on) for p in siting.land.projects)
    yield Words(
        f"{count} 个项目落下 {len(made.placements)} 个（含已有企业 {tenants} 个），"
        f"{len(siting.reasons)} 个没有落下。",
        f"Of {count} projects {len(made.placements)} are placed ({tenants} stand there already); "
        f"{len(siting.reasons)} are not.",
    )
    yield lead_proof(siting)
    asks = [r for r in siting.reasons if r.ask and r.ask.more]
    if asks:
        best = max(asks, key=lambda r: r.ask.gain if r.ask else 0.0)
        said = sentences(best, names)[-1]
        name = names.project(best.project)
        yield Words(f"下一步最值得谈：{name}。{said.zh}", f"To negotiate first: {name}. {said.en}")
    full = [q for q in siting.quotas if q.worth > 0]
    if full:
        top = max(full, key=lambda q: q.worth * q.limit)
        what, unit = resource_words(top.resource), with_unit(top.resource, 1)
        price = yuan(top.worth)
        yield Words(
            f"最紧的限额：{names.park(top.park)}的{what.zh}，用了 {percent(top.share)}；"
            f"再多 {unit.zh}，上界提高 {price.zh}。",
            f"The tightest quota: {what.en} of {names.park(top.park)}, {percent(top.share)} used; "
            f"{unit.en} more would raise the bound by {price.en}.",
        )


def _refused(siting: Siting, names: Names) -> Section:
    lines = []
    for reason in siting.reasons:
        said = sentences(reason, names)
        text = Words("".join(s.zh for s in said), " ".join(s.en for s in said))
        lines.append((both(names.project(reason.project)), text))
    counts = {kind: sum(r.kind == kind for r in siting.reasons) for kind in KINDS}
    zh = "，".join(f"{n} 个{KINDS[k].zh}" for k, n in counts.items() if n)
    en = ", ".join(f"{n}: {KINDS[k].en}" for k, n in counts.items() if n)
    reading = (
        Words(f"{len(lines)} 个没有落下：{zh}。", f"{len(lines)} were not placed. {en}.")
        if lines
        else Words("全部落下了。", "Every project is placed.")
    )
    return Section(
        key="refused",
        title=Words("没有落下的项目，为什么", "What was not placed, and why"),
        reading=reading,
        told=tuple(lines),
        notes=(
            Words(
                "矛盾的每一条都重新求解验证过；“至多”表示没有证明是最小代价。",
                "Each conflict was verified by solving again; “at most”: not proven the least.",
            ),
        )
        if lines
        else (),
    )


def _asks(siting: Siting, names: Names) -> Iterator[Section]:
    asks = [(r, r.ask) for r in siting.reasons if r.ask and r.ask.more]
    if not asks:
        return
    asks.sort(key=lambda pair: (-pair[1].gain, pair[0].project))
    lines = []
    for reason, ask in asks:
        more = [names.amount(*one) for one in ask.more]
        said = Words("；".join(m.zh for m in more), "; ".join(m.en for m in more))
        name = both(names.project(reason.project))
        place = both(f"{names.park(ask.park)} {'、'.join(ask.parcels)}")
        lines.append((name, place, said, money(ask.gain)))
    yield Section(
        key="asks",
        title=Words("下一步谈什么", "What to negotiate for next"),
        reading=Words(
            f"谁也不动，再给这些限额，{len(lines)} 个项目各自就能落下。",
            f"With nobody moving, this much more quota lets each of {len(lines)} projects in.",
        ),
        grid=Grid(
            (
                Words("项目", "Project"),
                Words("落在", "Place"),
                Words("要再给", "More to grant"),
                Words("总值增加", "Gain"),
            ),
            tuple(lines),
            left=3,
        ),
    )


def _parts(siting: Siting) -> Section:
    said = siting.plan.certificate
    weights = siting.problem.weights.tolist()
    lines = []
    for (part, amount), weight in zip(said.parts, weights, strict=True):
        weighed = money(amount * weight) if weight else both("–")
        lines.append((PARTS.get(part, both(part)), money(amount), both(number(weight)), weighed))
    one = both("–")
    lines.append((Words("伙伴同园", "partners in one park"), one, one, money(said.bonus)))
    lines.append((Words("推迟", "coming late"), one, one, money(-said.delay)))
    lines.append((Words("总值", "value"), one, one, money(said.value)))
    counted = [PARTS.get(n, both(n)) for (n, _), w in zip(said.parts, weights, strict=True) if w]
    what = listed(tuple(w.zh for w in counted)).zh, listed(tuple(w.en for w in counted)).en
    return Section(
        key="parts",
        title=Words("总值由什么组成", "What the value is made of"),
        reading=Words(
            f"计入总值的：{what[0]}，以及伙伴同园和推迟。权重写在 park.toml 的 [site]。",
            f"What counts: {what[1]}, partners in one park and coming late. Weights stand in "
            "[site] of park.toml.",
        ),
        grid=Grid(
            (
                Words("部分", "Part"),
                Words("数额", "Amount"),
                Words("权重", "Weight"),
                Words("计入", "Counts for"),
            ),
            tuple(lines),
        ),
    )
