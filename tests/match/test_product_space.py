"""The product space joins every industry, keeps strong links, and places the pair in it."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from feidi.match.absent import Absent
from feidi.match.given import Given, Pair
from feidi.match.product_space import product_space
from feidi.records.classification import classification
from feidi.records.industry_table import Counted, industry_table

CODES = ("01", "02", "03", "04", "05")
EDITION = classification("CN-IO-42-2017")


def given() -> Given:
    chance = np.random.default_rng(3)
    outside = industry_table(
        Counted("output", "万元", 2017, "试"), [f"省{n}" for n in range(12)], EDITION, CODES,
        chance.gamma(1.0, 5.0, (12, 5)),
    )  # fmt: skip
    pair = industry_table(
        Counted("output", "万元", 2017, "试"), ["甲", "乙", "国"], EDITION, CODES,
        np.array([[90, 1, 1, 1, np.nan], [1, 1, 90, 1, 1], [10, 10, 10, 10, 10]]),
    )  # fmt: skip
    return Given(Pair("甲", "乙", "国"), date(2026, 1, 1), industries=pair, outside=outside)


def test_every_industry_hangs_together() -> None:
    space = product_space(given())
    assert not isinstance(space, Absent)
    reached, edges = {0}, list(space.edges)
    for _ in space.codes:
        reached |= {b for a, b, _ in edges if a in reached} | {
            a for a, b, _ in edges if b in reached
        }
    assert reached == set(range(5))
    assert all(a < b and 0 < weight <= 1 for a, b, weight in edges)


def test_the_pair_stands_where_it_is_specialised() -> None:
    space = product_space(given())
    assert not isinstance(space, Absent)
    assert space.sender == (True, False, False, False, False)
    assert space.host == (False, False, True, False, False)


def test_without_outside_places_the_reason_is_said() -> None:
    space = product_space(replace(given(), outside=None))
    assert isinstance(space, Absent)
    assert "外部地区" in space.reason.zh


@pytest.mark.parametrize("gone", [(), ("甲",)])
def test_a_place_without_figures_has_no_speciality(gone: tuple[str, ...]) -> None:
    base = given()
    space = product_space(base if not gone else replace(base, industries=None))
    assert not isinstance(space, Absent)
    assert any(space.sender) != bool(gone)
