"""Every reason is true: solved again without the code that found it."""

from dataclasses import replace

import numpy as np
import pytest

from feidi.quantities.words import Words
from feidi.records.land import Land
from feidi.site.model.model import Ints
from feidi.site.plan.flat import flat_model, pairs_of, point_of
from feidi.site.plan.plan import pairs_of_plan
from feidi.site.plan.planning import Effort, plan
from feidi.site.problem import Filter, SitingProblem
from feidi.site.reasons import FEW, Reason, clashes, conflict_model, reasons
from feidi.site.reasons.forcing import forced
from feidi.site.reasons.sentences import Names, sentences
from feidi.site.solve import prove
from tiny_sites import tiny

SHORT = Effort(rounds=6, polish=4, nodes=1000)
SEEDS = range(8)


def told(seed: int) -> tuple[SitingProblem, Ints, Ints, tuple[Reason, ...]]:
    problem = tiny(seed, projects=6, parcels=5)
    pairs, years = pairs_of_plan(problem, plan(problem, effort=SHORT))
    return problem, pairs, years, reasons(problem, pairs, years)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_project_left_out_has_a_reason_and_a_sentence(seed: int) -> None:
    problem, pairs, _, found = told(seed)
    assert [r.project for r in found] == [
        name for name, pair in zip(problem.projects, pairs, strict=True) if pair < 0
    ]
    for reason in found:
        for words in sentences(reason, Names(Land(0))):
            assert words.zh
            assert words.en


@pytest.mark.parametrize("seed", SEEDS)
def test_a_price_is_what_the_best_plan_with_the_project_loses(seed: int) -> None:
    problem, pairs, years, found = told(seed)
    built = flat_model(problem)
    value = built.model.value(point_of(built, problem, pairs, years))
    for reason in found:
        again = prove(forced(built, reason.project))
        if reason.price is None:
            assert again.status == "infeasible"
            continue
        assert reason.price.exact
        assert again.value == pytest.approx(value - reason.price.loss)
        assert reason.price.loss >= 0


@pytest.mark.parametrize("seed", SEEDS)
def test_a_conflict_is_impossible_and_no_fact_of_it_can_be_spared(seed: int) -> None:
    problem, pairs, _, found = told(seed)
    built = flat_model(problem)
    for reason in found:
        assert len(reason.conflict) <= FEW
        model = conflict_model(problem, built, pairs, problem.projects.index(reason.project))
        assert not reason.conflict or clashes(model, reason.conflict)
        for fact in reason.conflict:
            assert not clashes(model, tuple(f for f in reason.conflict if f != fact))


def test_some_of_these_cases_have_conflicts_and_asks() -> None:
    found = [reason for seed in SEEDS for reason in told(seed)[3]]
    assert any(reason.conflict for reason in found)
    assert any(reason.ask and reason.ask.more for reason in found)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_asked_for_lets_the_project_in_with_nobody_moving(seed: int) -> None:
    problem, pairs, years, found = told(seed)
    for reason in found:
        if reason.ask is None:
            continue
        granted = problem.quotas.copy()
        park = problem.parks.index(reason.ask.park)
        for resource, year, amount in reason.ask.more:
            r, t = problem.resources.index(resource), problem.years.index(year)
            granted[park, r, t:] += amount
        wider = replace(problem, quotas=granted)
        built = flat_model(wider)
        placed = pairs >= 0
        held = forced(built, reason.project).with_bounds(built.x[pairs[placed]], 1.0, 1.0)
        again = prove(held)
        assert again.x is not None
        before = built.model.value(point_of(built, wider, pairs, years))
        assert built.model.value(again.x) >= before + reason.ask.gain - 1e-6
        after = pairs_of(built, wider, again.x)[0]
        assert (after[placed] == pairs[placed]).all()
        assert after[problem.projects.index(reason.project)] >= 0


def test_without_any_lot_the_filters_answer() -> None:
    problem, pairs, years, _ = told(0)
    kept = problem.pair_project != 0
    words = Words("坡度", "slope")
    bare = replace(
        problem,
        pair_project=problem.pair_project[kept],
        pair_lot=problem.pair_lot[kept],
        pair_from=problem.pair_from[kept],
        parts=problem.parts[kept],
        fixed=np.full(len(problem.projects), -1),
        filters=(Filter(0, "zone", Words("用途", "zone"), 9, 4), Filter(0, "slope", words, 5, 5)),
    )
    reason = reasons(bare, np.full(len(pairs), -1), years)[0]
    assert reason.kind == "filter"
    assert reason.last is not None
    assert reason.last.name == "slope"
    said = sentences(reason, Names(Land(0)))[0]
    assert "“坡度”去掉 5 块（余 0）" in said.zh
    assert "“slope” takes 5 (0 left)" in said.en


class Stopped:
    """A watch that wants everything to end at once."""

    def left(self) -> float:
        return 0.0

    def stopped(self) -> bool:
        return True

    def tell(self, progress: object) -> None:
        """Take no note."""


def test_stopped_it_leaves_the_rest_open() -> None:
    problem, pairs, years, _ = told(1)
    found = reasons(problem, pairs, years, Stopped())
    assert found
    assert {reason.kind for reason in found} == {"open"}
    assert all(sentences(reason, Names(Land(0))) for reason in found)
