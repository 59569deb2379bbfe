"""Amounts per mu: exact to the fen, weighted by the land, silent where there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feidi.records.per_mu import PerMu, together

PARTS = st.builds(PerMu, st.integers(0, 10**14), st.integers(1, 10**5).map(float))


@pytest.mark.parametrize(
    ("fen", "mu", "each"),
    [(100, 3.0, 33), (200, 3.0, 67), (1, 2.0, 1), (0, 7.5, 0), (9_600_000, 0.5, 19_200_000)],
)
def test_an_amount_is_rounded_to_the_nearest_fen(fen: int, mu: float, each: int) -> None:
    assert PerMu(fen, mu).each == each


def test_where_there_is_no_land_nothing_is_said() -> None:
    assert PerMu(100, 0.0).each is None
    assert together([]).each is None


@given(st.lists(PARTS, min_size=1, max_size=8))
def test_all_together_lies_between_the_least_and_the_most(parts: list[PerMu]) -> None:
    each = [one.each or 0 for one in parts]
    assert min(each) <= (together(parts).each or 0) <= max(each)
