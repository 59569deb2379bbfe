"""A relocation told: who goes where and when, what it costs, what is short."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from feidi.evidence.problem import Problem
from feidi.quantities.words import Words, both
from feidi.records.relocation import Relocation
from feidi.report.briefing import Briefing, Grid, Section
from feidi.report.siting.flow_picture import flow_lines, flow_picture
from feidi.report.siting.said import money, number, percent
from feidi.site.relocate.plan import MONEY, PARTS, RelocationPlan

FEN = 100.0
PAID, WEIGHED = Words("支付", "paid"), Words("权重", "weight")
PROVEN = Words("已证明最优", "proven best")


@dataclass(frozen=True)
class AboutMoves:
    """What a page says of its folder and of the check of its plan.

    checked: the checker, which knows no solver, agrees. proven_fen: the bound that anyone can
    recompute from the plan's prices.
    """

    name: str
    note: str = ""
    problems: tuple[Problem, ...] = ()
    checked: bool = True
    proven_fen: int | None = None


def relocation_briefing(
    relocation: Relocation, plan: RelocationPlan, about: AboutMoves
) -> Briefing:
    """Return a relocation as a briefing."""
    sections = (
        [*_flows(relocation, plan), _sites(relocation, plan), _costs(plan)] if plan.moves else []
    )
    sections += [*_short(plan), *_proof(plan, about)]
    people = sum(hamlet.people for hamlet in relocation.hamlets)
    return Briefing(
        kind=Words("搬迁方案", "Relocation plan"),
        title=Words(f"{about.name}：哪些户搬到哪里", f"{about.name}: who moves where"),
        facts=(
            (Words("小组", "Groups"), both(str(len(relocation.hamlets)))),
            (Words("人", "People"), both(f"{people:,}")),
            (Words("安置点", "Sites"), both(str(len(relocation.sites)))),
            (Words("阶段", "Phases"), both(str(len(relocation.phases) or 1))),
        ),
        lead=tuple(_lead(relocation, plan)),
        sections=tuple(sections),
        problems=about.problems,
        note=about.note,
    )


def _lead(relocation: Relocation, plan: RelocationPlan) -> Iterator[Words]:
    if not plan.moves:
        if plan.status == "stopped":
            yield Words("时间内没有找到方案。", "No plan was found in the time given.")
            return
        yield Words("不能全部安置：缺什么见下。", "Not everybody can move: see what is short.")
        return
    hamlets = {hamlet.id: hamlet for hamlet in relocation.hamlets}
    people = sum(hamlets[move.hamlet].people for move in plan.moves)
    households = sum(hamlets[move.hamlet].households for move in plan.moves)
    used = len({move.site for move in plan.moves})
    yield Words(
        f"{households:,} 户 {people:,} 人搬到 {used} 个安置点（共有 {len(relocation.sites)} 个）。",
        f"{households:,} households, {people:,} people, move to {used} of "
        f"{len(relocation.sites)} sites.",
    )
    paid = money(plan.money / FEN)
    yield Words(
        f"要支付 {paid.zh}，{_how_good(plan).zh}。", f"To be paid: {paid.en}; {_how_good(plan).en}."
    )
    late = [(urgency, phases) for urgency, phases in plan.waited if phases]
    if late:
        zh = "、".join(f"{u} 级 {n:,} 人·阶段" for u, n in late)
        en = ", ".join(f"class {u}: {n:,} person-phases" for u, n in late)
        yield Words(
            f"按紧急程度先后，还要等：{zh}。", f"The most urgent first; still waiting: {en}."
        )


def _how_good(plan: RelocationPlan) -> Words:
    if plan.status == "optimal" and not plan.gap:
        return PROVEN
    gap = percent(plan.gap if isfinite(plan.gap) else None)
    return Words(f"与最好的相差不超过 {gap}", f"within {gap} of the best")


def _flows(relocation: Relocation, plan: RelocationPlan) -> Iterator[Section]:
    hamlets = {hamlet.id: hamlet for hamlet in relocation.hamlets}
    names = {site.id: site.name for site in relocation.sites}
    lines = tuple(
        (
            both(hamlets[move.hamlet].name),
            both(hamlets[move.hamlet].village),
            both(names[move.site]),
            both(move.phase),
            both(str(hamlets[move.hamlet].urgency)),
            both(f"{hamlets[move.hamlet].households:,}"),
            both(f"{hamlets[move.hamlet].people:,}"),
        )
        for move in plan.moves
    )
    villages = {hamlet.village for hamlet in relocation.hamlets}
    split = len(flow_lines(relocation, plan)) - len(villages)
    yield Section(
        key="flows",
        title=Words("谁搬到哪里", "Who moves where"),
        reading=Words(
            f"{len(villages)} 个村，共 {split} 次分到多一个安置点；带的宽窄是人数。",
            f"{len(villages)} villages, split {split} times onto a further site; bands are as "
            "wide as people.",
        ),
        grid=Grid(
            (
                Words("小组", "Group"),
                Words("村", "Village"),
                Words("安置点", "Site"),
                Words("阶段", "Phase"),
                Words("紧急程度", "Urgency"),
                Words("户", "Households"),
                Words("人", "People"),
            ),
            lines,
            left=4,
            at_first=20,
        ),
        picture=lambda width, lang: flow_picture(relocation, plan, width, lang),
    )


def _sites(relocation: Relocation, plan: RelocationPlan) -> Section:
    hamlets = {hamlet.id: hamlet for hamlet in relocation.hamlets}
    lines = []
    for site in relocation.sites:
        came = [hamlets[move.hamlet] for move in plan.moves if move.site == site.id]
        people, households = (sum(h.people for h in came), sum(h.households for h in came))
        lines.append(
            (
                both(site.name),
                _of(households, site.capacity_households),
                _of(people, site.capacity_people),
                both("–" if site.slope_deg is None else number(site.slope_deg)),
                both("–" if site.hazard is None else str(site.hazard)),
                both(number(round(site.jobs_distance_m / 1000, 1))),
            )
        )
    used = sum(any(m.site == s.id for m in plan.moves) for s in relocation.sites)
    return Section(
        key="sites",
        title=Words("安置点用了多少", "How full the sites are"),
        reading=Words(
            f"启用 {used} 个安置点，另外 {len(lines) - used} 个不启用。",
            f"{used} sites are opened, {len(lines) - used} are not.",
        ),
        grid=Grid(
            (
                Words("安置点", "Site"),
                Words("户（已安排 / 容量）", "Households (planned / room)"),
                Words("人（已安排 / 容量）", "People (planned / room)"),
                Words("坡度（度）", "Slope (deg)"),
                Words("隐患等级", "Hazard"),
                Words("到就业点（公里）", "To work (km)"),
            ),
            tuple(lines),
        ),
    )


def _of(used: int, most: int | None) -> Words:
    return both(f"{used:,} / {'–' if most is None else f'{most:,}'}")


def _costs(plan: RelocationPlan) -> Section:
    lines = [
        (
            PARTS[name],
            Words("支付", "paid") if name in MONEY else Words("权重", "weight"),
            money(fen / FEN),
        )
        for name, fen in plan.parts
    ]
    lines.append((Words("合计", "In all"), both(""), money(plan.value / FEN)))
    paid, rest = money(plan.money / FEN), money((plan.value - plan.money) / FEN)
    return Section(
        key="costs",
        title=Words("要花多少，取舍占多少", "What it costs, and what the choices weigh"),
        reading=Words(
            f"支付 {paid.zh}；距离和拆散按规划者的权重另折合 {rest.zh}，不是钱。",
            f"{paid.en} is paid; distances and splits weigh {rest.en} more by the planners' "
            "choice, which is no money.",
        ),
        grid=Grid(
            (Words("部分", "Part"), Words("性质", "Kind"), Words("数额", "Amount")),
            tuple(lines),
            left=2,
        ),
    )


def _short(plan: RelocationPlan) -> Iterator[Section]:
    if not plan.shortages:
        return
    yield Section(
        key="short",
        title=Words("缺什么", "What is short"),
        reading=plan.shortages[0].sentence,
        told=tuple(
            (Words(f"之 {n}", f"{n}"), shortage.sentence)
            for n, shortage in enumerate(plan.shortages, 1)
        ),
        notes=(
            Words(
                "每一条都验证过：只留这几条求解，仍然安置不下；去掉其中一条就安置得下。",
                "Verified: with these alone not everybody can move; without any one of them "
                "all can.",
            ),
        ),
    )


def _proof(plan: RelocationPlan, about: AboutMoves) -> Iterator[Section]:
    if not plan.moves:
        return
    dash = both("–")
    lines = (
        (Words("总计", "value"), money(plan.value / FEN)),
        (
            Words("下界（求解器证明）", "bound by branch and bound"),
            dash if plan.bound is None else money(plan.bound / FEN),
        ),
        (Words("差距", "gap"), both(percent(plan.gap if isfinite(plan.gap) else None))),
        (
            Words("下界（任何人可重算）", "bound that anyone can recompute"),
            dash if about.proven_fen is None else money(about.proven_fen / FEN),
        ),
        (
            Words("独立校验（不用求解器）", "independent check, no solver"),
            Words("全部重算，相符", "counted again, agrees")
            if about.checked
            else Words("重算不符，方案不可用", "counted again and differs: not to be used"),
        ),
    )
    how = _how_good(plan)
    yield Section(
        key="proof",
        title=Words("凭什么说这是好方案", "Why this plan can be trusted"),
        reading=Words(f"{how.zh}。", f"{how.en[:1].upper()}{how.en[1:]}."),
        grid=Grid((Words("项", "Item"), Words("数", "Figure")), lines),
    )
