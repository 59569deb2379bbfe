"""Recomputes a relocation plan from the records, without any solver (§SR4)."""

from collections.abc import Iterator
from dataclasses import replace
from math import floor
from typing import Any

import numpy as np

from feidi.evidence.problem import Problem
from feidi.evidence.source import At
from feidi.quantities.words import Words
from feidi.records.relocation import Relocation
from feidi.site.check.form import NUMBER, TEXT, WHOLE, misfit
from feidi.site.model.proof import proven_bound
from feidi.site.relocate.counting import Placed, parts_of, waited_of
from feidi.site.relocate.formulation import FEN_A_UNIT, cheapest
from feidi.site.relocate.moves import FILTERS, RESOURCES, admitted_moves, room, takes
from feidi.site.relocate.plan import PARTS, RelocationPlan
from feidi.site.relocate.stages import Stage, stages

# what a plan file holds, and nothing else
FILE = {
    "status": TEXT,
    "year": WHOLE,
    "moves": [(TEXT, TEXT, TEXT)],
    "parts_fen": dict.fromkeys(PARTS, WHOLE),
    "bound_fen": frozenset({WHOLE}),
    "waited": [(WHOLE, WHOLE)],
    "waited_bound": [(WHOLE, WHOLE)],
    "prices": [NUMBER],
}
# statuses of a plan that says who moves
PLANNED = ("optimal", "feasible")
# rooms are compared in the figures of the tables, to a millionth of them
SLACK = 1e-6
AGAIN = Words("不要手改方案；重新运行 feidi site --relocate", "do not edit a plan; make it again")


def check_relocation(relocation: Relocation, plan: RelocationPlan) -> tuple[Problem, ...]:
    """Is a plan what it says it is, by the records alone?

    Recomputes who moves, what is admitted, the room of every site and phase, each part of the
    cost, how long people wait, and the bound that the plan's prices prove. Problems: SR010 to
    SR016, and those of the phases.
    """
    found, problems = stages(relocation, plan.year)
    if problems or (not plan.moves and plan.status not in PLANNED):
        return problems
    known = {stage.id: stage for stage in found}
    moved = list(_who_moves(relocation, plan, known))
    if moved:
        return tuple(moved)
    placed: Placed = {m.hamlet: (m.site, known[m.phase]) for m in plan.moves}
    return (
        *_admitted(relocation, placed),
        *_rooms(relocation, placed),
        *_phases(relocation, placed, found),
        *_figures(relocation, plan, placed, found),
        *_bound(relocation, plan),
    )


def check_relocation_file(
    relocation: Relocation, told: dict[str, Any], file: str
) -> tuple[Problem, ...]:
    """Is a plan file what it says it is? SR009 where it is no plan file, else as above."""
    odd = misfit(told, FILE)
    if odd is None and told["status"] not in PLANNED:
        odd = Words(f"status {told['status']}", f"status {told['status']}")
    if odd is not None:
        pattern = Words("不是搬迁方案文件：{odd}", "not the plan file of a relocation: {odd}")
        return (Problem("SR009", At(file), pattern.fill(odd=odd), AGAIN),)
    problems = check_relocation(relocation, RelocationPlan.from_json(told))
    return tuple(replace(problem, at=At(file)) for problem in problems)


def proven(relocation: Relocation, plan: RelocationPlan) -> int | None:
    """Which cost can no plan go below, by the plan's own prices? Fen; None without prices."""
    found, _ = stages(relocation, plan.year)
    built = cheapest(admitted_moves(relocation, found), dict(plan.waited))
    model = built.model
    if len(plan.prices) != len(model.facts) or not np.isfinite(plan.prices).all():
        return None
    bound = proven_bound(model, np.array(plan.prices)) * FEN_A_UNIT
    return floor(bound) + built.constant if np.isfinite(bound) else None


def _wrong(code: str, zh: str, en: str) -> Problem:
    return Problem(code, At("results/relocation-plan.json"), Words(zh, en), AGAIN)


def _who_moves(
    relocation: Relocation, plan: RelocationPlan, known: dict[str, Stage]
) -> Iterator[Problem]:
    named = [move.hamlet for move in plan.moves]
    sites = {site.id for site in relocation.sites}
    for hamlet in relocation.hamlets:
        if (times := named.count(hamlet.id)) != 1:
            yield _wrong(
                "SR010",
                f"{hamlet.name} 在方案中出现 {times} 次，应为 1 次",
                f"{hamlet.name} stands {times} times in the plan, not once",
            )
    hamlets = {hamlet.id for hamlet in relocation.hamlets}
    for move in plan.moves:
        if move.hamlet not in hamlets or move.site not in sites or move.phase not in known:
            yield _wrong(
                "SR010",
                f"{move.hamlet} → {move.site}（{move.phase}）中有文件夹里没有的编号",
                f"{move.hamlet} → {move.site} ({move.phase}) names what is not in the folder",
            )


