"""From records of land to a problem: filters with their counts, lots, years, tenants, distances."""

from datetime import date

import numpy as np
import pytest
from shapely import Point, box

from feidi.evidence.source import At
from feidi.records.land import Land
from feidi.records.parcel import Parcel
from feidi.records.park import Park, Quota
from feidi.records.project import Partner, Project
from feidi.records.protected_place import KeptDistance, ProtectedPlace
from feidi.site.check import check
from feidi.site.plan.asked import siting_problem
from feidi.site.plan.planning import Effort, plan
from feidi.site.plan.trade_off import trade_off
from feidi.site.plan.unpriced import unpriced
from feidi.site.plan.weights import Ground, Weights
from feidi.site.problem import SitingProblem

HERE = At("3-site/x.csv", 1)
MU = 2000 / 3
SHORT = Effort(rounds=3, polish=3, nodes=200)


def parcel(name: str, left: float, **more: object) -> Parcel:
    shape = box(left, 0, left + 100, 100)
    told: dict[str, object] = {"zone": "M2", "price_fen_mu": 10_000_000, **more}
    return Parcel(name, name, "K", shape, 10_000.0, at=HERE, **told)  # type: ignore[arg-type]


def project(name: str, **more: object) -> Project:
    told: dict[str, object] = {
        "zone": "M2", "area_min_m2": 6_000.0, "area_max_m2": 12_000.0,
        "investment_fen": 5_000_000_000, "tax_fen_mu": 1_000_000, **more,
    }  # fmt: skip
    return Project(name, name, "C26", "", at=HERE, **told)  # type: ignore[arg-type]


def land(*projects: Project, **more: object) -> Land:
    water = Quota("K", "water", 100.0, 0, None, "", True, HERE)
    told: dict[str, object] = {
        "parks": (Park("K", "K", None, False, None, (water,), "", True, HERE),),
        "parcels": (
            parcel("D0", 0), parcel("D1", 100), parcel("D2", 200, available_from=2028),
            parcel("D3", 1000, zone="M1"), parcel("D4", 1200, status="reserved"),
        ),
        "projects": projects, "years": (2027, 2028), **more,
    }  # fmt: skip
    return Land(4544, **told)  # type: ignore[arg-type]


def lots_of(problem: SitingProblem, number: int) -> list[str]:
    taken = problem.pair_lot[problem.pair_project == number]
    return ["+".join(problem.parcels[i] for i in problem.lots[lot]) for lot in taken]


def test_each_rule_takes_what_it_takes_and_says_how_many() -> None:
    problem = siting_problem(land(project("P")))
    took = {one.name: one.removed for one in problem.filters if one.removed}
    assert took == {"status": 1, "zone": 1}
    assert lots_of(problem, 0) == ["D0", "D1", "D2"]


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        (project("P", chemical=True), "park"),
        (project("P", area_max_m2=9_000.0), "area"),
        (project("P", utilities=frozenset({"gas"})), "utilities"),
        (project("P", needs=(("water", 101.0),)), "quota"),
    ],
)
def test_a_rule_may_take_the_last_lot(asked: Project, rule: str) -> None:
    problem = siting_problem(land(asked))
    assert lots_of(problem, 0) == []
    assert [one.name for one in problem.filters if one.removed][-1] == rule


def test_touching_parcels_are_joined_only_where_each_is_needed() -> None:
    large = project("P", area_min_m2=15_000.0, area_max_m2=25_000.0)
    assert lots_of(siting_problem(land(large)), 0) == []
    problem = siting_problem(land(large, project("Q")), ground=Ground(together=3))
    assert lots_of(problem, 0) == ["D0+D1", "D1+D2"]
    assert lots_of(problem, 1) == ["D0", "D1", "D2"]
    found = plan(problem, effort=SHORT)
    assert {one.project: one.parcels for one in found.placements}.keys() == {"P", "Q"}
    assert check(problem, found) == ()


def test_steep_ground_and_a_protected_place_are_kept_off() -> None:
    school = ProtectedPlace("S", "S", "school", Point(0, 50), None, "", True, HERE)
    rule = KeptDistance("major", "school", 150.0, "doc", date(2026, 1, 1), None, True, HERE)
    steep = (parcel("D0", 0), parcel("D1", 100), parcel("D2", 200, slope_deg=20.0))
    asked = land(project("P", hazard="major"), parcels=steep, places=(school,), distances=(rule,))
    near = siting_problem(asked, ground=Ground(slope_deg=15.0), day=date(2026, 6, 1))
    assert lots_of(near, 0) == []
    assert lots_of(siting_problem(asked, day=date(2025, 6, 1)), 0) == ["D0", "D1", "D2"]


def test_two_classes_keep_their_distance_and_a_tenant_stays() -> None:
    rule = KeptDistance("major", "sensitive", 90.0, "doc", None, None, True, HERE)
    tenant = project("T", hazard="major", fixed_on=("D0",))
    problem = siting_problem(
        land(tenant, project("S", sensitive=True), distances=(rule,)), day=date(2026, 1, 1)
    )
    found = plan(problem, effort=SHORT)
    where = {one.project: (one.parcels, one.year) for one in found.placements}
    assert where == {"T": (("D0",), 2027), "S": (("D2",), 2028)}
    assert [one.pairs for one in found.certificate.distances] == [1]
    assert check(problem, found) == ()


def test_values_are_in_yuan_and_parts_are_told_apart() -> None:
    partner = project("P", partners=(Partner("Q", 0.5, HERE),))
    weights = Weights(tax=1.0, land=0.01, partners=0.2)
    problem = siting_problem(land(partner, project("Q")), weights)
    found = plan(problem, effort=SHORT)
    parts = dict(found.certificate.parts)
    tax = 2 * 10_000 * 6_000 / MU
    assert parts["tax"] == pytest.approx(tax)
    assert parts["land"] == pytest.approx(-2 * 100_000 * 10_000 / MU)
    assert found.certificate.bonus == round(0.2 * 0.5 * tax / 2)
    assert found.certificate.value == round(parts["tax"] + 0.01 * parts["land"]) + 9_000


def test_a_curve_runs_from_one_aim_to_the_other() -> None:
    cheap = project("C", tax_fen_mu=100_000, investment_fen=90_000_000_000)
    rich = project("R", tax_fen_mu=9_000_000, investment_fen=100)
    one_parcel = land(cheap, rich, parcels=(parcel("D0", 0),))
    curve = trade_off(siting_problem(one_parcel), ("tax", "investment"), 3, effort=SHORT)
    assert [one.plan.placements[0].project for one in curve] == ["R", "C"]
    assert np.all(np.diff([one.amounts[0] for one in curve]) < 0)


def test_a_parcel_without_a_price_is_no_free_parcel() -> None:
    ground = land(project("P"), parcels=(parcel("D0", 0), parcel("D1", 100, price_fen_mu=None)))
    assert unpriced(ground, Weights(land=0.0)) == ()
    assert siting_problem(ground, Weights(land=0.0)).parcels == ("D0", "D1")
    assert [p.code for p in unpriced(ground, Weights(land=0.1))] == ["SI124"]
    assert "D1" in unpriced(ground, Weights(land=0.1))[0].what.zh
    with pytest.raises(ValueError, match="D1 has no price"):
        siting_problem(ground, Weights(land=0.1))
