"""The checker accepts every plan that was made and refuses each that was tampered with."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import numpy as np
import pytest

from feidi.site.check import check
from feidi.site.plan.planning import Effort, plan
from feidi.site.problem import SitingProblem
from tiny_sites import tiny

SHORT = Effort(rounds=4, polish=4, nodes=100)
Told = dict[str, Any]


def made(seed: int = 3) -> tuple[SitingProblem, Told]:
    problem = tiny(seed, projects=6, parcels=9, years=2)
    return problem, json.loads(json.dumps(plan(problem, effort=SHORT).as_json()))


@pytest.mark.parametrize("seed", range(12))
def test_it_accepts_every_plan(seed: int) -> None:
    problem, told = made(seed)
    assert check(problem, told) == ()
    assert check(problem, plan(problem, effort=SHORT)) == ()


def moved(told: Told) -> None:
    told["placements"][0]["parcels"] = told["placements"][1]["parcels"]


def twice(told: Told) -> None:
    told["placements"].append(told["placements"][0])


def unknown_parcel(told: Told) -> None:
    told["placements"][0]["parcels"] = ["D99"]


def other_park(told: Told) -> None:
    place = told["placements"][0]
    place["park"] = "K1" if place["park"] == "K0" else "K0"


def too_soon(told: Told) -> None:
    told["placements"][0]["year"] = 2020


def worth_more(told: Told) -> None:
    told["certificate"]["value"] += 1


def part_worth_more(told: Told) -> None:
    told["certificate"]["parts"][1][1] += 5


def bonus(told: Told) -> None:
    told["certificate"]["bonus"] += 1


def left_out(told: Told) -> None:
    del told["placements"][0]


def quota_raised(told: Told) -> None:
    told["certificate"]["quotas"][0]["limit"] += 1


def quota_hidden(told: Told) -> None:
    del told["certificate"]["quotas"][2]


def drawn_less(told: Told) -> None:
    use = max(told["certificate"]["quotas"], key=lambda one: float(one["used"]))
    use["used"] -= 0.5


def nearer(told: Told) -> None:
    told["certificate"]["distances"][0]["metres"] -= 100


def bound_lowered(told: Told) -> None:
    certificate = told["certificate"]
    certificate["bound"] = certificate["value"]
    certificate["searched"] = None
    certificate["gap"] = 0.0


def bound_raised(told: Told) -> None:
    certificate = told["certificate"]
    certificate["bound"] += 5
    certificate["gap"] = (certificate["bound"] - certificate["value"]) / certificate["value"]


def searched_below(told: Told) -> None:
    told["certificate"]["searched"] = told["certificate"]["value"] - 1


def gap_smaller(told: Told) -> None:
    told["certificate"]["gap"] -= 0.001


def negative_price(told: Told) -> None:
    told["certificate"]["prices"]["quotas"].append(["K0", "water", 2027, -1.0])


def price_not_a_number(told: Told) -> None:
    told["certificate"]["prices"]["parcels"] = [["D0", float("nan")]]


def price_of_nothing(told: Told) -> None:
    told["certificate"]["prices"]["quotas"] = [["K9", "water", 2027, 1.0]]


def another_format(told: Told) -> None:
    told["format"] = 0


def no_certificate(told: Told) -> None:
    del told["certificate"]


def worth_less(told: Told) -> None:
    told["certificate"]["value"] -= 1


def part_infinite(told: Told) -> None:
    told["certificate"]["parts"][0][1] = float("inf")


def part_beyond_floats(told: Told) -> None:
    told["certificate"]["parts"][0][1] = 10**400


def bound_of_half(told: Told) -> None:
    told["certificate"]["bound"] -= 0.5


def searched_not_a_number(told: Told) -> None:
    told["certificate"]["searched"] = float("nan")


def quota_twice(told: Told) -> None:
    rows = told["certificate"]["quotas"]
    rows.insert(0, {**rows[0], "used": rows[0]["used"] + 7.0})


def distance_twice(told: Told) -> None:
    rows = told["certificate"]["distances"]
    rows.insert(0, {**rows[0], "pairs": rows[0]["pairs"] + 7})


def distance_hidden(told: Told) -> None:
    del told["certificate"]["distances"][0]


def quota_of_nothing(told: Told) -> None:
    rows = told["certificate"]["quotas"]
    rows.append({**rows[0], "park": "K9"})


def something_added(told: Told) -> None:
    told["approved"] = True


def format_of_truth(told: Told) -> None:
    told["format"] = True


def seed_in_words(told: Told) -> None:
    told["certificate"]["seed"] = "lucky"


def no_list_of_places(told: Told) -> None:
    told["placements"] = "none"


TAMPERED: dict[Callable[[Told], None], str] = {
    moved: "SI10[23]",
    twice: "SI102",
    unknown_parcel: "SI102",
    other_park: "SI102",
    too_soon: "SI102",
    worth_more: "SI104",
    part_worth_more: "SI104",
    bonus: "SI104",
    left_out: "SI104",
    quota_raised: "SI105",
    quota_hidden: "SI105",
    drawn_less: "SI105",
    nearer: "SI106",
    bound_lowered: "SI107",
    bound_raised: "SI107",
    searched_below: "SI107",
    gap_smaller: "SI107",
    negative_price: "SI107",
    price_not_a_number: "SI101",
    worth_less: "SI104",
    part_infinite: "SI101",
    part_beyond_floats: "SI101",
    bound_of_half: "SI101",
    searched_not_a_number: "SI101",
    quota_twice: "SI105",
    distance_twice: "SI106",
    distance_hidden: "SI106",
    quota_of_nothing: "SI105",
    something_added: "SI101",
    format_of_truth: "SI101",
    seed_in_words: "SI101",
    no_list_of_places: "SI101",
    price_of_nothing: "SI107",
    another_format: "SI101",
    no_certificate: "SI101",
}


@pytest.mark.parametrize("tamper", TAMPERED)
def test_it_refuses_a_plan_that_was_tampered_with(tamper: Callable[[Told], None]) -> None:
    problem, told = made()
    changed = deepcopy(told)
    tamper(changed)
    assert repr(changed) != repr(told)
    codes = {one.code for one in check(problem, changed)}
    wanted = {"SI102", "SI103"} if TAMPERED[tamper] == "SI10[23]" else {TAMPERED[tamper]}
    assert codes & wanted


def test_what_differs_is_said_with_both_numbers() -> None:
    problem, told = made()
    nearer(told)
    (said,) = (one.what.en for one in check(problem, told))
    metres = told["certificate"]["distances"][0]["metres"]
    assert f"metres: {metres:g} in the file, {metres + 100:g} counted again" in said


def test_a_quota_that_fell_and_a_distance_that_came_are_seen() -> None:
    problem, told = made()
    placed = {one["project"] for one in told["placements"]}
    fewer = SitingProblem(**{**problem.__dict__, "quotas": problem.quotas * 0})
    assert "SI105" in {one.code for one in check(fewer, told)}
    rule = problem.apart[0]
    everyone = np.ones(len(problem.projects), bool)
    near = np.array([(i, j) for j in range(len(problem.parcels)) for i in range(j)])
    strict = type(rule)(rule.name, rule.metres, everyone, everyone, near)
    crowded = SitingProblem(**{**problem.__dict__, "apart": (strict, problem.apart[1])})
    assert len(placed) > 1
    assert "SI106" in {one.code for one in check(crowded, told)}


def test_a_tenant_that_was_moved_is_seen() -> None:
    problem, told = made()
    first = told["placements"][0]["project"]
    number = problem.projects.index(first)
    pairs = np.flatnonzero(problem.pair_project == number)
    fixed = problem.fixed.copy()
    standing = {tuple(sorted(one["parcels"])) for one in told["placements"]}
    fixed[number] = next(
        int(pair)
        for pair in pairs
        if tuple(problem.parcels[i] for i in problem.lots[problem.pair_lot[pair]]) not in standing
    )
    stays = SitingProblem(**{**problem.__dict__, "fixed": fixed})
    assert "SI102" in {one.code for one in check(stays, told)}
