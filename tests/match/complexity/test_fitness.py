"""Fitness and complexity as the R package prints them."""

import numpy as np
import pytest

from feidi.match.complexity import complexity, fitness
from match.complexity.published import near, numbers, sitc

PLACES, PRODUCTS = "eci_fitness_sitc/expected_country.csv", "eci_fitness_sitc/expected_product.csv"


def test_fitness_is_as_printed_after_nineteen_rounds() -> None:
    found = fitness(sitc(), sitc().values > 0, rounds=19)
    near(found.fitness, numbers(PLACES, "fitness_r"))
    near(found.complexity, numbers(PRODUCTS, "complexity_r"))
    assert found.rounds == 19


@pytest.mark.slow
def test_margins_are_as_printed_and_eci_as_recomputed() -> None:
    found = complexity(sitc(), presence="given")
    np.testing.assert_array_equal(found.diversity, numbers(PLACES, "diversity"))
    np.testing.assert_array_equal(found.ubiquity, numbers(PRODUCTS, "ubiquity"))
    near(found.eci, numbers(PLACES, "eci_computed"), 1e-11)