def _admitted(relocation: Relocation, placed: Placed) -> Iterator[Problem]:
    sites = {site.id: site for site in relocation.sites}
    for hamlet in relocation.hamlets:
        site, stage = placed[hamlet.id]
        for test, said in FILTERS.values():
            if not test(hamlet, sites[site], stage):
                yield _wrong(
                    "SR011",
                    f"{hamlet.name} 不得搬到 {sites[site].name}：{said.zh}",
                    f"{hamlet.name} may not move to {sites[site].name}: {said.en}",
                )


def _rooms(relocation: Relocation, placed: Placed) -> Iterator[Problem]:
    for site in relocation.sites:
        for resource, (name, unit) in RESOURCES.items():
            taken = sum(
                takes(h, resource, placed[h.id][1])
                for h in relocation.hamlets
                if placed[h.id][0] == site.id
            )
            limit = room(site, resource)
            if taken > limit * (1 + SLACK):
                yield _wrong(
                    "SR012",
                    f"{site.name}的{name.zh}用了 {taken:,.2f}，只有 {limit:,.2f} {unit.zh}",
                    f"the {name.en} of {site.name} is used to {taken:,.2f} of {limit:,.2f} "
                    f"{unit.en}",
                )


def _phases(relocation: Relocation, placed: Placed, found: tuple[Stage, ...]) -> Iterator[Problem]:
    for stage in found:
        moved = sum(h.people for h in relocation.hamlets if placed[h.id][1].id == stage.id)
        if stage.people is not None and moved > stage.people:
            yield _wrong(
                "SR013",
                f"阶段 {stage.id} 搬 {moved} 人，最多 {stage.people} 人",
                f"phase {stage.id} moves {moved} people, at most {stage.people}",
            )


def _figures(
    relocation: Relocation, plan: RelocationPlan, placed: Placed, found: tuple[Stage, ...]
) -> Iterator[Problem]:
    parts = parts_of(relocation, placed)
    if dict(parts) != dict(plan.parts):
        said, counted = plan.value, sum(amount for _, amount in parts)
        yield _wrong(
            "SR014",
            f"各部分写的合计 {said} 分，重算为 {counted} 分",
            f"the parts say {said} fen in all; recomputed {counted} fen",
        )
    waited = waited_of(relocation, placed, found) if len(found) > 1 else ()
    if waited != plan.waited:
        yield _wrong(
            "SR015",
            f"等待写的是 {plan.waited}，重算为 {waited}（紧急程度，人·阶段）",
            f"the waiting says {plan.waited}; recomputed {waited} (urgency, person-phases)",
        )


def _bound(relocation: Relocation, plan: RelocationPlan) -> Iterator[Problem]:
    """The bound lies between what the prices prove and the plan itself."""
    certain = proven(relocation, plan)
    least = max(certain, 0) if certain is not None else 0
    if certain is None:
        yield _wrong(
            "SR016",
            f"价格有 {len(plan.prices)} 个，与模型不符，下界不能重算",
            f"{len(plan.prices)} prices do not fit the model; no bound can be recomputed",
        )
    elif plan.bound is not None and not least - FEN_A_UNIT <= plan.bound <= plan.value:
        yield _wrong(
            "SR016",
            f"下界 {plan.bound} 分不在重算的 {least} 分与方案的 {plan.value} 分之间",
            f"the bound {plan.bound} fen is not between {least}, recomputed, and {plan.value}, "
            f"the plan's own (fen)",
        )
    if plan.status == "optimal" and plan.bound != plan.value:
        yield _wrong(
            "SR016",
            f"写作已证明最优，但下界 {plan.bound} 分不等于 {plan.value} 分",
            f"said to be proven, but the bound {plan.bound} is not {plan.value} (fen)",
        )
    if [u for u, _ in plan.waited] != [u for u, _ in plan.waited_bound]:
        yield _wrong(
            "SR016",
            f"等待的下界 {plan.waited_bound} 与各级等待 {plan.waited} 不对应",
            f"the bounds of waiting {plan.waited_bound} are not of the classes {plan.waited}",
        )
        return
    for (urgency, waited), (_, least_wait) in zip(plan.waited, plan.waited_bound, strict=True):
        if not 0 <= least_wait <= waited:
            yield _wrong(
                "SR016",
                f"紧急程度 {urgency} 等待 {waited}，下界写的是 {least_wait}，不在 0 和它之间",
                f"urgency {urgency} waits {waited}; its bound {least_wait} is not from 0 to that",
            )
