"""Patterns of which every row is held once are searched to the end; dives find true points."""

from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_array

from assignments import MODELS, assignment, begun, sign_of, tight
from feidi.site.model import Model
from feidi.site.model.model import Ints
from feidi.site.solve import prove
from feidi.site.solve.decomposed import SAFE, Decomposed, decompose
from feidi.site.solve.outcome import Outcome
from feidi.site.solve.patterns import diving, partition
from feidi.site.solve.patterns.diving import dived
from feidi.site.solve.patterns.listing import Patterns, patterns_within, priced
from feidi.site.solve.patterns.mixing import Mix, Mixed
from feidi.site.solve.patterns.partition import Choice, Partition

EVERY = [(seed, kind) for seed, kind in MODELS if kind["every"]]


def all_patterns(model: Model, parts: Decomposed, reach: float) -> tuple[Mix, Mixed, Partition]:
    """Return all patterns within a reach, what their relaxation says, and the search over them."""
    at = priced(model, parts.blocks, parts.prices)
    patterns = patterns_within(model, at, reach, 10**6)
    assert patterns is not None
    mix = Mix(model, parts.blocks, patterns)
    held = csr_array(mix.matrix[:, : mix.linking])
    return mix, mix.solved(), Partition(held, patterns.block)


def worth(patterns: Patterns, chosen: Ints) -> float:
    """Return what a choice is worth."""
    return float(patterns.worth[chosen].sum())


@pytest.mark.parametrize("seed", range(6))
def test_the_best_choice_of_patterns_is_the_best_point(seed: int) -> None:
    model = tight(seed)
    best = prove(model).value
    assert best is not None
    parts = decompose(model, value=best)
    assert parts is not None
    at = priced(model, parts.blocks, parts.prices)
    mix, told, search = all_patterns(model, parts, at.bound + best + 30)
    kept, budget = np.arange(len(mix.patterns)), told.bound + best + 25
    lack = np.maximum(told.short, 0.0)
    found = search.best(kept, lack, budget, 10**6)
    assert found.whole
    assert found.chosen is not None
    assert worth(mix.patterns, found.chosen) == pytest.approx(-best)
    assert lack[found.chosen].sum() == pytest.approx(told.bound + best, abs=1e-6)
    assert model.violation(mix.patterns.point(found.chosen)) == 0.0
    nothing = search.best(kept, lack, told.bound + best - 1 + SAFE, 10**6)
    assert (nothing.chosen, nothing.whole) == (None, True)


def test_a_search_taken_up_again_is_the_same_search(monkeypatch: pytest.MonkeyPatch) -> None:
    model = tight(3)
    _, parts = begun(model)
    mix, told, search = all_patterns(model, parts, 60.0)
    kept, lack = np.arange(len(mix.patterns)), np.maximum(told.short, 0.0)
    assert len(kept) > 200  # so many that prices change on the way
    once = search.best(kept, lack, 60.0, 10**6)
    short = search.best(kept, lack, 60.0, 3)
    monkeypatch.setattr(partition, "AT_ONCE", 7)
    again = search.best(kept, lack, 60.0, 10**6)
    assert once.chosen is not None
    assert again.chosen is not None
    assert once.whole
    assert (again.chosen == once.chosen).all()
    assert not short.whole


def test_beside_a_pattern_stand_those_that_share_no_row_and_no_block() -> None:
    # seventy rows: more than the bits of one word
    chance = np.random.default_rng(5)
    held = csr_array((chance.random((60, 70)) < 0.04).astype(float))
    block = np.sort(chance.integers(0, 4, 60))
    rows = [set(held[[k]].indices.tolist()) for k in range(60)]
    search = Partition(held, block)
    for pick in range(60):
        free = search.beside(pick)
        for k in range(60):
            apart = block[k] != block[pick] and not rows[k] & rows[pick]
            assert free[k] == (apart or k == pick)


def test_no_choice_where_a_block_has_no_pattern_left() -> None:
    search = Partition(csr_array(np.eye(3)), np.array([0, 0, 1]))
    found = search.best(np.array([0, 1]), np.zeros(2), 1.0, 100)
    assert (found.chosen, found.whole) == (None, True)


@pytest.mark.parametrize("searched", [4, 40, 10_000])
@pytest.mark.parametrize(("seed", "kind"), EVERY)
def test_what_dives_find_and_refute_is_true(
    seed: int, kind: dict[str, bool], searched: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diving, "SEARCHED", searched)
    model = assignment(seed, **kind)  # type: ignore[arg-type]
    found, parts = begun(model)
    told = dived(model, found, parts, dives=30)
    best, sign = prove(model).value, sign_of(model)
    assert told.x is not None
    assert told.value is not None
    assert best is not None
    assert model.violation(told.x) == 0.0
    assert told.value == pytest.approx(model.value(told.x))
    assert sign * told.bound >= sign * best - 1e-6
    assert sign * told.value <= sign * best + 1e-6
    if searched > 40:
        assert told.status == "optimal"
        assert told.value == pytest.approx(best)
    again = dived(model, found, parts, dives=30)
    assert again.x is not None
    assert np.array_equal(again.x, told.x)


def test_where_nothing_need_be_fixed_a_search_cut_short_is_not_made_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = tight(3)
    found, parts = begun(model)
    asked = []
    search = Partition.best

    def counted(self: Partition, kept: Ints, *told: Any) -> Choice:
        asked.append(len(kept))
        return search(self, kept, *told)

    monkeypatch.setattr(diving, "ASKING", 2)
    monkeypatch.setattr(Partition, "best", counted)
    dived(model, found, parts, dives=50)
    assert 0 < len(asked) < 5


def test_dives_are_for_rows_that_each_hold_one_column_few_a_block(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    free = assignment(2, sense="max", every=False)
    found, parts = begun(free)
    assert dived(free, found, parts, dives=3) is found
    model = assignment(2)
    found, parts = begun(model)
    monkeypatch.setattr(diving, "FEW_ROWS", 2)
    assert dived(model, found, parts, dives=3) is found
    assert dived(model, Outcome("stopped", None, parts.bound, None), parts).x is None


class Over:
    """A watch whose time is up."""

    def left(self) -> float:
        return 0.0

    def stopped(self) -> bool:
        return True

    def tell(self, progress: object) -> None:
        raise AssertionError(progress)


def test_a_watch_that_is_over_ends_dives_before_they_begin() -> None:
    model = tight(2)
    found, parts = begun(model)
    told = dived(model, found, parts, Over())
    assert told.value == found.value
