"""The figures that the Growth Lab's Stata package prints."""

import numpy as np

from feidi.match.complexity import PYTHON, STATA, complexity
from match.complexity.published import near, numbers, stata

PLACES, PRODUCTS = "eci_stata_1995/expected_country.csv", "eci_stata_1995/expected_product.csv"


def test_places_are_as_printed() -> None:
    found = complexity(stata(), STATA)
    near(found.eci, numbers(PLACES, "eci"))
    near(found.coi, numbers(PLACES, "coi"))
    np.testing.assert_array_equal(found.diversity, numbers(PLACES, "diversity"))
    near(found.rca[:, 0], numbers(PLACES, "rca_1704"))


def test_products_are_as_printed() -> None:
    found = complexity(stata(), STATA)
    near(found.pci, numbers(PRODUCTS, "pci"))
    np.testing.assert_array_equal(found.ubiquity, numbers(PRODUCTS, "ubiquity"))
    for place, name in ((0, "aut"), (1, "blx")):
        assert found.places[place] == name
        near(found.density[place], numbers(PRODUCTS, f"density_{name}"))
        near(found.cog[place], numbers(PRODUCTS, f"cog_{name}"))
    near(found.rca[0], numbers(PRODUCTS, "rca_aut"))


def test_the_two_published_conventions_differ_and_are_told_by_name() -> None:
    one, other = complexity(stata(), STATA), complexity(stata(), PYTHON)
    assert one.convention.name != other.convention.name
    assert 0.05 < np.abs(one.density - other.density)[:2].max() < 0.07
    assert 0.40 < np.abs(one.cog - other.cog)[:2].max() < 0.43
