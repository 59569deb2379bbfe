"""What the records of land say of themselves."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from feidi.evidence.source import At
from feidi.records.area import in_mu, in_square_metres
from feidi.records.belonging import ADMINISTRATIVE, Belonging
from feidi.records.land import Land
from feidi.records.land_control import LandControl
from feidi.records.land_use import admits
from feidi.records.nearness import neighbours_within, pairs_within
from feidi.records.parcel import Parcel
from feidi.records.park import Park, Quota
from feidi.records.project import Partner, Project
from feidi.records.protected_place import KeptDistance
from feidi.records.relocation import RelocationPolicy
from feidi.records.resource import resources

HERE = At("3-site/parcels.csv", 2)


def quota(amount: float, first: int, last: int | None) -> Quota:
    return Quota("K1", "water", amount, first, last, "", True, HERE)


@given(st.floats(0, 1e9))
def test_an_area_is_the_same_in_mu_and_in_square_metres(area: float) -> None:
    assert in_square_metres(in_mu(area)) == pytest.approx(area)
    assert in_mu(area) * 10000 == pytest.approx(area * 15)


def test_a_parcel_tells_its_area_in_mu() -> None:
    assert Parcel("P1", "", "K1", box(0, 0, 40, 50), 2000.0, "M2", HERE).mu == 3


def test_a_higher_class_of_land_takes_what_a_lower_one_takes() -> None:
    taken = [(zone, need) for zone in ("M1", "M2", "M3", "R") for need in ("M1", "M2", "M3")]
    assert [pair for pair in taken if admits(*pair)] == [
        ("M1", "M1"), ("M2", "M1"), ("M2", "M2"), ("M3", "M1"), ("M3", "M2"), ("M3", "M3")
    ]  # fmt: skip
    assert not admits("", "M1")


def test_a_quota_counts_in_its_years_and_the_tightest_one_binds() -> None:
    quotas = (quota(900, 0, 2026), quota(1500, 2027, None), quota(1200, 2028, 2028))
    park = Park("K1", "", None, False, None, quotas, "", True, HERE)
    years = [park.quota("water", year) for year in (0, 2026, 2027, 2028, 2029)]
    assert years == [900, 900, 1500, 1200, 1500]
    assert park.quota("steam", 2027) is None


def test_a_project_says_what_it_draws_and_invests_for_a_mu() -> None:
    project = Project(
        "J1", "", "C26", "", "M3", 20000.0, 30000.0, HERE,
        needs=(("water", 120.0),), investment_fen=3_000_000_000,
        partners=(Partner("J2", 0.5, HERE),),
    )  # fmt: skip
    assert (project.need("water"), project.need("steam")) == (120, 0)
    assert project.investment_fen_mu == pytest.approx(3_000_000_000 / 30)


def test_rules_count_from_their_first_to_their_last_day() -> None:
    day = date(2025, 6, 1)
    rule = KeptDistance("major", "school", 500.0, "〔2025〕1号", day, date(2026, 6, 1), True, HERE)
    assert [rule.in_force(d) for d in (date(2025, 5, 31), day, date(2026, 6, 2))] == [
        False, True, False
    ]  # fmt: skip
    assert rule.between("school", "major")
    assert not rule.between("major", "minor")
    belongs = Belonging("K1", ADMINISTRATIVE, "620122", "皋兰县", day, None, "", HERE)
    assert (belongs.holds_on(date(2025, 5, 31)), belongs.holds_on(day)) == (False, True)


def test_a_control_is_for_the_industries_it_names() -> None:
    control = LandControl("X", ("C26", "C27"), 24300, 24311, 1, None, None, None, None, None, HERE)
    assert control.is_for("C2614", 24300)
    assert not control.is_for("C30", 24300)
    assert not control.is_for("C2614", 24312)
    policy = RelocationPolicy("X", 24300, None, 0, 0, None, None, None, None, HERE)
    assert policy.holds_in(24300) and not policy.holds_in(24299)  # noqa: PT018


def test_land_knows_the_parcels_of_a_park() -> None:
    parcels = tuple(
        Parcel(f"P{n}", "", f"K{n % 2}", box(n, 0, n + 1, 1), 1.0, "M1", HERE) for n in range(4)
    )
    assert [p.id for p in Land(4544, parcels=parcels).parcels_of("K1")] == ["P1", "P3"]


def test_every_resource_has_a_unit_in_both_languages() -> None:
    assert all(r.unit.zh and r.unit.en and r.words.zh and r.words.en for r in resources().values())


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=12), st.integers(0, 30))
def test_nearness_agrees_with_measuring_every_pair(
    corners: list[tuple[int, int]], metres: int
) -> None:
    shapes = [box(x, y, x + 5, y + 5) for x, y in corners]
    measured = [
        (i, j)
        for i in range(len(shapes))
        for j in range(i + 1, len(shapes))
        if shapes[i].distance(shapes[j]) <= metres
    ]
    assert [tuple(pair) for pair in neighbours_within(shapes, metres).tolist()] == measured
    assert pairs_within(shapes, [], metres).shape == (0, 2)
    assert pairs_within(shapes, [], metres).dtype == np.int64
