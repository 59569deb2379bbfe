"""The checker accepts what the planner makes and refuses every plan that was tampered with."""

import ast
import json
from dataclasses import replace
from pathlib import Path

import pytest

import feidi.site.relocate
from feidi.records.relocation import Relocation
from feidi.site.relocate import (
    Move,
    RelocationPlan,
    check_relocation,
    check_relocation_file,
    relocate,
)
from relocation.moving import hamlet, phase, relocation, site

SOLVERS = {"highspy", "ortools", "feidi.site.solve", "feidi.site.solve.highs"}


@pytest.fixture(scope="module")
def case() -> Relocation:
    return relocation(
        [hamlet("甲", 30), hamlet("乙", 20, urgency=2), hamlet("丙", 10, urgency=2)],
        [site("一号", 40, opening_cost_fen=500, cost_household_fen=300), site("二号", 30)],
        (phase("一", 2026, 40), phase("二", 2027, 40)),
    )


@pytest.fixture(scope="module")
def plan(case: Relocation) -> RelocationPlan:
    return relocate(case, 2026)


def test_it_accepts_the_plan_as_made(case: Relocation, plan: RelocationPlan) -> None:
    assert plan.status == "optimal"
    assert check_relocation(case, plan) == ()


def moved(plan: RelocationPlan, **changed: Move) -> RelocationPlan:
    return replace(plan, moves=tuple(changed.get(m.hamlet, m) for m in plan.moves))


def test_it_refuses_plans_that_were_tampered_with(case: Relocation, plan: RelocationPlan) -> None:
    dear = tuple((name, fen - 100 * (name == "building")) for name, fen in plan.parts)
    wrong = {
        "SR010": [
            replace(plan, moves=plan.moves[1:]),
            replace(plan, moves=()),
            replace(plan, moves=(*plan.moves, plan.moves[0])),
            moved(plan, 甲=Move("甲", "三号", "一")),
            moved(plan, 甲=Move("甲", "一号", "九")),
        ],
        "SR012": [moved(plan, 甲=Move("甲", "二号", "一"), 乙=Move("乙", "二号", "二"))],
        "SR013": [moved(plan, 乙=Move("乙", "二号", "一"), 丙=Move("丙", "一号", "一"))],
        "SR014": [replace(plan, parts=dear)],
        "SR015": [replace(plan, waited=tuple((u, w + 1) for u, w in plan.waited))],
        "SR016": [
            replace(plan, bound=plan.value + 1),
            replace(plan, bound=-(10**12), status="feasible"),
            replace(plan, bound=(plan.bound or 0) - 1),
            replace(plan, prices=plan.prices[1:]),
            replace(plan, waited_bound=tuple((u, w + 1) for u, w in plan.waited_bound)),
            replace(plan, waited_bound=plan.waited_bound[1:]),
            replace(plan, waited_bound=tuple((u + 1, w) for u, w in plan.waited_bound)),
            replace(plan, waited_bound=tuple((u, -1) for u, _ in plan.waited_bound)),
        ],
    }
    for code, plans in wrong.items():
        for tampered in plans:
            assert code in {p.code for p in check_relocation(case, tampered)}, (code, tampered)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "blessed"),
        ("status", "infeasible"),
        ("year", "2027"),
        ("moves", [["甲", "一号"]]),
        ("moves", [["甲", [], "一"]]),
        ("parts_fen", {"building": 1}),
        ("bound_fen", 0.5),
        ("bound_fen", True),
        ("waited", [[1, 10**400]]),
        ("waited_bound", [[1, float("nan")]]),
        ("prices", ["cheap"]),
        ("prices", [float("inf")]),
        ("signed", True),
    ],
)
def test_a_file_that_is_no_plan_is_refused_and_says_where(
    case: Relocation, plan: RelocationPlan, name: str, value: object
) -> None:
    told = json.loads(json.dumps(plan.as_json()))
    assert check_relocation_file(case, told, "plan.json") == ()
    (problem,) = check_relocation_file(case, {**told, name: value}, "plan.json")
    assert problem.code == "SR009"
    assert problem.at.file == "plan.json"
    assert name in problem.what.en


def test_it_refuses_a_site_that_the_policy_does_not_admit(
    case: Relocation, plan: RelocationPlan
) -> None:
    steeper = replace(case, sites=tuple(replace(s, slope_deg=40.0) for s in case.sites))
    assert "SR011" in {p.code for p in check_relocation(steeper, plan)}


@pytest.mark.parametrize("name", ["checking", "counting", "formulation", "moves", "plan", "stages"])
def test_what_the_checker_reads_with_knows_no_solver(name: str) -> None:
    path = Path(feidi.site.relocate.__file__).parent / f"{name}.py"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert node.module not in SOLVERS
