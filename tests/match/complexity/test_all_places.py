"""Proximity that is never made gives the same as proximity that is."""

import numpy as np
import pytest

from feidi.match.complexity import all_places
from feidi.match.complexity.all_places import AllPlaces
from feidi.match.complexity.outlook import outlook
from feidi.match.complexity.relatedness import proximity, reach
from match.complexity.published import near


@pytest.mark.parametrize("industries", [3, 79, 80, 81, 160, 333])
@pytest.mark.parametrize("diagonal", [0.0, 1.0])
def test_blocks_give_what_the_whole_matrix_gives(industries: int, diagonal: float) -> None:
    rng = np.random.default_rng(industries)
    have = rng.random((40, industries)) < rng.random(industries)
    have[rng.integers(0, 40, industries), np.arange(industries)] = True
    worth = rng.normal(0, 2, industries)
    whole = proximity(have, diagonal)
    wanted = outlook(have, whole, reach(whole), worth)
    found = AllPlaces(have, diagonal).outlook(worth)
    near(found.density, wanted.density)
    near(found.chances, wanted.chances, 1e-11)
    near(found.gain, wanted.gain)


def test_counts_beyond_single_precision_are_kept_in_double(monkeypatch: pytest.MonkeyPatch) -> None:
    have = np.random.default_rng(1).random((30, 200)) < 0.4
    worth = np.ones(200)
    before = AllPlaces(have, 0.0).outlook(worth)
    monkeypatch.setattr(all_places, "EXACT", 10)
    near(AllPlaces(have, 0.0).outlook(worth).density, before.density, 1e-14)


def test_an_industry_near_to_nothing_has_no_density() -> None:
    have = np.array([[True, False], [False, True]])
    found = AllPlaces(have, 0.0).outlook(np.array([1.0, 2.0]))
    assert np.isnan(found.density).all()
    near(found.gain, np.zeros((2, 2)))
