"""It says what is short, and the said limits alone make the move impossible."""

from dataclasses import replace

import pytest

from feidi.site.relocate import relocate
from feidi.site.relocate.formulation import everybody
from feidi.site.relocate.moves import admitted_moves
from feidi.site.relocate.stages import stages
from feidi.site.solve.highs import prove
from relocation.moving import POLICY, drawn, hamlet, phase, relocation, site


def test_it_says_how_many_people_are_short_of_a_place() -> None:
    case = relocation([hamlet("甲", 60), hamlet("乙", 50)], [site("一号", 40), site("二号", 50)])
    told = {s.kind: s for s in relocate(case, 2026).shortages}
    assert told["nowhere"].subject == "甲"
    case = relocation([hamlet("甲", 40), hamlet("乙", 50)], [site("一号", 40), site("二号", 40)])
    told = {s.kind: s for s in relocate(case, 2026).shortages}
    assert set(told) == {"nowhere", "people"}
    case = relocation([hamlet("甲", 40), hamlet("乙", 40)], [site("一号", 60)])
    told = {s.kind: s for s in relocate(case, 2026).shortages}
    assert (told["people"].has, told["people"].more) == (60, 20)


def test_it_names_the_farmland_when_that_is_short() -> None:

    asks = replace(POLICY, farmland_mu_head=2.0)
    case = relocation(
        [hamlet("甲", 40), hamlet("乙", 40)],
        [site("一号", 100, farmland_mu=100.0)],
        policies=(asks,),
    )
    told = {s.kind: s for s in relocate(case, 2026).shortages}
    assert (told["farmland"].has, told["farmland"].more) == (100, 60)
    assert "耕地" in told["farmland"].sentence.zh


def test_it_names_the_phase_when_that_moves_too_few() -> None:
    case = relocation(
        [hamlet("甲", 40), hamlet("乙", 40)], [site("一号", 100)], (phase("一", 2026, 50),)
    )
    told = {s.kind: s for s in relocate(case, 2026).shortages}
    assert (told["phase"].has, told["phase"].more) == (50, 30)


@pytest.mark.parametrize("seed", range(60, 100))
def test_the_limits_named_are_a_smallest_set_that_cannot_hold(seed: int) -> None:
    case = drawn(seed)
    plan = relocate(case, 2026)
    core = {(s.kind, s.subject) for s in plan.shortages if s.kind not in {"nowhere", "people"}}
    if not core:
        assert plan.status == "optimal" or plan.shortages
        return
    found, _ = stages(case, 2026)
    model = everybody(admitted_moves(case, found)).model
    limits = {f for f in model.facts if isinstance(f, tuple) and f[0] in {"people", "phase"}}
    assert prove(model.relaxed(limits - core)).status == "infeasible"
    for fact in core:
        assert prove(model.relaxed((limits - core) | {fact})).status == "optimal"
