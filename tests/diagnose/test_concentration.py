"""Specialisation and concentration against published values."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feidi.diagnose.concentration import (
    Specialisation,
    ellison_glaeser,
    gini,
    herfindahl,
    krugman,
    normalised_herfindahl,
    specialisation,
)
from feidi.diagnose.dispersion import Concentration, concentration, plant_herfindahl
from industry_cases import city, small

NAN = float("nan")
amounts = st.lists(st.floats(1.0, 1e6), min_size=2, max_size=8)


def test_gini_of_specialisation_equals_the_textbook() -> None:
    """Farhauer & Kröll (2013)."""
    here, nation = [700, 600, 500, 10000, 40000], [30000, 15000, 10000, 60000, 50000]
    assert gini(here, nation) == pytest.approx(0.6222222, abs=5e-8)


def test_gini_of_concentration_equals_the_textbook() -> None:
    """Farhauer & Kröll (2013): an industry's jobs in five places against all jobs there."""
    industry, everything = [500, 500, 1000, 7000, 1000], [20000, 15000, 20000, 40000, 5000]
    assert gini(industry, everything) == pytest.approx(0.4068966, abs=5e-8)


@pytest.mark.parametrize(
    ("name", "year", "published"), [("freiburg", 2014, 0.2089009), ("goettingen", 2017, 0.359852)]
)
def test_gini_of_two_german_cities(name: str, year: int, published: float) -> None:
    found = specialisation(city(name, year), name, "germany")
    assert isinstance(found, Specialisation)
    assert found.gini == pytest.approx(published, abs=1e-6)


def test_krugman_of_a_german_city() -> None:
    found = specialisation(city("goettingen", 2017), "goettingen", "germany")
    assert isinstance(found, Specialisation)
    assert found.krugman == pytest.approx(0.4508469, abs=5e-8)


def test_krugman_against_the_mean_of_the_others() -> None:
    """Farhauer & Kröll (2013): the plain mean of the others' shares."""
    others = [
        [35000, 12000, 30000, 8000, 22000],
        [40000, 10000, 25000, 9000, 18000],
        [30000, 11000, 18000, 3000, 13000],
        [40000, 6000, 11000, 2000, 12000],
    ]
    found = krugman([45000, 15000, 32000, 10000, 30000], others)
    assert found == pytest.approx(0.1595, abs=5e-5)


def test_places_without_a_common_industry_differ_by_two() -> None:
    assert krugman([20, 10, 70, 0, 0], [0, 0, 0, 60, 40]) == 2.0


def test_herfindahl_equals_the_textbook() -> None:
    """Doersam (2004)."""
    assert herfindahl([20, 50, 20, 10]) == pytest.approx(0.34)
    assert normalised_herfindahl([20, 50, 20, 10]) == pytest.approx(0.12)
    found = specialisation(small([[20, 50, 20, 10], [1, 1, 1, 1]]), "甲", "乙")
    assert isinstance(found, Specialisation)
    assert found.equivalent == pytest.approx(2.94, abs=5e-3)


def test_ellison_glaeser_by_hand() -> None:
    """s = (0.8, 0.2), x = (0.5, 0.5): G = 0.18, 1 - sum x^2 = 0.5."""
    assert ellison_glaeser([8, 2], [5, 5], 0.0) == pytest.approx(0.18 / 0.5)
    assert ellison_glaeser([8, 2], [5, 5], 0.1) == pytest.approx((0.18 - 0.05) / (0.5 * 0.9))


def test_ellison_glaeser_is_zero_where_only_plants_are_lumpy() -> None:
    lumpiness = 0.18 / 0.5
    assert ellison_glaeser([8, 2], [5, 5], lumpiness) == pytest.approx(0.0)
    assert np.isnan(ellison_glaeser([8, 2], [5, 5], 1.0))


@settings(deadline=None)
@given(amounts)
def test_a_place_like_its_reference_is_not_special(here: list[float]) -> None:
    assert krugman(here, here) == 0.0
    assert gini(here, here) == pytest.approx(0.0, abs=1e-12)
    assert ellison_glaeser(here, here, 0.0) == pytest.approx(0.0, abs=1e-12)


@settings(deadline=None)
@given(amounts, st.floats(1e-3, 1e3))
def test_the_unit_does_not_matter(here: list[float], scale: float) -> None:
    nation = np.arange(1.0, len(here) + 1.0)
    scaled = np.array(here) * scale
    assert krugman(scaled, nation) == pytest.approx(krugman(here, nation))
    assert gini(scaled, nation) == pytest.approx(gini(here, nation), abs=1e-9)
    assert 1 / len(here) - 1e-12 <= herfindahl(scaled) <= 1.0
    assert 0.0 <= krugman(here, nation) <= 2.0


def test_unknown_cells_are_left_out_and_named() -> None:
    found = specialisation(small([[30, 70, NAN], [50, 50, 900]]), "甲", "乙")
    assert isinstance(found, Specialisation)
    assert found.krugman == pytest.approx(0.4)
    assert found.industries == 2
    assert [d.what for d in found.dropped] == ["03"]


def test_one_industry_alone_is_fully_concentrated() -> None:
    assert normalised_herfindahl([5]) == 1.0


def test_a_place_that_is_not_there_is_refused() -> None:
    found = specialisation(small([[30, 70]]), "舟曲")
    assert [getattr(p, "code", "") for p in found] == ["DI008"]  # type: ignore[union-attr]


def test_industries_over_places_most_gathered_first() -> None:
    found = concentration(small([[90, 50, 10], [5, 45, 40], [5, 55, 50]]), (), {"01": 0.2})
    assert isinstance(found, Concentration)
    assert [row.code for row in found.rows] == ["01", "03", "02"]
    assert found.rows[0].herfindahl == pytest.approx(0.81 + 2 * 0.0025)
    everything = [150, 90, 110]
    assert found.rows[0].ellison_glaeser == ellison_glaeser([90, 5, 5], everything, 0.2)
    assert found.rows[1].ellison_glaeser is None


def test_a_single_plant_says_nothing_of_concentration() -> None:
    assert plant_herfindahl([120]) == 1.0
    found = concentration(small([[90, 50], [0, 45]]), (), {"01": plant_herfindahl([90])})
    assert isinstance(found, Concentration)
    assert found.rows[0].ellison_glaeser is None


def test_an_industry_with_a_gap_is_not_compared_over_places() -> None:
    found = concentration(small([[90, NAN, 0], [5, 45, 0]]))
    assert isinstance(found, Concentration)
    assert [d.what for d in found.dropped] == ["02", "03"]
    refused = concentration(small([[1, 2]]), ["舟曲"])
    assert [getattr(p, "code", "") for p in refused] == ["DI008"]  # type: ignore[union-attr]
