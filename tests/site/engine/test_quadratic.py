"""Layouts are the best of all permutations, and a search cut short tells a true bound."""

from itertools import permutations

import numpy as np
import pytest

from feidi.site.solve import Progress, layout


class Nodes:
    """A watch that stops after so many questions."""

    def __init__(self, count: int) -> None:
        self.count = count

    def left(self) -> float:
        """Return what is left."""
        self.count -= 1
        return float(self.count)

    def stopped(self) -> bool:
        """Never stop of itself."""
        return False

    def tell(self, progress: Progress) -> None:
        """Keep nothing."""
        assert progress.value is not None
        assert progress.bound <= progress.value


def least(flow: np.ndarray, far: np.ndarray) -> float:
    """Return the least flow times distance over all layouts."""
    every = permutations(range(len(flow)))
    return min(float((flow * far[np.ix_(at, at)]).sum()) for at in every)


@pytest.mark.parametrize("n", [1, 2, 3, 5, 6])
@pytest.mark.parametrize("whole", [True, False])
def test_a_layout_is_the_best_of_all(n: int, whole: bool) -> None:
    chance = np.random.default_rng(n)
    flow, far = chance.uniform(0, 9, (2, n, n))
    if whole:
        flow, far = np.rint(flow), np.rint(far)
    found = layout(flow, far)
    assert found.status == "optimal"
    assert found.value == pytest.approx(least(flow, far))
    assert found.x is not None
    at = found.x.reshape(n, n).argmax(axis=1)
    assert sorted(at) == list(range(n))
    assert (flow * far[np.ix_(at, at)]).sum() == pytest.approx(found.value)


def test_a_search_cut_short_tells_a_true_bound() -> None:
    chance = np.random.default_rng(3)
    flow, far = np.rint(chance.uniform(0, 9, (2, 7, 7)))
    best, bounds = least(flow, far), []
    for count in (1, 3, 8, 20):
        found = layout(flow, far, Nodes(count))
        assert found.value is not None
        assert found.bound <= best <= found.value
        bounds.append(found.bound)
    assert bounds[0] == -np.inf
    assert np.isfinite(bounds[1:]).all()
