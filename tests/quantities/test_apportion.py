"""Published answers are reproduced; amounts in lanes follow the same rule as whole units."""

import csv
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feidi.quantities.apportion import (
    REFUSE,
    Tied,
    above_threshold,
    adams,
    by_largest_remainder,
    dhondt,
    fowler_allocate,
    huntington_hill,
    largest_remainder,
    quota_method,
    sainte_lague,
)
from feidi.quantities.exact import Ratios

TABLE = Path(__file__).parent.parent / "worked/apportionment/published.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
TIED = (largest_remainder, dhondt, sainte_lague, adams, huntington_hill, quota_method)
METHODS: dict[str, tuple[Callable[[int, list[int]], list[int]], ...]] = {
    "largest_remainder": (largest_remainder,),
    "dhondt": (dhondt,),
    "sainte_lague": (sainte_lague,),
    "adams": (adams,),
    "quota": (quota_method,),
    "fowler_allocate": (fowler_allocate,),
    "any": TIED,
    "dhondt_4pct_threshold": (lambda n, w: dhondt(n, above_threshold(w, Fraction(4, 100))),),
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['case']}-{row['method']}")
def test_a_published_answer_is_reproduced(row: dict[str, str]) -> None:
    weights = [int(w) for w in row["weights"].split("|")]
    expected = [int(n) for n in row["expected"].split("|")]
    for method in METHODS[row["method"]]:
        assert method(int(row["seats_or_units"]), weights) == expected, method.__name__


@pytest.mark.parametrize("method", TIED, ids=lambda m: m.__name__)
def test_a_tie_can_be_refused(method: Callable[..., list[int]]) -> None:
    with pytest.raises(Tied, match="claim the same unit"):
        method(1, [1, 1], REFUSE)


@pytest.mark.parametrize("method", [*TIED, fowler_allocate], ids=lambda m: m.__name__)
def test_weights_that_share_out_nothing_are_refused(method: Callable[..., list[int]]) -> None:
    with pytest.raises(ValueError, match="share out nothing"):
        method(3, [0, 0])


@settings(deadline=None)
@given(st.integers(0, 60), st.lists(st.integers(0, 50), min_size=1, max_size=6).filter(any))
def test_every_unit_is_handed_out_once(units: int, weights: list[int]) -> None:
    for method in (*TIED, fowler_allocate):
        given_out = method(units, weights)
        assert sum(given_out) == units
        assert min(given_out) >= 0


@settings(deadline=None)
@given(
    st.integers(-(10**12), 10**12),
    st.lists(st.integers(1, 10**6), min_size=1, max_size=5),
    st.sampled_from([1, 100, 100_000]),
)
def test_lanes_follow_the_rule_of_whole_units(amount: int, weights: list[int], grain: int) -> None:
    shares = [Ratios.of([Fraction(w, sum(weights))]) for w in weights]
    parts = [int(p[0]) for p in by_largest_remainder(np.array([amount]), shares, grain)]
    assert sum(parts) == amount
    mirrored = by_largest_remainder(np.array([-amount]), shares, grain)
    assert [int(p[0]) for p in mirrored] == [-p for p in parts]
    if grain == 1:
        sign = -1 if amount < 0 else 1
        assert [sign * p for p in parts] == largest_remainder(abs(amount), weights)
