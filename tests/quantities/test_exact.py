"""Integer arithmetic over arrays is exact, and what does not fit is an error."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feidi.quantities.exact import (
    LIMIT,
    AmountTooLarge,
    Ratios,
    add,
    as_amounts,
    portion,
    subtract,
    sum_into,
    sum_periods,
)
from feidi.quantities.rounding import Mode

amounts = st.integers(-(2**62), 2**62)
ratios = st.one_of(
    st.fractions(0, 1, max_denominator=10**4), st.fractions(0, 3, max_denominator=10**17)
)


def rounded(exact: Fraction, mode: Mode) -> int:
    """The definition, by way of the size of the amount."""
    size = abs(exact)
    whole, rest = divmod(size, 1)
    up = {
        Mode.DOWN: False,
        Mode.UP: rest > 0,
        Mode.HALF_UP: rest >= Fraction(1, 2),
        Mode.HALF_EVEN: rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1),
    }[mode]
    return int((whole + up) * (-1 if exact < 0 else 1))


@given(amounts, ratios, st.sampled_from(Mode), st.sampled_from([1, 10, 100, 10**6]))
def test_a_portion_is_the_exact_product_rounded_to_the_grain(
    amount: int, ratio: Fraction, mode: Mode, grain: int
) -> None:
    expected = rounded(amount * ratio / grain, mode) * grain
    try:
        result = portion(np.array([amount]), Ratios.of([ratio]), mode, grain)
    except AmountTooLarge:
        assert abs(expected) > LIMIT or ratio.denominator > LIMIT
    else:
        assert result.tolist() == [expected]


@given(amounts, ratios, st.sampled_from(Mode))
def test_a_refund_takes_back_exactly_what_the_amount_gave(
    amount: int, ratio: Fraction, mode: Mode
) -> None:
    try:
        given_, back = (portion(np.array([a]), Ratios.of([ratio]), mode) for a in (amount, -amount))
    except AmountTooLarge:
        return
    assert given_.tolist() == (-back).tolist()


@given(st.lists(amounts, min_size=1, max_size=20))
def test_many_lanes_give_what_one_lane_gives(lanes: list[int]) -> None:
    third = Ratios.of([Fraction(1, 3)] * len(lanes))
    together = portion(np.array(lanes), third, Mode.HALF_EVEN)
    assert together.tolist() == [
        portion(np.array([lane]), Ratios.of([Fraction(1, 3)]), Mode.HALF_EVEN)[0] for lane in lanes
    ]


@given(st.integers(-LIMIT, LIMIT), st.integers(-LIMIT, LIMIT))
def test_sums_and_differences_are_exact_or_an_error(left: int, right: int) -> None:
    for operation, exact in ((add, left + right), (subtract, left - right)):
        if abs(exact) <= LIMIT:
            assert operation(np.array([left]), np.array([right])).tolist() == [exact]
        elif abs(exact) > LIMIT + 1:
            with pytest.raises(AmountTooLarge):
                operation(np.array([left]), np.array([right]))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-LIMIT, LIMIT)), max_size=30))
def test_sums_into_places_are_exact_or_an_error(rows: list[tuple[int, int]]) -> None:
    exact = [sum(v for place, v in rows if place == i) for i in range(4)]
    where = np.array([place for place, _ in rows], np.intp)
    values = np.array([v for _, v in rows], np.int64)
    if all(-LIMIT - 1 <= v <= LIMIT for v in exact):
        assert sum_into(where, values, 4).tolist() == exact
    else:
        with pytest.raises(AmountTooLarge):
            sum_into(where, values, 4)


def test_a_sum_over_periods_never_wraps() -> None:
    assert sum_periods(np.array([[LIMIT, -LIMIT, 5]])).tolist() == [5]
    with pytest.raises(AmountTooLarge):
        sum_periods(np.array([[LIMIT, 1]]))


def test_the_smallest_int64_is_divided_exactly() -> None:
    smallest = np.array([-LIMIT - 1])
    assert portion(smallest, Ratios.of([Fraction(1, 2)])).tolist() == [-(2**62)]


def test_a_number_beyond_int64_is_refused() -> None:
    with pytest.raises(AmountTooLarge):
        as_amounts([2**63])
