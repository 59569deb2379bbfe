"""The inverses: when they exist, and laws that hold for any productive table."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from feidi.diagnose.inverse import Unsolvable, inverse, per_column, per_row

shares = arrays(float, (4, 4), elements=st.floats(0, 1))


@pytest.mark.slow
@settings(deadline=None)
@given(shares, st.floats(0.05, 0.95))
def test_it_sums_up_all_rounds_of_a_productive_table(drawn: np.ndarray, used: float) -> None:
    a = used * drawn / np.maximum(drawn.sum(axis=0), 1.0)
    rounds, power = np.eye(4), np.eye(4)
    for _ in range(2000):
        power = power @ a
        rounds += power
    found = inverse(a)
    np.testing.assert_allclose(found, rounds, rtol=1e-6, atol=1e-9)
    assert (found >= -1e-12).all()


@pytest.mark.slow
@settings(deadline=None)
@given(shares, arrays(float, 4, elements=st.floats(1, 1e6)), st.floats(1e-3, 1e3))
def test_the_unit_of_the_table_does_not_matter(
    drawn: np.ndarray, output: np.ndarray, scale: float
) -> None:
    flows = 0.9 * drawn / np.maximum(drawn.sum(axis=0), 1.0) * output
    np.testing.assert_allclose(
        inverse(per_column(flows * scale, output * scale)),
        inverse(per_column(flows, output)),
        rtol=1e-9,
        atol=1e-12,
    )


@pytest.mark.parametrize(
    "a", [[[1.0]], [[0.5, 0.5], [0.5, 0.5]], [[0.0, 2.0], [0.6, 0.0]], [[0.3, 0.0], [0.0, 1.2]]]
)
def test_a_chain_that_uses_up_what_it_makes_is_refused(a: list[list[float]]) -> None:
    with pytest.raises(Unsolvable, match="不小于 1") as refused:
        inverse(a)
    assert "merge" in refused.value.fix.en


def test_no_sectors_no_inverse() -> None:
    assert inverse(np.zeros((0, 0))).shape == (0, 0)


def test_allocation_and_input_coefficients_differ_in_what_they_divide_by() -> None:
    flows, output = np.array([[2.0, 4.0], [6.0, 8.0]]), np.array([20.0, 40.0])
    np.testing.assert_array_equal(per_column(flows, output), [[0.1, 0.1], [0.3, 0.2]])
    np.testing.assert_array_equal(per_row(flows, output), [[0.1, 0.2], [0.15, 0.2]])
