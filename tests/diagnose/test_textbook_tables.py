"""Input-output values printed in textbooks: Miller & Blair and the Eurostat manual."""

import numpy as np
import pytest

from feidi.diagnose.inverse import closed, inverse, per_column, per_row
from feidi.diagnose.linkages import backward_linkages, forward_linkages
from feidi.diagnose.multipliers import multipliers

Z = np.array([[150.0, 500.0], [200.0, 100.0]])
X = np.array([1000.0, 2000.0])

# Eurostat Manual of Supply, Use and Input-Output Tables (2008), ch. 15: Germany 1995, million
# EUR; agriculture, manufacturing, construction, trade, business services, other services
GERMANY = np.array(
    [
        [1131, 25480, 1, 607, 710, 762],
        [7930, 304584, 64167, 41082, 11981, 30360],
        [426, 7334, 3875, 5296, 23457, 9155],
        [3559, 72717, 14190, 74399, 10835, 21008],
        [3637, 96115, 31027, 65755, 193176, 34223],
        [1552, 14986, 1747, 11225, 15058, 22070],
    ],
    dtype=float,
)
GERMANY_OUTPUT = np.array([43910.0, 1079446, 245606, 540063, 692487, 508918])
GERMANY_ADDED = np.array([21664.0, 395022, 115624, 311407, 415426, 365017])
GERMANY_JOBS = np.array([1096.0, 8381, 3236, 9251, 4258, 10206])  # thousand persons
A = GERMANY / GERMANY_OUTPUT


def test_two_sectors_of_miller_and_blair() -> None:
    """Miller & Blair (2009), ch. 2: the inverse to four decimals and a new final demand."""
    found = inverse(per_column(Z, X))
    np.testing.assert_allclose(found, [[1.2541, 0.33], [0.264, 1.1221]], atol=5e-5)
    np.testing.assert_allclose(found @ [600.0, 1500.0], [1247.5, 1841.6], atol=0.05)
    # column sums of the printed inverse give 1.5181; at full precision 1.5182
    np.testing.assert_allclose(backward_linkages(Z, X), [1.5182, 1.4521], atol=5e-5)


def test_households_as_a_third_sector_of_miller_and_blair() -> None:
    """Miller & Blair (2009), §2.5."""
    whole = closed([[0.15, 0.25], [0.2, 0.05]], [0.3, 0.25], [0.05, 0.4], within=0.05)
    np.testing.assert_array_equal(whole, [[0.15, 0.25, 0.05], [0.2, 0.05, 0.4], [0.3, 0.25, 0.05]])
    printed = [[1.3651, 0.4253, 0.2509], [0.5273, 1.3481, 0.5954], [0.5698, 0.489, 1.2885]]
    np.testing.assert_allclose(inverse(whole), printed, atol=5e-5)


def test_the_ghosh_inverse_of_the_two_sectors() -> None:
    found = inverse(per_row(Z, X))
    np.testing.assert_allclose(found, [[1.2541, 0.6601], [0.132, 1.1221]], atol=5e-5)


def test_both_inverses_belong_together() -> None:
    """G = x^-1 L x, two factorisations agreeing."""
    leontief, ghosh = inverse(per_column(Z, X)), inverse(per_row(Z, X))
    np.testing.assert_allclose(ghosh, leontief / X[:, None] * X[None, :], rtol=1e-12)


def test_forward_linkage_is_the_row_sum_of_ghosh_and_not_of_a_or_leontief() -> None:
    forward = forward_linkages(Z, X)
    np.testing.assert_allclose(forward, [1.9142, 1.2541], atol=5e-5)
    a = per_column(Z, X)
    assert not np.allclose(forward, a.sum(axis=1), atol=0.1)
    assert not np.allclose(forward, inverse(a).sum(axis=1), atol=0.1)


def test_germany_1995_balances_only_with_the_output_that_the_columns_give() -> None:
    """One transcription prints 1 079 400 for manufacturing."""
    final = [
        [8500, 16, 2975, -6, 3734],
        [197792, 8588, 91692, 7559, 313711],
        [3457, 742, 191715, 0, 149],
        [269663, 13492, 14155, 0, 46045],
        [214757, 10061, 30124, 0, 13612],
        [119504, 317251, 3483, 0, 2042],
    ]
    np.testing.assert_array_equal(GERMANY.sum(axis=1) + np.sum(final, axis=1), GERMANY_OUTPUT)


def test_coefficients_of_germany_1995() -> None:
    assert A[0, 0] == pytest.approx(0.0258, abs=5e-5)
    assert A[1, 1] == pytest.approx(0.2822, abs=5e-5)
    assert A[2, 2] == pytest.approx(0.0158, abs=5e-5)
    assert A[4, 0] == pytest.approx(0.0828, abs=5e-5)
    assert A[4, 4] == pytest.approx(0.279, abs=5e-5)
    np.testing.assert_allclose(np.diag(inverse(A))[:3], [1.0339, 1.4292, 1.0289], atol=5e-5)


def test_backward_linkages_of_germany_1995() -> None:
    printed = [1.7048, 1.8413, 1.8136, 1.6035, 1.5951, 1.3782]
    np.testing.assert_allclose(backward_linkages(GERMANY, GERMANY_OUTPUT), printed, atol=5e-5)


def test_forward_linkages_of_germany_1995_without_the_misprint() -> None:
    """For manufacturing 1.6691 is in circulation: two digits of 1.6910 swapped."""
    forward = forward_linkages(GERMANY, GERMANY_OUTPUT)
    printed = [2.1126, 1.3558, 1.5848, 2.1037, 1.2106]
    np.testing.assert_allclose(np.delete(forward, 1), printed, atol=5e-5)
    assert forward[1] == pytest.approx(1.6910, abs=5e-5)
    assert abs(forward[1] - 1.6691) > 0.02


def test_the_ghosh_inverse_of_germany_1995() -> None:
    printed = [1.0339, 0.0118, 0.0037, 0.0103, 0.0117, 0.0043]
    found = inverse(per_row(GERMANY, GERMANY_OUTPUT))
    np.testing.assert_allclose(found[:, 0], printed, atol=5e-5)


def test_value_added_and_employment_multipliers_of_germany_1995() -> None:
    added = [0.845, 0.7647, 0.8615, 0.9019, 0.9393, 0.9199]
    found = multipliers(A, GERMANY_ADDED / GERMANY_OUTPUT)
    np.testing.assert_allclose(found, added, atol=5e-5)
    jobs = [0.0326, 0.0162, 0.0207, 0.0237, 0.0112, 0.0242]
    found = multipliers(A, GERMANY_JOBS / GERMANY_OUTPUT)
    np.testing.assert_allclose(found, jobs, atol=5e-5)
