"""Rank acceptabilities against areas worked out by hand, and their laws over random figures."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from feidi.match.given import Criterion
from feidi.match.ranking import Measured, acceptability, draw_weights, drawer
from feidi.match.ranking.acceptability import Acceptability
from feidi.quantities.words import both

DRAWS = 40_000
# four standard errors of a share of one half
SURE = 4 * 0.5 / DRAWS**0.5


def criteria(*orders: int | None) -> list[Criterion]:
    return [
        Criterion(chr(ord("a") + i), both(f"criterion {i}"), "other", order=order)
        for i, order in enumerate(orders)
    ]


def of(values: list[list[float]], weights: np.ndarray, seed: int = 1) -> Acceptability:
    exact = np.array(values)
    return acceptability(drawer(Measured(exact, exact, exact), seed), weights)


def drawn(names: list[Criterion], draws: int = DRAWS) -> np.ndarray:
    found = draw_weights(names, draws, seed=7)
    assert found is not None
    return found


def test_two_criteria_give_the_lengths_of_intervals() -> None:
    # A scores w, B 1 - w, C 0.6: A first for w > 0.6, B for w < 0.4, C between
    found = of([[1, 0], [0, 1], [0.6, 0.6]], drawn(criteria(None, None)))
    assert found.ranks[:, 0] == pytest.approx([0.4, 0.4, 0.2], abs=SURE)
    assert found.ranks[2] == pytest.approx([0.2, 0.8, 0.0], abs=SURE)
    assert found.central[0] == pytest.approx([0.8, 0.2], abs=0.005)
    assert found.central[2] == pytest.approx([0.5, 0.5], abs=0.005)
    assert found.confidence.tolist() == [1, 1, 1]
    assert found.holistic[2] == pytest.approx(0.2 + 0.8 / 2, abs=SURE)


def test_three_criteria_share_the_triangle_evenly() -> None:
    found = of([[1, 0, 0], [0, 1, 0], [0, 0, 1]], drawn(criteria(None, None, None)))
    assert found.ranks == pytest.approx(np.full((3, 3), 1 / 3), abs=SURE)
    # the mean of the largest of three spacings is 1/3 (1 + 1/2 + 1/3)
    assert found.central[1, 1] == pytest.approx(11 / 18, abs=0.005)


def test_what_is_never_first_has_no_central_weight() -> None:
    found = of([[1, 1], [0.5, 0.5]], drawn(criteria(None, None)))
    assert np.isnan(found.central[1]).all()
    assert np.isnan(found.confidence[1])
    assert found.holistic.tolist() == [1, 0]


def test_an_order_of_importance_gives_the_centroid_of_its_weights() -> None:
    # the mean of the ordered simplex: (1/n) sum 1/k, Barron and Barrett (1996)
    mean = drawn(criteria(1, 2, 3)).mean(axis=0)
    assert mean == pytest.approx([11 / 18, 5 / 18, 2 / 18], abs=0.005)


def test_equal_standing_leaves_two_criteria_free() -> None:
    weights = drawn(criteria(1, 1, 2))
    assert (weights[:, :2].min(axis=1) >= weights[:, 2]).all()
    assert weights.mean(axis=0) == pytest.approx([8 / 18, 8 / 18, 2 / 18], abs=0.005)


def test_bounds_are_kept_and_drawn_evenly() -> None:
    bounded = [
        Criterion("a", both("a"), "other", weight_low=0.2, weight_high=0.5),
        Criterion("b", both("b"), "other"),
    ]
    weights = drawn(bounded)
    assert weights[:, 0].min() >= 0.2
    assert weights[:, 0].max() <= 0.5
    assert weights[:, 0].mean() == pytest.approx(0.35, abs=0.002)


def test_one_fixed_weight_gives_one_ranking() -> None:
    fixed = [Criterion(k, both(k), "other", weight_low=0.5, weight_high=0.5) for k in "ab"]
    found = of([[0.9, 0.2], [0.4, 0.6]], drawn(fixed, 50))
    assert found.ranks.tolist() == [[1, 0], [0, 1]]


@pytest.mark.parametrize(
    ("low", "high", "order"), [(0.6, 1.0, None), (0.0, 0.3, None), (0.5, 0.4, None)]
)
def test_contradictions_have_no_weights(low: float, high: float, order: int | None) -> None:
    stated = [
        Criterion(k, both(k), "other", weight_low=low, weight_high=high, order=order) for k in "ab"
    ]
    assert draw_weights(stated, 100, seed=1) is None


def test_an_order_against_the_bounds_has_no_weights() -> None:
    stated = [
        Criterion("a", both("a"), "other", weight_high=0.3, order=1),
        Criterion("b", both("b"), "other", weight_low=0.5, order=2),
    ]
    assert draw_weights(stated, 100, seed=1) is None


def test_equal_scores_share_their_ranks() -> None:
    found = of([[1, 0], [1, 0], [0, 0]], drawn(criteria(None, None), 100))
    assert found.ranks == pytest.approx(np.array([[0.5, 0.5, 0], [0.5, 0.5, 0], [0, 0, 1]]))


def test_uncertain_figures_lower_confidence() -> None:
    low, value, high = np.array([[0.4], [0.0]]), np.array([[0.5], [0.5]]), np.array([[0.6], [1.0]])
    weights = np.ones((DRAWS, 1))
    found = acceptability(drawer(Measured(low, value, high), 3), weights)
    assert found.confidence == pytest.approx([0.5, 0.5], abs=SURE)
    assert found.ranks[:, 0] == pytest.approx([0.5, 0.5], abs=SURE)


def test_triangular_draws_have_the_mean_of_their_corners() -> None:
    exact = Measured(np.array([[0.0]]), np.array([[0.3]]), np.array([[0.9]]))
    values = np.concatenate([drawer(exact, 5)(i, i + 1000) for i in range(0, 20_000, 1000)])
    assert values.mean() == pytest.approx((0.0 + 0.3 + 0.9) / 3, abs=0.005)
    assert values.min() >= 0.0
    assert values.max() <= 0.9


def test_what_is_unknown_is_drawn_from_the_whole_scale() -> None:
    nothing = np.array([[np.nan]])
    values = drawer(Measured(nothing, nothing, nothing), 5)(0, 1000)
    assert values.mean() == pytest.approx(0.5, abs=0.05)
    assert values.std() == pytest.approx(12**-0.5, abs=0.02)


FIGURES = arrays(np.float64, (5, 3), elements=st.floats(0, 1, allow_nan=False, width=16))


@settings(max_examples=40, deadline=None)
@given(FIGURES, st.integers(0, 1000))
def test_shares_sum_to_one_over_ranks_and_over_alternatives(values: np.ndarray, seed: int) -> None:
    weights = draw_weights(criteria(None, None, None), 500, seed)
    assert weights is not None
    found = acceptability(drawer(Measured(values, values, values), seed), weights)
    assert found.ranks.sum(axis=0) == pytest.approx(np.ones(5))
    assert found.ranks.sum(axis=1) == pytest.approx(np.ones(5))
    assert found.ranks.min() >= 0
    assert found.holistic.sum() == pytest.approx(2.5)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_criteria_does_not_matter(order: tuple[int, ...]) -> None:
    named = criteria(None, 1, 2)
    straight = draw_weights(named, 50, seed=4)
    turned = draw_weights([named[i] for i in order], 50, seed=4)
    assert straight is not None
    assert turned is not None
    assert (turned == straight[:, list(order)]).all()


def test_weights_and_values_are_drawn_apart() -> None:
    unknown = np.full((1, 1), np.nan)
    values = drawer(Measured(unknown, unknown, unknown), 9)(0, 1000)[:, 0, 0]
    weights = draw_weights(criteria(None, None), 1000, seed=9)
    assert weights is not None
    assert abs(np.corrcoef(values, weights[:, 0])[0, 1]) < 0.1
