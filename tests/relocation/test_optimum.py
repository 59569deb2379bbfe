"""It finds the plan that trying all of them finds: the most urgent first, then the cheapest."""

from itertools import product

import pytest

from feidi.records.relocation import Relocation, RelocationWeights
from feidi.site.relocate import Move, RelocationPlan, check_relocation, relocate
from feidi.site.relocate.checking import proven
from feidi.site.relocate.counting import Placed, parts_of, waited_of
from feidi.site.relocate.moves import FILTERS, RESOURCES, room, takes
from feidi.site.relocate.stages import Stage, stages
from relocation.moving import drawn, hamlet, phase, relocation, site


def possible(case: Relocation, placed: Placed, found: tuple[Stage, ...]) -> bool:
    """By the definition of a plan: admitted, within every room, within every phase."""
    sites = {s.id: s for s in case.sites}
    for h in case.hamlets:
        where, stage = placed[h.id]
        if not all(test(h, sites[where], stage) for test, _ in FILTERS.values()):
            return False
    for s in case.sites:
        there = [h for h in case.hamlets if placed[h.id][0] == s.id]
        for r in RESOURCES:
            if sum(takes(h, r, placed[h.id][1]) for h in there) > room(s, r):
                return False
    moved = {t.id: sum(h.people for h in case.hamlets if placed[h.id][1].id == t.id) for t in found}
    return all(t.people is None or moved[t.id] <= t.people for t in found)


def by_trying_all(case: Relocation) -> tuple[tuple[int, ...], int] | None:
    """The least waiting, class after class, then the least cost; None where nothing fits."""
    found, _ = stages(case, 2026)
    best = None
    choices = list(product((s.id for s in case.sites), found))
    for chosen in product(choices, repeat=len(case.hamlets)):
        placed = {h.id: pair for h, pair in zip(case.hamlets, chosen, strict=True)}
        if possible(case, placed, found):
            waited = tuple(w for _, w in waited_of(case, placed, found))
            key = (waited, sum(fen for _, fen in parts_of(case, placed)))
            best = key if best is None else min(best, key)
    return best


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_it_equals_the_best_of_all_plans(seed: int) -> None:
    case = drawn(seed)
    plan, best = relocate(case, 2026), by_trying_all(case)
    if best is None:
        assert plan.status == "infeasible"
        assert plan.shortages
        return
    found, _ = stages(case, 2026)
    placed: Placed = {
        m.hamlet: (m.site, next(t for t in found if t.id == m.phase)) for m in plan.moves
    }
    assert plan.status == "optimal"
    assert (tuple(w for _, w in waited_of(case, placed, found)), plan.value) == best
    assert plan.bound == plan.value
    assert check_relocation(case, plan) == ()
    certain = proven(case, plan)
    assert certain is not None
    assert certain <= plan.value
    assert RelocationPlan.from_json(plan.as_json()) == plan


def test_the_urgent_move_first_even_where_it_costs_more() -> None:
    urgent, calm = hamlet("急", 50, urgency=1), hamlet("缓", 50, urgency=2)
    dear = site("贵", 50, cost_household_fen=9_000_000)
    cheap = site("省", 50, cost_household_fen=1, opens_in=2027)
    plan = relocate(
        relocation([calm, urgent], [dear, cheap], (phase("一", 2026, 50), phase("二", 2027))), 2026
    )
    assert Move("急", "贵", "一") in plan.moves
    assert plan.waited == ((1, 0), (2, 50))


def test_a_village_stays_together_where_that_is_worth_the_way() -> None:
    pair = [hamlet("甲", 40, village="某村"), hamlet("乙", 40, village="某村", fields_x=30_000)]
    sites = [site("西", 80), site("东", 80, x=30_000)]
    apart = relocate(relocation(pair, sites, weights=RelocationWeights(1_000, 0, 0, 0)), 2026)
    together = relocate(
        relocation(pair, sites, weights=RelocationWeights(1_000, 0, 10**9, 0)), 2026
    )
    assert len({m.site for m in apart.moves}) == 2
    assert len({m.site for m in together.moves}) == 1
    assert dict(together.parts)["villages"] == 0


def test_ground_of_unknown_slope_is_not_admitted() -> None:
    case = relocation(
        [hamlet("甲", 10)], [site("未测", 50, slope_deg=None), site("陡", 50, slope_deg=16.0)]
    )
    plan = relocate(case, 2026)
    assert plan.status == "infeasible"
    assert [s.kind for s in plan.shortages] == ["nowhere", "people"]
    assert "坡度" in plan.shortages[0].sentence.zh


def test_the_same_case_gives_the_same_plan_each_time() -> None:
    case = drawn(2)
    assert relocate(case, 2026, seed=7) == relocate(case, 2026, seed=7)
