"""Why not everybody can move: who has nowhere to go, what is short, and by how much (§SR3)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from feidi.quantities.words import Words
from feidi.site.model import Fact, Model
from feidi.site.relocate.formulation import everybody, most_people
from feidi.site.relocate.moves import FILTERS, RESOURCES, Moves, room
from feidi.site.solve.highs import prove, relax
from feidi.site.solve.watch import Watch

SLACK = 1e-6
# the kinds of facts that a shortage can be of; all others are what moving means
LIMITS = {*RESOURCES, "phase"}


@dataclass(frozen=True)
class Shortage:
    """One thing that stands in the way of moving everybody.

    kind: "nowhere" (a hamlet that no site is admitted for), "people" (how many are left
    behind at least), a resource of a site, or "phase". subject: id of the hamlet, site or
    phase. has: people, or what the site or phase has. more: of this alone, at least so much
    more is needed for everybody to move; None where no amount of it alone would do.
    """

    kind: str
    subject: str
    has: float
    more: float | None
    sentence: Words


def shortages(moves: Moves, watch: Watch) -> tuple[Shortage, ...]:
    """What keeps some people from moving? Verified by solving with only what is named.

    The limits named form a set that cannot all hold, from which none can be left out: found by
    deletion, each step a solve of its own.
    """
    found = [*_nowhere(moves), *_left_behind(moves, watch)]
    model = everybody(moves).model
    limits = [fact for fact in dict.fromkeys(model.facts) if _kind(fact) in LIMITS]
    test = _fractions_fail if _fractions_fail(model, watch) else _wholes_fail
    if limits and test(model, watch):
        core = _core(model, limits, test, watch)
        found += [_short(moves, model.relaxed(set(limits) - set(core)), f, watch) for f in core]
    return tuple(found)


def _nowhere(moves: Moves) -> Iterator[Shortage]:
    for index in moves.nowhere():
        hamlet = moves.relocation.hamlets[index]
        because = moves.refused.get(index, {})
        told = [
            FILTERS[name][1].fill() if not sites else _refusal(name, sites)
            for name, sites in because.items()
        ]
        said = Words("；".join(w.zh for w in told), "; ".join(w.en for w in told))
        sentence = Words(
            f"{hamlet.name}（{hamlet.people} 人）没有可去的安置点：{said.zh}",
            f"{hamlet.name} ({hamlet.people} people) has nowhere to go: {said.en}",
        )
        yield Shortage("nowhere", hamlet.id, hamlet.people, None, sentence)


def _refusal(name: str, sites: tuple[str, ...]) -> Words:
    said = FILTERS[name][1]
    return Words(f"{'、'.join(sites)} {said.zh}", f"{', '.join(sites)}: {said.en}")


def _left_behind(moves: Moves, watch: Watch) -> Iterator[Shortage]:
    built = most_people(moves)
    relaxed = relax(built.model, watch)
    total = sum(h.people for h in moves.relocation.hamlets)
    if relaxed.status != "optimal":
        return
    # whole hamlets never fit better than parts of them
    most = floor(relaxed.value + SLACK)
    if most < total:
        sentence = Words(
            f"要搬 {total} 人，安置点和阶段最多容纳 {most} 人，至少差 {total - most} 人",
            f"{total} people are to move; sites and phases take at most {most}: short of "
            f"{total - most} people at least",
        )
        yield Shortage("people", "", most, total - most, sentence)


def _kind(fact: Fact) -> str:
    return str(fact[0]) if isinstance(fact, tuple) else str(fact)


def _fractions_fail(model: Model, watch: Watch) -> bool:
    """Say whether no point exists even if hamlets could be divided."""
    return relax(model, watch).status == "infeasible"


def _wholes_fail(model: Model, watch: Watch) -> bool:
    """Say whether no point exists; a solve that was stopped proves nothing."""
    return prove(model, watch).status == "infeasible"


def _core(
    model: Model, limits: list[Fact], fails: Callable[[Model, Watch], bool], watch: Watch
) -> list[Fact]:
    """Return limits that cannot all hold; without any one of them, the others can."""
    dropped: set[Fact] = set()
    kinds = {_kind(fact) for fact in limits}
    tries = [{f for f in limits if _kind(f) == kind} for kind in sorted(kinds)]
    for together in [*tries, *({fact} for fact in limits)]:
        if together <= dropped:
            continue
        if fails(model.relaxed(dropped | together), watch):
            dropped |= together
    return [fact for fact in limits if fact not in dropped]


def _short(moves: Moves, model: Model, fact: Fact, watch: Watch) -> Shortage:
    """Return how much more of one limit alone would do, beside the others of the core."""
    kind, subject = _kind(fact), str(fact[1]) if isinstance(fact, tuple) else ""
    elastic, slack = model.elastic([fact], 1.0)
    eased = relax(elastic, watch)
    more = float(np.ceil(eased.x[slack].sum() - SLACK)) if eased.status == "optimal" else None
    has, what, unit = _told(moves, kind, subject)
    alone = (
        Words("只增加它也不够", "more of it alone would not do")
        if more is None
        else Words(
            f"只增加它，至少再要 {more:,.0f} {unit.zh}",
            f"of it alone, at least {more:,.0f} {unit.en} more are needed",
        )
    )
    sentence = Words(
        f"{what.zh}只有 {has:,.0f} {unit.zh}；{alone.zh}",
        f"{what.en} is only {has:,.0f} {unit.en}; {alone.en}",
    )
    return Shortage(kind, subject, has, more, sentence)


def _told(moves: Moves, kind: str, subject: str) -> tuple[float, Words, Words]:
    """Return how much there is of a limit, its name and its unit."""
    if kind == "phase":
        stage = next(stage for stage in moves.stages if stage.id == subject)
        what = Words(f"阶段 {stage.id} 的人数", f"what phase {stage.id} moves")
        return float(stage.people or 0), what, RESOURCES["people"][1]
    site = next(site for site in moves.relocation.sites if site.id == subject)
    name, unit = RESOURCES[kind]
    what = Words(f"{site.name}的{name.zh}", f"the {name.en} of {site.name}")
    return float(ceil(room(site, kind))), what, unit
