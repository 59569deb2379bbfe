"""Intervals of quotients between supplier and buyer: against the plain ones, draw by draw."""

from typing import get_args

import numpy as np
import pytest

from feidi.diagnose.pair_quotients import Kind, pair_quotients
from feidi.diagnose.quotients import aflq, cilq, flq, slq
from feidi.diagnose.uncertainty import Counting, Revision, Uncertainty

PLACE = np.array([30.0, 0.0, 70.0, np.nan, 12.0])
WHOLE = np.array([900.0, 400.0, 700.0, 300.0, 50.0])
UNCERTAIN: tuple[Uncertainty, ...] = (Revision(0.2, seed=3), Counting(grain=2.0))


def plain(place: np.ndarray, whole: np.ndarray, kind: Kind) -> np.ndarray:
    simple = slq(place, whole)
    share = float(np.nansum(place) / np.nansum(whole))
    return cilq(simple) if kind == "cilq" else {"flq": flq, "aflq": aflq}[kind](simple, share, 0.3)


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("how", UNCERTAIN)
def test_limits_are_quantiles_of_the_plain_quotients_of_every_draw(
    kind: Kind, how: Uncertainty
) -> None:
    found = pair_quotients(PLACE, WHOLE, kind, how)
    np.testing.assert_allclose(found.value, plain(PLACE, WHOLE, kind))
    many, whole = how.drawn(PLACE, WHOLE)
    each = [
        plain(x, y, kind) for x, y in zip(many, np.broadcast_to(whole, many.shape), strict=True)
    ]
    known = ~np.isnan(found.value)
    wanted = np.quantile([one[known] for one in each], [0.025, 0.975], axis=0)
    wanted[0, found.value[known] == 0] = 0.0
    np.testing.assert_allclose([found.low[known], found.high[known]], wanted)
    assert np.isnan(found.low[~known]).all()
    assert (found.low[known] <= found.value[known] + 1e-12).all()
    assert (found.value[known] <= found.high[known] + 1e-12).all()


def test_pairs_come_by_their_lower_limit_and_unknown_ones_not_at_all() -> None:
    found = pair_quotients(PLACE, WHOLE, "cilq", UNCERTAIN[0])
    pairs = list(found.ranked())
    lows = [found.low[pair] for pair in pairs]
    assert lows == sorted(lows, reverse=True)
    assert len(pairs) == np.count_nonzero(~np.isnan(found.value))
    # nobody sells to an absent or unknown buyer
    assert not any(buyer in (1, 3) for _, buyer in pairs)


def test_a_count_of_none_is_not_sure_to_be_none() -> None:
    low, high = np.quantile(Counting().drawn(PLACE, WHOLE)[0][:, 1], [0.025, 0.975])
    assert 0 < low < 0.5 < high
