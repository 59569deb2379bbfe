"""All fillings good enough are listed, and what they prove is true and reaches the best point."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from assignments import AGENTS, JOBS, MODELS, assignment, begun, sign_of, tight
from feidi.site.model import Model
from feidi.site.solve import prove, relax
from feidi.site.solve.decomposed import blocks_of, decompose
from feidi.site.solve.patterns import proving
from feidi.site.solve.patterns.kernels import met_twice
from feidi.site.solve.patterns.listing import nearest_patterns, patterns_within, priced
from feidi.site.solve.patterns.mixing import Mix
from feidi.site.solve.patterns.proving import partitioned
from feidi.site.solve.patterns.sharpening import sharpened


def fillings(model: Model) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """Yield every filling of every block."""
    blocks = blocks_of(model)
    assert blocks is not None
    for block, room in enumerate(blocks.room):
        for taken in product((0, 1), repeat=JOBS):
            if (np.array(taken) * blocks.use[block]).sum() <= room:
                x = np.zeros(len(model.cost))
                x[blocks.column[block]] = taken
                yield block, x


@pytest.mark.parametrize(("seed", "kind"), MODELS)
def test_within_a_reach_all_fillings_are_listed_and_no_others(
    seed: int, kind: dict[str, bool]
) -> None:
    model = assignment(seed, **kind)  # type: ignore[arg-type]
    _, parts = begun(model)
    at = priced(model, parts.blocks, parts.prices)
    reach = 12.0
    listed = patterns_within(model, at, reach, 10**6)
    assert listed is not None
    told = {
        (int(block), tuple(taken))
        for block, taken in zip(listed.block, listed.taken.toarray(), strict=True)
    }
    assert len(told) == len(listed)
    wanted = {
        (block, tuple(x))
        for block, x in fillings(model)
        if x @ at.gain >= at.best(block) - reach - 1e-9
    }
    assert told == wanted
    assert listed.worth == pytest.approx(listed.taken @ (sign_of(model) * model.cost))
    assert patterns_within(model, at, reach, len(listed) - 1) is None
    near = nearest_patterns(model, at, len(listed))
    assert near is not None
    assert len(near[0]) <= len(listed)


@pytest.mark.parametrize(("seed", "kind"), MODELS)
def test_what_patterns_prove_is_the_best_point(seed: int, kind: dict[str, bool]) -> None:
    model = assignment(seed, **kind)  # type: ignore[arg-type]
    found, parts = begun(model)
    best = prove(model)
    told = partitioned(model, found, parts)
    assert told.x is not None
    assert told.status == "optimal"
    assert told.value == pytest.approx(best.value, rel=1e-9)
    assert told.bound == pytest.approx(best.value, rel=1e-6)
    assert model.violation(told.x) == 0.0


@pytest.mark.parametrize(("seed", "kind"), MODELS)
def test_a_gap_wished_for_makes_no_bound_false(seed: int, kind: dict[str, bool]) -> None:
    model = assignment(seed, **kind)  # type: ignore[arg-type]
    found, parts = begun(model)
    told = partitioned(model, found, parts, gap=0.05)
    best = prove(model).value
    assert told.value is not None
    assert best is not None
    sign = sign_of(model)
    assert sign * told.bound >= sign * best - 1e-6
    assert sign * told.value <= sign * best + 1e-6


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("lists", [(30,), (60,), (60, 200)])
def test_short_lists_and_few_nodes_prove_less_and_nothing_false(
    seed: int, lists: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "LISTS", lists)
    monkeypatch.setattr(proving, "ASKED", (10, 20, 40))
    model = assignment(seed)
    found, parts = begun(model)
    best = prove(model).value
    assert best is not None
    told = partitioned(model, found, parts, nodes=1)
    assert told.value is not None
    assert told.bound <= best + 1e-9 <= told.value + 2e-9
    assert told.bound >= parts.bound
    assert (told.status == "optimal") == (told.bound == told.value)


@pytest.mark.parametrize(("seed", "kind"), MODELS)
def test_prices_are_sharpened_to_those_of_all_patterns(seed: int, kind: dict[str, bool]) -> None:
    model = assignment(seed, **kind)  # type: ignore[arg-type]
    _, begun_with = begun(model)
    parts = decompose(model, value=prove(model).value or 0.0) or begun_with
    sharp = sharpened(model, parts)
    at = priced(model, parts.blocks, sharp.prices)
    everything = patterns_within(model, at, 1e6, 10**6)
    assert everything is not None
    relaxed = Mix(model, parts.blocks, everything).solved()
    sign = sign_of(model)
    assert at.bound <= priced(model, parts.blocks, parts.prices).bound + 1e-9
    assert at.bound == pytest.approx(relaxed.bound, rel=1e-6)
    assert sign * sharp.bound <= sign * parts.bound
    assert sign * sharp.bound <= sign * relax(model).value + 1e-6
    assert sign * sharp.bound >= sign * (prove(model).value or 0) - 1e-6


@pytest.mark.parametrize("seed", [1, 2])
def test_cuts_sharpen_the_relaxation_and_cut_off_no_choice(seed: int) -> None:
    model = tight(seed)
    best = prove(model)
    assert best.value is not None
    parts = decompose(model, value=best.value)
    assert parts is not None
    at = priced(model, parts.blocks, parts.prices)
    patterns = patterns_within(model, at, at.bound + best.value, 10**6)
    assert patterns is not None
    mix = Mix(model, parts.blocks, patterns)
    first = told = mix.solved()
    while mix.sharpened(told):
        told = mix.solved()
    assert -best.value <= told.bound + 1e-6
    assert told.bound < first.bound - 1e-3
    small, kept = mix.choice(told, -best.value)
    chosen = prove(small)
    assert chosen.value == pytest.approx(best.value)
    assert chosen.x is not None
    point = patterns.taken[kept[chosen.x > 0.5]].sum(axis=0)
    assert model.violation(np.asarray(point, np.float64).ravel()) == 0.0


def test_patterns_refuted_are_in_no_point_as_good() -> None:
    model = assignment(7)
    _, parts = begun(model)
    at = priced(model, parts.blocks, parts.prices)
    patterns = patterns_within(model, at, 1e6, 10**6)
    best = prove(model)
    assert patterns is not None
    assert best.value is not None
    assert best.x is not None
    mix = Mix(model, parts.blocks, patterns)
    told = mix.solved()
    mix.refute(told, -best.value)
    assert 0 < mix.alive.sum() < len(patterns)
    for block in range(AGENTS):
        mine = np.where(model.block == block, best.x, 0.0)
        same = (patterns.taken.toarray() == mine).all(axis=1) & (patterns.block == block)
        assert mix.alive[same].all()


def test_three_rows_held_twice_are_counted_once_a_pattern() -> None:
    patterns = [[0, 1, 2], [0, 2, 4], [1, 3], [0, 1, 2, 3, 4], [2]]
    share = np.array([0.5, 0.25, 1.0, 0.125, 2.0])
    start = np.cumsum([0, *map(len, patterns)])
    met = met_twice(start, np.concatenate(patterns), share, 5)
    for i in range(5):
        for j in range(i + 1, 5):
            for k in range(j + 1, 5):
                held = [len({i, j, k} & set(rows)) for rows in patterns]
                assert met[i, j, k] == share[np.array(held) > 1].sum()


def test_rows_with_figures_below_zero_are_left_alone() -> None:
    model = assignment(0)
    rows = model.rows.tocsr()[[0]] * -1.0
    both = model.with_rows(rows, np.array([-1.0]), np.array([np.inf]), "again")
    found, parts = begun(both)
    assert partitioned(both, found, parts) is found
    assert sharpened(both, parts) is parts
